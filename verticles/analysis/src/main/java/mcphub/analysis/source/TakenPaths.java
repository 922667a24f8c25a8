package mcphub.analysis.source;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The paths of one archive, none of which may be taken twice. Exact duplicates are refused too: one reader takes the first, another
 * the last, so what was analysed would not be what is run. The same holds for paths that are one on systems that ignore case or
 * the form of accents, and for a file where another entry needs a folder.
 */
final class TakenPaths {
    private final Map<String, String> files = new HashMap<>();
    private final Set<String> folders = new HashSet<>();
    private final Limits limits;
    private long bytes;

    TakenPaths(Limits limits) {
        this.limits = limits;
    }

    void addFolder(String path) {
        count(path);
        folders.add(EntryPath.folded(path));
    }

    void addFile(String path) {
        count(path);
        var earlier = files.putIfAbsent(EntryPath.folded(path), path);
        if (earlier != null) {
            throw SourceRejected.entry(
                    path,
                    earlier.equals(path)
                            ? "is there twice"
                            : "differs from " + Quote.of(earlier) + " only by case or by the form of its accents");
        }
    }

    /** Refuses files in whose place a folder is needed; called once all entries are known. */
    void checkFolders() {
        folders.forEach(this::checkNoFile);
        Stream.concat(files.keySet().stream(), folders.stream()).forEach(folded -> {
            for (var end = folded.lastIndexOf('/'); end > 0; end = folded.lastIndexOf('/', end - 1)) {
                checkNoFile(folded.substring(0, end));
            }
        });
    }

    private void checkNoFile(String foldedFolder) {
        var file = files.get(foldedFolder);
        if (file != null) {
            throw SourceRejected.entry(file, "is both a file and a folder");
        }
    }

    private void count(String path) {
        bytes += path.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > limits.maxPathsBytes()) {
            throw new SourceRejected("The archive's paths have more than %,d bytes together, which is the limit."
                    .formatted(limits.maxPathsBytes()));
        }
    }
}
