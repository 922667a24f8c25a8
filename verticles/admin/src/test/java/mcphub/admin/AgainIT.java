package mcphub.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import mcphub.harness.Osv;
import mcphub.harness.Packages;
import org.junit.jupiter.api.Test;

/** What another build has judged is analysed again where an advisory concerns it, and stays what it is until that is done. */
final class AgainIT extends AdminCatalogCase {
    private static final String DEPENDENCY = "of-old";

    /** A release that was judged by another build. */
    private String judgedBefore(String name, String dependency) {
        var depends = JsonObject.of(dependency, "1.0.0");
        String manifest = JsonObject.of("name", name, "version", "1.0.0", "license", "MIT", "dependencies", depends)
                .encode();
        registry.publish(dependency, "1.0.0", Packages.good(dependency, "1.0.0"));
        registry.publish(
                name,
                "1.0.0",
                Packages.tgz(Map.of("package/package.json", manifest, "package/index.js", "export const a = 1;\n")));
        String mcp = hub.certify(name, "1.0.0");
        hub.execute("update analysis.snapshots set toolchain_version = 'mcphub-static:1.0.0' where version_id = "
                + "(select id from analysis.versions where mcp_id = '" + mcp + "')");
        return mcp;
    }

    private void advise(String dependency) {
        admin.call(
                200, "POST", ADMIN + "advisories", Osv.record("GHSA-" + dependency, "npm", dependency, "0", "1.2.0"));
        hub.awaitNone("select (select count(*) from advisories.changes)"
                + " + (select count(*) from analysis.reevaluations where at <= now())"
                + " + (select count(*) from analysis.jobs where state in ('queued', 'running'))");
    }

    private String told(String mcp) {
        return hub.query("select string_agg(e.status, ' ' order by e.id) from analysis.version_events e"
                + " join analysis.versions v on v.id = e.version_id where v.mcp_id = '" + mcp + "'");
    }

    private String toolchain(String mcp) {
        return hub.query("select s.toolchain_version from analysis.versions v join analysis.snapshots s"
                + " on s.id = v.snapshot_id where v.mcp_id = '" + mcp + "'");
    }

    @Test
    void it_becomes_what_it_is_found_to_be_and_nothing_in_between() {
        String mcp = judgedBefore(name("again"), DEPENDENCY);
        String before = told(mcp);

        advise(DEPENDENCY);

        assertThat(told(mcp)).isEqualTo(before + " KNOWN_VULNERABLE");
        assertThat(toolchain(mcp)).isNotEqualTo("mcphub-static:1.0.0");
        var job = admin.get(ADMIN + "jobs?kind=certify&mcp_id=" + mcp)
                .getJsonArray("jobs")
                .getJsonObject(0);
        assertThat(job.getString("state")).isEqualTo("done");
        assertThat(job.getBoolean("again")).isTrue();
    }

    @Test
    void what_somebody_has_deprecated_stays_deprecated() {
        String mcp = judgedBefore(name("again"), DEPENDENCY + "-deprecated");
        hub.execute("update analysis.versions set status = 'DEPRECATED' where mcp_id = '" + mcp + "'");
        String before = told(mcp);

        advise(DEPENDENCY + "-deprecated");

        assertThat(hub.query("select status from analysis.versions where mcp_id = '" + mcp + "'"))
                .isEqualTo("DEPRECATED");
        assertThat(told(mcp)).isEqualTo(before);
        assertThat(toolchain(mcp)).isNotEqualTo("mcphub-static:1.0.0");
    }

    @Test
    void what_its_registry_no_longer_has_stays_what_it_was_and_is_tried_later() {
        String name = name("again");
        String mcp = judgedBefore(name, DEPENDENCY + "-gone");
        registry.forget(name);

        advise(DEPENDENCY + "-gone");

        assertThat(hub.query("select status from analysis.versions where mcp_id = '" + mcp + "'"))
                .isEqualTo("CERTIFIED");
        assertThat(hub.query("select count(*) from analysis.reevaluations r join analysis.versions v"
                        + " on v.id = r.version_id where r.at > now() + interval '20 hours' and v.mcp_id = '" + mcp
                        + "'"))
                .isEqualTo("1");
        assertThat(admin.get(ADMIN + "jobs?kind=certify&mcp_id=" + mcp)
                        .getJsonArray("jobs")
                        .getJsonObject(0)
                        .getString("state"))
                .isEqualTo("failed");
    }
}
