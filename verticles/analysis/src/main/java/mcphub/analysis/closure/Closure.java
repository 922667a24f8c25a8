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
    private final Runnable inTime;

    /** The same without an end but that of the budget. */
    public Closure(Registry registry, Client client, Budget budget) {
        this(registry, client, budget, () -> {});
    }

    /**
     * What it needs.
     *
     * @param registry where packages are known
     * @param client who installs
     * @param inTime called over and over; what it throws ends a resolution without a result
     */
    public Closure(Registry registry, Client client, Budget budget, Runnable inTime) {
        this.registry = registry;
        this.client = client;
        this.budget = budget;
        this.inTime = inTime;
    }

    /**
     * What {@code npm install} of a release brings into a project that has nothing else.
     *
     * @param manifest the package.json of the release, or what its registry has of it
     * @param integrity what its archive hashes to; null where nobody says
     */
    public Resolution ofPackage(JsonNode manifest, @Nullable String integrity) {
        var release = named(ReleaseManifest.of(manifest), integrity);
        var work = new Work(budget, inTime);
        var conflicts = new Conflicts();
        var gatherer = new Gatherer(registry, client, budget, work, conflicts);
        gatherer.know(release);
        var top = Nodes.top(new Ranges(client.asked(), work), project(release));
        String exceeded = "";
        try {
            new TreeBuilder(top, client, registry, gatherer, work, conflicts).build();
        } catch (Work.Exceeded e) {
            exceeded = String.valueOf(e.getMessage());
        }
        if (top.children.isEmpty()) {
            Nodes.bare(release, top);
        }
        Flags.set(top, client);
        return new Account(top, client).resolution(conflicts, exceeded, inputs(gatherer));
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

    /** An empty one that the release is installed into. */
    private static ReleaseManifest project(ReleaseManifest release) {
        return new ReleaseManifest(
                "",
                "",
                null,
                Map.of(release.name(), release.version()),
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

    /** A manifest may have no name, and no version that npm could read. */
    private static ReleaseManifest named(ReleaseManifest release, @Nullable String integrity) {
        return release.as(
                release.name().isBlank() ? NAMELESS : release.name(),
                NpmVersion.loose(release.version()).isEmpty() ? VERSIONLESS : release.version(),
                integrity);
    }
}
