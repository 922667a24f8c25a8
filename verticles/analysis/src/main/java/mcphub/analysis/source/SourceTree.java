package mcphub.analysis.source;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The files of one version, in the order of their paths, and what is not among them. Reading it has no effect on anything. */
public final class SourceTree {
    private final Map<String, SourceFile> files;
    private final List<LeftOut> leftOut;

    /** A tree from which nothing was left out. */
    public SourceTree(Collection<SourceFile> files) {
        this(files, List.of());
    }

    /** Where two files have one path, the later one stands, as when an archive is unpacked. */
    public SourceTree(Collection<SourceFile> files, Collection<LeftOut> leftOut) {
        var sorted = new TreeMap<String, SourceFile>();
        files.forEach(file -> sorted.put(file.path(), file));
        this.files = Collections.unmodifiableMap(sorted);
        this.leftOut =
                leftOut.stream().sorted(Comparator.comparing(LeftOut::path)).toList();
    }

    /** All files, sorted by path. */
    public List<SourceFile> files() {
        return List.copyOf(files.values());
    }

    /** The file at exactly this path. */
    public Optional<SourceFile> file(String path) {
        return Optional.ofNullable(files.get(path));
    }

    /** What the archive names and nobody read, sorted by path. */
    public List<LeftOut> leftOut() {
        return leftOut;
    }

    /** Paths that are one on systems that ignore case or the form of accents, so that only one of the files arrives there: two or more of each, sorted. */
    public List<List<String>> casePairs() {
        var folded = new TreeMap<String, List<String>>();
        files.keySet()
                .forEach(path -> folded.computeIfAbsent(EntryPath.folded(path), key -> new ArrayList<>())
                        .add(path));
        return folded.values().stream()
                .filter(paths -> paths.size() > 1)
                .map(List::copyOf)
                .toList();
    }
}
