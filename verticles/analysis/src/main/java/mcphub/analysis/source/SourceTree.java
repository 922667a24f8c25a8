package mcphub.analysis.source;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The files of one version, in the order of their paths. Reading it has no effect on anything. */
public final class SourceTree {
    private final Map<String, SourceFile> files;

    /** Where two files have one path, the later one stands, as when an archive is unpacked. */
    public SourceTree(Collection<SourceFile> files) {
        var sorted = new TreeMap<String, SourceFile>();
        files.forEach(file -> sorted.put(file.path(), file));
        this.files = Collections.unmodifiableMap(sorted);
    }

    /** All files, sorted by path. */
    public List<SourceFile> files() {
        return List.copyOf(files.values());
    }

    /** The file at exactly this path. */
    public Optional<SourceFile> file(String path) {
        return Optional.ofNullable(files.get(path));
    }
}
