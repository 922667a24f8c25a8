package mcphub.analysis.source;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Opens a tar archive, packed with gzip or not, that nobody vouches for. No name that the archive chooses ever reaches the file
 * system: all contents go one after the other into a single spool file, so nothing can be written elsewhere; archives that try are
 * refused all the same. Memory stays bounded by {@link Limits} whatever the archive announces.
 */
public final class Unpacker {
    private final Limits limits;
    private final Path spoolFolder;
    private final InstantSource clock;

    /**
     * An unpacker for any number of archives and threads.
     *
     * @param spoolFolder an existing folder with room for {@code maxUnpackedBytes} per archive that is open at one time
     * @param clock measures {@code maxDuration}
     */
    public Unpacker(Limits limits, Path spoolFolder, InstantSource clock) {
        this.limits = limits;
        this.spoolFolder = spoolFolder;
        this.clock = clock;
    }

    /**
     * Opens an archive; the caller closes what it gets. An npm package loses the first segment of every path, whatever its name,
     * because that is what the npm client does; any other source loses its top folder where all of its files share one.
     *
     * @throws SourceRejected where the archive is damaged, hostile, too big or without files
     * @throws SourceUnavailable where the disk fails or the time runs out
     */
    public Unpacked open(Path archive, Origin origin) {
        try {
            var spool = Spool.in(spoolFolder);
            try {
                return new Unpacked(new SourceTree(unpack(archive, origin, spool)), spool);
            } catch (IOException | RuntimeException | Error failure) {
                spool.close();
                throw failure;
            }
        } catch (IOException failure) {
            throw new SourceUnavailable("The archive could not be read or unpacked on this machine.", failure);
        }
    }

    private List<SourceFile> unpack(Path archive, Origin origin, Spool spool) throws IOException {
        try (var in = open(archive)) {
            var reader = new TarReader(in, limits);
            var taken = new TakenPaths(limits);
            var files = new ArrayList<SourceFile>();
            var entries = 0;
            for (var next = reader.next(); next.isPresent(); next = reader.next()) {
                if (++entries > limits.maxEntries()) {
                    throw new SourceRejected("The archive has more than %,d entries, which is the limit."
                            .formatted(limits.maxEntries()));
                }
                var path = path(next.get(), origin);
                if (next.get().folder()) {
                    taken.addFolder(path);
                } else {
                    taken.addFile(path);
                    files.add(spooled(path, reader, spool));
                }
            }
            taken.checkFolders();
            if (files.isEmpty()) {
                throw new SourceRejected(
                        entries == 0 ? "The archive is empty." : "The archive holds only folders and not one file.");
            }
            return origin == Origin.NPM ? files : withoutTopFolder(files);
        }
    }

    private Meter open(Path archive) throws IOException {
        var file = new BufferedInputStream(Files.newInputStream(archive), 64 * 1024);
        try {
            file.mark(2);
            var gzip = file.read() == 0x1f && file.read() == 0x8b;
            file.reset();
            if (!gzip) {
                return new Meter(file, () -> Long.MAX_VALUE, limits, clock);
            }
            var member = new GzipMember(file);
            return new Meter(new BufferedInputStream(member, 64 * 1024), member::packedBytes, limits, clock);
        } catch (IOException | RuntimeException failure) {
            file.close();
            throw failure;
        }
    }

    private String path(TarEntry entry, Origin origin) {
        var path = EntryPath.of(entry, limits);
        if (origin != Origin.NPM) {
            return path;
        }
        var slash = path.indexOf('/');
        if (slash < 0 && !entry.folder()) {
            throw SourceRejected.entry(entry.name(), "lies beside the package's folder; expected all files inside one");
        }
        return slash < 0 ? "" : path.substring(slash + 1);
    }

    private static SourceFile spooled(String path, TarReader reader, Spool spool) throws IOException {
        var offset = spool.size();
        var buffer = new byte[64 * 1024];
        for (int read; (read = reader.read(buffer)) >= 0; ) {
            spool.append(buffer, read);
        }
        var size = (int) (spool.size() - offset);
        return new SourceFile(path, size, () -> spool.read(offset, size));
    }

    private static List<SourceFile> withoutTopFolder(List<SourceFile> files) {
        var top = topFolder(files.getFirst().path());
        if (top.isEmpty() || !files.stream().allMatch(file -> file.path().startsWith(top.get()))) {
            return files;
        }
        return files.stream()
                .map(file -> new SourceFile(file.path().substring(top.get().length()), file.size(), file.content()))
                .toList();
    }

    private static Optional<String> topFolder(String path) {
        var slash = path.indexOf('/');
        return slash < 0 ? Optional.empty() : Optional.of(path.substring(0, slash + 1));
    }
}
