package mcphub.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Names that can be taken for somebody else's. They are of a time before the hub refused them: they are made beside it. */
final class NameClashesIT extends AdminCatalogCase {
    private static final String CLASHES = ADMIN + "name-clashes";

    private String mcp(String name, String source, String owner) {
        String[] parts = source.split(":", 2);
        String column = parts[0].equals("npm") ? "source_package" : "source_url";
        boolean hasSource = parts.length > 1;
        return hub.query("insert into catalog.mcps (name, visibility, source_type, org_id"
                + (hasSource ? ", " + column : "") + ") values ('" + name + "', '"
                + (owner.isEmpty() ? "public" : "private") + "', '" + parts[0] + "', "
                + (owner.isEmpty() ? "null" : "'" + owner + "'") + (hasSource ? ", '" + parts[1] + "'" : "")
                + ") returning id");
    }

    private String organization(String slug) {
        return people.organization(people.join("owner"), slug).replaceAll(".*/", "");
    }

    private List<JsonObject> clashes(String kind, String name) {
        var found = new ArrayList<JsonObject>();
        String cursor = "";
        do {
            var page = admin.get(CLASHES + "?limit=2&kind=" + kind + cursor);
            page.getJsonArray("clashes").forEach(one -> found.add((JsonObject) one));
            cursor = page.getString("next_cursor") == null ? "" : "&cursor=" + page.getString("next_cursor");
        } while (!cursor.isEmpty());
        assertThat(found).doesNotHaveDuplicates();
        return found.stream().filter(one -> one.getString("name").equals(name)).toList();
    }

    private static List<String> ids(JsonObject clash) {
        return clash.getJsonArray("mcps").stream()
                .map(one -> ((JsonObject) one).getString("id"))
                .toList();
    }

    @Test
    void sources_that_bear_a_name_of_the_public_catalog_are_listed_the_oldest_first() {
        String org = organization(name("house"));
        String name = name("files");
        String known = mcp(name, "npm:" + name, "");
        String upload = mcp(name.toUpperCase(java.util.Locale.ROOT), "upload", org);
        mcp(name("bookmark"), "npm:" + name, org);

        var clash = clashes("NAME", name).getFirst();
        assertThat(ids(clash)).containsExactly(known, upload);
        assertThat(clash.getInteger("mcps_total")).isEqualTo(2);
        assertThat(clash.getValue("org")).isNull();
        assertThat(clash.getJsonArray("mcps").getJsonObject(0).getString("identity"))
                .isEqualTo("npm:" + name);
        assertThat(clash.getJsonArray("mcps").getJsonObject(1).getString("identity"))
                .isEqualTo("upload:" + upload);

        admin.call(204, "DELETE", MCPS + "/" + upload, null);
        assertThat(clashes("NAME", name)).isEmpty();
    }

    @Test
    void a_package_is_known_by_its_name_whatever_it_is_called_and_letters_are_compared_without_case() {
        String name = name("stream");
        String lower = mcp(name, "npm:" + name, "");
        String title = name("title");
        String upper = mcp(title, "npm:" + name.toUpperCase(java.util.Locale.ROOT), "");

        assertThat(ids(clashes("NAME", name).getFirst())).containsExactly(lower, upper);
        assertThat(ids(clashes("PACKAGE_NAME", title).getFirst())).containsExactly(upper);
        assertThat(clashes("PACKAGE_NAME", name)).isEmpty();
    }

    @Test
    void what_is_private_to_both_or_one_source_registered_twice_is_no_clash() {
        String org = organization(name("house"));
        String other = organization(name("house"));
        String apart = name("apart");
        mcp(apart, "upload", org);
        mcp(apart, "npm:" + apart, other);
        String same = name("same");
        mcp(same, "npm:" + same, "");
        mcp(same, "npm:" + same, org);

        assertThat(clashes("NAME", apart)).isEmpty();
        assertThat(clashes("NAME", same)).isEmpty();
    }

    @Test
    void organizations_like_a_scope_are_listed_and_only_administrators_make_them() {
        String scope = name("torn1");
        String there = organization(scope.replace("rn", "m").replace("1", "l"));
        String first = mcp("@" + scope + "/one", "npm:@" + scope + "/one", "");
        mcp("@" + scope + "/two", "npm:@" + scope + "/two", "");

        var clash = clashes("SCOPE", scope.replace("rn", "m").replace("1", "l")).getFirst();
        assertThat(clash.getJsonObject("org").getString("id")).isEqualTo(there);
        assertThat(ids(clash)).hasSize(2).startsWith(first);

        var owner = people.join("owner");
        var wish = JsonObject.of("name", "t", "slug", scope);
        owner.api().call(409, "POST", "/api/v1/orgs", wish);
        admin.call(201, "POST", ADMIN + "orgs", wish.copy().put("owner_id", owner.id()));
        assertThat(clashes("SCOPE", scope)).hasSize(1);
    }

    @Test
    void all_kinds_are_counted_together_and_what_is_no_kind_is_refused() {
        String name = name("counted");
        mcp(name, "npm:x-" + name, "");
        var all = admin.get(CLASHES + "?limit=100");
        int total = 0;
        for (String kind : List.of("NAME", "PACKAGE_NAME", "SCOPE")) {
            total += admin.get(CLASHES + "?kind=" + kind).getInteger("total");
        }
        assertThat(all.getInteger("total")).isEqualTo(total).isPositive();
        assertThat(all.getJsonArray("clashes")).isNotEqualTo(new JsonArray());
        admin.call(400, "GET", CLASHES + "?kind=OTHER", null);
        people.join("stranger").api().call(403, "GET", CLASHES, null);
        hub.api().call(401, "GET", CLASHES, null);
    }
}
