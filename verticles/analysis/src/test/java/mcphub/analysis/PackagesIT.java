package mcphub.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.Map;
import mcphub.harness.NpmStub;
import mcphub.harness.Packages;
import mcphub.harness.TestHub;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the hub knows of packages, and keeps knowing: their releases, and which of them a bare name may mean. */
@ExtendWith(VertxExtension.class)
@Order(1) // what takes long begins first
final class PackagesIT {
    private static final NpmStub REGISTRY = new NpmStub();
    private static final int MOST_BYTES = 20_000;

    private static TestHub hub;

    @BeforeAll
    static void start(Vertx vertx) {
        hub = TestHub.start(
                vertx,
                Map.of(
                        "npm.registry_url",
                        REGISTRY.url(),
                        "sources.npm.poll_tick_ms",
                        200,
                        "sources.npm.max_packument_bytes",
                        MOST_BYTES,
                        "gate.node_versions",
                        "22.23.3,24.22.0",
                        "gate.npm_versions",
                        "10.9.9",
                        "outbound.private_networks",
                        "127.0.0.0/8"),
                AnalysisVerticle.PART);
    }

    @AfterAll
    static void stop() {
        REGISTRY.close();
    }

    private static void publish(String name, String... versions) {
        for (String version : versions) {
            REGISTRY.publish(name, version, Packages.good(name, version));
        }
    }

    private static String versions(String name) {
        return hub.query("select string_agg(v.visible_version || ' ' || v.status, ', ' order by v.visible_version) "
                + "from analysis.versions v join catalog.mcps m on m.id = v.mcp_id and m.source_package = '" + name
                + "'");
    }

    private static String latest(String mcp) {
        return hub.query("select (catalog.latest_version('" + mcp + "')).visible_version");
    }

    /** Has a package looked at now, and waits until that is over. */
    private static void look(String name) {
        hub.execute("update analysis.packages set next_at = now(), checked_at = null where name = '" + name + "'");
        hub.awaitNone("select count(*) from analysis.packages where checked_at is null and name = '" + name + "'");
    }

    @Test
    void all_that_a_bare_name_may_mean_is_analysed_when_a_package_is_catalogued() {
        publish("several", "1.0.0", "1.1.0", "2.0.0", "3.0.0");
        REGISTRY.say("several", "3.0.0", "deprecated", "use 2");
        REGISTRY.say("several", "2.0.0", "engines", Map.of("node", ">=24"));

        String mcp = hub.certify("several", "1.0.0");

        assertThat(versions("several"))
                .as("what was asked for, what Node 22 and 24 take, and what the tag names")
                .isEqualTo("1.0.0 CERTIFIED, 1.1.0 CERTIFIED, 2.0.0 CERTIFIED, 3.0.0 CERTIFIED");
        assertThat(latest(mcp)).isEqualTo("3.0.0");
        assertThat(hub.query(
                        "select choices || array[tags ->> 'latest'] from analysis.packages where name = 'several'"))
                .isEqualTo("{1.1.0,2.0.0,3.0.0}");
        assertThat(hub.query("select analysis.package_is_stale('npm', 'several')"))
                .isEqualTo("f");
        assertThat(
                        hub.query(
                                "select version || ' ' || coalesce(deprecated, '') || ' ' || coalesce(node, '') from analysis.releases where name = 'several' order by position offset 2 limit 1"))
                .isEqualTo("2.0.0  >=24");
    }

    @Test
    void what_the_registry_says_against_a_release_later_its_version_says_too() {
        publish("aged", "1.0.0");
        String mcp = hub.certify("aged", "");
        REGISTRY.say("aged", "1.0.0", "deprecated", "Use other-mcp instead");
        look("aged");
        String other = "select count(*) from analysis.versions where mcp_id = '" + mcp
                + "' and coalesce(registry_deprecated, 'nothing') <> '";
        hub.awaitNone(other + "Use other-mcp instead'");
        assertThat(hub.query(
                        "select detail::json -> 'latest_version' ->> 'registry_deprecated' from catalog.listings where mcp_id = '"
                                + mcp + "'"))
                .isEqualTo("Use other-mcp instead");
        REGISTRY.say("aged", "1.0.0", "deprecated", false);
        look("aged");
        hub.awaitNone(other + "nothing'");
    }

    @Test
    void a_new_release_is_found_and_analysed_and_what_did_not_change_is_not_read_again() {
        publish("grows", "1.0.0");
        String mcp = hub.certify("grows", "");
        look("grows");
        assertThat(REGISTRY.asked()).contains("304 grows");
        assertThat(versions("grows")).isEqualTo("1.0.0 CERTIFIED");

        publish("grows", "1.1.0");
        look("grows");
        hub.awaitSettled(mcp);
        assertThat(versions("grows")).isEqualTo("1.0.0 CERTIFIED, 1.1.0 CERTIFIED");
        assertThat(latest(mcp)).isEqualTo("1.1.0");
    }

    @Test
    void a_tag_that_goes_back_takes_the_latest_version_with_it() {
        publish("slides", "1.0.0", "2.0.0");
        String mcp = hub.certify("slides", "");
        assertThat(latest(mcp)).isEqualTo("2.0.0");

        REGISTRY.tag("slides", "latest", "1.0.0");
        look("slides");
        hub.awaitSettled(mcp);

        assertThat(latest(mcp)).isEqualTo("1.0.0");
        assertThat(hub.query(
                        "select detail::json -> 'latest_version' ->> 'visible_version' from catalog.listings where mcp_id = '"
                                + mcp + "'"))
                .isEqualTo("1.0.0");
    }

    @Test
    void other_registrations_of_the_package_have_its_new_releases_analysed_too() {
        publish("shared", "1.0.0");
        hub.certify("shared", "");
        String other = hub.query(
                "insert into catalog.mcps (name, source_type, source_package, visibility) values ('mine', 'npm', 'shared', 'private') returning id");
        publish("shared", "1.1.0");
        look("shared");
        hub.awaitSettled(other);

        assertThat(hub.query(
                        "select string_agg(visible_version || ' ' || status, ', ') from analysis.versions where mcp_id = '"
                                + other + "'"))
                .isEqualTo("1.1.0 CERTIFIED");
    }

    @Test
    void what_cannot_be_had_is_asked_for_less_often_and_grows_old() {
        publish("away", "1.0.0");
        hub.certify("away", "");
        REGISTRY.forget("away");
        look("away");
        look("away");

        assertThat(
                        hub.query(
                                "select failures || ' ' || trouble || ' ' || (next_at > now() + interval '100 minutes') from analysis.packages where name = 'away'"))
                .isEqualTo("2 The registry has no package away. true");
        assertThat(hub.query("select analysis.package_is_stale('npm', 'away')")).isEqualTo("f");
        hub.execute("update analysis.packages set as_of = now() - interval '25 hours' where name = 'away'");
        assertThat(hub.query("select analysis.package_is_stale('npm', 'away')")).isEqualTo("t");
        assertThat(hub.query("select analysis.package_is_stale('npm', 'never-heard-of')"))
                .isEqualTo("t");
    }

    @Test
    void of_a_package_that_is_described_too_largely_the_latest_is_analysed_and_the_rest_is_not_known() {
        publish("huge", "1.0.0");
        REGISTRY.say("huge", "1.0.0", "readme", "x".repeat(MOST_BYTES));

        hub.certify("huge", "");

        assertThat(versions("huge")).isEqualTo("1.0.0 CERTIFIED");
        assertThat(hub.query("select trouble from analysis.packages where name = 'huge'"))
                .isEqualTo("The registry's answer has more than 20,000 bytes, which is the limit.");
        assertThat(hub.query("select analysis.package_is_stale('npm', 'huge')")).isEqualTo("t");
        assertThat(hub.query("select coalesce(analysis.packument('npm', 'huge')::text, 'none')"))
                .isEqualTo("none");
    }

    @Test
    void a_package_that_a_gate_asked_about_is_looked_at_sooner() {
        publish("asked", "1.0.0");
        hub.certify("asked", "");
        hub.execute("update analysis.packages set checked_at = now() - interval '1 hour' where name = 'asked'");
        hub.execute("select analysis.note_asked('npm', array['asked', 'never-heard-of'])");
        hub.awaitNone(
                "select count(*) from analysis.packages where name = 'asked' and checked_at < now() - interval '30 minutes'");

        assertThat(hub.query(
                        "select next_at < now() + interval '12 minutes' from analysis.packages where name = 'asked'"))
                .isEqualTo("t");
    }

    @Test
    void releases_are_chosen_anew_where_they_were_chosen_for_other_clients() {
        publish("rechosen", "1.0.0", "2.0.0");
        String mcp = hub.certify("rechosen", "2.0.0");
        hub.execute("update analysis.packages set choices = '{}', choices_for = 'node 1.0.0' where name = 'rechosen'");
        look("rechosen");
        hub.awaitSettled(mcp);

        assertThat(hub.query("select choices || choices_for from analysis.packages where name = 'rechosen'"))
                .isEqualTo("{2.0.0,\"node 22.23.3,24.22.0 npm 10.9.9\"}");
    }

    @Test
    void a_registry_of_an_organization_that_does_not_answer_keeps_no_other_package_waiting() {
        publish("in-time", "1.0.0");
        String mcp = hub.certify("in-time", "");
        try (var slow = new NpmStub()) {
            slow.delay(60_000);
            hub.execute("""
                    with u as (insert into identity.users (email, name) values ('slow@example.org', 'Slow') returning id),
                    o as (insert into org.orgs (name, slug, display_name) values ('Slow', 'slow', 'Slow') returning id),
                    r as (insert into org.registries (org_id, scope, url, updated_by) select o.id, '@slow', '%s', u.id from o, u),
                    m as (
                        insert into catalog.mcps (name, visibility, source_type, source_package, source_registry, org_id)
                        select '@slow/one', 'private', 'npm', '@slow/one', '%s', o.id from o returning package_key)
                    insert into analysis.packages (ecosystem, name) select 'npm', package_key from m
                    """.formatted(slow.url(), slow.url()));
            hub.awaitNone("select count(*) from analysis.packages where name like '% @slow/one' and next_at <= now()");
            publish("in-time", "1.1.0");
            look("in-time");
            hub.awaitSettled(mcp);
            assertThat(versions("in-time")).contains("1.1.0 CERTIFIED");
            assertThat(hub.query("select checked_at is null from analysis.packages where name like '% @slow/one'"))
                    .as("it is still being asked")
                    .isEqualTo("t");
        }
    }
}
