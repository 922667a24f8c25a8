package mcphub.analysis;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import mcphub.analysis.installed.InstalledTree.Node;
import mcphub.analysis.reading.Alias;
import mcphub.analysis.reading.Behind;
import mcphub.analysis.reading.Manifest;
import mcphub.analysis.reading.OwnPackages;
import mcphub.analysis.reading.Source;
import mcphub.analysis.source.Limits;
import mcphub.analysis.source.Origin;
import mcphub.analysis.source.Release;
import mcphub.analysis.source.SourceFile;
import mcphub.analysis.source.SourceRejected;
import mcphub.analysis.source.SourceTree;
import mcphub.analysis.source.SourceUnavailable;
import mcphub.analysis.source.Unpacker;
import mcphub.scanner.Specifiers;
import mcphub.scanner.surface.Surface.HandOver;
import org.jspecify.annotations.Nullable;

/** Reads what the entry points of one source hand over to, and what that hands over to in its turn: as part of the source. Blocks. */
final class Shells {
    private static final int DEEPEST = 3;
    private static final int MOST_HAND_OVERS = 24;
    private static final int MOST_FILES = 10_000;
    private static final long MOST_BYTES = 32L * 1024 * 1024;
    private static final String MANIFEST = "package.json";
    private static final JsonMapper JSON = new JsonMapper();

    /** Programs that no package is meant by, whatever packages are called so. */
    private static final Pattern LAUNCHERS = Pattern.compile(
            "(?:npm|npx|pnpm|pnpx|yarn|bun|bunx|deno|node|nodejs|python3?|uv|uvx|pipx?|docker|podman|go|cargo|java|dotnet|ruby|php|perl|(?:ba|z|da)?sh|cmd(?:\\.exe)?|powershell|pwsh|env|sudo)");

    /** How packages are had. */
    private final Limits limits;

    private final Path work;
    private final @Nullable Shelf shelf;
    private final String without;
    private final boolean mayBeAway;
    private final Settled settled = new Settled();
    private final Map<String, SourceTree> trees = new HashMap<>();
    private long bytes = MOST_BYTES;
    private int files = MOST_FILES;
    private int packages;

    private Shells(Limits limits, Path work, @Nullable Shelf shelf, String without, boolean mayBeAway) {
        this.limits = limits;
        this.work = work;
        this.shelf = shelf;
        this.without = without;
        this.mayBeAway = mayBeAway;
    }

    /**
     * With what a shelf has; that it is away is a {@link SourceUnavailable}.
     *
     * @param work for archives while they are read
     */
    static Shells of(Limits limits, Path work, Shelf shelf) {
        return new Shells(limits, work, shelf, "", false);
    }

    /** The same; what cannot be had is not read, and says so. */
    static Shells ofWhatIsThere(Limits limits, Path work, Shelf shelf) {
        return new Shells(limits, work, shelf, "", true);
    }

    /**
     * With nothing but what the source has itself.
     *
     * @param why nothing is fetched, as a sentence without a stop
     */
    static Shells alone(Limits limits, Path work, String why) {
        return new Shells(limits, work, null, why, true);
    }

    /** The source with all of it. */
    Source follow(Source source) {
        var whole = source;
        for (int depth = 0; depth <= DEEPEST; depth++) {
            var open = whole.handOvers();
            if (open.isEmpty()) {
                break;
            }
            var behind = whole.behind();
            for (HandOver each : open) {
                behind = depth < DEEPEST
                        ? read(source, each, behind)
                        : behind.unread(each, null, "It is behind more packages than are followed");
            }
            whole = source.with(behind);
        }
        return whole;
    }

    private Behind read(Source source, HandOver by, Behind behind) {
        if (by.file().endsWith(".py")) {
            return behind.unread(by, null, "Packages of Python are not fetched");
        }
        if (by.isProcess() && LAUNCHERS.matcher(by.to()).matches()) {
            return behind.unread(by, null, "It is a program of its own");
        }
        var node = settled.node(source, by);
        var own = OwnPackages.of(source);
        var copy = own.copy(by.file(), by.to());
        if (copy.isPresent() && source.text(copy.get() + MANIFEST).isPresent()) {
            return copied(source, by, behind, copy.get(), node);
        }
        var linked = node.isPresent() ? Optional.<String>empty() : own.linked(by.to(), settled.asked(source, by));
        if (linked.isPresent()) {
            return behind.and(by, version(manifest(source, linked.get())), source, linked.get(), null);
        }
        if (copy.isPresent()) {
            return behind.unread(by, null, "Its copy in the source has no manifest");
        }
        if (settled.isCarried(by)) {
            return behind.unread(by, null, "It comes inside of the package that hands over to it");
        }
        return fetch(source, by, behind, node);
    }

    private Behind copied(Source source, HandOver by, Behind behind, String folder, Optional<Node> node) {
        var manifest = manifest(source, folder);
        String version = version(manifest);
        String doubt = null;
        if (source.origin() == Origin.NPM && Specifiers.packageOf(by.file()).isEmpty() && !isBundled(source, by.to())) {
            doubt = "The archive has a copy of it that its manifest does not name as bundled";
        } else if (node.filter(
                        known -> !known.version().isEmpty() && !known.version().equals(version))
                .isPresent()) {
            doubt = "Its copy in the source is another release than the one that is installed";
        }
        settled.know(by.to(), node, manifest, Set.of());
        return behind.and(by, version, source, folder, doubt);
    }

    private static boolean isBundled(Source source, String name) {
        return source.manifest()
                .filter(own -> Manifest.bundled(own.root()).contains(name))
                .isPresent();
    }

    private static JsonNode manifest(Source source, String folder) {
        return source.text(folder + MANIFEST).map(file -> json(file.text())).orElseGet(MissingNode::getInstance);
    }

    private static @Nullable String version(JsonNode manifest) {
        var version = manifest.path("version");
        return version.isTextual() ? version.asText() : null;
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JacksonException broken) {
            return MissingNode.getInstance();
        }
    }

    private Behind fetch(Source source, HandOver by, Behind behind, Optional<Node> node) {
        String asked = settled.asked(source, by);
        if (asked == null) {
            String why = by.isProcess() ? "It is a program of its own" : "It is no dependency of the package";
            return behind.unread(by, null, why);
        }
        String version = node.map(Node::version).orElse("");
        String real = node.map(Node::name).orElse(Alias.name(by.to(), asked));
        String wanted = version.isEmpty() ? Alias.range(asked) : version;
        String shown = version.isEmpty() ? null : version;
        if (shelf == null) {
            return behind.unread(by, shown, without);
        }
        if (version.isEmpty() && (wanted.contains(":") || wanted.contains("/"))) {
            return behind.unread(by, null, "It comes from no registry");
        }
        if (++packages > MOST_HAND_OVERS) {
            return behind.unread(by, shown, "It hands over to more than is followed");
        }
        try {
            var release = shelf.find(real, wanted.isBlank() ? "*" : wanted);
            return unpacked(release, by, behind, node);
        } catch (SourceRejected refused) {
            return behind.unread(by, shown, withoutStop(refused.reason()));
        } catch (SourceUnavailable away) {
            if (!mayBeAway) {
                throw away;
            }
            return behind.unread(by, shown, withoutStop(away.reason()));
        }
    }

    private Behind unpacked(Release release, HandOver by, Behind behind, Optional<Node> node) {
        var manifest = json(release.manifest());
        if (!manifest.path("os").isEmpty() || !manifest.path("cpu").isEmpty()) {
            return behind.unread(by, release.version(), "It is a program for one kind of machine");
        }
        String integrity = release.integrity().sri();
        if (behind.isTaken(by.to(), integrity)) {
            return behind.unread(by, release.version(), "Another release of that name is read in its place");
        }
        String id = release.name() + '@' + release.version();
        if (!trees.containsKey(id)
                && Optional.ofNullable(release.unpackedSize()).orElse(0L) > bytes) {
            return behind.unread(by, release.version(), "It is larger than what is read of other packages");
        }
        var tree = trees.computeIfAbsent(id, key -> unpacked(release));
        var paths = tree.files().stream().map(SourceFile::path).collect(Collectors.toSet());
        settled.know(by.to(), node, manifest, paths);
        return behind.and(by, release.version(), integrity, tree);
    }

    /** In memory, for several entry points may be handed over to. */
    private SourceTree unpacked(Release release) {
        Path archive = Objects.requireNonNull(shelf).download(release);
        try (var unpacked = new Unpacker(limits.with(Math.max(1, files), Math.max(1, bytes)), work, Clock.systemUTC())
                .open(archive, Origin.NPM)) {
            var all = new ArrayList<SourceFile>();
            for (var file : unpacked.tree().files()) {
                byte[] content = file.content().get();
                all.add(new SourceFile(file.path(), file.size(), () -> content));
                bytes -= file.size();
                files--;
            }
            return new SourceTree(all, unpacked.tree().leftOut());
        } finally {
            Ingestion.delete(archive);
        }
    }

    private static String withoutStop(String sentence) {
        return sentence.replaceFirst("\\.$", "");
    }
}
