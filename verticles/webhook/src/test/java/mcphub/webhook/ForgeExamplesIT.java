package mcphub.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import mcphub.analysis.source.Limits;
import mcphub.analysis.source.NpmRegistry;
import mcphub.analysis.source.Origin;
import mcphub.analysis.source.RegistrySettings;
import mcphub.analysis.source.RegistryUrl;
import mcphub.analysis.source.SourceUnavailable;
import mcphub.analysis.source.Unpacker;
import mcphub.catalog.CatalogVerticle;
import mcphub.gateway.GatewayVerticle;
import mcphub.harness.Forge;
import mcphub.harness.TestHub;
import mcphub.identity.IdentityVerticle;
import mcphub.org.OrgVerticle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Every payload that GitHub's own people keep as an example, fetched from the npm registry, signed and sent. */
@ExtendWith(VertxExtension.class)
final class ForgeExamplesIT {
    @TempDir
    private Path folder;

    @Test
    void no_real_payload_of_any_event_breaks_anything(Vertx vertx) {
        var answers = new TreeMap<String, Integer>();
        try (var hub = TestHub.start(
                vertx,
                Map.of("webhook.github_secret", "s3cret", "webhook.poll_ms", 100),
                CatalogVerticle.PART,
                WebhookVerticle.PART,
                IdentityVerticle.PART,
                OrgVerticle.PART,
                GatewayVerticle.PART)) {
            var forge = new Forge(hub.api(), "s3cret");
            for (Object event : examples()) {
                var of = (JsonObject) event;
                for (Object example : of.getJsonArray("examples")) {
                    var response =
                            forge.github(of.getString("name"), Forge.delivery(), ((JsonObject) example).encode());
                    assertThat(response.statusCode()).as(of.getString("name")).isIn(200, 202);
                    answers.merge(new JsonObject(response.body()).getString("status"), 1, Integer::sum);
                }
            }
            hub.awaitNone("select count(*) from webhook.inbox where state = 'queued'");
            assertThat(hub.query("select count(*) from webhook.inbox where state = 'dead'"))
                    .isEqualTo("0");
            assertThat(hub.query("select count(*) from webhook.inbox where outcome like 'It names no repository%'"))
                    .isEqualTo("0");
        }
        System.out.println("examples of GitHub's payloads: " + answers);
    }

    private JsonArray examples() {
        var base = RegistryUrl.find(Optional.empty(), System.getenv(), Path.of(System.getProperty("user.home")));
        try (var registry = new NpmRegistry(RegistrySettings.of(base))) {
            var release = registry.resolve("@octokit/webhooks-examples", "7.6.1");
            var unpacker = new Unpacker(Limits.defaults(), folder, Clock.systemUTC());
            try (var unpacked = unpacker.open(registry.download(release, folder), Origin.NPM)) {
                return new JsonArray(unpacked.tree()
                        .file("api.github.com/index.json")
                        .orElseThrow()
                        .text());
            }
        } catch (SourceUnavailable offline) {
            return abort("the npm registry is not to be had: " + offline.getMessage());
        }
    }
}
