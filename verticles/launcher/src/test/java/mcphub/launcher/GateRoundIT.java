package mcphub.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import mcphub.harness.ApiClient;
import mcphub.harness.NpmStub;
import mcphub.harness.Packages;
import mcphub.harness.People;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever a member or a publishing token registers, a denied package stays denied, however the hub is deployed. */
@ParameterizedClass
@EnumSource(Deployment.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Order(1) // what takes long begins first
final class GateRoundIT {
    private static final String MCPS = "/api/v1/mcps";
    private static final String TWO = "two-faced";

    @Parameter
    private Deployment deployment = Deployment.IN_PROCESS;

    private NpmStub registry;
    private WholeHub hub;
    private People people;
    private People.Person owner;
    private String org;
    private String slug;

    @BeforeParameterizedClassInvocation
    void startHub() {
        registry = new NpmStub();
        registry.publish(TWO, "1.0.0", Packages.good(TWO, "1.0.0"));
        registry.publish(TWO, "2.0.0", Packages.bad(TWO, "2.0.0"));
        hub = deployment.start(Map.of("npm.registry_url", registry.url()));
        hub.certify(TWO, "");
        people = new People(hub);
        owner = people.join("owner");
        org = people.organization(owner);
        slug = owner.api().get(org).getString("slug");
        hub.execute(
                "insert into catalog.categories (slug, name) values ('databases', 'Databases') on conflict do nothing");
        policy("Databases", "ALLOW", "CATEGORY", "databases", 1);
        policy("Ours", "ALLOW", "MCP", "ours-*", 2);
        policy("Score", "DENY", "SCORE", "min:70", 10);
    }

    @AfterParameterizedClassInvocation
    void stopHub() {
        hub.close();
        registry.close();
    }

    private void policy(String name, String action, String type, String value, int priority) {
        owner.api()
                .call(
                        201,
                        "POST",
                        org + "/policies",
                        JsonObject.of(
                                "name",
                                name,
                                "action",
                                action,
                                "target_type",
                                type,
                                "target_value",
                                value,
                                "priority",
                                priority));
    }

    private JsonObject verdict(JsonObject request) {
        var pipeline = hub.api().as(people.token(owner, org, "ci:org:*").getString("token"));
        return pipeline.call(200, "POST", "/api/v1/ci/evaluate", request)
                .getJsonArray("mcps")
                .getJsonObject(0);
    }

    private static JsonObject named(String name) {
        return JsonObject.of("mcps", JsonArray.of(JsonObject.of("name", name)));
    }

    private static JsonObject npx(String spec) {
        var server = JsonObject.of("command", "npx", "args", JsonArray.of("-y", spec));
        return JsonObject.of(
                "config",
                JsonObject.of("mcpServers", JsonObject.of("s", server)).encode());
    }

    private void deniedThroughout() {
        for (var request : List.of(
                named(TWO),
                named("npm:" + TWO),
                npx(TWO),
                npx(TWO + "@latest"),
                npx(TWO + "@^2"),
                npx(TWO + "@2.0.0"))) {
            var verdict = verdict(request);
            assertThat(verdict.getString("result")).as(verdict.encode()).isEqualTo("DENIED");
            assertThat(verdict.getString("version")).isEqualTo("2.0.0");
        }
    }

    private void registerOlder(ApiClient publisher, String name) {
        var wanted = JsonObject.of("organization", slug, "visibility", "private", "name", name, "category", "databases")
                .put("source", JsonObject.of("type", "npm", "package", TWO));
        String copy = publisher.call(201, "POST", MCPS, wanted).getString("id");
        hub.awaitSettled(copy);
        publisher.call(202, "POST", MCPS + '/' + copy + "/versions", JsonObject.of("ref", "1.0.0"));
        hub.awaitSettled(copy);
    }

    @Test
    void nobody_talks_the_gate_round() {
        deniedThroughout();
        var member = people.join("member");
        people.member(owner, org, member, "MEMBER");
        var publisher = hub.api().as(people.token(owner, org, "publish:org:*").getString("token"));

        registerOlder(people.signIn(member.email()).api(), TWO);
        deniedThroughout();
        registerOlder(publisher, "ours-two");
        deniedThroughout();
        assertThat(verdict(named("ours-two")).getString("result")).isEqualTo("DENIED");

        var namesake = JsonObject.of("organization", slug, "visibility", "private", "name", TWO)
                .put("source", JsonObject.of("type", "upload"));
        assertThat(publisher.send("POST", MCPS, namesake).statusCode()).isEqualTo(409);
        String likeness = publisher
                .call(201, "POST", MCPS, namesake.copy().put("name", "two-facecl"))
                .getString("id");
        var sent = publisher.send(
                "POST",
                MCPS + '/' + likeness + "/uploads",
                BodyPublishers.ofByteArray(Packages.good(TWO, "2.0.0")),
                "content-type",
                "application/gzip");
        assertThat(sent.statusCode()).isEqualTo(201);
        hub.awaitSettled(likeness);
        deniedThroughout();

        owner.api().call(200, "PUT", org, JsonObject.of("name", "House", "unknown_mcps", "ALLOW"));
        hub.execute(
                "update analysis.versions set status = 'FAILED', suspicion = '{\"reason\": \"a test\", \"fingerprints\": []}' where visible_version = '2.0.0'");
        policy("Everything", "ALLOW", "MCP", "*", 0);
        deniedThroughout();
        assertThat(verdict(npx(TWO)).getString("reason")).startsWith("MALICIOUS_SUSPECTED: a test");
    }
}
