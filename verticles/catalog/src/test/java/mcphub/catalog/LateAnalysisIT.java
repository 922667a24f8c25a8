package mcphub.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import mcphub.analysis.AnalysisVerticle;
import mcphub.gateway.GatewayVerticle;
import mcphub.harness.ApiClient;
import mcphub.harness.Packages;
import mcphub.harness.People;
import mcphub.harness.TestHub;
import mcphub.identity.IdentityVerticle;
import mcphub.org.OrgVerticle;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A hub whose analysis comes later. */
@ExtendWith(VertxExtension.class)
final class LateAnalysisIT {
    private static final int MEGABYTE = 1 << 20;

    @TempDir
    private Path folder;

    @Test
    void uploads_are_taken_without_the_analysis_and_analysed_when_it_comes(Vertx vertx) {
        var hub = TestHub.start(
                vertx, Map.of(), CatalogVerticle.PART, IdentityVerticle.PART, OrgVerticle.PART, GatewayVerticle.PART);
        var ann = new People(hub).join("ann").api();
        String good = mcp(ann, "late-good");
        String large = mcp(ann, "late-large");
        String broken = mcp(ann, "late-broken");

        for (var sent : Map.of(
                        good,
                        Packages.good("late-good", "1.0.0"),
                        large,
                        large(),
                        broken,
                        java.util.Arrays.copyOf(Packages.good("late-broken", "1.0.0"), 200))
                .entrySet()) {
            var reply = ann.send(
                    "POST",
                    "/api/v1/mcps/" + sent.getKey() + "/uploads",
                    BodyPublishers.ofByteArray(sent.getValue()),
                    "content-type",
                    "application/gzip");
            assertThat(reply.statusCode()).as(reply.body()).isEqualTo(201);
            assertThat(status(hub, sent.getKey())).isEqualTo("PENDING_ANALYSIS");
        }
        assertThat(hub.query("select max(s.position)::text from analysis.tarball_slices s"))
                .isEqualTo("3");
        assertThat(hub.query("select count(*) from analysis.uploads")).isEqualTo("0");

        AnalysisVerticle.PART
                .deployment()
                .deploy(vertx, hub.settings(), ApiClient.contract(), folder)
                .await();
        hub.awaitNone("select count(*) from analysis.jobs where state in ('queued', 'running')");
        assertThat(status(hub, good)).isEqualTo("CERTIFIED");
        assertThat(status(hub, large)).isEqualTo("CERTIFIED");
        assertThat(status(hub, broken)).isEqualTo("FAILED");
    }

    private static String mcp(ApiClient api, String name) {
        return api.call(
                        201,
                        "POST",
                        "/api/v1/mcps",
                        JsonObject.of("name", name, "source", JsonObject.of("type", "upload")))
                .getString("id");
    }

    private static String status(TestHub hub, String mcp) {
        return hub.api()
                .get("/api/v1/mcps/" + mcp)
                .getJsonObject("latest_version")
                .getString("status");
    }

    /** More than three slices that nothing compresses. */
    private static byte[] large() {
        var files = new LinkedHashMap<TarArchiveEntry, byte[]>();
        var manifest =
                "{\"name\":\"late-large\",\"version\":\"1.0.0\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
        var entry = new TarArchiveEntry("package/package.json", true);
        entry.setSize(manifest.length);
        files.put(entry, manifest);
        var noise = new byte[3 * MEGABYTE + MEGABYTE / 2];
        new Random(1).nextBytes(noise);
        var picture = new TarArchiveEntry("package/picture.png", true);
        picture.setSize(noise.length);
        files.put(picture, noise);
        return Packages.tgzOf(files);
    }
}
