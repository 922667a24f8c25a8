package mcphub.analysis.reading;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import mcphub.analysis.source.SourceTree;
import mcphub.scanner.surface.Surface.HandOver;
import org.jspecify.annotations.Nullable;

/** The code that entry points hand over to, of other packages: read as part of a version, at {@code node_modules/NAME/…}, as far as their own entry points reach. */
public final class Behind {
    /** Nothing. */
    public static final Behind NONE =
            new Behind(Map.of(), new TreeMap<>(), new TreeMap<>(), new TreeSet<>(), new TreeSet<>(), List.of());

    /**
     * Something that is handed over to.
     *
     * @param name of a package, or of a program
     * @param version its release; null where that is not known
     * @param integrity what its archive hashes to; null where it was not fetched, as what comes with the source is not
     * @param unread why it was not read, as a sentence without a stop; null where it was
     */
    public record Part(
            String name,
            @Nullable String version,
            @Nullable String integrity,
            @Nullable String unread) {}

    /** By name, release, digest, and what is said of it, as they stand in a record's text. */
    private static final Comparator<Part> ORDER =
            Comparator.comparing(Part::name).thenComparing(Part::toString);

    /** In the order in which they were looked for. */
    private final Map<HandOver, Part> parts;

    private final SortedMap<String, TextFile> texts;
    private final SortedMap<String, Long> oversized;
    private final Set<String> reached;
    private final Set<String> entries;
    private final List<Manifest> manifests;

    private Behind(
            Map<HandOver, Part> parts,
            SortedMap<String, TextFile> texts,
            SortedMap<String, Long> oversized,
            Set<String> reached,
            Set<String> entries,
            List<Manifest> manifests) {
        this.parts = Collections.unmodifiableMap(parts);
        this.texts = Collections.unmodifiableSortedMap(texts);
        this.oversized = Collections.unmodifiableSortedMap(oversized);
        this.reached = Collections.unmodifiableSet(reached);
        this.entries = Collections.unmodifiableSet(entries);
        this.manifests = List.copyOf(manifests);
    }

    /** The same and something that was not read. */
    public Behind unread(HandOver by, @Nullable String version, String why) {
        return and(
                by, new Part(by.to(), version, null, why), new TreeMap<>(), new TreeMap<>(), Set.of(), Set.of(), null);
    }

    /** Whether the folder of a name is that of another release than one whose archive hashes to this. */
    public boolean isTaken(String name, String integrity) {
        return parts.values().stream()
                .filter(part -> part.name().equals(name) && !integrity.equals(part.integrity()))
                .anyMatch(part -> part.integrity() != null || part.unread() == null);
    }

    /**
     * The same and a package out of an archive.
     *
     * @param tree of the archive, which can be forgotten afterwards
     */
    public Behind and(HandOver by, String version, String integrity, SourceTree tree) {
        String folder = "node_modules/" + by.to() + '/';
        var read = ReadFiles.of(tree, folder);
        var paths =
                tree.files().stream().map(file -> folder + file.path()).collect(Collectors.toCollection(HashSet::new));
        tree.leftOut().forEach(left -> paths.add(folder + left.path()));
        var sizes = new TreeMap<String, Long>();
        read.binaries().forEach(file -> sizes.put(file.path(), file.size()));
        read.texts().values().stream()
                .filter(file -> !file.language().isCode())
                .forEach(file -> sizes.put(file.path(), (long) file.text().length()));
        read.oversized().forEach(file -> sizes.put(file.path(), file.size()));
        tree.leftOut().forEach(left -> sizes.put(folder + left.path(), left.size()));
        return and(by, new Part(by.to(), version, integrity, null), read.texts(), sizes, paths, folder, true);
    }

    /**
     * The same and a package that the source has itself.
     *
     * @param folder of that package, which ends in a slash
     * @param doubt why something else may run, as a sentence without a stop; null where nothing else does
     */
    public Behind and(HandOver by, @Nullable String version, Source source, String folder, @Nullable String doubt) {
        var texts = new TreeMap<String, TextFile>();
        source.texts().stream()
                .filter(file -> file.path().startsWith(folder))
                .forEach(file -> texts.put(file.path(), file));
        var sizes = new TreeMap<String, Long>();
        source.oversized().stream()
                .filter(file -> file.path().startsWith(folder))
                .forEach(file -> sizes.put(file.path(), file.size()));
        var paths =
                source.paths().stream().filter(path -> path.startsWith(folder)).collect(Collectors.toSet());
        return and(by, new Part(by.to(), version, null, doubt), texts, sizes, paths, folder, false);
    }

    private Behind and(
            HandOver by,
            Part part,
            Map<String, TextFile> all,
            Map<String, Long> sizes,
            Set<String> paths,
            String folder,
            boolean isFetched) {
        var file = all.get(folder + Manifests.PACKAGE);
        var manifest = file == null ? null : Manifests.read(file, file.text()).orElse(null);
        if (manifest == null) {
            return unread(by, part.version(), "Its manifest cannot be read");
        }
        var files = new PackageFiles(new TreeMap<>(all), paths, folder, by.to(), manifest);
        var ways = Reached.from(
                files,
                by.isProcess() && by.path().isEmpty()
                        ? Entries.started(manifest.root())
                        : Entries.imported(manifest.root(), by.path()),
                Set.of());
        if (ways.entries().isEmpty()) {
            return unread(by, part.version(), "What is started of it is not in it");
        }
        var code = new TreeMap<String, TextFile>();
        var large = new TreeMap<String, Long>();
        var runs = new TreeSet<>(ways.paths());
        var installed = Reached.from(files, Entries.installed(manifest), Set.of());
        runs.addAll(installed.paths());
        for (String path : runs) {
            var text = all.get(path);
            text = text == null
                    ? null
                    : installed.disguised().read(ways.disguised().read(text));
            if (ways.disguised().unread().contains(path)) {
                large.put(path, sizes.getOrDefault(path, 0L));
            } else if (isFetched && text != null && text.language().isCode()) {
                code.put(path, text);
            } else if (sizes.containsKey(path) && !PackageFiles.isData(path)) {
                large.put(path, sizes.getOrDefault(path, 0L));
            }
        }
        String why =
                large.isEmpty() ? part.unread() : unread(large.firstKey(), large.getOrDefault(large.firstKey(), 0L));
        var whole = new Part(part.name(), part.version(), part.integrity(), why);
        return isFetched
                ? and(by, whole, code, large, runs, ways.entries(), manifest)
                : and(by, whole, code, new TreeMap<>(), runs, ways.entries(), null);
    }

    private static String unread(String path, long size) {
        return path + (size > ReadFiles.TEXT_LIMIT ? " is too large to be read" : " is no code that is read here");
    }

    private Behind and(
            HandOver by,
            Part part,
            SortedMap<String, TextFile> code,
            SortedMap<String, Long> large,
            Set<String> ways,
            Set<String> begins,
            @Nullable Manifest manifest) {
        var parts = new LinkedHashMap<>(this.parts);
        parts.put(by, part);
        var texts = new TreeMap<>(this.texts);
        code.forEach(texts::putIfAbsent);
        var oversized = new TreeMap<>(this.oversized);
        oversized.putAll(large);
        var reached = new TreeSet<>(this.reached);
        reached.addAll(ways);
        var entries = new TreeSet<>(this.entries);
        entries.addAll(begins);
        var manifests = new ArrayList<>(this.manifests);
        if (manifest != null && !manifests.contains(manifest)) {
            manifests.add(manifest);
        }
        return new Behind(parts, texts, oversized, reached, entries, manifests);
    }

    /** Whether something was looked for already. */
    public boolean has(HandOver by) {
        return parts.containsKey(by);
    }

    /** What is handed over to, each release once, sorted by name: not read where some of what is started there was not. */
    public List<Part> parts() {
        var once = new HashMap<String, Part>();
        parts.values().stream().sorted(ORDER).forEach(part -> {
            String release = part.name() + ' ' + part.version() + ' ' + part.integrity();
            once.merge(release, part, (one, other) -> one.unread() == null ? other : one);
        });
        return once.values().stream().sorted(ORDER).toList();
    }

    /** The manifests that did not come with the source. */
    public List<Manifest> manifests() {
        return manifests;
    }

    /** Its files of code that did not come with the source, by path. */
    public SortedMap<String, TextFile> texts() {
        return texts;
    }

    /** Those that were not read, with their sizes. */
    SortedMap<String, Long> oversized() {
        return oversized;
    }

    /** All paths that are reached there. */
    Set<String> reached() {
        return reached;
    }

    /** Paths and those. */
    Set<String> and(Set<String> paths) {
        if (reached.isEmpty()) {
            return paths;
        }
        var all = new TreeSet<>(paths);
        all.addAll(reached);
        return Collections.unmodifiableSet(all);
    }

    /** The files that are started, or imported first. */
    Set<String> entries() {
        return entries;
    }
}
