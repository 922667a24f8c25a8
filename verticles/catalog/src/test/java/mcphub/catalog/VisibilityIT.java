package mcphub.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import mcphub.harness.ApiClient;
import mcphub.harness.HubUnderTest;
import mcphub.harness.Parallel;
import org.junit.jupiter.api.Test;

/** Who sees what was published. */
final class VisibilityIT extends PublishingCase {
    private List<String> names(JsonObject list) {
        return list.getJsonArray("mcps").stream()
                .map(item -> ((JsonObject) item).getString("name"))
                .toList();
    }

    private List<String> names(ApiClient who, String lookup) {
        return who.get("/api/v1/lookup?" + lookup).getJsonArray("matches").stream()
                .map(match -> ((JsonObject) match).getJsonObject("mcp").getString("name"))
                .toList();
    }

    @Test
    void what_is_private_is_seen_by_its_organization_and_only_by_whom_its_area_allows() {
        var owner = people.join("owner");
        var inside = people.join("inside");
        var outside = people.join("outside");
        var stranger = people.join("stranger");
        String slug = "secrets";
        String org = people.organization(owner, slug);
        people.member(owner, org, inside, "VIEWER");
        people.member(owner, org, outside, "MEMBER");
        String area = owner.api()
                .call(201, "POST", org + "/areas", JsonObject.of("name", "Vault", "slug", "vault"))
                .getString("id");
        owner.api()
                .call(
                        201,
                        "POST",
                        org + "/areas/" + area + "/members",
                        JsonObject.of("user_id", inside.id(), "role", "VIEWER"));
        String whole = id(owner.api()
                .call(
                        201,
                        "POST",
                        MCPS,
                        npm("@secret/whole-" + slug).put("organization", slug).put("visibility", "private")));
        String walled = id(owner.api()
                .call(
                        201,
                        "POST",
                        MCPS,
                        npm("@secret/walled-" + slug)
                                .put("organization", slug)
                                .put("visibility", "private")
                                .put("area", "vault")));
        hub.awaitSettled(whole);
        hub.awaitSettled(walled);
        String version = owner.api()
                .get(MCPS + '/' + walled)
                .getJsonObject("latest_version")
                .getString("id");
        var reader = hub.api().as(people.token(owner, org, "read:org:*").getString("token"));
        var pipeline = hub.api().as(people.token(owner, org, "ci:org:*").getString("token"));

        for (var who : List.of(owner.api(), inside.api(), reader)) {
            assertThat(names(who.get(MCPS + "?q=secret%2Fwalled-" + slug))).contains("@secret/walled-" + slug);
            who.call(200, "GET", MCPS + '/' + walled, null);
            who.call(200, "GET", MCPS + '/' + walled + "/versions/" + version + "/findings", null);
            assertThat(names(who, "name=%40secret%2Fwalled-" + slug)).contains("@secret/walled-" + slug);
            for (String carried : List.of(
                    "/versions/" + version + "/sarif",
                    "/versions/" + version + "/tarball",
                    "/versions/" + version + "/sbom",
                    "/versions/" + version + "/diff/" + version,
                    "/history",
                    "/badge.svg")) {
                assertThat(who.send("GET", MCPS + '/' + walled + carried).statusCode())
                        .as(carried)
                        .isEqualTo(200);
            }
            assertThat(names(who.get(org + "/mcps"))).contains("@secret/walled-" + slug, "@secret/whole-" + slug);
        }
        assertThat(names(outside.api().get(org + "/mcps"))).containsExactly("@secret/whole-" + slug);
        for (var who : List.of(outside.api(), stranger.api(), pipeline, hub.api())) {
            assertThat(names(who.get(MCPS + "?q=walled"))).doesNotContain("@secret/walled-" + slug);
            assertThat(who.get(MCPS + "?q=walled&facets=true").encode()).doesNotContain("walled-" + slug);
            assertThat(names(who, "name=%40secret%2Fwalled-" + slug)).isEmpty();
            assertThat(names(who, "purl=pkg%3Anpm%2F%40secret%2Fwalled-" + slug))
                    .isEmpty();
            var none = who.call(404, "GET", MCPS + "/00000000-0000-4000-8000-000000000000", null);
            for (String path : List.of(
                    "",
                    "/versions",
                    "/versions/" + version,
                    "/versions/" + version + "/findings",
                    "/versions/" + version + "/tools",
                    "/versions/" + version + "/scores",
                    "/versions/" + version + "/controls",
                    "/versions/" + version + "/sarif",
                    "/versions/" + version + "/tarball",
                    "/versions/" + version + "/sbom",
                    "/versions/" + version + "/diff/" + version,
                    "/history",
                    "/badge.svg",
                    "/versions/" + version + "/snapshot/latest",
                    "/versions/" + version + "/events")) {
                assertThat(who.call(404, "GET", MCPS + '/' + walled + path, null)
                                .getString("message"))
                        .as(path)
                        .isIn(none.getString("message"), "Version not found", "Version not found, or not analysed yet");
            }
        }
        outside.api().call(200, "GET", MCPS + '/' + whole, null);
        stranger.api().call(404, "GET", MCPS + '/' + whole, null);
        stranger.api().call(404, "PUT", MCPS + '/' + whole, JsonObject.of("category", "mine"));
        stranger.api().call(404, "DELETE", MCPS + '/' + whole, null);
    }

    @Test
    void an_mcp_moves_between_areas_and_visibilities() {
        var owner = people.join("owner");
        String slug = "moving";
        String org = people.organization(owner, slug);
        String area = owner.api()
                .call(201, "POST", org + "/areas", JsonObject.of("name", "Team", "slug", "team"))
                .getString("id");
        String mcp = MCPS
                + '/'
                + id(owner.api()
                        .call(201, "POST", MCPS, uploaded("mover-" + slug).put("organization", slug)));

        var moved = owner.api()
                .call(
                        200,
                        "PUT",
                        mcp,
                        JsonObject.of("area", "team", "visibility", "private", "tags", JsonArray.of("a", "b")));
        assertThat(moved.getJsonObject("owner").getString("area_id")).isEqualTo(area);
        assertThat(moved.getJsonArray("tags")).isEqualTo(JsonArray.of("a", "b"));
        hub.api().call(404, "GET", mcp, null);
        assertThat(owner.api().call(409, "DELETE", org + "/areas/" + area, null).getString("message"))
                .contains("MCPs");
        var back = owner.api()
                .call(200, "PUT", mcp, new JsonObject().putNull("area").put("visibility", "public"));
        assertThat(back.getJsonObject("owner").getString("area_id")).isNull();
        assertThat(back.getJsonArray("tags")).isEqualTo(JsonArray.of("a", "b"));
        hub.api().call(200, "GET", mcp, null);
        owner.api().call(204, "DELETE", org + "/areas/" + area, null);
        owner.api().call(204, "DELETE", mcp, null);
        hub.api().call(404, "GET", mcp, null);
        owner.api().call(404, "DELETE", mcp, null);
        assertThat(names(owner.api().get(org + "/mcps"))).isEmpty();
    }

    @Test
    void who_is_of_a_suspended_organization_reads_what_everybody_reads_and_its_tokens_nothing() {
        var owner = people.join("owner");
        String org = people.organization(owner);
        String token = people.token(owner, org, "read:org:*").getString("token");
        hub.execute("update org.orgs set status = 'SUSPENDED' where id = '" + org.replaceFirst(".*/", "") + "'");
        for (int i = 0; i < 50 && owner.api().send("GET", org).statusCode() == 200; i++) {
            HubUnderTest.pause(20);
        }

        assertThat(hub.api().as(token).call(403, "GET", MCPS, null).getString("error"))
                .isEqualTo("account_suspended");
        owner.api().call(200, "GET", MCPS, null);
    }

    @Test
    void of_twenty_registrations_of_one_name_one_stands_and_the_chain_is_whole() throws InterruptedException {
        var owner = people.join("owner");
        String org = people.organization(owner, "racing");
        var mine = uploaded("raced").put("organization", "racing");
        var answers = Parallel.run(
                20, i -> owner.api().send("POST", MCPS, mine.copy()).statusCode());

        assertThat(answers).filteredOn(status -> status == 201).hasSize(1);
        assertThat(answers).filteredOn(status -> status != 201).containsOnly(409);
        assertThat(owner.api().get(org + "/audit-events/verify").getBoolean("valid"))
                .isTrue();
    }
}
