package mcphub.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import mcphub.harness.ApiClient;
import mcphub.harness.HubUnderTest;
import mcphub.harness.Osv;
import mcphub.harness.Packages;
import org.junit.jupiter.api.Test;

/** Advisories, and which MCPs they hit: the same whichever came first. */
final class AdvisoriesIT extends AdminCatalogCase {
    private static final String ADVISORIES = "/api/v1/advisories";

    private String certify(String name, String version, JsonObject dependencies) {
        registry.publish(name, version, server(name, version, dependencies));
        return hub.certify(name, version);
    }

    private static byte[] server(String name, String version, JsonObject dependencies) {
        return Packages.tgz(Map.of(
                "package/package.json",
                JsonObject.of("name", name, "version", version, "license", "MIT", "dependencies", dependencies)
                        .encode(),
                "package/index.js",
                "export const tools = [];\n"));
    }

    private void store(JsonObject record) {
        admin.call(200, "POST", ADMIN + "advisories", record);
        hub.awaitNone("select count(*) from advisories.changes");
    }

    private static List<String> hits(ApiClient api, String id) {
        return api.get(ADVISORIES + "/" + id).getJsonArray("hits").stream()
                .map(JsonObject.class::cast)
                .map(hit -> hit.getString("mcp") + " " + hit.getString("version") + " by "
                        + hit.getJsonObject("by").getString("package") + " "
                        + hit.getJsonObject("by").getString("version"))
                .toList();
    }

    @Test
    void a_version_is_hit_by_itself_and_by_what_it_installs_whichever_came_first() {
        String flawed = name("flawed");
        String own = name("own");
        String before = name("GHSA");
        String after = name("GHSA");
        store(Osv.record(before, "npm", flawed, "0", "1.2.6"));
        certify(own, "1.0.0", JsonObject.of(flawed, "1.2.5"));
        certify(own, "1.0.1", JsonObject.of(flawed, "1.2.6-beta.1"));
        certify(own, "1.1.0", JsonObject.of(flawed, "1.2.6"));
        certify(own, "1.2.0", JsonObject.of(flawed, "^1.2.0"));
        store(Osv.record(after, "npm", flawed, "0", "1.2.6"));

        assertThat(hits(hub.api(), before))
                .as("a range that lets a fixed version in is not hit")
                .containsExactly(own + " 1.0.1 by " + flawed + " 1.2.6-beta.1", own + " 1.0.0 by " + flawed + " 1.2.5");
        assertThat(hits(hub.api(), after)).isEqualTo(hits(hub.api(), before));

        String itself = name("GHSA");
        store(Osv.record(itself, "npm", own, "1.0.1", "1.2.0"));
        assertThat(hits(hub.api(), itself))
                .containsExactly(own + " 1.1.0 by " + own + " 1.1.0", own + " 1.0.1 by " + own + " 1.0.1");
        var latest = hub.api().get(ADVISORIES + "/" + before).getJsonArray("hits");
        assertThat(latest.getJsonObject(0).getBoolean("is_latest")).isFalse();
    }

    @Test
    void a_record_that_is_changed_or_withdrawn_hits_others_or_nobody() {
        String flawed = name("flawed");
        String own = name("own");
        String id = name("GHSA");
        certify(own, "1.0.0", JsonObject.of(flawed, "1.0.0"));
        certify(own, "2.0.0", JsonObject.of(flawed, "2.0.0"));
        store(Osv.record(id, "npm", flawed, "0", "1.5.0"));
        assertThat(hits(hub.api(), id)).containsExactly(own + " 1.0.0 by " + flawed + " 1.0.0");
        store(Osv.record(id, "npm", flawed, "1.5.0", "2.5.0").put("modified", "2026-01-15T10:00:00Z"));
        assertThat(hits(hub.api(), id)).containsExactly(own + " 2.0.0 by " + flawed + " 2.0.0");
        store(Osv.record(id, "npm", flawed, "1.5.0", "2.5.0")
                .put("modified", "2026-01-16T10:00:00Z")
                .put("withdrawn", "2026-01-16T10:00:00Z"));
        assertThat(hits(hub.api(), id)).isEmpty();
        certify(own, "2.0.1", JsonObject.of(flawed, "2.0.0"));
        assertThat(hits(hub.api(), id)).isEmpty();
    }

    @Test
    void the_list_is_filtered_by_package_and_ecosystem_and_leaves_withdrawn_ones_out() {
        String name = name("Listed.Name");
        String other = name("OTHER");
        store(Osv.record(name("A"), "PyPI", name, "0", "1.0"));
        store(Osv.record(name("B"), "npm", name, "0", "1.0.0").put("modified", "2026-01-15T10:00:00Z"));
        store(Osv.record(other, "npm", name, "0", "1.0.0").put("withdrawn", "2026-01-14T10:00:00Z"));
        String asPython = name.toLowerCase(Locale.ROOT).replace('.', '_');

        assertThat(list("?package=" + name)).hasSize(2).allMatch(one -> one.getValue("withdrawn") == null);
        assertThat(list("?package=" + asPython + "&ecosystem=PyPI"))
                .singleElement()
                .satisfies(one -> assertThat(one.getString("id")).startsWith("A-"));
        assertThat(list("?package=" + name + "&ecosystem=npm"))
                .singleElement()
                .satisfies(one -> assertThat(one.getString("id")).startsWith("B-"));
        assertThat(list("?package=" + name + "&withdrawn=true")).hasSize(3);
        assertThat(list("?package=" + name + "&limit=1&offset=1"))
                .singleElement()
                .satisfies(one -> assertThat(one.getString("id")).startsWith("A-"));
        assertThat(hub.api().get(ADVISORIES + "?package=" + name + "&offset=7").getInteger("total"))
                .isEqualTo(2);
        assertThat(hub.api().get(ADVISORIES).getInteger("total")).isGreaterThan(1);
        hub.api().call(400, "GET", ADVISORIES + "?ecosystem=Debian", null);
        hub.api().call(400, "GET", ADVISORIES + "?limit=101", null);
    }

    private List<JsonObject> list(String query) {
        return hub.api().get(ADVISORIES + query).getJsonArray("advisories").stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    @Test
    void one_is_found_by_its_alias_too() {
        String id = name("GHSA");
        String alias = name("CVE");
        store(Osv.record(id, "npm", "aliased", "0", "1.0.0").put("aliases", JsonArray.of(alias)));
        assertThat(hub.api().get(ADVISORIES + "/" + alias).getString("id")).isEqualTo(id);
        store(Osv.record(alias, "npm", "aliased", "0", "1.0.0"));
        assertThat(hub.api().get(ADVISORIES + "/" + alias).getString("id")).isEqualTo(alias);
        hub.api().call(404, "GET", ADVISORIES + "/GHSA-none", null);
    }

    @Test
    void a_private_mcp_is_a_hit_for_who_sees_it_only() {
        String flawed = name("flawed");
        String own = name("own");
        String id = name("GHSA");
        var owner = people.join("owner", "ENTERPRISE");
        String slug = name("org");
        String org = people.organization(owner, slug);
        var member = people.join("member", "ENTERPRISE");
        people.member(owner, org, member, "MEMBER");
        String mcp = people.register(owner, slug, own, "private");
        var tarball = BodyPublishers.ofByteArray(server(own, "1.0.0", JsonObject.of(flawed, "1.0.0")));
        owner.api().send("POST", "/api/v1/mcps/" + mcp + "/uploads", tarball, "content-type", "application/gzip");
        hub.awaitSettled(mcp);
        store(Osv.record(id, "npm", flawed, "0", "2.0.0"));

        assertThat(hits(member.api(), id)).isEqualTo(hits(owner.api(), id)).hasSize(1);
        var auditor = people.join("auditor");
        hub.execute("update identity.users set platform_role = 'AUDITOR' where id = '" + auditor.id() + "'");
        for (var other : List.of(
                hub.api(),
                people.join("stranger").api(),
                people.signIn(auditor.email()).api())) {
            var seen = other.get(ADVISORIES + "/" + id);
            assertThat(seen.getJsonArray("hits")).isEmpty();
            assertThat(seen.getInteger("hits_total")).isZero();
        }
        hub.execute("update identity.users set status = 'SUSPENDED' where id = '" + member.id() + "'");
        HubUnderTest.until(() -> member.api().send("GET", ADVISORIES).statusCode() == 403);
        assertThat(member.api().call(403, "GET", ADVISORIES + "/" + id, null).getString("error"))
                .isEqualTo("account_suspended");
    }
}
