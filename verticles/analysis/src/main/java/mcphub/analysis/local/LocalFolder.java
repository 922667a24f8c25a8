package mcphub.analysis.local;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mcphub.analysis.git.WorkingCopy;
import mcphub.analysis.source.FolderTree;
import mcphub.analysis.source.Limits;
import mcphub.analysis.source.SourceTree;
import org.jspecify.annotations.Nullable;

/**
 * A folder of this machine as a source: of a working copy of git what a commit would hold, of any other folder all but {@code .git} and {@code node_modules}, which count where the
 * manifest beside them bundles something.
 */
public final class LocalFolder {
    private static final long MOST_MANIFEST_BYTES = 1024L * 1024;
    private static final JsonMapper JSON = new JsonMapper();

    private final Path folder;
    private final FolderTree files;
    private final Map<String, Integer> leftOut = new TreeMap<>();
    private final List<String> notes = new ArrayList<>();
    private final @Nullable WorkingCopy copy;
    private final String prefix;

    private LocalFolder(Path folder, Limits limits) {
        this.folder = folder;
        this.files = new FolderTree(limits);
        this.copy = copy(limits);
        this.prefix = copy == null || copy.top().equals(folder)
                ? ""
                : slashed(copy.top().relativize(folder)) + '/';
    }

    /**
     * Finds the files; their content is read later.
     *
     * @throws mcphub.analysis.source.SourceFailure where it cannot be read, or is more than an archive may hold
     */
    public static LocalFolder of(Path folder, Limits limits) {
        try {
            var found = new LocalFolder(folder.toRealPath(), limits);
            found.walk(found.folder, "");
            if (found.copy != null && found.copy.passedOver() > 0) {
                found.notes.add(
                        found.copy.passedOver()
                                + " rules of .gitignore are too intricate to be applied, so that what they ignore was read, too");
            }
            return found;
        } catch (IOException | DirectoryIteratorException e) {
            throw FolderTree.unreadable(folder.toString(), e instanceof IOException io ? io : new IOException(e));
        }
    }

    /** Where it is in its working copy: empty, or with a slash at its end. */
    public String prefix() {
        return prefix;
    }

    /** Its files. */
    public SourceTree tree() {
        return files.tree();
    }

    /** How many of what was left out, by what it is. */
    public Map<String, Integer> leftOut() {
        return leftOut;
    }

    /** What else a reader should know. */
    public List<String> notes() {
        return notes;
    }

    /** None where the whole folder is ignored there: then it is something else that only lies in it. */
    private @Nullable WorkingCopy copy(Limits limits) {
        try {
            var around = WorkingCopy.around(folder, Clock.systemUTC(), limits.maxDuration())
                    .orElse(null);
            boolean isPart = around != null
                    && (around.top().equals(folder)
                            || !around.leavesOut(slashed(around.top().relativize(folder)), true));
            return isPart ? around : null;
        } catch (IOException e) {
            notes.add("The index of this working copy cannot be read, so that files which git ignores were read, too");
            return null;
        }
    }

    private void walk(Path at, String path) throws IOException {
        try (var entries = Files.newDirectoryStream(at)) {
            for (Path entry : entries) {
                String name = String.valueOf(entry.getFileName());
                String inside = path.isEmpty() ? name : path + '/' + name;
                boolean isFolder = Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS);
                if (name.equals(".git")) {
                    continue;
                }
                String why = why(entry, name, inside, isFolder);
                if (!why.isEmpty()) {
                    leftOut.merge(why, 1, Integer::sum);
                } else if (isFolder) {
                    files.enter(inside);
                    walk(entry, inside);
                } else if (!files.add(inside, entry)) {
                    leftOut.merge("sockets, pipes and devices", 1, Integer::sum);
                }
            }
        }
    }

    /** Why an entry is left out; empty where it is not. */
    private String why(Path entry, String name, String inside, boolean isFolder) throws IOException {
        boolean isTracked = copy != null && copy.isTracked(prefix + inside);
        if (isFolder && name.equals("node_modules") && !isTracked && !isBundled(entry)) {
            return "node_modules";
        }
        if (isFolder && copy != null && WorkingCopy.isTop(entry)) {
            return "other repositories";
        }
        return copy != null && copy.leavesOut(prefix + inside, isFolder) ? "ignored by git" : "";
    }

    private static boolean isBundled(Path modules) throws IOException {
        Path manifest = modules.resolveSibling("package.json");
        if (!Files.isRegularFile(manifest) || Files.size(manifest) > MOST_MANIFEST_BYTES) {
            return false;
        }
        JsonNode root;
        try {
            root = JSON.readTree(Files.readAllBytes(manifest));
        } catch (JacksonException broken) {
            return false; // a control says so
        }
        return List.of("bundleDependencies", "bundledDependencies").stream()
                .map(root::path)
                .anyMatch(bundled -> bundled.asBoolean(false) || !bundled.isEmpty());
    }

    private static String slashed(Path path) {
        return path.toString().replace('\\', '/');
    }
}
