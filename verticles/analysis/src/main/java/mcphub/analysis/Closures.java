package mcphub.analysis;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import mcphub.analysis.closure.Budget;
import mcphub.analysis.closure.Client;
import mcphub.analysis.closure.Closure;
import mcphub.analysis.closure.Resolution;
import mcphub.analysis.closure.Resolution.Place;
import mcphub.analysis.source.Release;
import mcphub.analysis.source.SourceUnavailable;
import org.jspecify.annotations.Nullable;

/**
 * Resolves what installations bring, from what the registries said in the last minutes, or say now. Called on virtual threads of verticles, none of which it holds up.
 *
 * @param client who installs
 * @param minutes for which nobody asks again what a registry has said
 * @param longest that one resolution may take
 * @param folder for what registries send, while it is read
 */
record Closures(
        Steps steps,
        PackageRegistries registries,
        Client client,
        Budget budget,
        int minutes,
        Duration longest,
        Path folder) {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Duration USUALLY_LONGEST = Duration.ofMinutes(10);

    /** With the time that what is analysed has. */
    Closures(Steps steps, PackageRegistries registries, Client client, Budget budget, int minutes, Path folder) {
        this(steps, registries, client, budget, minutes, USUALLY_LONGEST, folder);
    }

    /**
     * What {@code npm install} of a release brings.
     *
     * @param key of the package, as {@link PackageRegistries#of} takes it: of an organization's own package, its own scopes are asked for at its own registries. Null or a name
     *     alone: all is at the usual registry
     * @param manifest what the registry has of the release
     * @param integrity what its archive hashes to; null where nobody says
     * @throws SourceUnavailable where a registry is away, or it takes too long
     */
    Resolution resolve(@Nullable String key, JsonNode manifest, @Nullable String integrity) {
        return steps.blocking(() -> {
            var deadline = Deadline.in(
                    longest, "What it brings could not be resolved in %,d minutes.".formatted(longest.toMinutes()));
            try (var own = new OwnRegistries(registries, PackageRegistries.org(key))) {
                var missing = new HashSet<String>();
                var resolution = resolve(own, missing, deadline, manifest, integrity);
                // what was released since may be what is asked for
                return missing.isEmpty() ? resolution : resolve(own, missing, deadline, manifest, integrity);
            }
        });
    }

    /** @param anew packages to ask about again; gets those that no registry was asked about, and of which something is missing */
    private Resolution resolve(
            OwnRegistries own, Set<String> anew, Deadline deadline, JsonNode manifest, @Nullable String integrity) {
        try (var known = new StoredRegistry(steps, own, anew, minutes, deadline, folder)) {
            var resolution = new Closure(known, client, budget, deadline::check).ofPackage(manifest, integrity);
            resolution.troubles().stream()
                    .filter(trouble -> trouble.kind() == Resolution.Kind.MISSING)
                    .map(Resolution.Trouble::name)
                    .filter(known.remembered()::contains)
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
    record Brought(Resolved resolution, Map<String, String> licenses) {}

    /**
     * The licences of what a resolution brings.
     *
     * @param key of the package, as above
     */
    Brought withLicenses(@Nullable String key, Resolution resolution) {
        var own = own(key, resolution);
        var licenses = new ReleaseLicenses(steps, registries.usual());
        return steps.blocking(() -> new Brought(Resolved.of(resolution), licenses.of(resolution, own)));
    }

    /** Keeps it as evidence of a version, inside the transaction of a step; of older evidence, the newest alone. */
    void record(SqlConnection connection, String version, Resolved resolved) {
        var input = new JsonObject().put("version", version);
        steps.run(
                connection,
                "storeResolution",
                input.copy()
                        .put("sha256", resolved.sha256())
                        .put("complete", resolved.resolution().isComplete())
                        .put("inputs", resolved.resolution().inputs())
                        .put("packed", resolved.packed()));
        steps.run(connection, "dropResolutions", input);
    }

    /** Scopes of what is brought that the organization, which a key names, has at registries of its own. */
    private Set<String> own(@Nullable String key, Resolution resolution) {
        var own = new HashSet<String>();
        @Nullable String org = PackageRegistries.org(key);
        if (org != null) {
            String[] scopes = resolution.places().stream()
                    .map(Place::name)
                    .map(PackageRegistries::scope)
                    .distinct()
                    .toArray(String[]::new);
            steps.database()
                    .run(
                            steps.queries().get("findScopes"),
                            new JsonObject().put("org", org).put("scopes", scopes))
                    .await()
                    .forEach(row -> own.add(row.getString("scope")));
        }
        return own;
    }
}
