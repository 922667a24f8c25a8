package mcphub.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mcphub.harness.ApiClient;
import mcphub.harness.HubUnderTest;
import mcphub.harness.Osv;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Advisories that an administrator brings along, and where they come from. */
final class AdvisoryImportsIT extends AdvisoryCase {
    @Test
    void a_record_is_stored_at_once_and_audited() {
        String id = name("GHSA");
        var record = Osv.record(id, "npm", "left", "0", "1.0.0");
        var feed = admin.call(200, "POST", IMPORT + "?feed=single", record);
        assertThat(feed.getJsonObject("last_import").getJsonObject("counts").getInteger("added"))
                .isEqualTo(1);
        assertThat(feed.getString("as_of")).isEqualTo("2026-01-14T10:00:00.000Z");
        assertThat(feed.getBoolean("complete")).isFalse();
        assertThat(admin.call(200, "POST", IMPORT + "?feed=single", record)
                        .getJsonObject("last_import")
                        .getJsonObject("counts")
                        .getInteger("unchanged"))
                .isEqualTo(1);
        assertThat(hub.query(
                        "select count(*) || ' ' || min(target_type) from audit.events where action = 'advisories.imported' and target_id = '"
                                + feed.getString("id") + "'"))
                .isEqualTo("2 feed");
        assertThat(hub.api().get("/api/v1/advisories/" + id).getJsonObject("record"))
                .isEqualTo(record);
    }

    @Test
    void a_zip_is_imported_in_the_background_and_what_is_broken_is_named() {
        var files = new LinkedHashMap<String, String>();
        for (int i = 0; i < 1_100; i++) {
            files.put(
                    i + ".json",
                    Osv.record("ZIP-" + i, "npm", "zipped", "0", "1.0.0").encode());
        }
        files.put("broken.json", "{\"id\": \"ZIP-x\"}");
        var answer = zip(admin, IMPORT + "?feed=zipped&complete=npm", Osv.zip(files));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        assertThat(answer.headers().firstValue("location")).hasValue(FEEDS);

        var done = imported("zipped");
        assertThat(done.getString("state")).isEqualTo("done");
        assertThat(done.getJsonObject("counts").encode())
                .isEqualTo(
                        "{\"files\":1101,\"added\":1100,\"changed\":0,\"unchanged\":0,\"withdrawn\":0,\"broken\":1}");
        assertThat(done.getJsonArray("broken").encode())
                .isEqualTo(
                        "[{\"name\":\"broken.json\",\"reason\":\"'modified': It is missing, expected a time as in RFC 3339\"}]");
        assertThat(feed("zipped").getJsonArray("complete_of"))
                .as("what could not be read is unknown")
                .isEmpty();
        assertThat(feed("zipped").getString("incomplete"))
                .isEqualTo(
                        "The last import that was to be complete has not everything of npm: "
                                + "1 of 1,101 files that may be of it are broken, the first broken.json ('modified': It is missing, expected a time as in RFC 3339)");
        assertThat(feed("zipped").getInteger("records")).isEqualTo(1_100);
        assertThat(hub.query("select count(*) from analysis.uploads")).isEqualTo("0");
    }

    @Test
    void a_zip_that_is_none_or_is_cut_off_is_said_to_be() {
        ApiClient.assertError(zip(admin, IMPORT, "no zip".getBytes(StandardCharsets.UTF_8)), "none");
        var none = zip(admin, IMPORT, "no zip".getBytes(StandardCharsets.UTF_8));
        assertThat(none.statusCode()).isEqualTo(400);
        assertThat(none.body()).contains("The body is not a zip, expected the bytes of a .zip file");
        assertThat(zip(admin, IMPORT, new byte[0]).body())
                .contains("The body is empty, expected the bytes of a .zip file");

        byte[] whole = Osv.dump(Osv.record("CUT-1", "npm", "cut", "0", "1.0.0"));
        assertThat(zip(admin, IMPORT + "?feed=cut", Arrays.copyOf(whole, whole.length - 30))
                        .statusCode())
                .isEqualTo(202);
        assertThat(imported("cut").getString("state") + ": " + imported("cut").getString("error"))
                .isEqualTo("failed: The zip cannot be read to its end: it is cut off");
        assertThat(feed("cut").getValue("imported_at")).isNull();
        assertThat(zip(admin, IMPORT + "?feed=without", Osv.zip(Map.of("a.txt", "none")))
                        .statusCode())
                .isEqualTo(202);
        assertThat(imported("without").getJsonObject("counts").getInteger("broken"))
                .as("and what it has is named")
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {"modified": "2026-01-01T00:00:00Z"}                                       | id
                    {"id": "A", "modified": "yesterday"}                                       | modified
                    {"id": "A", "modified": "2026-01-01T00:00:00Z", "aliases": [7]}            | aliases[0]
                    {"id": "A", "modified": "2026-01-01T00:00:00Z", "affected": {}}            | affected
                    {"id": "A", "modified": "2026-01-01T00:00:00Z", "affected": [{"package": {"ecosystem": "npm"}}]} | affected[0].package.name
                    {"id": "A", "modified": "2026-01-01T00:00:00Z", "affected": [{"ranges": [{"type": "NPM"}]}]}     | affected[0].ranges[0].type
                    """)
    void a_record_that_is_none_is_refused_by_field(String json, String field) {
        var error = admin.call(400, "POST", IMPORT, new JsonObject(json));
        assertThat(error.getString("message")).contains(field);
        assertThat(error.getJsonArray("details").getJsonObject(0).getString("message"))
                .isNotBlank();
    }

    @Test
    void times_are_taken_as_the_standard_has_them_but_for_those_to_come() {
        for (String time :
                List.of("2026-01-14T10:00:00.123456789012Z", "2016-12-31T23:59:60Z", "2026-01-14t10:00:00+01:00")) {
            admin.call(
                    200,
                    "POST",
                    IMPORT,
                    Osv.record(name("GHSA"), "npm", "left", "0", "1.0.0").put("modified", time));
        }
        for (String field : List.of("modified", "withdrawn")) {
            var refused = admin.call(
                    400,
                    "POST",
                    IMPORT,
                    Osv.record(name("GHSA"), "npm", "left", "0", "1.0.0").put(field, "2999-01-01T00:00:00Z"));
            assertThat(refused.getJsonArray("details").getJsonObject(0).getString("field"))
                    .isEqualTo(field);
            assertThat(refused.getString("message")).contains("still to come");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "published, 9999-12-31T23:59:60Z",
        "published, 9999-12-31T23:59:59.9999999Z",
        "modified, 0001-01-01T00:00:00+18:00",
        "withdrawn, 0001-01-01T00:00:00+18:00"
    })
    void a_time_that_the_database_has_not_is_refused_by_field(String field, String time) {
        var record = Osv.record(name("GHSA"), "npm", "left", "0", "1.0.0").put(field, time);
        var refused = admin.call(400, "POST", IMPORT, record);
        assertThat(refused.getString("message"))
                .isEqualTo("Invalid field '" + field + "': It is '" + time
                        + "', expected a time as in RFC 3339, of the years 1 to 9999");
        assertThat(refused.getJsonArray("details").getJsonObject(0).getString("field"))
                .isEqualTo(field);
    }

    @Test
    void other_mistakes_are_told_as_such() {
        var record = Osv.record("M-1", "npm", "m", "0", "1.0.0");
        assertThat(admin.call(400, "POST", IMPORT + "?complete=npm", record).getString("message"))
                .contains("'complete'");
        admin.call(400, "POST", IMPORT + "?complete=Debian", record);
        admin.call(400, "POST", IMPORT + "?feed=No%20Name", record);
        assertThat(admin.send("POST", IMPORT, BodyPublishers.ofString("[]"), "content-type", "application/json")
                        .statusCode())
                .isEqualTo(400);
        assertThat(admin.send("POST", IMPORT, BodyPublishers.ofString("x"), "content-type", "text/plain")
                        .statusCode())
                .isEqualTo(415);
        hub.execute(
                "insert into advisories.feeds (name, kind, address) values ('dump-go', 'dump', 'https://dumps.example.org/Go/all.zip')");
        admin.call(409, "POST", IMPORT + "?feed=dump-go", record);
        assertThat(zip(admin, IMPORT + "?feed=dump-go", Osv.dump(record)).statusCode())
                .isEqualTo(409);
        // a body like what the gateway says of an upload is no record
        admin.call(400, "POST", IMPORT, JsonObject.of("upload", NOBODY, "sha256", "0", "size", 1));
    }

    @Test
    void auditors_read_and_others_do_neither() {
        var record = Osv.record("R-1", "npm", "r", "0", "1.0.0");
        admin.call(200, "POST", IMPORT, record);
        var auditor = people.join("auditor");
        hub.execute("update identity.users set platform_role = 'AUDITOR' where id = '" + auditor.id() + "'");
        var api = people.signIn(auditor.email()).api();
        assertThat(api.get(FEEDS).getInteger("total")).isPositive();
        api.call(403, "POST", IMPORT, record);
        assertThat(zip(api, IMPORT, Osv.dump(record)).statusCode()).isEqualTo(403);

        var member = people.join("member", "ENTERPRISE");
        people.organization(member);
        for (var other : new ApiClient[] {member.api(), people.join("stranger").api()}) {
            other.call(403, "GET", FEEDS, null);
            other.call(403, "POST", IMPORT, record);
            assertThat(zip(other, IMPORT, Osv.dump(record)).statusCode()).isEqualTo(403);
        }
        hub.api().call(401, "GET", FEEDS, null);
        hub.api().call(401, "POST", IMPORT, record);
        assertThat(zip(hub.api(), IMPORT, Osv.dump(record)).statusCode()).isEqualTo(401);

        hub.execute("update identity.users set status = 'SUSPENDED' where id = '" + auditor.id() + "'");
        HubUnderTest.until(() -> api.send("GET", FEEDS).statusCode() == 403);
        assertThat(api.call(403, "GET", FEEDS, null).getString("error")).isEqualTo("account_suspended");
    }
}
