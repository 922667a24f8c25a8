package mcphub.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.Map;
import mcphub.harness.HubUnderTest;
import mcphub.harness.Packages;
import mcphub.harness.Parallel;
import mcphub.harness.Pdf;
import mcphub.kernel.Database;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Files: whole, in parts, by many at once, and no longer. */
@Order(1) // what takes long begins first
final class DownloadsIT extends ReportsCase {
    @Test
    void a_download_goes_on_where_it_stopped() {
        String path = made(of(snapshot)) + ".pdf";
        var whole = Pdf.get(owner, path);
        String tag = whole.headers().firstValue("etag").orElseThrow();
        var part = Pdf.get(owner, path, "range", "bytes=100-199");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.headers().firstValue("content-range")).contains("bytes 100-199/" + whole.body().length);
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(whole.body(), 100, 200));
        assertThat(Pdf.get(owner, path, "range", "bytes=-10").body())
                .isEqualTo(Arrays.copyOfRange(whole.body(), whole.body().length - 10, whole.body().length));
        assertThat(Pdf.get(owner, path, "range", "bytes=100-199", "if-range", tag)
                        .statusCode())
                .isEqualTo(206);
        assertThat(Pdf.get(owner, path, "range", "bytes=100-199", "if-range", "\"other\"")
                        .body())
                .isEqualTo(whole.body());
        assertThat(Pdf.get(owner, path, "if-none-match", tag).statusCode()).isEqualTo(304);
        assertThat(Pdf.get(owner, path, "if-none-match", tag).body()).isEmpty();
        var beyond = Pdf.get(owner, path, "range", "bytes=99999999-");
        assertThat(beyond.statusCode()).isEqualTo(416);
        assertThat(beyond.headers().firstValue("content-range")).contains("bytes */" + whole.body().length);
        var head = Pdf.send("HEAD", owner, path);
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("content-length")).contains(Integer.toString(whole.body().length));
        assertThat(head.body()).isEmpty();
        assertThat(Pdf.send("HEAD", owner, path, "range", "bytes=0-4").statusCode())
                .isEqualTo(200);
        assertThat(whole.headers().firstValue("cache-control"))
                .as("who was shut out meanwhile gets nothing from a cache")
                .contains("private, no-cache");
    }

    /** Larger than one slice, so that it comes in parts. */
    @Test
    void a_large_file_arrives_whole_and_from_any_byte_on() {
        String many = hub.upload("many-" + org.substring(org.length() - 6), Packages.good("many", "1.0.0"));
        fill(snapshotOf(many), 6_000);
        String path = made(of(snapshotOf(many))) + ".pdf";
        byte[] whole = Pdf.get(owner, path).body();
        assertThat(whole.length).isGreaterThan(2 * 512 * 1024);
        assertThat(Pdf.get(owner, path, "range", "bytes=524287-1048577").body())
                .isEqualTo(Arrays.copyOfRange(whole, 524_287, 1_048_578));
        assertThat(Pdf.text(whole)).contains("src/file-5999.js:5999");
    }

    /** A file of 8 MiB; its slices are stored beside the hub, as no report in a test is that long. */
    @Test
    void many_who_download_a_large_file_at_once_all_get_it_whole() throws InterruptedException {
        String path = made(of(snapshot));
        String id = path.substring(path.lastIndexOf('/') + 1);
        hub.execute("delete from report.slices where report_id = '" + id
                + "'; insert into report.slices (report_id, position, bytes) select '" + id
                + "', n, decode(repeat(md5(n::text), 512 * 1024 / 16), 'hex') from generate_series(0, 15) n; "
                + "update report.reports set file_size = 8 * 1024 * 1024 where id = '" + id + "'");
        String stored = hub.query(
                "select encode(sha256(string_agg(bytes, '' order by position)), 'hex') from report.slices where report_id = '"
                        + id + "'");
        var person = owner;
        assertThat(Parallel.run(50, n -> Pdf.digest(person, path + ".pdf"))).containsOnly(stored);
    }

    private void fill(String of, int findings) {
        hub.execute(
                "insert into analysis.findings (snapshot_id, control_id, position, severity, file, line, evidence, message) select '"
                        + of
                        + "', c.control_id, n, 'low', 'src/file-' || n || '.js', n, md5(n::text), 'Something of no importance' from generate_series(100, "
                        + (findings - 1)
                        + ") n cross join (select control_id from analysis.control_results where snapshot_id = '" + of
                        + "' order by control_id limit 1) c; update analysis.snapshots set low_findings = " + findings
                        + " where id = '" + of + "'");
    }

    @Test
    void what_is_not_there_yet_or_any_more_says_its_status() {
        String path = made(of(snapshot));
        var finished = owner.api().get(path);
        String id = path.substring(path.lastIndexOf('/') + 1);
        var stop = Map.of("PENDING", "not there yet", "FAILED", "could not be made: it broke");
        stop.forEach((status, words) -> {
            hub.execute("update report.reports set status = '" + status
                    + "', error = 'it broke', run_at = now() + interval '1 day' where id = '" + id + "'");
            var refused = owner.api().call(409, "GET", path + ".pdf", null);
            assertThat(refused.getString("message")).contains(words);
            assertThat(refused.getJsonArray("details").getJsonObject(0).getString("message"))
                    .isEqualTo(status);
        });

        hub.execute(
                "update report.reports set status = 'COMPLETED', expires_at = now() - interval '1 second' where id = '"
                        + id + "'");
        sweep();

        assertThat(owner.api().get(path).getString("status")).isEqualTo("EXPIRED");
        assertThat(owner.api().get(path).getJsonObject("file")).isEqualTo(finished.getJsonObject("file"));
        assertThat(owner.api().call(409, "GET", path + ".pdf", null).getString("message"))
                .contains("removed");
        assertThat(hub.query("select count(*) from report.slices where report_id = '" + id + "'"))
                .isEqualTo("0");
    }

    private void sweep() {
        var vertx = io.vertx.core.Vertx.vertx();
        var settings = HubUnderTest.reader(hub.databaseUrl(), Map.of()).read();
        Database.open(vertx, settings.database())
                .run(ReportVerticle.queries().get("sweepReports"), new JsonObject())
                .await();
        vertx.close().await();
    }

    @Test
    void a_stored_file_does_not_change() {
        String path = made(of(snapshot));
        String id = path.substring(path.lastIndexOf('/') + 1);
        assertThatThrownBy(() -> hub.execute("update report.slices set bytes = '' where report_id = '" + id + "'"))
                .hasStackTraceContaining("The file of a report does not change");
    }
}
