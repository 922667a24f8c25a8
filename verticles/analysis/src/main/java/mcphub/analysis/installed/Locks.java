package mcphub.analysis.installed;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import mcphub.analysis.reading.Manifest;
import mcphub.analysis.reading.Manifest.Ecosystem;
import mcphub.analysis.reading.RegistryManifest;
import mcphub.analysis.reading.Source;
import mcphub.analysis.source.Origin;

/**
 * What settles the versions that a source installs. For a package of npm that is what the archive has under node_modules, and its npm-shrinkwrap.json where the registry says that it has one: npm
 * looks at no other lock of a package that it installs. For everything else it is a lock file beside the manifest or above it, or else the copies.
 */
public final class Locks {
    private static final int MOST_BYTES = 16 * 1024 * 1024;
    private static final int MOST_BYTES_OF_ALL = 32 * 1024 * 1024;
    private static final String SHRINKWRAP = "npm-shrinkwrap.json";
    private static final Pattern COPY = Pattern.compile("((?:node_modules/(?:@[^/]+/)?[^/@.][^/]*/)++)package\\.json");
    private static final JsonMapper JSON = new JsonMapper();

    private static final Map<String, LockReader> NPM = new LinkedHashMap<>();
    private static final Map<String, LockReader> PYTHON = new LinkedHashMap<>();
    private static final Map<String, String> MANAGERS =
            Map.of("pnpm", "pnpm-lock.yaml", "yarn", "yarn.lock", "bun", "bun.lock", "npm", "package-lock.json");

    static {
        NPM.put(SHRINKWRAP, NpmLock::read);
        NPM.put("package-lock.json", NpmLock::read);
        NPM.put("pnpm-lock.yaml", PnpmLock::read);
        NPM.put("yarn.lock", YarnLock::read);
        NPM.put("bun.lock", BunLock::read);
        PYTHON.put("uv.lock", PythonLock::read);
        PYTHON.put("poetry.lock", PythonLock::read);
        PYTHON.put("pdm.lock", PythonLock::read);
    }

    private final Source source;
    private final Map<String, InstalledTree> byManifest = new HashMap<>();
    private final List<InstalledTree> trees = new ArrayList<>();
    private final List<String> gaps = new ArrayList<>();
    private int bytes;

    private Locks(Source source) {
        this.source = source;
    }

    /** Reads all that there are. */
    public static Locks of(Source source) {
        var locks = new Locks(source);
        if (source.origin() == Origin.NPM) {
            locks.released();
        } else {
            locks.all(Ecosystem.NPM, NPM);
            locks.all(Ecosystem.PYPI, PYTHON);
        }
        return locks;
    }

    /** The tree that settles what a manifest asks for; absent where none does. */
    public Optional<InstalledTree> of(Manifest manifest) {
        return Optional.ofNullable(byManifest.get(manifest.file().path()));
    }

    /** All trees that settle something. */
    public List<InstalledTree> trees() {
        return List.copyOf(trees);
    }

    /** What could not be read, each with the reason, as sentences without a stop. */
    public List<String> gaps() {
        return List.copyOf(gaps);
    }

    /** Of what a tree tells. */
    public static Ecosystem ecosystem(InstalledTree tree) {
        var file = tree.file();
        return PYTHON.containsKey(file.substring(file.lastIndexOf('/') + 1)) ? Ecosystem.PYPI : Ecosystem.NPM;
    }

    private void released() {
        var manifests = source.manifests().stream().filter(Locks::isReleased).toList();
        var isIgnored = source.registryManifest()
                .map(registry -> !registry.hasShrinkwrap())
                .orElse(false);
        var shrinkwrap = isIgnored ? Optional.<String>empty() : text(SHRINKWRAP);
        var copies = copies("");
        if (!manifests.isEmpty() && (shrinkwrap.isPresent() || !copies.isEmpty())) {
            var members = manifests.stream().map(one -> new Member("", one)).toList();
            tree(
                    copies.isEmpty() ? SHRINKWRAP : "node_modules",
                    into -> NpmLock.copies(copies, shrinkwrap.orElse(""), members, into));
        }
    }

    /** Of a package of npm nothing is installed but what its own manifest and its registry's say. */
    public static boolean isReleased(Manifest manifest) {
        var path = manifest.file().path();
        return path.equals("package.json") || path.equals(RegistryManifest.PATH);
    }

    private void all(Ecosystem ecosystem, Map<String, LockReader> readers) {
        var byFolder = new TreeMap<String, Manifest>();
        source.manifests().stream()
                .filter(manifest -> manifest.ecosystem() == ecosystem && manifest.isDescription())
                .forEach(manifest -> byFolder.put(folder(manifest), manifest));
        // a lock that is nearer counts before one that is further out
        var folders = byFolder.keySet().stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        for (var folder : folders) {
            var members = byFolder.entrySet().stream()
                    .filter(each -> each.getKey().startsWith(folder))
                    .filter(each -> of(each.getValue()).isEmpty())
                    .map(each -> new Member(relative(folder, each.getKey()), each.getValue()))
                    .toList();
            var manifest = byFolder.getOrDefault(folder, members.getFirst().manifest());
            var name = name(folder, manifest, readers);
            if (name.isPresent()) {
                var reader = readers.getOrDefault(name.get(), NpmLock::read);
                text(folder + name.get())
                        .ifPresent(text -> tree(folder + name.get(), into -> reader.read(text, members, into)));
            } else if (ecosystem == Ecosystem.NPM) {
                copied(folder, manifest);
            }
        }
    }

    private void copied(String folder, Manifest manifest) {
        var copies = copies(folder);
        if (isThere(folder + "bun.lockb")) {
            gaps.add(folder + "bun.lockb is binary and was not read");
        }
        if (!copies.isEmpty()) {
            tree(folder + "node_modules", into -> NpmLock.copies(copies, "", List.of(new Member("", manifest)), into));
        }
    }

    private Optional<String> name(String folder, Manifest manifest, Map<String, LockReader> readers) {
        var manager = manifest.root().path("packageManager").asText("").replaceFirst("@.*", "");
        var named = MANAGERS.getOrDefault(manager, "");
        return readers.keySet().stream()
                .sorted(Comparator.comparingInt(
                        (String name) -> name.equals(SHRINKWRAP) ? 0 : name.equals(named) ? 1 : 2))
                .filter(name -> isThere(folder + name))
                .findFirst();
    }

    private boolean isThere(String path) {
        return source.file(path).isPresent()
                || !source.leftOut(left -> left.path().equals(path)).isEmpty();
    }

    private static String folder(Manifest manifest) {
        var path = manifest.file().path();
        return path.substring(0, path.lastIndexOf('/') + 1);
    }

    private static String relative(String folder, String deeper) {
        var rest = deeper.substring(folder.length());
        return rest.isEmpty() ? "" : rest.substring(0, rest.length() - 1);
    }

    /** A lock file as text; a gap where it is there and not read. */
    private Optional<String> text(String path) {
        var file = source.file(path);
        if (file.isEmpty()) {
            if (isThere(path)) {
                gaps.add(path + " is a link, or too large, and was not read");
            }
            return Optional.empty();
        }
        long size = file.get().size();
        if (size > MOST_BYTES || bytes + size > MOST_BYTES_OF_ALL) {
            gaps.add(path + " was not read: lock files may have 16 MiB, and all of them together 32");
            return Optional.empty();
        }
        bytes += (int) size;
        return Optional.of(file.get().text());
    }

    private void tree(String file, Consumer<TreeBuilder> read) {
        var folder = file.substring(0, file.lastIndexOf('/') + 1);
        var builder = new TreeBuilder(inside -> isOwn(folder + inside));
        try {
            read.accept(builder);
            var tree = builder.build(file);
            trees.add(tree);
            tree.importers().keySet().forEach(manifest -> byManifest.put(manifest, tree));
        } catch (UnreadableLock unreadable) {
            gaps.add(file + " cannot be read: " + unreadable.reason());
        } catch (RuntimeException odd) {
            // parsers of foreign formats fail on hostile texts in ways of their own; the analysis goes on without
            gaps.add(file + " cannot be read: it is not of the form that its name says");
        }
    }

    /** Whether a manifest that is looked at lies in a folder; of a package of npm nothing else is installed. */
    private boolean isOwn(String folder) {
        var inside = folder.endsWith("/") || folder.isEmpty() ? folder : folder + "/";
        return source.origin() != Origin.NPM
                && source.manifests().stream()
                        .anyMatch(manifest -> folder(manifest).equals(inside));
    }

    /** The manifests of the packages under node_modules, by folder. */
    private Map<String, JsonNode> copies(String folder) {
        var copies = new TreeMap<String, JsonNode>();
        for (var path : source.paths()) {
            var matcher = COPY.matcher(path.startsWith(folder) ? path.substring(folder.length()) : "");
            if (matcher.matches()) {
                var inside = matcher.group(1);
                copies.put(inside.substring(0, inside.length() - 1), copy(path));
            }
        }
        return copies;
    }

    private JsonNode copy(String path) {
        try {
            var text = source.text(path);
            if (text.isPresent()) {
                var root = JSON.readTree(text.get().text());
                if (root != null && root.isObject()) {
                    return root;
                }
            }
        } catch (JacksonException broken) {
            // as if it were no text at all
        }
        gaps.add(path + " cannot be read, so that the version of this copy is not known");
        return JSON.createObjectNode();
    }
}
