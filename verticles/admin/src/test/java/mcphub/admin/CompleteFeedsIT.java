package mcphub.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import mcphub.harness.Osv;
import org.junit.jupiter.api.Test;

/** What a feed has everything of, as of when, and what it takes to say so. */
final class CompleteFeedsIT extends AdvisoryCase {
    private static JsonObject record(String id, String ecosystem, Instant modified) {
        return Osv.record(id, ecosystem, "left", "0", "1.0.0").put("modified", modified.toString());
    }

    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    private Instant daysAgo(int days) {
        return now.minus(days, ChronoUnit.DAYS);
    }

    private JsonObject complete(String feed, String ecosystem, byte[] zip) {
        String path = IMPORT + "?feed=" + feed + (ecosystem.isEmpty() ? "" : "&complete=" + ecosystem);
        assertThat(zip(admin, path, zip).statusCode()).isEqualTo(202);
        imported(feed);
        return feed(feed);
    }

    private static Instant asOf(JsonObject feed) {
        return Instant.parse(feed.getString("as_of"));
    }

    private String proved(String feed, String ecosystem) {
        return hub.query(
                "select hub.utc(advisories.proved(f, '" + ecosystem + "')) from advisories.feeds f where name = '"
                        + feed + "' and '" + ecosystem + "' = any (complete_of)");
    }

    @Test
    void a_failed_import_makes_no_feed_complete() {
        admin.call(200, "POST", IMPORT + "?feed=failing", record(name("GHSA"), "npm", daysAgo(1)));
        var feed = complete("failing", "npm", "PK\u0003\u0004no zip".getBytes(StandardCharsets.UTF_8));
        assertThat(feed.getJsonObject("last_import").getString("state")).isEqualTo("failed");
        assertThat(feed.getJsonArray("complete_of")).isEmpty();
        assertThat(feed.getBoolean("complete")).isFalse();

        byte[] zip = Osv.dump(record(name("GHSA"), "npm", daysAgo(2)));
        var whole = ByteBuffer.allocate(2 * zip.length).put(zip).put(zip).array();
        feed = complete("failing", "npm", whole);
        assertThat(feed.getJsonObject("last_import").getString("error")).contains("it is more than one zip");
        assertThat(feed.getJsonArray("complete_of")).isEmpty();

        feed = complete("failing", "npm", zip);
        assertThat(feed.getJsonArray("complete_of")).isEqualTo(JsonArray.of("npm"));
        assertThat(asOf(feed))
                .as("what it has everything of is older than its newest record")
                .isEqualTo(daysAgo(2));
    }

    @Test
    void records_and_samples_make_a_complete_feed_no_newer() {
        var old = daysAgo(30);
        assertThat(asOf(complete("stale", "npm", Osv.dump(record(name("GHSA"), "npm", old)))))
                .isEqualTo(old);
        admin.call(200, "POST", IMPORT + "?feed=stale", record(name("GHSA"), "npm", daysAgo(0)));
        assertThat(asOf(feed("stale"))).isEqualTo(old);
        var feed = complete("stale", "", Osv.dump(record(name("GHSA"), "npm", daysAgo(0))));
        assertThat(asOf(feed)).isEqualTo(old);
        assertThat(feed.getJsonArray("complete_of")).isEqualTo(JsonArray.of("npm"));

        complete("stale", "PyPI", Osv.dump(record(name("PYSEC"), "PyPI", daysAgo(1))));
        feed = feed("stale");
        assertThat(feed.getJsonArray("complete_of")).isEqualTo(JsonArray.of("PyPI", "npm"));
        assertThat(asOf(feed)).as("as old as the older of both").isEqualTo(old);
        assertThat(Instant.parse(proved("stale", "PyPI"))).isEqualTo(daysAgo(1));
        assertThat(Instant.parse(proved("stale", "npm"))).isEqualTo(old);
    }

    @Test
    void what_could_not_be_read_leaves_a_feed_as_of_before() {
        var before = daysAgo(3);
        complete("partly", "npm", Osv.dump(record(name("GHSA"), "npm", before)));
        var feed = complete(
                "partly",
                "npm",
                Osv.dump(
                        record(name("GHSA"), "npm", daysAgo(0)),
                        record("GHSA-odd", "npm", before).put("modified", "x")));
        assertThat(feed.getJsonArray("complete_of")).isEqualTo(JsonArray.of("npm"));
        assertThat(asOf(feed)).isEqualTo(before);
        assertThat(feed.getString("incomplete")).contains("1 of 2 files", "GHSA-odd.json");
        admin.call(200, "POST", IMPORT + "?feed=partly", record(name("GHSA"), "npm", daysAgo(0)));
        assertThat(feed("partly").getString("incomplete")).isEqualTo(feed.getString("incomplete"));

        feed = complete(
                "partly",
                "npm",
                Osv.dump(
                        record(name("GHSA"), "npm", daysAgo(1)).put("published", "soon"),
                        record("DEBIAN-odd", "Debian:12", before).put("modified", "x")));
        assertThat(feed.getString("incomplete"))
                .as("another ecosystem's is nothing to it")
                .isNull();
        assertThat(asOf(feed)).isEqualTo(daysAgo(1));
    }
}
