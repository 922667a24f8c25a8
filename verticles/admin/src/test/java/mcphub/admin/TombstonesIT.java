package mcphub.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import mcphub.harness.ApiClient;
import org.junit.jupiter.api.Test;

/** Who learns that an MCP was deleted for good: who saw it until then, and nobody else. */
final class TombstonesIT extends AdminCatalogCase {
    private static final String PUBLISHED = "/api/v1/mcps";

    private String published(ApiClient api, JsonObject source) {
        return PUBLISHED + "/"
                + api.call(201, "POST", PUBLISHED, source.put("visibility", "private"))
                        .getString("id");
    }

    private void purged(String path) {
        admin.call(204, "DELETE", ADMIN + path.substring("/api/v1/".length()), null);
    }

    @Test
    void of_an_area_only_who_saw_it() {
        var ann = people.join("ann");
        var bob = people.join("bob");
        var cid = people.join("cid");
        var eve = people.join("eve");
        String slug = name("stones");
        String org = people.organization(ann, slug);
        people.member(ann, org, bob, "VIEWER");
        people.member(ann, org, cid, "VIEWER");
        String area = ann.api()
                .call(201, "POST", org + "/areas", JsonObject.of("name", "Vault", "slug", "vault"))
                .getString("id");
        ann.api()
                .call(
                        201,
                        "POST",
                        org + "/areas/" + area + "/members",
                        JsonObject.of("user_id", cid.id(), "role", "VIEWER"));
        String path = published(
                ann.api(), upload(name("vaulted")).put("organization", slug).put("area", "vault"));
        String open = published(ann.api(), upload(name("open")).put("organization", slug));
        purged(path);
        purged(open);
        deleted(ann.api(), path);
        deleted(cid.api(), path);
        unknown(bob.api(), path);
        unknown(eve.api(), path);
        unknown(hub.api(), path);
        deleted(admin, path);
        for (var member : new ApiClient[] {ann.api(), bob.api(), cid.api()}) {
            deleted(member, open);
        }
        unknown(eve.api(), open);
        unknown(hub.api(), open);

        // a stone of before areas were kept
        hub.execute("update catalog.tombstones set area_id = '00000000-0000-0000-0000-000000000000' where mcp_id = '"
                + open.substring(open.lastIndexOf('/') + 1) + "'");
        deleted(ann.api(), open);
        unknown(bob.api(), open);
    }

    @Test
    void of_a_person_only_that_person() {
        var ann = people.join("ann");
        var eve = people.join("eve");
        String path = published(ann.api(), upload(name("own")));
        purged(path);
        deleted(ann.api(), path);
        unknown(eve.api(), path);
        unknown(hub.api(), path);
        deleted(admin, path);

        // a stone of before owners were kept
        hub.execute("update catalog.tombstones set owner_id = null where mcp_id = '"
                + path.substring(path.lastIndexOf('/') + 1) + "'");
        unknown(ann.api(), path);
    }

    private static void deleted(ApiClient api, String path) {
        assertThat(api.call(404, "GET", path, null).getString("code")).isEqualTo("DELETED");
    }

    private static void unknown(ApiClient api, String path) {
        assertThat(api.call(404, "GET", path, null).getString("code")).isEqualTo("NOT_FOUND");
    }
}
