package mcphub.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import mcphub.harness.Packages;
import mcphub.harness.Parallel;
import mcphub.harness.People;
import org.junit.jupiter.api.Test;

/** The bytes that were analysed, as they came. */
final class TarballIT extends CatalogCase {
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final Random RANDOM = new Random(7);

    private HttpResponse<byte[]> send(String method, String path, String... headers) {
        var request =
                HttpRequest.newBuilder(URI.create(hub.api().base() + path)).method(method, BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String digest(String sha256) {
        return "sha-256=:" + Base64.getEncoder().encodeToString(HexFormat.of().parseHex(sha256)) + ":";
    }

    /** A package that no compression makes small. */
    private static byte[] large(String name, int bytes) {
        byte[] noise = new byte[bytes / 2];
        RANDOM.nextBytes(noise);
        return Packages.tgz(Map.of(
                "package/package.json",
                "{\"name\":\"" + name + "\",\"version\":\"1.0.0\"}",
                "package/noise.txt",
                HexFormat.of().formatHex(noise)));
    }

    @Test
    void what_the_version_points_to_is_the_archive_as_the_registry_had_it() {
        byte[] published = Packages.good("@example/files", "1.2.0");
        var version = hub.api().get(hub.latest(good));
        String url = version.getString("tarball_url");
        assertThat(url).isEqualTo(hub.latest(good) + "/tarball");

        var whole = send("GET", url, "accept-encoding", "gzip");

        assertThat(whole.statusCode()).isEqualTo(200);
        assertThat(whole.body()).isEqualTo(published).hasSize(version.getInteger("source_size"));
        var headers = whole.headers();
        String digest = digest(version.getString("tarball_sha256"));
        assertThat(headers.firstValue("content-digest")).contains(digest);
        assertThat(headers.firstValue("repr-digest")).contains(digest);
        assertThat(headers.firstValue("etag")).contains('"' + version.getString("tarball_sha256") + '"');
        assertThat(headers.firstValue("content-type")).contains("application/gzip");
        assertThat(headers.firstValue("content-encoding")).isEmpty();
        assertThat(headers.firstValue("content-disposition"))
                .contains("attachment; filename=\"mcphub-example-files-1.2.0.tgz\"");
        assertThat(headers.firstValue("cache-control")).contains("private, no-cache");
        assertThat(headers.firstValue("x-content-type-options")).contains("nosniff");
    }

    @Test
    void a_download_goes_on_where_it_stopped() {
        String url = hub.latest(good) + "/tarball";
        byte[] whole = send("GET", url).body();
        String tag = send("HEAD", url).headers().firstValue("etag").orElseThrow();
        var part = send("GET", url, "range", "bytes=10-19");
        assertThat(part.statusCode()).isEqualTo(206);
        assertThat(part.body()).isEqualTo(Arrays.copyOfRange(whole, 10, 20));
        assertThat(part.headers().firstValue("content-range")).contains("bytes 10-19/" + whole.length);
        assertThat(part.headers().firstValue("content-length")).contains("10");
        assertThat(part.headers().firstValue("content-digest"))
                .as("it would be that of the part")
                .isEmpty();
        assertThat(send("GET", url, "range", "bytes=-5").body())
                .isEqualTo(Arrays.copyOfRange(whole, whole.length - 5, whole.length));
        assertThat(send("GET", url, "range", "bytes=10-", "if-range", "\"other\"")
                        .body())
                .isEqualTo(whole);
        assertThat(send("GET", url, "range", "bytes=10-", "if-range", tag).statusCode())
                .isEqualTo(206);
        assertThat(send("GET", url, "range", "bytes=0-1,3-4").body()).isEqualTo(whole);
        assertThat(send("GET", url, "if-none-match", tag).statusCode()).isEqualTo(304);
        var beyond = hub.api().send("GET", url, "range", "bytes=" + whole.length + "-");
        assertThat(beyond.statusCode()).isEqualTo(416);
        assertThat(beyond.headers().firstValue("content-range")).contains("bytes */" + whole.length);
        var head = send("HEAD", url);
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("content-length")).contains(Integer.toString(whole.length));
        assertThat(head.headers().firstValue("content-digest")).isEmpty();
        assertThat(head.headers().firstValue("repr-digest")).isPresent();
    }

    /** Slices of what is fetched are of one length, those of uploads as the network gave them. */
    @Test
    void a_large_upload_comes_back_from_any_byte_on_however_it_was_cut() throws InterruptedException {
        byte[] file = large("large", 3_500_000);
        var owner = new People(hub).join("uploader");
        var registered =
                JsonObject.of("name", "large", "visibility", "public", "source", JsonObject.of("type", "upload"));
        String mcp = owner.api().call(201, "POST", "/api/v1/mcps", registered).getString("id");
        assertThat(owner.api()
                        .send(
                                "POST",
                                "/api/v1/mcps/" + mcp + "/uploads",
                                BodyPublishers.ofByteArray(file),
                                "content-type",
                                "application/gzip")
                        .statusCode())
                .isEqualTo(201);
        hub.awaitSettled(mcp);
        String url = hub.latest(mcp) + "/tarball";
        assertThat(Integer.parseInt(hub.query("select count(*) from analysis.tarball_slices where sha256 = '"
                        + hub.api().get(hub.latest(mcp)).getString("tarball_sha256") + "'")))
                .isGreaterThan(1);
        assertThat(Parallel.run(20, n -> Arrays.equals(send("GET", url).body(), file)))
                .containsOnly(true);
        for (int from : List.of(0, 65_535, 1_048_575, 1_048_576, 1_100_000, file.length - 1)) {
            int last = Math.min(file.length - 1, from + 200_000);
            assertThat(send("GET", url, "range", "bytes=" + from + '-' + last).body())
                    .as("from " + from)
                    .isEqualTo(Arrays.copyOfRange(file, from, last + 1));
        }
    }

    @Test
    void what_is_suspected_of_malice_is_handed_out_to_those_only_who_decide_about_it() {
        String mcp = hub.upload("suspected", Packages.good("suspected", "1.0.0"));
        String path = hub.latest(mcp) + "/tarball";
        assertThat(send("GET", path).statusCode()).isEqualTo(200);
        hub.execute(
                "update analysis.versions set status = 'FAILED', suspicion = '{\"reason\": \"a test\", \"fingerprints\": []}' where mcp_id = '"
                        + mcp + "'");
        var people = new People(hub);
        var person = people.join("curious");
        for (var api : List.of(hub.api(), person.api())) {
            for (String range : List.of("bytes=0-9", "bytes=0-")) {
                var refused = api.send("GET", path, "range", range);
                assertThat(refused.statusCode()).isEqualTo(403);
                assertThat(refused.body()).contains("suspected of malice");
            }
        }
        for (String role : List.of("AUDITOR", "PLATFORM_ADMIN")) {
            var trusted = people.join(role.toLowerCase(java.util.Locale.ROOT));
            hub.execute("update identity.users set platform_role = '" + role + "' where id = '" + trusted.id() + "'");
            assertThat(send("GET", path, "authorization", "Bearer " + trusted.token())
                            .body())
                    .isEqualTo(Packages.good("suspected", "1.0.0"));
        }
        hub.execute("update analysis.versions set suspicion = null where mcp_id = '" + mcp + "'");
        assertThat(send("GET", path).statusCode()).isEqualTo(200);
    }

    @Test
    void what_a_caller_accepts_may_be_unreadable_and_is_everything_then() {
        String version = hub.latest(good);
        for (String accept : List.of("a/b;c=\"", "a/b;c=\"\\", ";", "/", "a/b;q=x", "a;\"=", ",,;=;q=\"", "*;*/*=")) {
            for (String path : List.of("/events", "/tarball", "/sbom")) {
                var plain = send("GET", version + path).headers().firstValue("content-type");
                var reply = send("GET", version + path, "accept", accept);
                assertThat(reply.statusCode()).as(path + " for " + accept).isEqualTo(200);
                assertThat(reply.headers().firstValue("content-type")).isEqualTo(plain);
            }
        }
    }

    @Test
    void a_private_archive_that_is_suspected_is_for_those_only_who_decide_about_it() {
        var people = new People(hub);
        var owner = people.join("keeper");
        var body = JsonObject.of("name", "kept", "visibility", "private", "source", JsonObject.of("type", "upload"));
        String mcp = owner.api().call(201, "POST", "/api/v1/mcps", body).getString("id");
        byte[] file = Packages.good("kept", "1.0.0");
        var sent = owner.api()
                .send(
                        "POST",
                        "/api/v1/mcps/" + mcp + "/uploads",
                        BodyPublishers.ofByteArray(file),
                        "content-type",
                        "application/gzip");
        String path = "/api/v1/mcps/" + mcp + "/versions/" + new JsonObject(sent.body()).getString("id");
        hub.awaitSettled(mcp);
        var stranger = people.join("passer-by");
        for (String role : List.of("AUDITOR", "PLATFORM_ADMIN")) {
            var trusted = people.join("kept-" + role.toLowerCase(java.util.Locale.ROOT));
            hub.execute("update identity.users set platform_role = '" + role + "' where id = '" + trusted.id() + "'");
            String[] credential = {"authorization", "Bearer " + trusted.token()};
            hub.execute("update analysis.versions set suspicion = null where mcp_id = '" + mcp + "'");
            assertThat(send("GET", path + "/tarball", credential).statusCode())
                    .as("what is private, and nobody has to decide about")
                    .isEqualTo(404);
            hub.execute(
                    "update analysis.versions set suspicion = '{\"reason\": \"a test\", \"fingerprints\": []}' where mcp_id = '"
                            + mcp + "'");
            assertThat(send("GET", path + "/tarball", credential).body()).isEqualTo(file);
            assertThat(send("GET", path, credential).statusCode())
                    .as("the rest of it")
                    .isEqualTo(404);
        }
        owner.api().call(403, "GET", path + "/tarball", null);
        stranger.api().call(404, "GET", path + "/tarball", null);
        hub.api().call(404, "GET", path + "/tarball", null);
        hub.execute("update analysis.versions set suspicion = null where mcp_id = '" + mcp + "'");
    }

    @Test
    void a_version_of_which_nothing_was_fetched_says_so() {
        String mcp = hub.upload("unfetched", Packages.good("unfetched", "1.0.0"));
        String path = hub.latest(mcp);
        hub.execute("update analysis.versions set tarball_sha256 = null, status = 'PENDING_ANALYSIS' where mcp_id = '"
                + mcp + "'");
        assertThat(hub.api().get(path).getString("tarball_url")).isNull();
        assertThat(hub.api().call(404, "GET", path + "/tarball", null).getString("message"))
                .contains("Nothing was fetched", "PENDING_ANALYSIS");
    }
}
