package mcphub.analysis;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import mcphub.analysis.closure.Budget;
import mcphub.analysis.closure.Client;
import mcphub.analysis.closure.Resolution;
import mcphub.analysis.source.NpmRegistry;
import mcphub.analysis.source.RegistrySettings;
import mcphub.harness.NpmStub;
import mcphub.harness.Packages;
import mcphub.harness.TestHub;
import mcphub.kernel.Database;
import mcphub.kernel.HubSecret;
import mcphub.kernel.Outbound;
import mcphub.kernel.Vault;

/** A hub with a registry, and what resolves closures from both. */
final class ClosuresBench implements AutoCloseable {
    final NpmStub stub = new NpmStub();
    final TestHub hub;

    private final NpmRegistry registry;
    private final Path folder;

    ClosuresBench(Vertx vertx, Path folder) {
        this.folder = folder;
        hub = TestHub.start(
                vertx,
                Map.of("npm.registry_url", stub.url(), "outbound.private_networks", "127.0.0.0/8"),
                AnalysisVerticle.PART);
        registry = new NpmRegistry(RegistrySettings.of(hub.settings()));
    }

    @Override
    public void close() {
        registry.close();
        stub.close();
    }

    void publish(String name, String version, Map<String, ?> dependencies) {
        stub.publish(name, version, Packages.good(name, version));
        stub.say(name, version, "dependencies", dependencies);
    }

    static JsonNode manifest(String name, Map<String, String> dependencies) {
        var json = new JsonMapper().createObjectNode().put("name", name).put("version", "1.0.0");
        dependencies.forEach(
                (key, spec) -> json.withObjectProperty("dependencies").put(key, spec));
        return json;
    }

    Closures closures(int minutes) {
        return closures(minutes, Duration.ofMinutes(5));
    }

    Closures closures(int minutes, Duration longest) {
        var settings = hub.settings();
        var steps = new Steps(hub.vertx(), Database.open(hub.vertx(), settings.database()), AnalysisVerticle.queries());
        var vault = new Vault(new HubSecret(settings.identity()), Vault.REGISTRIES);
        var registries = new PackageRegistries(
                steps, registry, RegistrySettings.of(settings), vault, new Outbound(settings.outbound()));
        return new Closures(steps, registries, Client.of(settings.gate()), Budget.USUAL, minutes, longest, folder);
    }

    /** Runs on a virtual thread, as a worker does. */
    <T> T run(Callable<T> work) {
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

    /** Certifies a release of this name, and gives the id of its version. */
    String version(String name) {
        stub.publish(name, "1.0.0", Packages.good(name, "1.0.0"));
        String mcp = hub.certify(name, "1.0.0");
        return hub.query("select id from analysis.versions where mcp_id = '" + mcp + "'");
    }

    /** Keeps a resolution in a transaction of its own. */
    Resolved record(Closures closures, String version, Resolution resolution) {
        var resolved = Resolved.of(resolution);
        closures.steps()
                .database()
                .transaction(connection -> {
                    closures.record(connection, version, resolved);
                    return Future.succeededFuture();
                })
                .await();
        return resolved;
    }

    /** What is brought, by path, the package itself left out. */
    static List<String> releases(Resolution resolution) {
        return resolution.places().stream()
                .filter(place -> !place.path().equals("node_modules/" + resolution.name()))
                .map(place -> place.name() + "@" + place.version())
                .toList();
    }

    List<String> asked(String name) {
        return stub.asked().stream().filter(path -> path.endsWith(" " + name)).toList();
    }
}
