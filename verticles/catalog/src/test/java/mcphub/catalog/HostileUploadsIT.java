package mcphub.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import mcphub.analysis.AnalysisVerticle;
import mcphub.gateway.GatewayVerticle;
import mcphub.harness.Packages;
import mcphub.harness.TestHub;
import mcphub.identity.IdentityVerticle;
import mcphub.org.OrgVerticle;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Archives that mean harm, taken through the whole pipeline: FAILED, with a reason for a person, and the hub goes on. */
@ExtendWith(VertxExtension.class)
@Order(1) // what takes long begins first
final class HostileUploadsIT {
    private static TestHub hub;

    @BeforeAll
    static void startHub(Vertx vertx) {
        hub = TestHub.start(
                vertx,
                Map.of(),
                AnalysisVerticle.PART,
                CatalogVerticle.PART,
                IdentityVerticle.PART,
                OrgVerticle.PART,
                GatewayVerticle.PART);
    }

    static Stream<Arguments> archives() {
        byte[] good = Packages.good("cut", "1.0.0");
        return Stream.of(
                Arguments.of("traversal", entry("package/../../../tmp/evil", TarConstants.LF_NORMAL, ""), "tmp/evil"),
                Arguments.of("absolute path", entry("/etc/cron.d/evil", TarConstants.LF_NORMAL, ""), "etc/cron.d/evil"),
                Arguments.of("link out of it", entry("package/../../link", TarConstants.LF_SYMLINK, "/etc"), "link"),
                Arguments.of("device", entry("package/link", TarConstants.LF_CHR, ""), "a device"),
                Arguments.of("bomb", bomb(), "more than"),
                Arguments.of("truncated gzip", Arrays.copyOf(good, good.length / 2), "gzip"),
                Arguments.of(
                        "no tar",
                        gzip("this is not a tar archive, but long enough to be one "
                                .repeat(40)
                                .getBytes(StandardCharsets.UTF_8)),
                        "tar"),
                Arguments.of("empty file", new byte[0], ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("archives")
    void a_hostile_archive_ends_as_failed_with_a_reason(String name, byte[] archive, String reason) {
        String id = hub.upload(name, archive);

        var version = hub.api().get("/api/v1/mcps/" + id).getJsonObject("latest_version");
        assertThat(version.getString("status")).isEqualTo("FAILED");
        assertThat(version.getString("status_reason"))
                .isNotBlank()
                .containsIgnoringCase(reason)
                .doesNotContain("Exception");
        assertThat(version.getValue("global_score")).isNull();
        assertThat(hub.query("select state from analysis.jobs where mcp_id = '" + id + "'"))
                .isEqualTo("failed");
        assertThat(hub.api().send("GET", hub.latest(id) + "/snapshot/latest").statusCode())
                .isEqualTo(404);
        assertThat(java.nio.file.Files.exists(java.nio.file.Path.of("/tmp/evil")))
                .isFalse();
    }

    @Test
    void a_manifest_that_names_an_address_of_many_steps_is_analysed_all_the_same() {
        String address = "https://a.example/" + "a/".repeat(200_000) + "a";
        for (Object repository : new Object[] {address, JsonObject.of("type", "git", "url", "git+" + address)}) {
            var manifest = JsonObject.of("name", "far", "version", "1.0.0", "repository", repository)
                    .put("homepage", address)
                    .put("bugs", address);
            String id = hub.upload(
                    repository instanceof String ? "far" : "farther",
                    Packages.tgz(Map.of("package/package.json", manifest.encode())));
            var version = hub.api().get("/api/v1/mcps/" + id).getJsonObject("latest_version");
            assertThat(version.getString("status")).isEqualTo("CERTIFIED");
        }
    }

    private static byte[] entry(String name, byte type, String target) {
        var entry = new TarArchiveEntry(name, type, true);
        entry.setLinkName(target);
        byte[] content = type == TarConstants.LF_NORMAL ? "evil".getBytes(StandardCharsets.UTF_8) : new byte[0];
        entry.setSize(content.length);
        var entries = new LinkedHashMap<TarArchiveEntry, byte[]>();
        entries.put(new TarArchiveEntry("package/package.json"), new byte[0]);
        entries.put(entry, content);
        return Packages.tgzOf(entries);
    }

    /** Says that it holds 10 GB of zeros, and begins to: the reader gives up long before the archive does. */
    private static byte[] bomb() {
        var header = new byte[512];
        var entry = new TarArchiveEntry("package/zeros");
        entry.setSize(10L * 1024 * 1024 * 1024 - 1);
        entry.writeEntryHeader(header);
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(header);
            var zeros = new byte[1024 * 1024];
            for (int i = 0; i < 600; i++) {
                gzip.write(zeros);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] gzip(byte[] content) {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
