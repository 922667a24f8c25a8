package mcphub.advisories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import mcphub.harness.Osv;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is read of a record, and what is said of one that is none. */
final class OsvReaderTest {
    private static OsvRecord read(String json) throws NotOsv {
        return OsvReader.read(json.getBytes(StandardCharsets.UTF_8));
    }

    private static OsvRecord read(JsonObject record) throws NotOsv {
        return read(record.encode());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    [1]                                                          | It is a list, expected one OSV record, an object
                    null                                                         | It is null, expected one OSV record, an object
                    {}                                                           | 'id': It is missing, expected a text
                    {"id": 7}                                                    | 'id': It is a number, expected a text
                    {"id": " "}                                                  | 'id': It has 1 characters, expected 1 to 200
                    {"id": "A-1"}                                                | 'modified': It is missing, expected a time as in RFC 3339
                    {"id": "A-1", "modified": "yesterday"}                       | 'modified': It is 'yesterday', expected a time as in RFC 3339, of the years 1 to 9999
                    {"id": "A-1", "modified": "2026-01-01T00:00:00Z", "withdrawn": true}         | 'withdrawn': It is true or false, expected a time as in RFC 3339
                    {"id": "A-1", "modified": "2026-01-01T00:00:00Z", "summary": {}}             | 'summary': It is an object, expected a text
                    {"id": "A-1", "modified": "2026-01-01T00:00:00Z", "aliases": "CVE-1"}        | 'aliases': It is a text, expected a list of texts
                    {"id": "A-1", "modified": "2026-01-01T00:00:00Z", "aliases": [1]}            | 'aliases[0]': It is a number, expected one of texts
                    {"id": "A-1", "modified": "2026-01-01T00:00:00Z", "affected": [7]}           | 'affected[0]': It is a number, expected one of objects
                    {"id": "A-1", "modified": "2026-01-01T00:00:00Z", "affected": [{"package": {"name": "x"}}]} | 'affected[0].package.ecosystem': It is missing, expected a text
                    {"id": "A-1", "modified": "2026-01-01T00:00:00Z", "affected": [{"ranges": [{"type": "NPM"}]}]} | 'affected[0].ranges[0].type': It is 'NPM', expected SEMVER, ECOSYSTEM or GIT
                    {"id": "A-1", "modified": "2026-01-01T00:00:00Z", "affected": [{"ranges": [{"type": "SEMVER"}]}]} | 'affected[0].ranges[0].events': It is empty, expected one event or more
                    {"id": "A-1", "modified": "2026-01-01T00:00:00Z", "affected": [{"ranges": [{"type": "SEMVER", "events": [{}]}]}]} | 'affected[0].ranges[0].events[0]': It has 0 of introduced, fixed, last_affected and limit, expected one
                    {"id": "A-1", "modified": "2026-01-01T00:00:00Z", "affected": [{"ranges": [{"type": "SEMVER", "events": [{"fixed": 2}]}]}]} | 'affected[0].ranges[0].events[0].fixed': It is a number, expected a version
                    """)
    void what_is_no_record_is_refused_by_field(String json, String sentence) {
        assertThatThrownBy(() -> read(json))
                .isInstanceOfSatisfying(
                        NotOsv.class, no -> assertThat(no.sentence()).isEqualTo(sentence));
    }

    @ParameterizedTest
    @CsvSource({"'{\"id\": '", "not json", "'{} {}'", "''"})
    void what_is_no_json_is_refused(String text) {
        assertThatThrownBy(() -> read(text))
                .isInstanceOfSatisfying(
                        NotOsv.class, no -> assertThat(no.sentence()).startsWith("It is "));
    }

    @Test
    void what_the_parser_says_of_itself_is_not_passed_on() {
        for (String text : List.of("{\"id\": \"a\", \"id\" 7}", "{\"id\": nothing}", "\u0001", "[".repeat(200))) {
            assertThatThrownBy(() -> read(text))
                    .isInstanceOfSatisfying(
                            NotOsv.class,
                            no -> assertThat(no.sentence()).doesNotContain("Source", "token", "StreamRead", "java"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-14T10:00:00.123456789012Z, 2026-01-14T10:00:00.123456789Z",
        "2016-12-31T23:59:60Z, 2017-01-01T00:00:00Z",
        "2016-12-31T23:59:60.5+00:00, 2017-01-01T00:00:00.500Z",
        "2026-01-14t10:00:00z, 2026-01-14T10:00:00Z",
        "2026-01-14 10:00:00+01:00, 2026-01-14T09:00:00Z",
        "2026-01-14T10:00:00-00:00, 2026-01-14T10:00:00Z",
    })
    void times_are_read_as_the_standard_has_them(String text, Instant time) throws NotOsv {
        assertThat(read(Osv.record("A-1", "npm", "x", "0", "1.0.0").put("modified", text))
                        .modified())
                .isEqualTo(time);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-14T10:00:61Z",
        "2026-02-30T10:00:00Z",
        "2026-01-14T10:00Z",
        "2026-01-14T10:00:00",
        "0000-01-01T00:00:00Z",
        "12026-01-01T00:00:00Z",
        "9999-12-31T23:30:00-01:00",
        "0001-01-01T00:30:00+01:00",
        "0001-01-01T00:00:00+18:00",
        "9999-12-31T23:59:60Z",
        "9999-12-31T23:59:59.9999999Z",
        "2026-01-14T10:00:00.Z"
    })
    void what_is_no_such_time_is_refused(String text) {
        assertThatThrownBy(
                        () -> read(Osv.record("A-1", "npm", "x", "0", "1.0.0").put("modified", text)))
                .isInstanceOfSatisfying(
                        NotOsv.class, no -> assertThat(no.field()).isEqualTo("modified"));
    }

    @Test
    void of_several_vectors_the_gravest_counts() throws NotOsv {
        var record = Osv.record("A-1", "npm", "x", "0", "1.0.0");
        var affected = record.getJsonArray("affected");
        var graver = affected.getJsonObject(0).copy();
        affected.getJsonObject(0).put("severity", vector("CVSS:3.1/AV:L/AC:H/PR:H/UI:R/S:U/C:L/I:N/A:N"));
        affected.add(graver.put("severity", vector("CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H")));
        assertThat(read(record).rating().severity()).isEqualTo("critical");
    }

    private static JsonArray vector(String score) {
        return JsonArray.of(JsonObject.of("type", "CVSS_V3", "score", score));
    }

    @Test
    void text_that_no_database_takes_is_refused() {
        assertThatThrownBy(
                        () -> read(Osv.record("A-1", "npm", "x", "0", "1.0.0").put("details", "a\u0000b")))
                .isInstanceOf(NotOsv.class)
                .hasMessage("It has the character U+0000, expected text");
    }

    @Test
    void text_that_names_that_character_is_text() throws NotOsv {
        var record = Osv.record("A-1", "npm", "x", "0", "1.0.0").put("details", "send \\u0000 or \\\\u0000 to it");
        assertThat(read(record).json()).contains("\\\\u0000");
        assertThatThrownBy(() -> read(record.copy().put("details", "\\\u0000"))).isInstanceOf(NotOsv.class);
    }

    @Test
    void names_are_kept_as_their_ecosystem_compares_them() throws NotOsv {
        assertThat(read(Osv.record("A-1", "PyPI", "Ruamel_.Yaml", "0", "1")).affected())
                .extracting(OsvRecord.Affected::packageName)
                .containsExactly("ruamel-yaml");
        assertThat(read(Osv.record("A-1", "npm", "JSONStream", "0", "1.0.0")).affected())
                .extracting(OsvRecord.Affected::packageName)
                .containsExactly("JSONStream");
    }

    @Test
    void an_odd_time_of_publication_is_left_out_of_files_and_refused_of_one_that_is_handed_in() throws NotOsv {
        var record = Osv.record("A-1", "npm", "x", "0", "1.0.0");
        for (var odd : List.of("9999-12-31T23:59:60Z", "", 7)) {
            record.put("published", odd);
            assertThat(read(record).published()).isNull();
            assertThatThrownBy(() -> OsvReader.readAlone(record.encode().getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOfSatisfying(
                            NotOsv.class, no -> assertThat(no.field()).isEqualTo("published"));
        }
    }

    @Test
    void records_of_other_ecosystems_and_of_schemas_to_come_are_records() throws NotOsv {
        var record = Osv.record("A-1", "Debian:12", "x", "0", "1.0-1")
                .put("schema_version", "2.9.0")
                .put("upstream", JsonArray.of(7))
                .put("withdrawn", "2026-01-14T10:00:00Z");
        record.getJsonArray("affected")
                .getJsonObject(0)
                .put("imports", new JsonObject())
                .getJsonArray("ranges")
                .add(JsonObject.of("type", "GIT", "events", JsonArray.of(JsonObject.of("merged", "0"))));
        assertThat(read(record).affected()).hasSize(1);
    }

    @Test
    void commits_are_left_out() throws NotOsv {
        var record = Osv.record("A-1", "npm", "x", "0", "1.0.0");
        record.getJsonArray("affected")
                .getJsonObject(0)
                .getJsonArray("ranges")
                .add(
                        new JsonObject(
                                "{\"type\": \"GIT\", \"repo\": \"https://git.example.org/x\", \"events\": [{\"introduced\": \"0\"}]}"));
        record.getJsonArray("affected").add(new JsonObject("{\"ranges\": []}"));
        assertThat(read(record).affected())
                .singleElement()
                .satisfies(affected ->
                        assertThat(affected.ranges()).contains("SEMVER").doesNotContain("GIT"));
    }

    @ParameterizedTest
    @CsvSource({
        "CVSS_V3, CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H, critical, 9.8",
        "CVSS_V3, CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H, high, 7.5",
        "CVSS_V4, CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:H/VI:H/VA:H/SC:N/SI:N/SA:N, critical, 9.3",
        "CVSS_V4, CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:P/VC:N/VI:L/VA:N/SC:N/SI:N/SA:N, medium, 5.3",
        "CVSS_V2, AV:N/AC:L/Au:N/C:P/I:P/A:P, high, 7.5"
    })
    void a_vector_says_how_bad_it_is(String type, String vector, String severity, double score) throws NotOsv {
        var record = Osv.record("A-1", "npm", "x", "0", "1.0.0")
                .put("severity", JsonArray.of(JsonObject.of("type", type, "score", vector)))
                .put("database_specific", JsonObject.of("severity", "LOW"));
        assertThat(read(record).rating()).isEqualTo(new Rating(severity, score, vector));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "GHSA-1, MODERATE, medium",
                "GHSA-1, HIGH, high",
                "GHSA-1, awful, -",
                "MAL-2026-1, '', critical",
                "MAL-2026-1, LOW, low"
            })
    void without_a_vector_its_database_says_it(String id, String word, String severity) throws NotOsv {
        var record = Osv.record(id, "npm", "x", "0", "1.0.0")
                .put("severity", JsonArray.of(JsonObject.of("type", "CVSS_V3", "score", "CVSS:3.1/AV:N")))
                .put("database_specific", JsonObject.of("severity", word));
        assertThat(read(record).rating()).isEqualTo(new Rating(severity, null, null));
    }

    @Test
    void the_newest_vector_counts() throws NotOsv {
        var vectors = JsonArray.of(
                JsonObject.of("type", "CVSS_V3", "score", "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"),
                JsonObject.of(
                        "type", "CVSS_V4", "score", "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:P/VC:N/VI:L/VA:N/SC:N/SI:N/SA:N"));
        assertThat(read(Osv.record("A-1", "npm", "x", "0", "1.0.0").put("severity", vectors))
                        .rating()
                        .score())
                .isEqualTo(5.3);
    }
}
