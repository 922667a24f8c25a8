package mcphub.analysis.source;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The paths of one archive. None may be taken twice by different things: one reader takes the first, another the last, so what was analysed would not be what is run. The same
 * holds for a file where another entry needs a folder, also on systems that ignore case or the form of accents. Two files that are one on such systems only are both
 * kept and judged; see {@link SourceTree#casePairs()}.
 */
final class TakenPaths {
    private final Set<String> exact = new HashSet<>();
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

    /** Whether the path is new. */
    boolean addFile(String path) {
        count(path);
        files.putIfAbsent(EntryPath.folded(path), path);
        return exact.add(path);
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
