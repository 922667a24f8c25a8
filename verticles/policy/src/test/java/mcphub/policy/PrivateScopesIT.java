package mcphub.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import mcphub.harness.NpmStub;
import mcphub.harness.Packages;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** A scope in a registry of the organization's own is a source of its own: fetched with its token, judged by what is there, and known to nobody else. */
@Order(1) // what takes long begins first
final class PrivateScopesIT extends GateCase {
    private static final String MCPS = "/api/v1/mcps";
    private static final String TOKEN = "npm_only-for-the-tests";
    private static final String TOOLS = "@acme/tools";
    private final NpmStub own = new NpmStub().requireToken(TOKEN);

    @BeforeAll
    void publish() {
        own.publish(TOOLS, "1.0.0", Packages.good(TOOLS, "1.0.0"));
        own.publish(TOOLS, "1.1.0", Packages.good(TOOLS, "1.1.0"));
        registry.publish(TOOLS, "1.0.0", Packages.bad(TOOLS, "1.0.0"));
        hub.certify(TOOLS, "1.0.0");
    }

    @AfterAll
    void closeOwn() {
        own.close();
    }

    private static JsonObject npx(String spec, JsonObject environment) {
        var server = JsonObject.of("command", "npx", "args", JsonArray.of("-y", spec), "env", environment);
        return JsonObject.of(
                "config",
                JsonObject.of("mcpServers", JsonObject.of("s", server)).encode());
    }

    private static JsonObject npx(String spec) {
        return npx(spec, new JsonObject());
    }

    private static JsonObject mcp(House house, String visibility) {
        return JsonObject.of(
                "organization",
                house.owner().api().get(house.path()).getString("slug"),
                "visibility",
                visibility,
                "source",
                JsonObject.of("type", "npm", "package", TOOLS));
    }

    private House declared() {
        var house = house();
        house.policy("Score", "DENY", "SCORE", "min:70", 1);
        var said = house.owner()
                .api()
                .call(
                        200,
                        "PUT",
                        house.path() + "/registries/@acme",
                        JsonObject.of("url", own.url().replaceFirst("/$", ""), "token", TOKEN));
        assertThat(said.getString("url")).isEqualTo(own.url());
        assertThat(said.getBoolean("has_token")).isTrue();
        return house;
    }

    private String catalogued(House house) {
        String id = house.owner()
                .api()
                .call(201, "POST", MCPS, mcp(house, "private"))
                .getString("id");
        hub.awaitSettled(id);
        return id;
    }

    @Test
    void a_package_of_the_scope_is_fetched_with_the_token_and_judged_by_what_is_there() {
        var house = declared();
        assertThat(first(house.evaluate(npx(TOOLS + "@1.0.0"))).getString("reason"))
                .as("what the public registry has is another package")
                .contains("no MCP '" + TOOLS + "' is in the catalog");
        var refused = house.owner().api().send("POST", MCPS, mcp(house, "public"));
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(400);
        assertThat(refused.body()).contains("must be private");
        String id = catalogued(house);
        assertThat(house.owner()
                        .api()
                        .get(MCPS + '/' + id)
                        .getJsonObject("source")
                        .getString("registry"))
                .isEqualTo(own.url());
        var public_ = house.owner().api().send("PUT", MCPS + '/' + id, JsonObject.of("visibility", "public"));
        assertThat(public_.statusCode()).as(public_.body()).isEqualTo(400);

        house.owner().api().call(202, "POST", MCPS + '/' + id + "/versions", JsonObject.of("ref", "1.0.0"));
        hub.awaitSettled(id);
        assertThat(first(house.evaluate(npx(TOOLS + "@1.0.0"))).getString("result"))
                .isEqualTo("ALLOWED");
        var bare = first(house.evaluate(npx(TOOLS)));
        assertThat(bare.getString("result")).as(bare.encode()).isEqualTo("ALLOWED");
        assertThat(bare.getString("version")).isEqualTo("1.1.0");
        var range = first(house.evaluate(npx(TOOLS + "@~1.0.0")));
        assertThat(range.getString("version")).as(range.encode()).isEqualTo("1.0.0");

        var stranger = house();
        stranger.policy("Score", "DENY", "SCORE", "min:70", 1);
        assertThat(first(stranger.evaluate(npx(TOOLS + "@1.0.0"))).getString("result"))
                .as("to everybody else it is the public one")
                .isEqualTo("DENIED");
        assertThat(first(stranger.evaluate(npx(TOOLS + "@1.1.0"))).getString("reason"))
                .contains("the catalog has no version");
        assertThat(stranger.owner().api().send("GET", MCPS + '/' + id).statusCode())
                .isEqualTo(404);
    }

    @Test
    void a_line_that_names_the_registry_is_that_source_and_one_that_names_another_is_not() {
        var house = declared();
        catalogued(house);
        var mapped = JsonObject.of("npm_config_@acme:registry", own.url());
        assertThat(first(house.evaluate(npx(TOOLS + "@1.1.0", mapped))).getString("result"))
                .isEqualTo("ALLOWED");
        for (String elsewhere : List.of("https://elsewhere.example/", own.url().replace("http:", "https:"))) {
            var denied =
                    first(house.evaluate(npx(TOOLS + "@1.1.0", JsonObject.of("npm_config_@acme:registry", elsewhere))));
            assertThat(denied.getString("result")).isEqualTo("DENIED");
            assertThat(denied.getString("reason")).contains("the organization has @acme at " + own.url());
        }
        assertThat(first(house().evaluate(npx(TOOLS + "@1.1.0", mapped))).getString("reason"))
                .contains("where it has @acme alone, as that scope's registry");
        house.policy("No tools", "DENY", "MCP", TOOLS, 0);
        assertThat(first(house.evaluate(npx(TOOLS + "@1.1.0"))).getString("result"))
                .isEqualTo("DENIED");
    }

    @Test
    void the_token_is_told_to_nobody_and_a_registry_in_use_stays() {
        var house = declared();
        var api = house.owner().api();
        String path = house.path() + "/registries";
        String id = catalogued(house);
        assertThat(api.get(path).encode()).contains("@acme").doesNotContain(TOKEN);
        assertThat(api.get(house.path() + "/audit-events").encode())
                .contains("org.registry_declared")
                .doesNotContain(TOKEN);
        assertThat(hub.query("select token::text from org.registries where org_id = '" + house.id() + "'"))
                .doesNotContain(TOKEN);
        var member = people.join("member");
        people.member(house.owner(), house.path(), member, "MEMBER");
        assertThat(member.api().get(path).getInteger("total")).isEqualTo(1);
        member.api().call(403, "PUT", path + "/@acme", JsonObject.of("url", "https://elsewhere.example"));
        member.api().call(403, "DELETE", path + "/@acme", null);
        people.join("stranger").api().call(404, "GET", path, null);
        api.call(400, "PUT", path + "/acme", JsonObject.of("url", "https://elsewhere.example"));
        api.call(400, "PUT", path + "/@acme", JsonObject.of("url", "https://user:secret@elsewhere.example"));

        assertThat(api.call(409, "PUT", path + "/@acme", JsonObject.of("url", "https://elsewhere.example"))
                        .getString("message"))
                .contains(TOOLS + " is catalogued from " + own.url());
        api.call(409, "DELETE", path + "/@acme", null);
        assertThat(api.call(200, "PUT", path + "/@acme", JsonObject.of("url", own.url()))
                        .getBoolean("has_token"))
                .as("the same address without a token")
                .isFalse();
        api.call(204, "DELETE", MCPS + '/' + id, null);
        api.call(204, "DELETE", path + "/@acme", null);
        api.call(404, "DELETE", path + "/@acme", null);
    }

    @Test
    void without_its_token_nothing_is_known_and_the_reason_is_told() {
        var house = house();
        house.owner()
                .api()
                .call(
                        200,
                        "PUT",
                        house.path() + "/registries/@acme",
                        JsonObject.of("url", own.url(), "token", "wrong"));
        String id = house.owner()
                .api()
                .call(201, "POST", MCPS, mcp(house, "private"))
                .getString("id");
        hub.awaitSettled(id);
        assertThat(hub.query("select error from analysis.jobs where mcp_id = '" + id + "' order by created_at limit 1"))
                .contains("refuses to give tag latest of the package " + TOOLS);
        assertThat(first(house.evaluate(npx(TOOLS + "@1.0.0"))).getString("result"))
                .isEqualTo("DENIED");
    }
}
