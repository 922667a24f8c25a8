package mcphub.advisories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mcphub.harness.HubUnderTest;
import mcphub.harness.Osv;
import mcphub.harness.TestServers;
import mcphub.kernel.Database;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Imports of folders and archives into a real database. */
@ExtendWith(VertxExtension.class)
final class FolderImportIT {
    @TempDir
    private Path folder;

    private String database = "";
    private FolderImport imports;

    @BeforeEach
    void open(Vertx vertx) {
        database = TestServers.newDatabase();
        imports = new FolderImport(
                Database.open(
                        vertx, HubUnderTest.reader(database, Map.of()).read().database()),
                counts -> {});
    }

    private String query(String sql) {
        return TestServers.query(database, sql);
    }

    private Path zip(byte[] bytes) throws IOException {
        return Files.write(folder.resolve("all.zip"), bytes);
    }

    private Counts run(Path path) {
        return imports.run(path, "demo", List.of());
    }

    private static JsonObject document(int files, int added, int changed, int unchanged, int withdrawn, int broken) {
        return new JsonObject()
                .put("files", files)
                .put("added", added)
                .put("changed", changed)
                .put("unchanged", unchanged)
                .put("withdrawn", withdrawn)
                .put("broken", broken)
                .put("newest", "2026-01-14T10:00:00Z");
    }

    @Test
    void a_zip_becomes_records_with_what_they_say_of_packages() throws IOException {
        var record = Osv.record("GHSA-1", "PyPI", "A.B", "0", "1.2").put("aliases", JsonArray.of("CVE-1"));
        record.getJsonArray("affected")
                .add(Osv.record("x", "npm", "a-b", "0", "2.0.0")
                        .getJsonArray("affected")
                        .getJsonObject(0));
        var counts = run(zip(Osv.dump(record, Osv.record("GHSA-2", "npm", "c", "0", "1.0.0"))));

        assertThat(new JsonObject(counts.document().encode())).isEqualTo(document(2, 2, 0, 0, 0, 0));
        assertThat(
                        query(
                                "select string_agg(record_id || ' ' || ecosystem || ' ' || package, ', ' order by record_id, position) from advisories.affected"))
                .isEqualTo("GHSA-1 PyPI a-b, GHSA-1 npm a-b, GHSA-2 npm c");
        assertThat(
                        query(
                                "select severity || ' ' || array_to_string(aliases, ',') || ' ' || summary || ' ' || (record ->> 'schema_version') from advisories.records where id = 'GHSA-1'"))
                .isEqualTo("high CVE-1 Flaw GHSA-1 1.7.0");
        assertThat(query("select hub.utc(as_of) || ' ' || kind || ' ' || complete_of::text from advisories.feeds"))
                .as("no later than its newest record")
                .isEqualTo("2026-01-14T10:00:00.000Z folder {}");
    }

    @Test
    void what_is_not_newer_is_not_written_again() throws IOException {
        var one = Osv.record("GHSA-1", "npm", "a", "0", "1.0.0");
        var two = Osv.record("GHSA-2", "npm", "b", "0", "1.0.0");
        run(zip(Osv.dump(one, two)));
        String before = query("select string_agg(xmin::text || ctid::text, ' ' order by id) from advisories.records");
        assertThat(new JsonObject(run(zip(Osv.dump(one, two))).document().encode()))
                .isEqualTo(document(2, 0, 0, 2, 0, 0));
        assertThat(query("select string_agg(xmin::text || ctid::text, ' ' order by id) from advisories.records"))
                .isEqualTo(before);

        var later = Osv.record("GHSA-1", "npm", "other", "0", "1.0.0").put("modified", "2026-01-15T10:00:00Z");
        var counts = run(zip(Osv.dump(later, two)));
        assertThat(counts.document().getInteger("changed")).isEqualTo(1);
        assertThat(query("select string_agg(package, ' ') from advisories.affected where record_id = 'GHSA-1'"))
                .isEqualTo("other");
        run(zip(Osv.dump(one, two)));
        assertThat(query("select string_agg(package, ' ') from advisories.affected where record_id = 'GHSA-1'"))
                .as("an older dump takes nothing back")
                .isEqualTo("other");
    }

    @Test
    void a_broken_record_is_counted_and_named_and_stops_nothing() throws IOException {
        var files = new LinkedHashMap<String, String>();
        files.put(
                "npm/GHSA-1.json",
                Osv.record("GHSA-1", "npm", "a", "0", "1.0.0").encode());
        files.put("npm/none.json", "{\"id\": \"GHSA-2\"}");
        files.put("npm/large.json", "\"" + "x".repeat(Records.LONGEST) + "\"");
        files.put("README.md", "no record");
        files.put(
                "npm/GHSA-3.json",
                Osv.record("GHSA-3", "npm", "c", "0", "1.0.0")
                        .put("modified", "2026-01-14T10:00:00.123456789Z")
                        .encode());
        var counts = run(zip(Osv.zip(files)));
        assertThat(counts.files()).isEqualTo(5);
        assertThat(counts.document().getInteger("added")).isEqualTo(2);
        assertThat(counts.named().encode())
                .isEqualTo(
                        "[{\"name\":\"npm/none.json\",\"reason\":\"'modified': It is missing, expected a time as in RFC 3339\"},"
                                + "{\"name\":\"npm/large.json\",\"reason\":\"It has more than 4194304 bytes\"},"
                                + "{\"name\":\"README.md\",\"reason\":\"Its name does not end with .json, as those of records do\"}]");
        assertThat(query("select broken ->> 0 from advisories.imports")).contains("npm/none.json");
        assertThat(run(zip(Osv.zip(files))).document().getInteger("unchanged"))
                .as("a time that is finer than the database's")
                .isEqualTo(2);
    }

    @Test
    void a_withdrawn_record_is_kept() throws IOException {
        var record = Osv.record("GHSA-1", "npm", "a", "0", "1.0.0").put("withdrawn", "2026-01-14T09:00:00Z");
        assertThat(run(zip(Osv.dump(record))).document().getInteger("withdrawn"))
                .isEqualTo(1);
        assertThat(query("select hub.utc(withdrawn) from advisories.records")).isEqualTo("2026-01-14T09:00:00.000Z");
    }

    @Test
    void a_folder_is_read_as_deep_as_it_is_but_for_links() throws IOException {
        var npm = Files.createDirectories(folder.resolve("dump/npm"));
        Files.writeString(
                npm.resolve("GHSA-1.json"),
                Osv.record("GHSA-1", "npm", "a", "0", "1.0.0").encode());
        Files.createSymbolicLink(npm.resolve("GHSA-2.json"), npm.resolve("GHSA-1.json"));
        Files.writeString(npm.resolve("notes.txt"), "no record");
        assertThat(imports.run(folder.resolve("dump"), "demo", List.of("npm")).files())
                .isEqualTo(1);
        assertThat(query("select complete_of::text from advisories.feeds")).isEqualTo("{npm}");
        imports.run(folder.resolve("dump"), "demo", List.of());
        assertThat(query("select complete_of::text from advisories.feeds"))
                .as("who says nothing about it changes nothing")
                .isEqualTo("{npm}");
    }

    @Test
    void a_zip_that_is_none_or_is_cut_off_is_refused_with_what_was_read_kept() throws IOException {
        var none = Files.writeString(folder.resolve("none.zip"), "no zip at all");
        assertThatThrownBy(() -> run(none))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("it has no files");
        byte[] whole = Osv.dump(
                Osv.record("GHSA-1", "npm", "a", "0", "1.0.0"), Osv.record("GHSA-2", "npm", "b", "0", "1.0.0"));
        int second = indexOf(whole, new byte[] {'P', 'K', 3, 4}, 4);
        for (int length : List.of(second, second + 40, whole.length - 30)) {
            var cut = zip(Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> run(cut)).as("cut at " + length).isInstanceOf(IllegalArgumentException.class);
        }
        assertThat(query("select count(*) from advisories.records where id = 'GHSA-1'"))
                .isEqualTo("1");
        assertThat(query("select count(*) from advisories.imports where state = 'failed' and error like '%cut off'"))
                .isEqualTo("2");
        assertThat(query("select coalesce(max(imported_at)::text, 'never') from advisories.feeds"))
                .isEqualTo("never");
    }

    @Test
    void a_zip_that_is_broken_between_two_files_is_no_smaller_one() throws IOException {
        byte[] whole = Osv.dump(
                Osv.record("GHSA-1", "npm", "a", "0", "1.0.0"), Osv.record("GHSA-2", "npm", "b", "0", "1.0.0"));
        whole[indexOf(whole, new byte[] {'P', 'K', 3, 4}, 4)] = 'x';
        assertThatThrownBy(() -> run(zip(whole)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageEndingWith("it has 2 files by its end, and 1 could be found");
    }

    @Test
    void of_several_records_of_one_id_the_newest_counts_wherever_it_is() throws IOException {
        var old = Osv.record("GHSA-1", "npm", "old", "0", "1.0.0");
        var newer = Osv.record("GHSA-1", "npm", "new", "0", "1.0.0").put("modified", "2026-01-14T11:00:00Z");
        for (var order : List.of(List.of(old, newer), List.of(newer, old))) {
            TestServers.execute(database, "truncate advisories.records cascade");
            run(zip(Osv.zip(Map.of(
                    "1.json",
                    order.getFirst().encode(),
                    "2.json",
                    order.getLast().encode()))));
            assertThat(query("select string_agg(package, ' ') from advisories.affected"))
                    .isEqualTo("new");
        }
    }

    @Test
    void a_folder_that_is_a_link_is_read() throws IOException {
        var real = Files.createDirectories(folder.resolve("real"));
        Files.writeString(
                real.resolve("GHSA-1.json"),
                Osv.record("GHSA-1", "npm", "a", "0", "1.0.0").encode());
        var link = Files.createSymbolicLink(folder.resolve("link"), real);
        assertThat(run(link).document().getInteger("added")).isEqualTo(1);
    }

    private static int indexOf(byte[] bytes, byte[] wanted, int from) {
        for (int i = from; ; i++) {
            if (Arrays.equals(bytes, i, i + wanted.length, wanted, 0, wanted.length)) {
                return i;
            }
        }
    }

    @Test
    void what_claims_to_be_of_times_to_come_is_refused_so_that_corrections_can_come() throws IOException {
        var one = Osv.record("GHSA-1", "npm", "a", "0", "1.0.0");
        var early = Instant.now().plusSeconds(3_600).truncatedTo(ChronoUnit.SECONDS);
        var counts = run(zip(Osv.dump(
                one.copy().put("id", "GHSA-0"),
                one.copy().put("modified", "2999-01-01T00:00:00Z"),
                one.copy().put("id", "GHSA-2").put("withdrawn", "2999-01-01T00:00:00Z"),
                one.copy().put("id", "GHSA-3").put("modified", early.toString()))));
        assertThat(counts.named().encode())
                .isEqualTo(
                        "[{\"name\":\"GHSA-1.json\",\"reason\":\"'modified': It is 2999-01-01T00:00:00Z, which is still to come, expected a time that has been\"},"
                                + "{\"name\":\"GHSA-2.json\",\"reason\":\"'withdrawn': It is 2999-01-01T00:00:00Z, which is still to come, expected a time that has been\"}]");
        assertThat(query("select string_agg(id, ' ' order by id) from advisories.records"))
                .as("clocks may differ by an hour")
                .isEqualTo("GHSA-0 GHSA-3");
        assertThat(query("select hub.utc(as_of) from advisories.feeds"))
                .as("and still prove nothing about what has not been")
                .isEqualTo("2026-01-14T10:00:00.000Z");

        run(zip(Osv.dump(one)));
        assertThat(query("select count(*) from advisories.records where id = 'GHSA-1'"))
                .isEqualTo("1");
    }

    @Test
    void a_sample_that_is_looked_at_again_is_noted_once() {
        var shipped = Path.of("../../config/advisories");
        var counts = imports.refresh(shipped, "demo");
        assertThat(counts.broken()).isZero();
        assertThat(counts.files()).isGreaterThanOrEqualTo(15);
        imports.refresh(shipped, "demo");
        assertThat(query("select count(*) from advisories.imports")).isEqualTo("1");
        assertThat(query("select count(*) from audit.events where action = 'advisories.imported'"))
                .isEqualTo("1");
        assertThat(query("select kind || complete_of::text from advisories.feeds"))
                .isEqualTo("folder{}");
        assertThat(query(
                        "select coalesce(string_agg(id, ' '), '') from advisories.records where severity is null or aliases = '{}' "
                                + "or json_array_length(record -> 'database_specific' -> 'checked_against') < 2"))
                .as("what is shipped was checked twice")
                .isEmpty();
    }
}
