package mcphub.analysis.git;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.ignore.IgnoreNode;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.util.FS;
import org.jspecify.annotations.Nullable;

/**
 * Which files of a working copy a commit would hold: those that git tracks, and those that it would not ignore. Goes by the index and by the rules beside the files, and reads no
 * settings, which may be anybody's where the copy came in an archive.
 */
public final class WorkingCopy {
    private static final String GIT = ".git";
    private static final int MOST_BYTES = 1024 * 1024;

    private final Path top;
    private final @Nullable IgnoreNode exclude;
    private final NavigableSet<String> tracked;
    private final Map<String, IgnoreNode> rules = new HashMap<>();
    private final Map<String, Boolean> ignored = new HashMap<>();

    private WorkingCopy(Path top, @Nullable IgnoreNode exclude, NavigableSet<String> tracked) {
        this.top = top;
        this.exclude = exclude;
        this.tracked = tracked;
    }

    /**
     * The working copy that a folder is in; absent where it is in none.
     *
     * @param folder its real path
     * @throws IOException where its index cannot be read
     */
    public static Optional<WorkingCopy> around(Path folder) throws IOException {
        for (Path top = folder; top != null; top = top.getParent()) {
            if (isTop(top)) {
                Path git = gitFolder(top);
                return Optional.of(new WorkingCopy(top, node(git.resolve("info/exclude")), tracked(git)));
            }
        }
        return Optional.empty();
    }

    /** Whether a folder is the outermost one of a working copy. */
    public static boolean isTop(Path folder) {
        return Files.exists(folder.resolve(GIT), LinkOption.NOFOLLOW_LINKS);
    }

    /** That of a worktree is told by a file. */
    private static Path gitFolder(Path top) throws IOException {
        Path git = top.resolve(GIT);
        if (Files.isDirectory(git)) {
            return git;
        }
        String says = new String(bytes(git), StandardCharsets.UTF_8).strip();
        if (!says.startsWith("gitdir:")) {
            throw new IOException(git + " is no file that names a repository");
        }
        return top.resolve(says.substring("gitdir:".length()).strip());
    }

    private static NavigableSet<String> tracked(Path git) throws IOException {
        Isolation.apply();
        var tracked = new TreeSet<String>();
        DirCache index = DirCache.read(git.resolve("index").toFile(), FS.DETECTED);
        for (int i = 0; i < index.getEntryCount(); i++) {
            var entry = index.getEntry(i);
            if (!FileMode.GITLINK.equals(entry.getRawMode())) {
                tracked.add(entry.getPathString());
            }
        }
        return tracked;
    }

    private static @Nullable IgnoreNode node(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return null;
        }
        var node = new IgnoreNode();
        node.parse(new ByteArrayInputStream(bytes(file)));
        return node;
    }

    private static byte[] bytes(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return in.readNBytes(MOST_BYTES);
        }
    }

    /** Its outermost folder. */
    public Path top() {
        return top;
    }

    /** Whether git tracks a file, or one below a folder; {@code /}-separated, from the outermost folder on. */
    public boolean isTracked(String path) {
        String next = tracked.ceiling(path + '/');
        return tracked.contains(path) || (next != null && next.startsWith(path + '/'));
    }

    /** Whether a commit of all that git takes would be without it; {@code /}-separated, from the outermost folder on. */
    public boolean leavesOut(String path, boolean isFolder) throws IOException {
        return !isTracked(path) && isIgnored(path, isFolder);
    }

    private boolean isIgnored(String path, boolean isFolder) throws IOException {
        if (path.isEmpty()) {
            return false;
        }
        Boolean known = isFolder ? ignored.get(path) : null;
        if (known == null) {
            known = isIgnored(parent(path), true) || matches(path, isFolder);
            if (isFolder) {
                ignored.put(path, known);
            }
        }
        return known;
    }

    /** The innermost rules that say anything decide. */
    private boolean matches(String path, boolean isFolder) throws IOException {
        for (String folder = path; !folder.isEmpty(); ) {
            folder = parent(folder);
            Boolean said =
                    rules(folder).checkIgnored(folder.isEmpty() ? path : path.substring(folder.length() + 1), isFolder);
            if (said != null) {
                return said;
            }
        }
        return exclude != null && Boolean.TRUE.equals(exclude.checkIgnored(path, isFolder));
    }

    private IgnoreNode rules(String folder) throws IOException {
        var found = rules.get(folder);
        if (found == null) {
            var read = node(top.resolve(folder).resolve(".gitignore"));
            found = read == null ? new IgnoreNode() : read;
            rules.put(folder, found);
        }
        return found;
    }

    private static String parent(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }
}
