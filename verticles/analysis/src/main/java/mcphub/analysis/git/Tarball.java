package mcphub.analysis.git;

import com.jcraft.jzlib.GZIPOutputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import mcphub.analysis.source.SourceRejected;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.eclipse.jgit.lib.FileMode;
import org.eclipse.jgit.lib.ObjectLoader;
import org.eclipse.jgit.lib.Repository;
import org.eclipse.jgit.revwalk.RevCommit;
import org.eclipse.jgit.treewalk.TreeWalk;

/**
 * Makes an archive of a commit's files that is the same to the byte wherever and whenever it is made: in git's own order, with the commit's time, without owners,
 * compressed by code that is the same everywhere. Links are left out; so is what lies in other repositories (submodules).
 */
final class Tarball {
    private static final String FOLDER = "source/";
    private static final int FILE = 0100644;
    private static final int PROGRAM = 0100755;

    private final Repository repository;
    private final GitSettings settings;
    private int files;

    Tarball(Repository repository, GitSettings settings) {
        this.repository = repository;
        this.settings = settings;
    }

    /** Writes the archive; {@link SourceRejected} where the commit has no file, too many, or one that is too large. */
    void write(RevCommit commit, Path file) throws IOException {
        try (var out = new GZIPOutputStream(new BufferedOutputStream(Files.newOutputStream(file)));
                var tar = new TarArchiveOutputStream(out, StandardCharsets.UTF_8.name());
                var walk = new TreeWalk(repository)) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
            tar.setAddPaxHeadersForNonAsciiNames(true);
            walk.addTree(commit.getTree());
            walk.setRecursive(true);
            while (walk.next()) {
                FileMode mode = walk.getFileMode(0);
                if (mode.equals(FileMode.REGULAR_FILE) || mode.equals(FileMode.EXECUTABLE_FILE)) {
                    add(tar, walk, mode, commit);
                }
            }
        }
        if (files == 0) {
            throw new SourceRejected("The commit " + commit.name() + " has no files.");
        }
    }

    private void add(TarArchiveOutputStream tar, TreeWalk walk, FileMode mode, RevCommit commit) throws IOException {
        if (++files > settings.maxEntries()) {
            throw new SourceRejected(
                    "The commit has more than %,d files, which is the limit.".formatted(settings.maxEntries()));
        }
        ObjectLoader content = repository.open(walk.getObjectId(0));
        if (content.getSize() > settings.maxFileBytes()) {
            throw new SourceRejected("The commit has a file of %,d bytes; the limit is %,d."
                    .formatted(content.getSize(), settings.maxFileBytes()));
        }
        var entry = new TarArchiveEntry(FOLDER + walk.getPathString(), true);
        entry.setMode(mode.equals(FileMode.EXECUTABLE_FILE) ? PROGRAM : FILE);
        entry.setModTime(commit.getCommitTime() * 1_000L);
        entry.setIds(0, 0);
        entry.setNames("", "");
        entry.setSize(content.getSize());
        tar.putArchiveEntry(entry);
        content.copyTo(tar);
        tar.closeArchiveEntry();
    }
}
