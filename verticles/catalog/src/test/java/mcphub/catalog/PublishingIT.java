package mcphub.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import mcphub.harness.Packages;
import mcphub.harness.Parallel;
import org.junit.jupiter.api.Test;

/** What people and pipelines publish. */
final class PublishingIT extends PublishingCase {
    @Test
    void a_package_is_registered_analysed_and_listed() {
        var ann = people.join("ann");
        var made = ann.api().call(201, "POST", MCPS, npm("@ann/notes").put("tags", JsonArray.of("notes")));
        hub.awaitSettled(id(made));

        var mcp = hub.api().get(MCPS + '/' + id(made));
        assertThat(mcp.getString("name")).isEqualTo("@ann/notes");
        assertThat(mcp.getString("visibility")).isEqualTo("public");
        assertThat(mcp.getJsonObject("owner").getString("type")).isEqualTo("user");
        assertThat(mcp.getJsonObject("latest_version").getString("status")).isEqualTo("CERTIFIED");
        ann.api().call(409, "POST", MCPS, npm("@ann/notes"));
    }

    @Test
    void wrong_sources_are_refused_with_what_was_expected() {
        var ann = people.join("ann");
        for (var body : List.of(
                JsonObject.of("source", JsonObject.of("type", "npm")),
                JsonObject.of("source", JsonObject.of("type", "upload")),
                JsonObject.of("name", "n", "source", JsonObject.of("type", "upload", "package", "p")),
                JsonObject.of("source", JsonObject.of("type", "npm", "package", "../../etc")),
                JsonObject.of("source", JsonObject.of("type", "ftp")),
                npm("no-area").put("area", "somewhere"),
                JsonObject.of("name", "a b", "source", JsonObject.of("type", "upload")))) {
            assertThat(ann.api().call(400, "POST", MCPS, body).getString("message"))
                    .as(body.encode())
                    .contains("'");
        }
        ann.api().call(404, "POST", MCPS, npm("nowhere").put("organization", "not-mine"));
    }

    @Test
    void who_publishes_where() {
        var owner = people.join("owner");
        var member = people.join("member");
        var viewer = people.join("viewer");
        String slug = "house";
        String org = people.organization(owner, slug);
        people.member(owner, org, member, "MEMBER");
        people.member(owner, org, viewer, "VIEWER");
        String area = owner.api()
                .call(201, "POST", org + "/areas", JsonObject.of("name", "Team", "slug", "team"))
                .getString("id");

        var made = member.api()
                .call(201, "POST", MCPS, uploaded("house-tool-" + slug).put("organization", slug));
        viewer.api().call(403, "POST", MCPS, uploaded("house-viewers").put("organization", slug));
        viewer.api().call(403, "PUT", MCPS + '/' + id(made), JsonObject.of("category", "x"));
        viewer.api().call(403, "DELETE", MCPS + '/' + id(made), null);
        member.api()
                .call(
                        403,
                        "POST",
                        MCPS,
                        uploaded("house-areas").put("organization", slug).put("area", "team"));
        owner.api()
                .call(
                        201,
                        "POST",
                        org + "/areas/" + area + "/members",
                        JsonObject.of("user_id", viewer.id(), "role", "MEMBER"));
        viewer.api()
                .call(
                        201,
                        "POST",
                        MCPS,
                        uploaded("house-areas-" + slug)
                                .put("organization", slug)
                                .put("area", "team"));
        people.join("stranger").api().call(403, "PUT", MCPS + '/' + id(made), JsonObject.of("category", "x"));

        var token = hub.api().as(people.token(owner, org, "publish:org:*").getString("token"));
        var published = token.call(201, "POST", MCPS, uploaded("house-pipelines-" + slug));
        assertThat(published.getJsonObject("owner").getString("slug")).isEqualTo(slug);
        token.call(404, "POST", MCPS, uploaded("house-others").put("organization", "another"));
        var readOnly = hub.api().as(people.token(owner, org, "read:org:*").getString("token"));
        readOnly.call(403, "POST", MCPS, uploaded("house-readers"));
        assertThat(token.call(200, "PUT", MCPS + '/' + id(published), JsonObject.of("category", "tools"))
                        .getString("category"))
                .isEqualTo("tools");
        assertThat(hub.query(
                        "select actor_kind || ' ' || credential from audit.events where action = 'mcp.updated' and target_id = '"
                                + id(published) + "'"))
                .isEqualTo("token service_token");
    }

    @Test
    void the_plan_bounds_how_many_there_are() throws InterruptedException {
        var free = people.join("free", "FREE");
        String unique = "plan-";
        assertThat(Parallel.run(
                        6,
                        i -> free.api().send("POST", MCPS, uploaded(unique + i)).statusCode()))
                .filteredOn(status -> status == 201)
                .hasSize(2);
        assertThat(free.api().call(403, "POST", MCPS, uploaded(unique + "more")).getString("message"))
                .contains("FREE", "2 public");
        String secret = MCPS
                + '/'
                + id(free.api()
                        .call(201, "POST", MCPS, uploaded(unique + "secret").put("visibility", "private")));
        free.api().call(403, "POST", MCPS, uploaded(unique + "secret-2").put("visibility", "private"));
        free.api().call(403, "PUT", secret, JsonObject.of("visibility", "public"));
        free.api().call(204, "DELETE", secret, null);
        free.api().call(201, "POST", MCPS, uploaded(unique + "secret-3").put("visibility", "private"));
    }

    @Test
    void an_upload_is_a_version_and_the_same_bytes_are_the_same_one() {
        var ann = people.join("ann");
        String name = "uploaded";
        String mcp = id(ann.api().call(201, "POST", MCPS, uploaded(name)));
        byte[] tarball = Packages.good(name, "1.0.0");

        var first = upload(ann.api(), mcp, tarball);
        assertThat(first.statusCode()).as(first.body()).isEqualTo(201);
        var version = new JsonObject(first.body());
        assertThat(version.getString("visible_version"))
                .matches("upload-" + version.getString("tarball_sha256").substring(0, 7) + "-\\d{4}-\\d\\d-\\d\\d");
        var second = upload(ann.api(), mcp, tarball);
        assertThat(second.statusCode()).isEqualTo(200);
        assertThat(new JsonObject(second.body()).getString("id")).isEqualTo(id(version));
        hub.awaitSettled(mcp);
        assertThat(hub.api()
                        .get(MCPS + '/' + mcp)
                        .getJsonObject("latest_version")
                        .getString("status"))
                .isEqualTo("CERTIFIED");
        upload(ann.api(), mcp, Packages.bad(name, "1.1.0"));
        hub.awaitSettled(mcp);
        assertThat(hub.api().get(MCPS + '/' + mcp + "/versions").getInteger("total"))
                .isEqualTo(2);
        assertThat(hub.query("select count(*) from analysis.upload_slices")).isEqualTo("0");
    }

    @Test
    void uploads_that_are_too_large_of_another_type_or_not_ones_own_are_refused() {
        var ann = people.join("ann");
        String mcp = id(ann.api().call(201, "POST", MCPS, uploaded("refused")));
        var large = new byte[(1 << 20) + 1];
        new java.util.Random(1).nextBytes(large);
        large[0] = 0x1f;
        large[1] = (byte) 0x8b;

        assertThat(upload(ann.api(), mcp, large).statusCode()).isEqualTo(413);
        assertThat(upload(ann.api(), mcp, "not gzip".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                        .statusCode())
                .isEqualTo(400);
        assertThat(upload(ann.api(), mcp, new byte[0]).statusCode()).isEqualTo(400);
        assertThat(ann.api()
                        .send(
                                "POST",
                                MCPS + '/' + mcp + "/uploads",
                                BodyPublishers.ofString("{}"),
                                "content-type",
                                "application/json")
                        .statusCode())
                .isEqualTo(415);
        assertThat(upload(hub.api(), mcp, Packages.good("x", "1.0.0")).statusCode())
                .isEqualTo(401);
        assertThat(upload(people.join("eve").api(), mcp, Packages.good("x", "1.0.0"))
                        .statusCode())
                .isEqualTo(403);
        String package1 = id(ann.api().call(201, "POST", MCPS, npm("npm")));
        assertThat(upload(ann.api(), package1, Packages.good("x", "1.0.0")).statusCode())
                .isEqualTo(409);
        assertThat(hub.query("select count(*) from analysis.versions where mcp_id = '" + mcp + "'"))
                .isEqualTo("0");
    }

    @Test
    void versions_are_asked_for_deprecated_and_analysed_again() {
        var ann = people.join("ann");
        String name = "versions";
        String mcp = id(ann.api().call(201, "POST", MCPS, npm(name).put("visibility", "private")));
        hub.awaitSettled(mcp);
        registry.publish(name, "1.1.0", Packages.good(name, "1.1.0"));

        var asked = ann.api().call(202, "POST", MCPS + '/' + mcp + "/versions", JsonObject.of("ref", "1.1.0"));
        assertThat(asked.getString("visible_version")).isEqualTo("1.1.0");
        hub.awaitSettled(mcp);
        var newest = ann.api().get(MCPS + '/' + mcp).getJsonObject("latest_version");
        String latest = MCPS + '/' + mcp + "/versions/" + id(newest);
        assertThat(newest.getString("visible_version")).isEqualTo("1.1.0");

        var deprecated = ann.api().call(200, "POST", latest + "/deprecate", JsonObject.of("reason", "use another"));
        assertThat(deprecated.getString("status")).isEqualTo("DEPRECATED");
        var now = ann.api().get(MCPS + '/' + mcp);
        assertThat(id(now.getJsonObject("latest_version")))
                .as("the registry's latest, whatever is said against it here")
                .isEqualTo(id(newest));
        var certified = now.getJsonObject("latest_certified_version");
        assertThat(certified.getString("visible_version")).isEqualTo("1.0.0");
        ann.api().call(409, "POST", latest + "/deprecate", null);
        ann.api().call(409, "POST", latest + "/reanalyze", null);
        String older = MCPS + '/' + mcp + "/versions/" + id(certified);
        String before = ann.api().get(older + "/snapshot/latest").getString("id");
        ann.api().call(202, "POST", older + "/reanalyze", null);
        hub.awaitSettled(mcp);
        assertThat(ann.api().get(older + "/snapshot/latest").getString("id")).isNotEqualTo(before);
        people.join("eve").api().call(404, "POST", latest + "/reanalyze", null);
        ann.api()
                .call(404, "POST", MCPS + '/' + mcp + "/versions/00000000-0000-4000-8000-000000000000/reanalyze", null);
    }
}
