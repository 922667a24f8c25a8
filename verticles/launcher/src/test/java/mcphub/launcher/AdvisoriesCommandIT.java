package mcphub.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import mcphub.harness.Osv;
import mcphub.harness.TestServers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code hub advisories import}, without a hub that runs. */
final class AdvisoriesCommandIT {
    @TempDir
    private Path home;

    private final String database = TestServers.newDatabase();

    private Commands.Result run(String... arguments) {
        var all = new ArrayList<>(List.of("advisories", "import"));
        all.addAll(List.of(arguments));
        all.addAll(List.of(
                "--home",
                home.toString(),
                "--set",
                "database.url=" + database,
                "--set",
                "redis.url=" + TestServers.redisUrl()));
        return Commands.run(all);
    }

    @Test
    void a_zip_comes_in_and_what_is_broken_is_named() throws IOException {
        var files = new LinkedHashMap<String, String>();
        files.put("GHSA-1.json", Osv.record("GHSA-1", "npm", "a", "0", "1.0.0").encode());
        files.put("other.json", new JsonArray().encode());
        var zip = Files.write(home.resolve("all.zip"), Osv.zip(files));

        var result = run(zip.toString(), "--name", "npm-dump", "--complete", "npm,PyPI");
        assertThat(result.printed())
                .contains("2 files: 1 new records, 0 changed, 0 as they were; 0 withdrawn, 1 broken")
                .contains("other.json: It is a list, expected one OSV record, an object")
                .contains(
                        "The last import that was to be complete has not everything of npm: 1 of 2 files that may be of it are broken, the first other.json");
        assertThat(result.exit()).isZero();
        assertThat(TestServers.query(database, "select name || complete_of::text from advisories.feeds"))
                .as("what could not be read may be of either")
                .isEqualTo("npm-dump{}");
        assertThat(
                        TestServers.query(
                                database,
                                "select credential || ' ' || (after ->> 'added') from audit.events where action = 'advisories.imported'"))
                .isEqualTo("console 1");
    }

    @Test
    void what_is_no_zip_or_is_not_there_is_refused_in_a_sentence() throws IOException {
        var none = Files.writeString(home.resolve("none.zip"), "nothing");
        assertThat(run(none.toString())).satisfies(result -> {
            assertThat(result.exit()).isEqualTo(2);
            assertThat(result.printed()).contains("none.zip cannot be read to its end: it has no files");
        });
        assertThat(run(home.resolve("absent").toString())).satisfies(result -> {
            assertThat(result.exit()).isEqualTo(2);
            assertThat(result.printed()).contains("is neither a folder nor a file");
        });
    }
}
