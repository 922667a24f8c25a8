package mcphub.advisories;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import mcphub.harness.TestServers;
import org.junit.jupiter.api.Test;

/** What a registry says from one time to the next. */
final class RegistryChangesIT extends AskedFeedsCase {
    private static final String ONE = "GHSA-xvch-5gv4-984h";
    private static final String OTHER = "GHSA-jf85-cpcp-j695";

    private String ranges(String id) {
        return query("select coalesce(string_agg(package || ranges::text, ' ' order by package, ranges::text), '') "
                + "from advisories.affected where record_id = '" + id + "'");
    }

    private String modified() {
        return query("select string_agg(id || modified || stored_at, ' ' order by id) from advisories.records");
    }

    private void begin(Vertx vertx) {
        deploy(vertx, "advisories.registries", "npm WORLD/npm");
        settled(1);
        TestServers.execute(database, "delete from advisories.changes");
    }

    @Test
    void the_order_of_an_answer_changes_nothing(Vertx vertx) {
        audit = new AuditStub()
                .with("a", ONE, ">=1.0.0 <1.2.6")
                .with("a", ONE, "<1.0.1")
                .with("a", OTHER, "*")
                .with("b", ONE, "<1.3.0")
                .with("z", ONE, "<2.0.0");
        for (int i = 0; i < 1000; i++) {
            component("p" + i, "1.0.0");
        }
        component("z", "1.0.0");
        begin(vertx);
        assertThat(ranges(ONE)).as("of two pages").contains("a[", "b[", "z[");
        String before = modified();
        for (int imports = 2; imports < 6; imports++) {
            again(imports);
            assertThat(last()).isEqualTo("done");
        }
        assertThat(modified()).isEqualTo(before);
        assertThat(query("select count(*) from advisories.changes"))
                .as("nothing is judged again")
                .isEqualTo("0");
    }

    @Test
    void versions_of_one_package_are_asked_about_together_and_no_range_is_forgotten(Vertx vertx) {
        audit = new AuditStub().with("q", ONE, "<1.0.2").with("q", ONE, ">=1.0.1500 <2.0.0");
        for (int i = 0; i < 600; i++) {
            component("p" + i, "1.0.0");
        }
        for (int i = 0; i < 1600; i++) {
            component("q", "1.0." + i);
        }
        begin(vertx);
        assertThat(asked.stream().filter(question -> question.containsKey("q")))
                .singleElement()
                .satisfies(question -> assertThat(question.getJsonArray("q")).hasSize(1600));
        assertThat(ranges(ONE)).contains("1.0.2\"", "1.0.1500\"");
        assertThat(query("select counts ->> 'files' from advisories.imports")).isEqualTo("2202");
    }

    @Test
    void what_hits_no_version_that_is_asked_about_is_kept_and_what_does_is_corrected(Vertx vertx) {
        component("a", "2.0.0");
        audit = new AuditStub().with("a", ONE, "<1.2.6").with("a", ONE, ">=2.0.0 <2.1.0");
        begin(vertx);
        TestServers.execute(database, "delete from analysis.components where package = 'a' and version = '2.0.0'");
        audit = new AuditStub().with("a", ONE, "<1.2.7").with("a", ONE, ">=2.0.0 <2.1.0");
        again(2);
        assertThat(ranges(ONE)).contains("1.2.7", "2.1.0").doesNotContain("1.2.6");
        audit = new AuditStub();
        TestServers.execute(database, "update analysis.components set version = '9.0.0' where package = 'a'");
        again(3);
        again(4);
        assertThat(withdrawn(ONE)).as("nobody asked about what it hits").isEqualTo("false");
    }

    @Test
    void what_is_not_answered_twice_is_withdrawn_and_comes_back(Vertx vertx) {
        audit = new AuditStub()
                .with("a", ONE, "<1.2.6")
                .with("b", ONE, "<1.2.6")
                .with("a", OTHER, "*");
        begin(vertx);
        audit.without("a");
        again(2);
        assertThat(ranges(ONE)).as("once may be chance").contains("a[", "b[");
        assertThat(withdrawn(OTHER)).isEqualTo("false");
        again(3);
        assertThat(ranges(ONE)).as("of a package").doesNotContain("a[").contains("b[");
        assertThat(withdrawn(ONE) + withdrawn(OTHER)).isEqualTo("falsetrue");
        assertThat(query("select string_agg(record_id, ' ' order by record_id) from advisories.changes"))
                .as("both are judged by again")
                .isEqualTo(OTHER + " " + ONE);
        assertThat(
                        query(
                                "select counts ->> 'withdrawn' || ' ' || (counts ->> 'changed') from advisories.imports order by created_at desc limit 1"))
                .isEqualTo("1 2");
        audit.with("a", OTHER, "*");
        again(4);
        assertThat(withdrawn(OTHER)).isEqualTo("false");
    }

    @Test
    void a_failed_or_half_read_answer_withdraws_nothing(Vertx vertx) {
        audit = new AuditStub().with("a", ONE, "<1.2.6");
        begin(vertx);
        audit = null;
        int imports = 1;
        for (String wrong : new String[] {
            "",
            "[]",
            "{\"a\"",
            "{\"a\": {}}",
            "{\"a\": [{\"url\": \"none\"}]}",
            "{\"a\": [{\"url\": \"" + ONE + "\", \"vulnerable_versions\": \"?\"}]}"
        }) {
            answer = wrong;
            again(++imports);
            again(++imports);
        }
        assertThat(withdrawn(ONE)).isEqualTo("false");
        assertThat(query("select count(*) from advisories.claims where unanswered_at is not null"))
                .isEqualTo("0");
    }

    @Test
    void what_another_feed_has_stays(Vertx vertx) {
        audit = new AuditStub().with("a", ONE, "<1.2.6");
        begin(vertx);
        TestServers.execute(
                database,
                "with f as (insert into advisories.feeds (name, kind) values ('u', 'upload') returning id) "
                        + "insert into advisories.claims (feed_id, record_id) select f.id, '" + ONE + "' from f");
        audit = new AuditStub();
        again(2);
        again(3);
        assertThat(withdrawn(ONE)).isEqualTo("false");
        assertThat(ranges(ONE)).contains("a[");
    }
}
