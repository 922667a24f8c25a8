package mcphub.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import mcphub.harness.ApiClient;
import mcphub.harness.Packages;
import mcphub.harness.People;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** A verdict is about what runs: no registration, no name and no category of a member changes it. */
@Order(1) // what takes long begins first
final class IdentityIT extends GateCase {
    private static final String MCPS = "/api/v1/mcps";
    private static final String TWO = "two-faced";

    @BeforeAll
    void catalogue() {
        registry.publish(TWO, "1.0.0", Packages.good(TWO, "1.0.0"));
        registry.publish(TWO, "2.0.0", Packages.bad(TWO, "2.0.0"));
        hub.certify(TWO, "1.0.0");
        hub.execute(
                "insert into catalog.categories (slug, name) values ('databases', 'Databases') on conflict do nothing");
    }

    /** A house that asks for a least score, with a plain member and a token that publishes. */
    private record Guarded(House house, People.Person member, ApiClient publisher, String slug) {
        JsonObject npm(String npmPackage, String name) {
            return JsonObject.of("organization", slug, "visibility", "private", "name", name)
                    .put("source", JsonObject.of("type", "npm", "package", npmPackage));
        }

        JsonObject upload(String name) {
            return JsonObject.of("organization", slug, "visibility", "private", "name", name)
                    .put("source", JsonObject.of("type", "upload"));
        }
    }

    private Guarded guarded() {
        var house = house();
        house.policy("Score", "DENY", "SCORE", "min:70", 10);
        var member = people.join("member");
        people.member(house.owner(), house.path(), member, "MEMBER");
        String token =
                people.token(house.owner(), house.path(), "publish:org:*").getString("token");
        return new Guarded(
                house,
                people.signIn(member.email()),
                hub.api().as(token),
                house.owner().api().get(house.path()).getString("slug"));
    }

    private String certified(ApiClient publisher, JsonObject mcp, String... refs) {
        String id = publisher.call(201, "POST", MCPS, mcp).getString("id");
        hub.awaitSettled(id);
        for (String ref : refs) {
            publisher.call(202, "POST", MCPS + '/' + id + "/versions", JsonObject.of("ref", ref));
            hub.awaitSettled(id);
        }
        return id;
    }

    private static JsonObject config(String... args) {
        var server = JsonObject.of("command", "npx", "args", new JsonArray(List.of(args)));
        return JsonObject.of(
                "config",
                JsonObject.of("mcpServers", JsonObject.of("s", server)).encode());
    }

    private void deniedThroughout(Guarded guarded) {
        var asked = List.of(
                mcps(TWO),
                mcps(TWO + "@2.0.0"),
                mcps("npm:" + TWO),
                JsonObject.of("mcps", JsonArray.of(JsonObject.of("name", "pkg:npm/" + TWO))),
                JsonObject.of("mcps", JsonArray.of(JsonObject.of("name", TWO, "version", "latest"))),
                JsonObject.of("mcps", JsonArray.of(JsonObject.of("name", TWO, "version", ">=1.0.0"))),
                config("-y", TWO),
                config("-y", TWO + "@latest"),
                config("-y", TWO + "@2.0.0"));
        for (var request : asked) {
            var verdict = first(guarded.house().evaluate(request));
            assertThat(verdict.getString("result")).as(verdict.encode()).isEqualTo("DENIED");
            assertThat(verdict.getString("version")).as(verdict.encode()).isEqualTo("2.0.0");
        }
        // what is pinned to the good release runs the good release
        assertThat(first(guarded.house().evaluate(config("-y", TWO + "@1.0.0"))).getString("result"))
                .isEqualTo("ALLOWED");
    }

    @Test
    void a_members_copy_of_a_denied_package_in_an_older_better_release_changes_nothing() {
        var guarded = guarded();
        certified(guarded.member().api(), guarded.npm(TWO, TWO), "1.0.0");
        deniedThroughout(guarded);

        var other = guarded();
        certified(other.publisher(), other.npm(TWO, "harmless"), "1.0.0");
        deniedThroughout(other);
        assertThat(first(other.house().evaluate(mcps("harmless"))).getString("result"))
                .as("the copy is what it is a copy of")
                .isEqualTo("DENIED");
    }

    @Test
    void names_of_the_public_catalog_are_nobody_elses_and_look_alikes_move_nothing() {
        var guarded = guarded();
        for (String name : List.of(TWO, "Two-Faced", "@example/files")) {
            var refused = guarded.member().api().send("POST", MCPS, guarded.upload(name));
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(409);
            assertThat(refused.body()).contains("taken in the public catalog");
        }
        String likeness = guarded.publisher()
                .call(201, "POST", MCPS, guarded.upload("two-facecl"))
                .getString("id");
        upload(guarded.publisher(), likeness, Packages.good(TWO, "1.0.0"));
        var renamed = guarded.publisher().send("PUT", MCPS + '/' + likeness, JsonObject.of("name", TWO));
        assertThat(renamed.statusCode()).as(renamed.body()).isEqualTo(409);
        deniedThroughout(guarded);
        assertThat(first(guarded.house().evaluate(mcps("two-facecl"))).getString("result"))
                .isEqualTo("ALLOWED");
    }

    private void upload(ApiClient api, String mcp, byte[] tarball) {
        var sent = api.send(
                "POST",
                MCPS + '/' + mcp + "/uploads",
                BodyPublishers.ofByteArray(tarball),
                "content-type",
                "application/gzip");
        assertThat(sent.statusCode()).as(sent.body()).isEqualTo(201);
        hub.awaitSettled(mcp);
    }

    @Test
    void what_a_member_types_allows_nothing() {
        var guarded = guarded();
        var owner = guarded.house();
        owner.policy("Databases", "ALLOW", "CATEGORY", "databases", 1);
        owner.policy("Ours", "ALLOW", "MCP", "ours-*", 2);
        String mine = certified(
                guarded.member().api(), guarded.npm(TWO, "ours-harmless").put("category", "databases"), "1.0.0");
        deniedThroughout(guarded);
        guarded.member().api().call(200, "PUT", MCPS + '/' + mine, JsonObject.of("category", "databases"));
        assertThat(first(owner.evaluate(mcps("ours-harmless"))).getString("result"))
                .isEqualTo("DENIED");
    }

    @Test
    void an_exception_is_for_the_source_and_for_the_release_that_it_names() {
        var guarded = guarded();
        var house = guarded.house();
        String policy = house.owner()
                .api()
                .get(house.path() + "/policies")
                .getJsonArray("policies")
                .getJsonObject(0)
                .getString("id");
        String exceptions = house.path() + "/policies/" + policy + "/exceptions";
        var wanted = JsonObject.of("reason", "looked at", "ends_at", "2027-01-01T00:00:00.000Z");
        String copy = certified(guarded.member().api(), guarded.npm(TWO, "copy-of-two"));
        var other = house.owner()
                .api()
                .call(201, "POST", exceptions, wanted.copy().put("mcp", copy).put("version", "1.0.0"));
        assertThat(other.getString("identity")).isEqualTo("npm:" + TWO);
        deniedThroughout(guarded);

        house.owner().api().call(201, "POST", exceptions, wanted.copy().put("mcp", "pkg:npm/two-faced@2.0.0"));
        var verdict = first(house.evaluate(mcps(TWO)));
        assertThat(verdict.getString("result")).isEqualTo("ALLOWED");
        assertThat(verdict.getJsonArray("warnings").encode()).contains("Excepted for 2.0.0 only; pin it");
        assertThat(house.owner()
                        .api()
                        .send("POST", exceptions, wanted.copy().put("mcp", "nobody-knows-this"))
                        .statusCode())
                .isEqualTo(404);
        assertThat(house.owner()
                        .api()
                        .send("POST", exceptions, wanted.copy().put("mcp", TWO).put("version", "^1"))
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void who_registered_what_everybody_may_fetch_does_not_own_it() {
        var guarded = guarded();
        var member = guarded.member().api();
        registry.publish("for-all", "1.0.0", Packages.good("for-all", "1.0.0"));
        var source = JsonObject.of("type", "npm", "package", "for-all");
        var public_ = JsonObject.of("organization", guarded.slug(), "source", source);
        var misnamed = member.send("POST", MCPS, public_.copy().put("name", "my-own"));
        assertThat(misnamed.statusCode()).as(misnamed.body()).isEqualTo(400);
        String mcp = certified(member, public_);
        var version = Objects.requireNonNull(
                hub.api().get(MCPS + '/' + mcp).getJsonObject("latest_version").getString("id"));
        for (var refused : Map.of(
                        "PUT " + MCPS + '/' + mcp, JsonObject.of("category", "databases"),
                        "POST " + MCPS + '/' + mcp + "/versions/" + version + "/deprecate",
                                JsonObject.of("reason", "no"))
                .entrySet()) {
            String[] call = refused.getKey().split(" ", 2);
            var answer = member.send(call[0], call[1], refused.getValue());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(403);
            assertThat(answer.body()).contains("does not own it");
        }
        assertThat(member.send("PUT", MCPS + '/' + mcp, JsonObject.of("visibility", "private"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(member.send("DELETE", MCPS + '/' + mcp).statusCode()).isEqualTo(204);
        assertThat(hub.api().get(MCPS + '/' + mcp).getJsonObject("owner").getString("type"))
                .as("it stays in the catalog, as nobody's")
                .isEqualTo("platform");
        assertThat(first(guarded.house().evaluate(mcps("for-all@1.0.0"))).getString("result"))
                .isEqualTo("ALLOWED");
    }

    @Test
    void what_another_organization_has_registered_for_itself_is_told_by_nothing() {
        var guarded = guarded();
        registry.publish("@house/secret", "1.0.0", Packages.good("@house/secret", "1.0.0"));
        certified(guarded.member().api(), guarded.npm("@house/secret", "@house/secret"));
        assertThat(first(guarded.house().evaluate(config("-y", "@house/secret")))
                        .getString("result"))
                .isEqualTo("ALLOWED");
        var stranger = house();
        for (String spec : List.of("", "@latest", "@^1.0.0", "@1.0.0")) {
            String theirs = first(stranger.evaluate(config("-y", "@house/secret" + spec)))
                    .encode();
            String nobodys = first(stranger.evaluate(config("-y", "@house/absent" + spec)))
                    .encode();
            assertThat(theirs).isEqualTo(nobodys.replace("@house/absent", "@house/secret"));
        }
    }

    @Test
    void names_that_cannot_be_read_are_unknown_and_lines_without_end_are_refused() {
        var house = house();
        assertThat(first(house.evaluate(JsonObject.of("mcps", JsonArray.of(JsonObject.of("name", "pkg:npm/%zz")))))
                        .getString("reason"))
                .contains("cannot be read");
        var odd = json("Odd", "DENY", "MCP", "pkg:npm/%zz", 1);
        assertThat(house.owner()
                        .api()
                        .call(400, "POST", house.path() + "/policies", odd)
                        .getString("message"))
                .contains("a purl that can be read");
        var words = new String[1_001];
        java.util.Arrays.fill(words, "a");
        for (var request : List.of(config(words), config("a".repeat(20_001)))) {
            assertThat(house.pipeline().call(400, "POST", EVALUATE, request).getString("message"))
                    .contains("expected 1000 and 20000 or fewer");
        }
    }

    @Test
    void of_a_private_and_a_public_one_of_one_name_the_older_keeps_it_and_both_are_named() {
        var guarded = guarded();
        String mine = guarded.member()
                .api()
                .call(201, "POST", MCPS, guarded.upload("late-comer"))
                .getString("id");
        upload(guarded.member().api(), mine, Packages.good("late-comer", "1.0.0"));
        registry.publish("late-comer", "9.0.0", Packages.bad("late-comer", "9.0.0"));
        hub.certify("late-comer", "");

        var byName = first(guarded.house().evaluate(mcps("late-comer")));
        assertThat(byName.getString("result")).isEqualTo("ALLOWED");
        assertThat(byName.getJsonArray("warnings").encode()).contains("upload:" + mine, "npm:late-comer");
        assertThat(first(guarded.house().evaluate(mcps("upload:" + mine))).getString("result"))
                .isEqualTo("ALLOWED");
        assertThat(first(guarded.house().evaluate(config("-y", "late-comer"))).getString("result"))
                .as("npx fetches the package")
                .isEqualTo("DENIED");
        assertThat(
                        first(house().evaluate(mcps("late-comer"))).containsKey("warnings")
                                ? first(house().evaluate(mcps("late-comer")))
                                        .getJsonArray("warnings")
                                        .encode()
                                : "")
                .as("what is private is told to nobody else")
                .doesNotContain(mine);
    }
}
