package mcphub.analysis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import mcphub.analysis.closure.Budget;
import mcphub.analysis.closure.Client;
import mcphub.analysis.closure.Resolution;
import mcphub.analysis.closure.ResolutionJson;
import mcphub.analysis.source.NpmRegistry;
import mcphub.analysis.source.RegistrySettings;
import mcphub.analysis.source.SourceUnavailable;
import mcphub.harness.NpmStub;
import mcphub.harness.Packages;
import mcphub.harness.TestHub;
import mcphub.kernel.Database;
import mcphub.kernel.HubSecret;
import mcphub.kernel.Outbound;
import mcphub.kernel.Vault;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What installations bring, from a registry and from what is stored of it. */
@ExtendWith(VertxExtension.class)
final class ClosuresIT {
    private static final NpmStub REGISTRY = new NpmStub();

    @TempDir
    private static Path folder;

    private static TestHub hub;
    private static NpmRegistry registry;

    @BeforeAll
    static void start(Vertx vertx) {
        hub = TestHub.start(
                vertx,
                Map.of("npm.registry_url", REGISTRY.url(), "outbound.private_networks", "127.0.0.0/8"),
                AnalysisVerticle.PART);
        registry = new NpmRegistry(RegistrySettings.of(hub.settings()));
    }

    @AfterAll
    static void stop() {
        registry.close();
        REGISTRY.close();
    }

    private static void publish(String name, String version, Map<String, Object> dependencies) {
        REGISTRY.publish(name, version, Packages.good(name, version));
        REGISTRY.say(name, version, "dependencies", dependencies);
    }

    private static JsonNode manifest(String name, Map<String, String> dependencies) {
        var json = new JsonMapper().createObjectNode().put("name", name).put("version", "1.0.0");
        dependencies.forEach(
                (key, spec) -> json.withObjectProperty("dependencies").put(key, spec));
        return json;
    }

    private static Closures closures(int minutes) {
        var settings = hub.settings();
        var steps = new Steps(hub.vertx(), Database.open(hub.vertx(), settings.database()), AnalysisVerticle.queries());
        var vault = new Vault(new HubSecret(settings.identity()), Vault.REGISTRIES);
        var registries = new PackageRegistries(
                steps, registry, RegistrySettings.of(settings), vault, new Outbound(settings.outbound()));
        return new Closures(steps, registries, Client.of(settings.gate()), Budget.USUAL, minutes, folder);
    }

    /** Runs on a virtual thread, as a worker does. */
    private static <T> T run(Callable<T> work) {
        var done = new CompletableFuture<T>();
        var worker = new VerticleBase() {
            @Override
            public Future<?> start() throws Exception {
                try {
                    done.complete(work.call());
                } catch (RuntimeException e) {
                    done.completeExceptionally(e);
                }
                return Future.succeededFuture();
            }
        };
        hub.vertx().deployVerticle(worker, new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD));
        return done.orTimeout(30, TimeUnit.SECONDS).join();
    }

    private static List<String> releases(Resolution resolution) {
        return resolution.places().stream()
                .filter(place -> !place.path().equals("node_modules/" + resolution.name()))
                .map(place -> place.name() + "@" + place.version())
                .toList();
    }

    private static List<String> asked(String name) {
        return REGISTRY.asked().stream()
                .filter(path -> path.endsWith(" " + name))
                .toList();
    }

    @Test
    void what_was_asked_lately_is_not_asked_again_and_later_only_whether_it_changed() {
        publish("low", "1.0.0", Map.of());
        publish("mid", "1.0.0", Map.of("low", "^1.0.0", "lost", "1"));
        var manifest = manifest("top", Map.of("mid", "1"));

        var first = run(() -> closures(30).resolve(null, manifest, null));
        var second = run(() -> closures(30).resolve("top", manifest, null));

        assertThat(releases(first)).containsExactly("low@1.0.0", "mid@1.0.0");
        assertThat(first.troubles()).singleElement().satisfies(trouble -> {
            assertThat(trouble.name()).isEqualTo("lost");
            assertThat(trouble.from()).isEqualTo("mid@1.0.0");
        });
        assertThat(ResolutionJson.of(second)).isEqualTo(ResolutionJson.of(first));
        assertThat(asked("low")).containsExactly("200 low");
        assertThat(asked("lost"))
                .as("it may have come since: asked again by the second, once")
                .containsExactly("404 lost", "404 lost");

        publish("low", "1.1.0", Map.of());
        var third = run(() -> closures(0).resolve(null, manifest, null));

        assertThat(releases(third)).containsExactly("low@1.1.0", "mid@1.0.0");
        assertThat(asked("low")).containsExactly("200 low", "200 low");
        assertThat(asked("mid")).containsExactly("200 mid", "304 mid");
    }

    @Test
    void a_registry_that_is_away_is_no_answer() {
        publish("flaky", "1.0.0", Map.of());
        var manifest = manifest("needs-flaky", Map.of("flaky", "1"));
        REGISTRY.failWith(503);
        try {
            assertThatThrownBy(() -> run(() -> closures(30).resolve(null, manifest, null)))
                    .hasRootCauseInstanceOf(SourceUnavailable.class);
        } finally {
            REGISTRY.failWith(200);
        }

        assertThat(releases(run(() -> closures(30).resolve(null, manifest, null))))
                .containsExactly("flaky@1.0.0");
    }

    @Test
    void the_same_resolution_of_a_version_is_one_row() {
        publish("kept", "1.0.0", Map.of());
        REGISTRY.publish("keeper", "1.0.0", Packages.good("keeper", "1.0.0"));
        String mcp = hub.certify("keeper", "1.0.0");
        String version = hub.query("select id from analysis.versions where mcp_id = '" + mcp + "'");
        var closures = closures(30);

        var json = run(() -> {
            var resolution = closures.resolve(null, manifest("keeper", Map.of("kept", "1")), null);
            closures.steps()
                    .database()
                    .transaction(connection -> {
                        closures.record(connection, version, resolution);
                        return Future.succeededFuture(closures.record(connection, version, resolution));
                    })
                    .await();
            return ResolutionJson.of(resolution);
        });

        assertThat(hub.query(
                        "select string_agg(sha256 || ' ' || complete, ',') from analysis.resolutions where sha256 = '"
                                + json.sha256() + "' and version_id = '" + version + "'"))
                .isEqualTo(json.sha256() + " true");
    }

    @Test
    void what_a_release_brings_is_resolved_when_it_is_analysed() {
        publish("brought", "1.0.0", Map.of());
        publish("brought", "1.2.0", Map.of());
        publish("bringer", "1.0.0", Map.of("brought", "~1.0.0"));
        REGISTRY.say("bringer", "1.0.0", "peerDependencies", Map.of("never", "1"));
        REGISTRY.say("bringer", "1.0.0", "peerDependenciesMeta", Map.of("never", Map.of("optional", true)));

        String mcp = hub.certify("bringer", "1.0.0");

        assertThat(hub.query("select string_agg(r.complete::text, ',') from analysis.resolutions r "
                        + "join analysis.versions v on v.id = r.version_id where v.mcp_id = '" + mcp + "'"))
                .isEqualTo("true");
        assertThat(asked("brought")).containsExactly("200 brought");
    }

    @Test
    void a_release_with_a_lock_of_its_own_is_not_resolved() {
        publish("locked", "1.0.0", Map.of("unasked", "1"));
        REGISTRY.say("locked", "1.0.0", "_hasShrinkwrap", true);

        String mcp = hub.certify("locked", "1.0.0");

        assertThat(hub.query("select count(*) from analysis.resolutions r "
                        + "join analysis.versions v on v.id = r.version_id where v.mcp_id = '" + mcp + "'"))
                .isEqualTo("0");
        assertThat(asked("unasked")).isEmpty();
    }
}
