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
import java.util.regex.Pattern;
import mcphub.analysis.installed.InstalledTree.Node;
import mcphub.analysis.reading.Alias;
import mcphub.analysis.reading.Behind;
import mcphub.analysis.reading.Manifest.Ecosystem;
import mcphub.analysis.reading.Source;
import mcphub.analysis.source.Limits;
import mcphub.analysis.source.Origin;
import mcphub.analysis.source.Release;
import mcphub.analysis.source.SourceFile;
import mcphub.analysis.source.SourceRejected;
import mcphub.analysis.source.SourceTree;
import mcphub.analysis.source.SourceUnavailable;
import mcphub.analysis.source.Unpacker;
import mcphub.scanner.surface.Surface.HandOver;
import org.jspecify.annotations.Nullable;

/** Reads what the entry points of one source hand over to, and what that hands over to in its turn: as part of the source. Blocks. */
final class Shells {
    private static final int DEEPEST = 3;
    private static final int MOST_HAND_OVERS = 24;
    private static final int MOST_FILES = 10_000;
    private static final long MOST_BYTES = 32L * 1024 * 1024;
    private static final String MODULES = "node_modules/";
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
        String name = by.to();
        if (by.isProcess() && LAUNCHERS.matcher(name).matches()) {
            return behind.unread(by, null, "It is a program of its own");
        }
        String copy = copy(source, by);
        if (copy != null) {
            return behind.and(by, field(source, copy, "version"), source, copy + '/');
        }
        String asked = settled.asked(source, by);
        var member = source.manifests().stream()
                .filter(each -> isLinked(source, asked))
                .filter(each -> each.ecosystem() == Ecosystem.NPM
                        && each.field("name").filter(name::equals).isPresent())
                .map(each -> each.file().path())
                .filter(path -> path.endsWith("/package.json"))
                .findFirst();
        if (member.isPresent()) {
            String folder = member.get().substring(0, member.get().lastIndexOf('/'));
            return behind.and(by, field(source, folder, "version"), source, folder + '/');
        }
        return fetch(source, by, behind);
    }

    /** Whether an installation takes a package from the source itself: a release is served by its registry, whatever folders it has. */
    private static boolean isLinked(Source source, @Nullable String asked) {
        boolean isByPath = asked != null && asked.matches("(?:workspace|file|link|portal):.*");
        return isByPath
                || (source.origin() != Origin.NPM
                        && (source.text("pnpm-workspace.yaml").isPresent()
                                || source.manifest()
                                        .filter(own -> own.root().has("workspaces"))
                                        .isPresent()));
    }

    /** The folder of the copy that is nearest to who hands over, as runtimes look for it; null for none. */
    private static @Nullable String copy(Source source, HandOver by) {
        String folder = by.file();
        while (true) {
            folder = folder.substring(0, Math.max(0, folder.lastIndexOf('/')));
            String copy = (folder.isEmpty() ? "" : folder + '/') + MODULES + by.to();
            if (source.text(copy + "/package.json").isPresent()) {
                return copy;
            }
            if (folder.isEmpty()) {
                return null;
            }
        }
    }

    private static @Nullable String field(Source source, String folder, String name) {
        var file = source.text(folder + "/package.json");
        var value = file.isEmpty()
                ? MissingNode.getInstance()
                : json(file.get().text()).path(name);
        return value.isTextual() ? value.asText() : null;
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text);
        } catch (JacksonException broken) {
            return MissingNode.getInstance();
        }
    }

    private Behind fetch(Source source, HandOver by, Behind behind) {
        String asked = settled.asked(source, by);
        if (asked == null) {
            String why = by.isProcess() ? "It is a program of its own" : "It is no dependency of the package";
            return behind.unread(by, null, why);
        }
        var node = settled.node(source, by);
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
            node.ifPresent(known -> settled.know(by.to(), known));
            return unpacked(release, by, behind);
        } catch (SourceRejected refused) {
            return behind.unread(by, shown, withoutStop(refused.reason()));
        } catch (SourceUnavailable away) {
            if (!mayBeAway) {
                throw away;
            }
            return behind.unread(by, shown, withoutStop(away.reason()));
        }
    }

    private Behind unpacked(Release release, HandOver by, Behind behind) {
        var manifest = json(release.manifest());
        settled.know(by.to(), manifest);
        if (!manifest.path("os").isEmpty() || !manifest.path("cpu").isEmpty()) {
            return behind.unread(by, release.version(), "It is a program for one kind of machine");
        }
        String id = release.name() + '@' + release.version();
        if (!trees.containsKey(id)
                && Optional.ofNullable(release.unpackedSize()).orElse(0L) > bytes) {
            return behind.unread(by, release.version(), "It is larger than what is read of other packages");
        }
        var tree = trees.computeIfAbsent(id, key -> unpacked(release));
        return behind.and(by, release.version(), release.integrity().sri(), tree);
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
