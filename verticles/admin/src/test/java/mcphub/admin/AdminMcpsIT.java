package mcphub.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.util.List;
import mcphub.harness.Packages;
import org.junit.jupiter.api.Test;

/** What administrators do to MCPs, categories and tags. */
final class AdminMcpsIT extends AdminCatalogCase {
    @Test
    void an_mcp_is_made_labelled_featured_changed_and_found() {
        String name = name("made");
        var made = admin.call(
                201,
                "POST",
                MCPS,
                upload(name)
                        .put(
                                "tags",
                                new JsonArray()
                                        .add("Data Base")
                                        .add("data-base")
                                        .add("SQL!"))
                        .put("category", "data-stores")
                        .put("featured", true));
        assertThat(made.getJsonArray("tags"))
                .isEqualTo(new JsonArray().add("data-base").add("sql"));
        String path = MCPS + "/" + made.getString("id");
        assertThat(admin.get(path).getString("name")).isEqualTo(name);
        admin.call(409, "POST", MCPS, upload(name));
        admin.call(400, "POST", MCPS, JsonObject.of("source", JsonObject.of("type", "upload")));
        admin.call(400, "POST", MCPS, upload(name("x")).put("visibility", "private"));
        admin.call(404, "POST", MCPS, upload(name("x")).put("org_id", NOBODY));
        assertThat(admin.call(200, "PUT", path, JsonObject.of("description", "Reads things"))
                        .getString("description"))
                .isEqualTo("Reads things");
        admin.call(400, "PUT", path, JsonObject.of("homepage", "javascript:alert(1)"));
        admin.call(404, "PUT", MCPS + "/" + NOBODY, JsonObject.of("description", "x"));
        assertThat(admin.call(200, "PATCH", path + "/category", new JsonObject().putNull("category"))
                        .getString("category"))
                .isNull();
        admin.call(404, "PATCH", path + "/category", JsonObject.of("category", "no-such-thing"));
        assertThat(admin.call(200, "PATCH", path + "/category", JsonObject.of("category", "data-stores"))
                        .getString("category"))
                .isEqualTo("data-stores");
        assertThat(admin.call(
                                200,
                                "PATCH",
                                path + "/tags",
                                JsonObject.of(
                                        "tags",
                                        new JsonArray().add("Über Tools").add("--")))
                        .getJsonArray("tags"))
                .isEqualTo(new JsonArray().add("ber-tools"));
        assertThat(admin.call(200, "POST", path + "/featured", JsonObject.of("featured", false))
                        .getBoolean("featured"))
                .isFalse();
        var tag = admin.send("GET", path).headers().firstValue("etag").orElseThrow();
        admin.call(200, "POST", path + "/featured", JsonObject.of("featured", true));
        assertThat(admin.send(
                                "PATCH",
                                path + "/tags",
                                HttpRequest.BodyPublishers.ofString("{\"tags\": []}"),
                                "content-type",
                                "application/json",
                                "If-Match",
                                tag)
                        .statusCode())
                .isEqualTo(412);
        for (String filter : List.of(
                "query=" + name,
                "query=" + name + "&sort=name",
                "visibility=public&query=" + name,
                "category=data-stores&query=" + name,
                "owner=platform&query=" + name,
                "featured=true&query=" + name)) {
            assertThat(admin.get(MCPS + "?" + filter).getInteger("total"))
                    .as(filter)
                    .isEqualTo(1);
        }
        for (String filter : List.of(
                "visibility=private&query=" + name,
                "status=CERTIFIED&query=" + name,
                "owner=" + NOBODY + "&query=" + name,
                "featured=false&query=" + name)) {
            assertThat(admin.get(MCPS + "?" + filter).getInteger("total"))
                    .as(filter)
                    .isZero();
        }
        audited("mcp.updated");
    }

    @Test
    void an_mcp_that_is_deleted_for_good_leaves_a_stone_and_no_bytes_of_its_own() {
        String shared = hub.upload(name("kept"), Packages.good("same", "1.0.0"));
        String gone = hub.upload(name("gone"), Packages.good("same", "1.0.0"));
        var versions = "/api/v1/mcps/" + gone + "/versions";
        assertThat(hub.api().get(versions).getInteger("total")).isEqualTo(1);
        admin.call(204, "DELETE", MCPS + "/" + gone, null);
        admin.call(404, "DELETE", MCPS + "/" + gone, null);
        assertThat(hub.api().send("GET", versions).statusCode()).isEqualTo(404);
        assertThat(hub.query("select count(*) from catalog.tombstones where mcp_id = '" + gone + "'"))
                .isEqualTo("1");
        assertThat(hub.query(
                        "select count(*) from analysis.tarballs t join analysis.versions v on v.tarball_sha256 = t.sha256 where v.mcp_id = '"
                                + shared + "'"))
                .as("the other one needs them")
                .isEqualTo("1");
        String sha = hub.query("select tarball_sha256 from analysis.versions where mcp_id = '" + shared + "'");
        admin.call(204, "DELETE", MCPS + "/" + shared, null);
        assertThat(hub.query("select count(*) from analysis.tarball_slices where sha256 = '" + sha + "'"))
                .isEqualTo("0");
        audited("mcp.purged");
    }

    @Test
    void categories_and_tags_take_their_mcps_along() {
        String top = name("top");
        String below = name("below");
        var parent = admin.call(201, "POST", ADMIN + "categories", JsonObject.of("slug", top, "name", "Top"));
        var child = admin.call(
                201,
                "POST",
                ADMIN + "categories",
                JsonObject.of("slug", below, "name", "Below", "parent_id", parent.getString("id")));
        admin.call(409, "POST", ADMIN + "categories", JsonObject.of("slug", top, "name", "Top"));
        String nowhere = "00000000-0000-4000-8000-000000000000";
        assertThat(admin.call(
                                400,
                                "POST",
                                ADMIN + "categories",
                                JsonObject.of("slug", top + "-x", "name", "X", "parent_id", nowhere))
                        .getString("message"))
                .contains("parent_id");
        admin.call(
                400,
                "POST",
                ADMIN + "categories",
                JsonObject.of("slug", name("third"), "name", "Third", "parent_id", child.getString("id")));
        admin.call(
                400,
                "PUT",
                ADMIN + "categories/" + parent.getString("id"),
                JsonObject.of("slug", top, "name", "Top", "parent_id", child.getString("id")));
        String mcp = admin.call(
                        201,
                        "POST",
                        MCPS,
                        upload(name("x")).put("category", below).put("tags", new JsonArray().add("old-" + below)))
                .getString("id");
        String moved = name("moved");
        var changed = admin.call(
                200,
                "PUT",
                ADMIN + "categories/" + child.getString("id"),
                JsonObject.of("slug", moved, "name", "Moved"));
        assertThat(changed.getInteger("mcps")).isEqualTo(1);
        assertThat(hub.api().get("/api/v1/mcps/" + mcp).getString("category")).isEqualTo(moved);
        assertThat(hub.api().get("/api/v1/mcps?category=" + moved).getInteger("total"))
                .isEqualTo(1);
        admin.call(404, "DELETE", ADMIN + "categories/" + child.getString("id") + "?replace_with=no-such-thing", null);
        admin.call(204, "DELETE", ADMIN + "categories/" + child.getString("id") + "?replace_with=" + top, null);
        assertThat(hub.api().get("/api/v1/mcps/" + mcp).getString("category")).isEqualTo(top);
        admin.call(204, "DELETE", ADMIN + "categories/" + parent.getString("id"), null);
        assertThat(hub.api().get("/api/v1/mcps/" + mcp).getString("category")).isNull();
        admin.call(404, "DELETE", ADMIN + "categories/" + parent.getString("id"), null);
        admin.call(404, "PUT", ADMIN + "categories/" + NOBODY, JsonObject.of("slug", top, "name", "Top"));
        assertThat(admin.get(ADMIN + "categories?limit=100")
                        .getJsonArray("categories")
                        .encode())
                .doesNotContain(top);

        String old = tagId("old-" + below);
        var renamed = admin.call(200, "PUT", ADMIN + "tags/" + old, JsonObject.of("tag", "New " + below));
        assertThat(renamed.getString("tag")).isEqualTo("new-" + below);
        assertThat(hub.api().get("/api/v1/mcps/" + mcp).getJsonArray("tags"))
                .isEqualTo(new JsonArray().add("new-" + below));
        var other = admin.call(201, "POST", ADMIN + "tags", JsonObject.of("tag", "Other " + below));
        admin.call(409, "POST", ADMIN + "tags", JsonObject.of("tag", "Other " + below));
        admin.call(400, "POST", ADMIN + "tags", JsonObject.of("tag", "!!!"));
        var merged = admin.call(200, "PUT", ADMIN + "tags/" + old, JsonObject.of("tag", "other-" + below));
        assertThat(merged.getString("id")).isEqualTo(other.getString("id"));
        assertThat(merged.getInteger("mcps")).isEqualTo(1);
        admin.call(404, "PUT", ADMIN + "tags/" + old, JsonObject.of("tag", "x"));
        admin.call(204, "DELETE", ADMIN + "tags/" + other.getString("id"), null);
        admin.call(404, "DELETE", ADMIN + "tags/" + other.getString("id"), null);
        assertThat(hub.api().get("/api/v1/mcps/" + mcp).getJsonArray("tags")).isEmpty();
        List.of("category.created", "category.updated", "category.deleted", "tag.created", "tag.updated", "tag.deleted")
                .forEach(this::audited);
    }

    private String tagId(String tag) {
        return hub.query("select id from catalog.tags where tag = '" + tag + "'");
    }
}
