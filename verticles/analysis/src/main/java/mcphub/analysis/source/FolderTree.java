package mcphub.analysis.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Gathers files of a folder of this machine, within the limits of an archive and by its rules. What a link leads to is never read. */
public final class FolderTree {
    private final Limits limits;
    private final List<SourceFile> files = new ArrayList<>();
    private final List<LeftOut> leftOut = new ArrayList<>();
    private final Set<String> paths = new HashSet<>();
    private int entries;
    private long bytes;
    private long pathBytes;

    /** An empty one. */
    public FolderTree(Limits limits) {
        this.limits = limits;
    }

    /**
     * Counts a folder that is about to be entered.
     *
     * @param path inside the source, {@code /}-separated
     * @throws SourceRejected where there are too many, or it lies too deep
     */
    public void enter(String path) {
        count(path, TarEntry.Kind.FOLDER);
    }

    /**
     * Adds a file or a link; false for what is neither, such as a socket.
     *
     * @param path inside the source, {@code /}-separated
     * @param file where it is
     * @throws SourceRejected where it is too much, or has a path that no archive may have
     * @throws SourceUnavailable where it cannot be read
     */
    public boolean add(String path, Path file) {
        try {
            var attributes = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (attributes.isOther() || attributes.isDirectory()) {
                return false;
            }
            count(path, TarEntry.Kind.FILE);
            if (attributes.isSymbolicLink()) {
                String target = Quote.of(Files.readSymbolicLink(file).toString());
                leftOut.add(new LeftOut(path, LeftOut.Reason.SYMBOLIC_LINK, 0, target));
            } else if (attributes.size() > limits.maxFileBytes()) {
                leftOut.add(new LeftOut(path, LeftOut.Reason.TOO_LARGE, attributes.size(), ""));
            } else {
                addFile(path, file, (int) attributes.size());
            }
            return true;
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    private void addFile(String path, Path file, int size) {
        bytes += size;
        if (bytes > limits.maxUnpackedBytes()) {
            throw new SourceRejected("The folder's files have more than %,d bytes together, which is the limit."
                    .formatted(limits.maxUnpackedBytes()));
        }
        files.add(new SourceFile(path, size, () -> content(path, file, size)));
    }

    /** As many bytes as there were when it was found, should it grow. */
    private static byte[] content(String path, Path file, int size) {
        try (var in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            return in.readNBytes(size);
        } catch (IOException e) {
            throw unreadable(path, e);
        }
    }

    private void count(String path, TarEntry.Kind kind) {
        try {
            EntryPath.of(new TarEntry(path, kind, 0, ""), limits);
        } catch (SourceRejected refused) {
            throw new SourceRejected(refused.reason().replaceFirst("^The archive's entry", "The folder's file"));
        }
        if (!paths.add(path)) {
            throw new SourceRejected("The folder's file " + Quote.of(path)
                    + " is there twice: this machine reads the names of two files alike; a UTF-8 locale may help.");
        }
        pathBytes += path.getBytes(StandardCharsets.UTF_8).length;
        if (++entries > limits.maxEntries() || pathBytes > limits.maxPathsBytes()) {
            throw new SourceRejected(
                    "The folder has more than %,d files and folders, or their paths more than %,d bytes, which are the limits."
                            .formatted(limits.maxEntries(), limits.maxPathsBytes()));
        }
    }

    /** Says that something cannot be read. */
    public static SourceUnavailable unreadable(String path, IOException cause) {
        return new SourceUnavailable("The folder's file " + Quote.of(path) + " cannot be read.", cause);
    }

    /** What was gathered. */
    public SourceTree tree() {
        if (files.isEmpty()) {
            throw new SourceRejected("The folder holds no file that could be read.");
        }
        return new SourceTree(files, leftOut);
    }
}
