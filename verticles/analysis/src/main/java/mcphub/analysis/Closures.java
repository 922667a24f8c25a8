package mcphub.analysis;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import mcphub.analysis.closure.Budget;
import mcphub.analysis.closure.Client;
import mcphub.analysis.closure.Closure;
import mcphub.analysis.closure.Resolution;
import mcphub.analysis.closure.ResolutionJson;
import mcphub.analysis.source.Release;
import mcphub.analysis.source.SourceUnavailable;
import org.jspecify.annotations.Nullable;

/**
 * Resolves what installations bring, from what the registries said in the last minutes, or say now. Called on virtual threads.
 *
 * @param client who installs
 * @param minutes for which nobody asks again what a registry has said
 * @param folder for what registries send, while it is read
 */
record Closures(Steps steps, PackageRegistries registries, Client client, Budget budget, int minutes, Path folder) {
    private static final JsonMapper JSON = new JsonMapper();

    /**
     * What {@code npm install} of a release brings.
     *
     * @param key of the package, as {@link PackageRegistries#of} takes it: of an organization's own package, its own scopes are asked for at its own registries. Null or a name
     *     alone: all is at the usual registry
     * @param manifest what the registry has of the release; the package.json of what comes from none
     * @param integrity what its archive hashes to; null where nobody says
     * @throws SourceUnavailable where a registry is away
     */
    Resolution resolve(@Nullable String key, JsonNode manifest, @Nullable String integrity) {
        var own = own(key);
        try {
            var missing = new HashSet<String>();
            var resolution = resolve(own, missing, manifest, integrity);
            // what was released since may be what is asked for
            return missing.isEmpty() ? resolution : resolve(own, missing, manifest, integrity);
        } finally {
            own.values().forEach(place -> place.at().close());
        }
    }

    /** @param anew packages to ask about again; gets those that were not asked about, and of which something is missing */
    private Resolution resolve(
            Map<String, StoredRegistry.Own> own, Set<String> anew, JsonNode manifest, @Nullable String integrity) {
        try (var known = new StoredRegistry(steps, registries.usual(), own, anew, minutes, folder)) {
            var resolution = steps.blocking(() -> new Closure(known, client, budget).ofPackage(manifest, integrity));
            resolution.troubles().stream()
                    .filter(trouble -> trouble.kind() == Resolution.Kind.MISSING)
                    .map(Resolution.Trouble::name)
                    .filter(name -> !known.told().contains(name))
                    .forEach(anew::add);
            return resolution;
        }
    }

    /**
     * The same for a release as its registry describes it. Null where its archive has a lock that settles what it brings.
     *
     * @param key of the package, as above
     */
    @Nullable
    Resolution ofRelease(@Nullable String key, Release release) {
        try {
            var manifest = JSON.readTree(release.manifest());
            return manifest.path("_hasShrinkwrap").asBoolean(false)
                    ? null
                    : resolve(key, manifest, release.integrity().sri());
        } catch (JacksonException broken) {
            throw new IllegalStateException("What the registry said of " + release.name() + " is not JSON", broken);
        }
    }

    /** What is brought, with the licences of it as far as registries tell. */
    record Brought(Resolution resolution, Map<String, String> licenses) {}

    /**
     * The licences of what a resolution brings.
     *
     * @param key of the package, as above
     */
    Brought withLicenses(@Nullable String key, Resolution resolution) {
        var own = own(key);
        try {
            return new Brought(resolution, new ReleaseLicenses(steps, registries.usual()).of(resolution, own.keySet()));
        } finally {
            own.values().forEach(place -> place.at().close());
        }
    }

    /** Keeps it as evidence of a version, inside the transaction of a step. */
    ResolutionJson record(SqlConnection connection, String version, Resolution resolution) {
        var json = ResolutionJson.of(resolution);
        steps.run(
                connection,
                "storeResolution",
                new JsonObject()
                        .put("version", version)
                        .put("sha256", json.sha256())
                        .put("complete", resolution.isComplete())
                        .put("inputs", resolution.inputs())
                        .put("packed", packed(json.text())));
        return json;
    }

    /** The registries of the organization that a key names, by scope. */
    private Map<String, StoredRegistry.Own> own(@Nullable String key) {
        int gap = key == null ? -1 : key.indexOf(' ');
        var own = new HashMap<String, StoredRegistry.Own>();
        if (key == null || gap < 0) {
            return own;
        }
        String org = key.substring(0, gap);
        var scopes = new ArrayList<String>();
        steps.database()
                .run(steps.queries().get("findScopes"), JsonObject.of("org", org))
                .await()
                .forEach(row -> scopes.add(row.getString("scope")));
        for (var scope : scopes) {
            String prefix = org + ' ';
            own.put(scope, new StoredRegistry.Own(registries.of(prefix + scope + "/any"), prefix));
        }
        return own;
    }

    private static Buffer packed(String text) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Buffer.buffer(bytes.toByteArray());
    }
}
