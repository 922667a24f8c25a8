package mcphub.analysis.installed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import mcphub.analysis.reading.Manifest;
import mcphub.analysis.reading.Manifest.Ecosystem;
import mcphub.analysis.reading.RegistryManifest;
import mcphub.analysis.reading.Source;
import mcphub.analysis.reading.TextFile;
import mcphub.analysis.source.Origin;

/**
 * What settles the versions that a source installs. For a package of npm that is what the archive has under node_modules, and its npm-shrinkwrap.json where the registry says that it has one: npm
 * looks at no other lock of a package that it installs. For everything else it is a lock file beside the manifest or above it, or else the copies.
 */
public final class Locks {
    private static final int MOST_BYTES = 16 * 1024 * 1024;
    private static final int MOST_BYTES_OF_ALL = 32 * 1024 * 1024;
    private static final JsonMapper JSON = new JsonMapper();

    private final Source source;
    private final Map<String, Manifest> byFolder = new HashMap<>();
    private final Map<String, InstalledTree> byManifest = new HashMap<>();
    private final List<InstalledTree> trees = new ArrayList<>();
    private final List<String> gaps = new ArrayList<>();
    private int bytes;

    private Locks(Source source) {
        this.source = source;
        source.manifests()
                .forEach(manifest ->
                        byFolder.merge(folder(manifest), manifest, (one, other) -> one.isDescription() ? one : other));
    }

    /** Reads all that there are. */
    public static Locks of(Source source) {
        var locks = new Locks(source);
        if (source.origin() == Origin.NPM) {
            locks.released();
        } else {
            locks.all(Ecosystem.NPM);
            locks.all(Ecosystem.PYPI);
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
        return LockFiles.ecosystem(tree.file());
    }

    private void released() {
        var manifests = source.manifests().stream().filter(Locks::isReleased).toList();
        var isIgnored = source.registryManifest()
                .map(registry -> !registry.hasShrinkwrap())
                .orElse(false);
        var shrinkwrap = isIgnored ? Optional.<String>empty() : text(LockFiles.SHRINKWRAP);
        var copies = Copies.in(source, "", gaps);
        if (!manifests.isEmpty() && (shrinkwrap.isPresent() || !copies.isEmpty())) {
            var members = manifests.stream().map(one -> new Member("", one)).toList();
            tree(
                    copies.isEmpty() ? LockFiles.SHRINKWRAP : "node_modules",
                    into -> NpmLock.copies(copies, shrinkwrap.orElse(""), members, into));
        }
    }

    /** Of a package of npm nothing is installed but what its own manifest and its registry's say. */
    public static boolean isReleased(Manifest manifest) {
        var path = manifest.file().path();
        return path.equals("package.json") || path.equals(RegistryManifest.PATH);
    }

    private void all(Ecosystem ecosystem) {
        var described = new TreeMap<String, Manifest>();
        source.manifests().stream()
                .filter(manifest -> manifest.ecosystem() == ecosystem && manifest.isDescription())
                .forEach(manifest -> described.put(folder(manifest), manifest));
        // a lock that is nearer counts before one that is further out
        var folders = described.keySet().stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .toList();
        for (var folder : folders) {
            var members = described.entrySet().stream()
                    .filter(each -> each.getKey().startsWith(folder))
                    .map(each -> new Member(
                            relative(folder, each.getKey()),
                            each.getValue(),
                            of(each.getValue()).isPresent()))
                    .toList();
            var manifest = described.getOrDefault(folder, members.getFirst().manifest());
            var names = LockFiles.in(ecosystem, manifest, name -> isThere(folder + name));
            if (!names.isEmpty()) {
                var path = folder + names.getFirst();
                rivals(folder, names);
                text(path).ifPresent(text -> tree(path, into -> locked(text, path, members, manifest, into)));
            } else if (ecosystem == Ecosystem.NPM) {
                copied(folder, manifest);
            }
        }
    }

    private void locked(String text, String path, List<Member> members, Manifest root, TreeBuilder into) {
        LockFiles.reader(LockFiles.name(path)).read(text, members, into);
        var nearer = new TreeSet<String>();
        for (var member : members) {
            var tree = byManifest.get(member.manifest().file().path());
            if (tree != null && (into.hasImporter(member) || YarnLock.isMember(root, member.folder(), into))) {
                nearer.add(tree.file());
            }
        }
        if (!nearer.isEmpty()) {
            gaps.add("%s and %s each say what is installed for the same manifests"
                    .formatted(path, Doubts.told(nearer, ", ")));
        }
    }

    /** Which of several tools is used, nobody knows. */
    private void rivals(String folder, List<String> names) {
        var first = names.getFirst();
        var others = new ArrayList<>(names);
        if (!LockFiles.isOfPython(first) && isThere(folder + LockFiles.BINARY)) {
            others.add(LockFiles.BINARY);
        }
        others.removeIf(name -> name.equals(first) || LockFiles.areOfOneTool(first, name));
        if (!others.isEmpty()) {
            gaps.add("%s and %s each say what is installed; only the first was read"
                    .formatted(folder + first, folder + String.join(", " + folder, others)));
        }
    }

    private void copied(String folder, Manifest manifest) {
        var copies = Copies.in(source, folder, gaps);
        if (isThere(folder + "bun.lockb")) {
            gaps.add(folder + "bun.lockb is binary and was not read");
        }
        if (!copies.isEmpty()) {
            tree(folder + "node_modules", into -> NpmLock.copies(copies, "", List.of(new Member("", manifest)), into));
        }
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
        var overrides = Overrides.of(LockFiles.name(file), root(folder), workspace(folder, file));
        var builder =
                new TreeBuilder(inside -> isOwn(folder + inside), new Doubts(LockFiles.ecosystem(file), overrides));
        try {
            read.accept(builder);
            var tree = builder.build(file);
            trees.add(tree);
            tree.importers().keySet().forEach(manifest -> byManifest.putIfAbsent(manifest, tree));
            gaps.addAll(builder.doubts().gaps(file));
        } catch (UnreadableLock unreadable) {
            gaps.add(file + " cannot be read: " + unreadable.reason());
        } catch (RuntimeException odd) {
            // parsers of foreign formats fail on hostile texts in ways of their own; the analysis goes on without
            gaps.add(file + " cannot be read: it is not of the form that its name says");
        }
    }

    /** Whether a manifest that is looked at lies in a folder; of a package of npm nothing else is installed. */
    private boolean isOwn(String folder) {
        return source.origin() != Origin.NPM
                && byFolder.containsKey(folder.endsWith("/") || folder.isEmpty() ? folder : folder + "/");
    }

    private JsonNode root(String folder) {
        return Optional.ofNullable(byFolder.get(folder)).map(Manifest::root).orElseGet(JSON::createObjectNode);
    }

    private JsonNode workspace(String folder, String file) {
        var said = file.endsWith("pnpm-lock.yaml")
                ? source.text(folder + "pnpm-workspace.yaml")
                : Optional.<TextFile>empty();
        try {
            return said.map(text -> Trees.yaml(text.text())).orElseGet(JSON::createObjectNode);
        } catch (UnreadableLock none) {
            return JSON.createObjectNode();
        }
    }
}
