package mcphub.advisories;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mcphub.harness.Osv;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of what an import has everything, by what it could not read. */
final class CompletenessTest {
    private static final Instant NEWEST = Instant.parse("2026-01-14T10:00:00Z");

    private static Counts counts(String broken) throws IOException {
        var files = new LinkedHashMap<String, String>();
        files.put("1.json", Osv.record("GHSA-1", "npm", "a", "0", "1.0.0").encode());
        files.put("2.json", Osv.record("GHSA-2", "PyPI", "a", "0", "1.0").encode());
        files.put("b.json", broken);
        try (var records = new ZippedRecords(new ByteArrayInputStream(Osv.zip(files)))) {
            var before = new Counts();
            var counts = new Import((batch, soFar) -> {}, before, Clock.systemUTC()).run(records);
            // as who goes on with it reads it
            return new Counts(
                    new JsonObject(counts.stored().encode()),
                    new JsonArray(counts.named().encode()));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"affected": [{"package": {"ecosystem": "Go"}}]}                             | PyPI npm
                    {"affected": [{"package": {"ecosystem": "PyPI"}}]}                           | npm
                    {"affected": [{"package": {"ecosystem": "Go"}}, {"package": {"ecosystem": "NPM"}}]} | PyPI
                    {"affected": [{"ranges": []}]}                                               | PyPI npm
                    {"affected": [{"package": {"ecosystem": "Go"}}, {"package": {"ecosystem": 7}}]} | ``
                    {"affected": [{"package": {"ecosystem": "Go"}}, 7]}                          | ``
                    {"affected": []}                                                             | ``
                    {"affected": {"package": {"ecosystem": "Go"}}}                               | ``
                    {"id": "b", "modified": "x"}                                                 | ``
                    []                                                                           | ``
                    no JSON                                                                      | ``
                    """)
    void an_ecosystem_that_a_broken_file_may_be_of_is_not_complete(String broken, String proved) throws IOException {
        var complete = Completeness.of(List.of("npm", "PyPI"), counts(broken));
        assertThat(complete.proved().keySet().stream().sorted().toList())
                .as(String.valueOf(complete.gap()))
                .isEqualTo(proved.isEmpty() ? List.of() : List.of(proved.split(" ")));
        assertThat(complete.gap() == null).isEqualTo(proved.equals("PyPI npm"));
    }

    @Test
    void the_reason_names_the_first_file_and_what_is_wrong_with_it() throws IOException {
        assertThat(Completeness.of(List.of("npm"), counts("{}")).gap())
                .isEqualTo(
                        "The last import that was to be complete has not everything of npm: "
                                + "1 of 3 files that may be of it are broken, the first b.json ('id': It is missing, expected a text)");
    }

    @Test
    void who_has_no_record_of_it_proves_nothing_and_each_is_as_of_its_own_newest() {
        var counts = new Counts();
        assertThat(Completeness.of(List.of("npm"), counts).gap()).endsWith("npm: no record is of it");
        counts = new Counts(
                JsonObject.of("newest_of", JsonObject.of("npm", NEWEST.toString(), "PyPI", "2026-01-15T10:00:00Z")),
                new JsonArray());
        assertThat(Completeness.of(List.of("npm"), counts))
                .isEqualTo(new Completeness(true, Map.of("npm", NEWEST), null));
        assertThat(Completeness.of(List.of(), counts)).isEqualTo(new Completeness(false, Map.of(), null));
    }
}
