package mcphub.advisories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import mcphub.harness.HubUnderTest;
import mcphub.harness.Osv;
import mcphub.harness.TestServers;
import mcphub.kernel.Queries;
import org.junit.jupiter.api.Test;

/** What a feed is asked about, page by page, and how that ends early. */
final class AskedPagesIT extends AskedFeedsCase {
    private void components(int packages, String visibility, String prefix) {
        TestServers.execute(database, """
                insert into analysis.components (version_id, ecosystem, package, version, itself)
                select v.id, 'npm', '%s' || n, '1.0.' || k, false
                from analysis.versions v join catalog.mcps m on m.id = v.mcp_id, generate_series(1, %d) n, generate_series(0, 2) k
                where m.visibility = '%s'
                """.formatted(prefix, packages, visibility));
    }

    @Test
    void a_page_reads_what_is_on_it_however_much_there_is() throws SQLException {
        components(30_000, "public", "p");
        try (var connection = DriverManager.getConnection(TestServers.jdbc(database), "postgres", "postgres");
                var statement = connection.createStatement()) {
            statement.execute("prepare page as "
                    + Queries.load("advisories").get("nextAsked").sql());
            var plan = new StringBuilder();
            var rows = statement.executeQuery(
                    "explain (analyze, buffers) execute page (array['npm', 'PyPI'], 'npm', 'p2', false)");
            while (rows.next()) {
                plan.append(rows.getString(1)).append('\n');
            }
            assertThat(plan).contains("Index Only Scan using components_package");
            assertThat(plan.toString().lines().findFirst().orElseThrow()).contains("rows=333");
            String read = plan.toString().replaceFirst("(?s).*?Buffers: shared hit=(\\d+).*", "$1");
            assertThat(Integer.parseInt(read)).as("of some 300,000").isLessThan(20_000);
        }
    }

    @Test
    void packages_of_private_versions_alone_end_nothing(Vertx vertx) {
        components(1_500, "private", "hidden");
        component("z", "1.0.0");
        records.put("GHSA-1", Osv.record("GHSA-1", "npm", "z", "0", "2.0.0"));
        deploy(vertx, "advisories.apis", "npm WORLD");
        settled(1);
        assertThat(query("select id from advisories.records")).isEqualTo("GHSA-1");
        assertThat(asked.toString()).contains("\"z\"").doesNotContain("hidden", "secret", "PyPI");
        assertThat(query("select counts ->> 'files' from advisories.imports")).isEqualTo("3");
    }

    @Test
    void more_versions_of_a_package_than_an_api_takes_questions_are_asked_about_in_several(Vertx vertx) {
        for (int i = 0; i < 1_500; i++) {
            component("z", "1.0." + i);
        }
        records.put("GHSA-1", Osv.record("GHSA-1", "npm", "z", "1.0.1499", "2.0.0"));
        deploy(vertx, "advisories.apis", "npm WORLD");
        settled(1);
        assertThat(asked.stream()
                        .map(question -> question.getJsonArray("queries").size()))
                .containsExactly(2, 1_000, 500);
        assertThat(query("select id from advisories.records")).isEqualTo("GHSA-1");
    }

    @Test
    void a_hub_that_stops_waits_for_no_answer_and_the_import_goes_on_later(Vertx vertx) throws InterruptedException {
        var over = new CountDownLatch(1);
        var begun = new CountDownLatch(1);
        records.put("GHSA-1", Osv.record("GHSA-1", "npm", "a", "0", "2.0.0"));
        hold = () -> {
            begun.countDown();
            over.await();
        };
        try {
            String hub = deploy(vertx, "advisories.apis", "npm WORLD");
            begun.await();
            vertx.undeploy(hub).await();
            assertThat(query("select state || ': ' || error from advisories.imports"))
                    .as("while the server still says nothing")
                    .startsWith("queued: No answer came");
        } finally {
            over.countDown();
        }
        hold = () -> {};
        TestServers.execute(database, "update advisories.imports set run_at = now()");
        deploy(vertx, "advisories.apis", "npm WORLD");
        HubUnderTest.until(() -> last().equals("done"));
        assertThat(query("select id from advisories.records")).isEqualTo("GHSA-1");
    }

    @Test
    void two_feeds_of_one_name_are_refused(Vertx vertx) {
        assertThatThrownBy(() -> deploy(vertx, "advisories.apis", "npm WORLD, PyPI WORLD/"))
                .hasMessageContaining("two feeds would both be named api-127.0.0.1-");
    }
}
