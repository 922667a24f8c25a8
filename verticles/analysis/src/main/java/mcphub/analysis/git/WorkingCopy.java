package mcphub.analysis.git;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import mcphub.analysis.source.SourceUnavailable;
import org.eclipse.jgit.dircache.DirCache;
import org.eclipse.jgit.ignore.FastIgnoreRule;
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
    private static final int MOST_STARS = 3;

    private final Path top;
    private final List<FastIgnoreRule> exclude;
    private final InstantSource clock;
    private final Instant latest;
    private final NavigableSet<String> tracked;
    private final Map<String, List<FastIgnoreRule>> rules = new HashMap<>();
    private final Map<String, Boolean> ignored = new HashMap<>();
    private int passedOver;

    private WorkingCopy(Path top, Path git, InstantSource clock, Duration most) throws IOException {
        this.top = top;
        this.clock = clock;
        this.latest = clock.instant().plus(most);
        this.exclude = rulesOf(git.resolve("info/exclude"));
        this.tracked = tracked(git);
    }

    /**
     * The working copy that a folder is in; absent where it is in none.
     *
     * @param folder its real path
     * @param most how long its rules may be asked for
     * @throws IOException where its index cannot be read
     */
    public static Optional<WorkingCopy> around(Path folder, InstantSource clock, Duration most) throws IOException {
        for (Path top = folder; top != null; top = top.getParent()) {
            if (isTop(top)) {
                return Optional.of(new WorkingCopy(top, gitFolder(top), clock, most));
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
        mustBeFile(git);
        String says = new String(bytes(git), StandardCharsets.UTF_8).strip();
        if (!says.startsWith("gitdir:")) {
            throw new IOException(git + " is no file that names a repository");
        }
        return top.resolve(says.substring("gitdir:".length()).strip());
    }

    private static NavigableSet<String> tracked(Path git) throws IOException {
        Isolation.apply();
        var tracked = new TreeSet<String>();
        Path file = git.resolve("index");
        if (Files.exists(file)) {
            mustBeFile(file);
        }
        DirCache index = DirCache.read(file.toFile(), FS.DETECTED);
        for (int i = 0; i < index.getEntryCount(); i++) {
            var entry = index.getEntry(i);
            if (!FileMode.GITLINK.equals(entry.getRawMode())) {
                tracked.add(entry.getPathString());
            }
        }
        return tracked;
    }

    /** A pipe would be waited for. */
    private static void mustBeFile(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new IOException(file + " is no file");
        }
    }

    /** The rules of a file, without those that take long to match, which are many times what anybody writes. */
    private List<FastIgnoreRule> rulesOf(Path file) throws IOException {
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        var plain = new StringBuilder();
        new String(bytes(file), StandardCharsets.UTF_8).lines().forEach(rule -> {
            if (isPlain(rule)) {
                plain.append(rule).append('\n');
            } else {
                passedOver++;
            }
        });
        var node = new IgnoreNode();
        node.parse(new ByteArrayInputStream(plain.toString().getBytes(StandardCharsets.UTF_8)));
        return node.getRules();
    }

    /** Each star multiplies the ways to match a name by its length. */
    private static boolean isPlain(String rule) {
        int folders = 0;
        for (String segment : rule.split("/", -1)) {
            folders += segment.equals("**") ? 1 : 0;
            if (segment.chars().filter(c -> c == '*').count() > MOST_STARS) {
                return false;
            }
        }
        return folders <= MOST_STARS;
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

    /** How many rules were passed over so far, because they would take long to match: what they ignore is not left out. */
    public int passedOver() {
        return passedOver;
    }

    /** Whether git tracks a file, or one below a folder; {@code /}-separated, from the outermost folder on. */
    public boolean isTracked(String path) {
        String next = tracked.ceiling(path + '/');
        return tracked.contains(path) || (next != null && next.startsWith(path + '/'));
    }

    /** Whether a commit of all that git takes would be without it; {@code /}-separated, from the outermost folder on. {@link SourceUnavailable} where that takes too long. */
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
            Boolean said = said(rules(folder), folder.isEmpty() ? path : path.substring(folder.length() + 1), isFolder);
            if (said != null) {
                return said;
            }
        }
        return Boolean.TRUE.equals(said(exclude, path, isFolder));
    }

    private List<FastIgnoreRule> rules(String folder) throws IOException {
        var found = rules.get(folder);
        if (found == null) {
            found = rulesOf(top.resolve(folder).resolve(".gitignore"));
            rules.put(folder, found);
        }
        return found;
    }

    /** The last rule that matches decides. */
    private @Nullable Boolean said(List<FastIgnoreRule> by, String path, boolean isFolder) {
        for (var rule : by.reversed()) {
            if (clock.instant().isAfter(latest)) {
                throw new SourceUnavailable("The rules of .gitignore take too long to be applied.", null);
            }
            if (rule.isMatch(path, isFolder, true)) {
                return rule.getResult();
            }
        }
        return null;
    }

    private static String parent(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }
}
