package mcphub.advisories;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import mcphub.harness.HubUnderTest;
import mcphub.harness.Osv;
import mcphub.harness.TestServers;
import mcphub.kernel.Database;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an API answered once, and does no more. */
final class ApiWithdrawalsIT extends AskedFeedsCase {
    @TempDir
    private Path folder;

    private void begin(Vertx vertx) {
        for (String id : List.of("GHSA-1", "GHSA-2", "GHSA-3")) {
            records.put(id, Osv.record(id, "npm", "a", "0", "2.0.0"));
        }
        deploy(vertx, "advisories.apis", "npm WORLD");
        settled(1);
        TestServers.execute(database, "delete from advisories.changes");
        fetched.clear();
    }

    private String changes() {
        return query("select coalesce(string_agg(record_id, ' ' order by record_id), '') from advisories.changes");
    }

    @Test
    void what_is_answered_no_more_is_looked_at_and_withdrawn_where_the_api_says_so_or_has_it_no_more(Vertx vertx) {
        begin(vertx);
        records.put(
                "GHSA-1",
                Osv.record("GHSA-1", "npm", "a", "0", "2.0.0")
                        .put("modified", "2026-02-01T00:00:00Z")
                        .put("withdrawn", "2026-02-01T00:00:00Z"));
        records.remove("GHSA-2");
        again(2);
        assertThat(query("select hub.utc(withdrawn) from advisories.records where id = 'GHSA-1'"))
                .isEqualTo("2026-02-01T00:00:00.000Z");
        assertThat(withdrawn("GHSA-2") + withdrawn("GHSA-3")).isEqualTo("truefalse");
        assertThat(changes()).isEqualTo("GHSA-1 GHSA-2");
        assertThat(fetched).as("the rest is as it was").containsExactly("GHSA-1", "GHSA-2");

        records.put("GHSA-2", Osv.record("GHSA-2", "npm", "a", "0", "2.0.0"));
        again(3);
        assertThat(withdrawn("GHSA-2")).as("it is there again").isEqualTo("false");
    }

    @Test
    void what_hits_other_versions_now_is_corrected_and_is_not_fetched_each_time(Vertx vertx) {
        begin(vertx);
        records.put("GHSA-1", Osv.record("GHSA-1", "npm", "a", "0", "0.9.0").put("modified", "2026-02-01T00:00:00Z"));
        again(2);
        again(3);
        assertThat(query("select ranges::text from advisories.affected where record_id = 'GHSA-1'"))
                .contains("0.9.0");
        assertThat(withdrawn("GHSA-1")).isEqualTo("false");
        assertThat(fetched).containsExactly("GHSA-1");
        TestServers.execute(database, "update advisories.claims set unanswered_at = now() - interval '25 hours'");
        records.remove("GHSA-1");
        again(4);
        assertThat(withdrawn("GHSA-1")).as("a day later").isEqualTo("true");
    }

    @Test
    void what_another_feed_has_stays_and_so_does_what_nobody_asked_about(Vertx vertx) throws IOException {
        begin(vertx);
        var imports = new FolderImport(
                Database.open(
                        vertx, HubUnderTest.reader(database, Map.of()).read().database()),
                soFar -> {});
        var dump = Files.write(folder.resolve("all.zip"), Osv.dump(Objects.requireNonNull(records.get("GHSA-1"))));
        imports.run(dump, "own", List.of());
        TestServers.execute(
                database,
                "update advisories.claims set package = 'elsewhere' where record_id = 'GHSA-3' and package = 'a'");
        var two = Objects.requireNonNull(records.remove("GHSA-2"));
        records.clear();
        again(3);
        assertThat(withdrawn("GHSA-1") + withdrawn("GHSA-2") + withdrawn("GHSA-3"))
                .isEqualTo("falsetruefalse");

        Files.write(dump, Osv.dump(two.copy().put("modified", "2026-01-01T10:00:00Z")));
        imports.run(dump, "own", List.of());
        assertThat(withdrawn("GHSA-2"))
                .as("who has it now is believed, with an older text")
                .isEqualTo("false");
    }

    @Test
    void a_failed_or_half_read_answer_withdraws_nothing(Vertx vertx) {
        begin(vertx);
        answer = "{\"results\": []}";
        again(2);
        assertThat(last()).startsWith("failed");
        answer = "{\"results\": [{}, {}]}";
        records.put("GHSA-1", Osv.record("GHSA-other", "npm", "a", "0", "2.0.0"));
        again(3);
        assertThat(last()).isEqualTo("done");
        answer = "{\"results\": [{\"vulns\": [{\"id\": \"GHSA-9\"}]}, {}]}";
        records.clear();
        TestServers.execute(database, "update advisories.claims set unanswered_at = null");
        again(4);
        assertThat(query("select count(*) from advisories.records where withdrawn is null"))
                .as("who names what it has not is not believed that it has not the others")
                .isEqualTo("3");
    }

    @Test
    void a_feed_is_as_of_when_a_whole_pass_began(Vertx vertx) {
        begin(vertx);
        String asOf = query("select as_of from advisories.feeds");
        assertThat(asOf).isEqualTo(query("select created_at from advisories.imports"));
        records.put("GHSA-4", Osv.record("GHSA-other", "npm", "a", "0", "2.0.0"));
        answer = "{\"results\": [{\"vulns\": [{\"id\": \"GHSA-4\"}]}, {}]}";
        again(2);
        answer = "{}";
        again(3);
        assertThat(query("select string_agg(state, ' ' order by created_at) from advisories.imports"))
                .isEqualTo("done done failed");
        assertThat(query("select as_of from advisories.feeds"))
                .as("neither a pass of which something could not be read nor a failed one proves anything")
                .isEqualTo(asOf);
        answer = "";
        records.remove("GHSA-4");
        again(4);
        assertThat(query("select as_of from advisories.feeds"))
                .isEqualTo(query("select max(created_at) from advisories.imports"));
    }

    @Test
    void a_feed_that_is_asked_about_more_has_to_be_asked_from_the_beginning(Vertx vertx) {
        begin(vertx);
        TestServers.execute(database, "update advisories.feeds set asks = '{PyPI}'");
        HubUnderTest.until(() -> query("select asks::text || (as_of is null) from advisories.feeds")
                .equals("{npm}true"));
        int before = asked.size();
        TestServers.execute(
                database,
                "insert into advisories.imports (feed_id, attempts, counts) select id, 1, "
                        + "'{\"files\": 2, \"asks\": [\"PyPI\"], \"after\": [\"npm\", \"b\"]}' from advisories.feeds");
        settled(2);
        assertThat(asked).as("not behind the place of other questions").hasSizeGreaterThan(before);
        assertThat(query("select counts ->> 'files' from advisories.imports order by created_at desc limit 1"))
                .isEqualTo("2");
    }
}
