package mcphub.analysis.closure;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import mcphub.kernel.npm.NpmVersion;
import org.jspecify.annotations.Nullable;

/** Resolves what an installation of one npm package brings. The same answers of the registry give the same resolution, byte for byte. */
public final class Closure {
    private static final String NAMELESS = "package";
    private static final String VERSIONLESS = "0.0.0";

    private final Registry registry;
    private final Client client;
    private final Budget budget;

    /**
     * What it needs.
     *
     * @param registry where packages are known
     * @param client who installs
     */
    public Closure(Registry registry, Client client, Budget budget) {
        this.registry = registry;
        this.client = client;
        this.budget = budget;
    }

    /**
     * What {@code npm install} of a release brings into a project that has nothing else.
     *
     * @param manifest the package.json of the release, or what its registry has of it
     * @param integrity what its archive hashes to; null where nobody says
     */
    public Resolution ofPackage(JsonNode manifest, @Nullable String integrity) {
        var release = named(ReleaseManifest.of(manifest), integrity);
        return resolved(project(Map.of(release.name(), release.version())), release, false);
    }

    /**
     * What {@code npm install} in the folder of a project brings, but for what is there for its development.
     *
     * @param manifest its package.json
     */
    public Resolution ofProject(JsonNode manifest) {
        var project = named(ReleaseManifest.of(manifest), null);
        boolean overrides = !manifest.path("overrides").isEmpty();
        return resolved(project, null, overrides);
    }

    private Resolution resolved(ReleaseManifest project, @Nullable ReleaseManifest release, boolean hasOverrides) {
        var work = new Work(budget);
        var conflicts = new Conflicts();
        var gatherer = new Gatherer(registry, client, budget, work, conflicts);
        if (release != null) {
            gatherer.know(release);
        }
        var top = Nodes.top(new Ranges(client.asked()), project);
        String exceeded = "";
        try {
            new TreeBuilder(top, client, registry, gatherer, work, conflicts).build();
        } catch (Work.Exceeded e) {
            exceeded = String.valueOf(e.getMessage());
        }
        Flags.set(top, client);
        var account = new Account(top, release != null, client);
        return account.resolution(conflicts, exceeded, hasOverrides, inputs(gatherer));
    }

    private static String inputs(Gatherer gatherer) {
        var said = new StringBuilder();
        new TreeMap<>(gatherer.answers())
                .forEach((name, answer) -> said.append(name)
                        .append(' ')
                        .append(
                                switch (answer) {
                                    case Registry.Known known ->
                                        known.releases().digest();
                                    case Registry.Unknown unknown -> unknown.why();
                                })
                        .append('\n'));
        return Hex.of(said.toString());
    }

    private static ReleaseManifest project(Map<String, String> dependencies) {
        return new ReleaseManifest(
                "",
                "",
                null,
                dependencies,
                Map.of(),
                Map.of(),
                Set.of(),
                Set.of(),
                List.of(),
                List.of(),
                List.of(),
                null,
                null,
                false,
                false,
                null);
    }

    /** Repositories and uploads may have no name, and no version that npm could read. */
    private static ReleaseManifest named(ReleaseManifest release, @Nullable String integrity) {
        return release.as(
                release.name().isBlank() ? NAMELESS : release.name(),
                NpmVersion.loose(release.version()).isEmpty() ? VERSIONLESS : release.version(),
                integrity);
    }
}
