package mcphub.analysis.source;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
     * because that is what the npm client does; any other source loses its top folder where all of its files share one. Links, which npm does not install, and files that
     * are too large are left out, and the tree says so.
     *
     * @throws SourceRejected where the archive is damaged, hostile, too big or without files
     * @throws SourceUnavailable where the disk fails or the time runs out
     */
    public Unpacked open(Path archive, Origin origin) {
        try {
            var spool = Spool.in(spoolFolder);
            try {
                return new Unpacked(unpack(archive, origin, spool), spool);
            } catch (IOException | RuntimeException | Error failure) {
                spool.close();
                throw failure;
            }
        } catch (IOException failure) {
            throw new SourceUnavailable("The archive could not be read or unpacked on this machine.", failure);
        }
    }

    private SourceTree unpack(Path archive, Origin origin, Spool spool) throws IOException {
        try (var in = open(archive)) {
            var reader = new TarReader(in, limits);
            var taken = new TakenPaths(limits);
            var files = new LinkedHashMap<String, SourceFile>();
            var leftOut = new ArrayList<LeftOut>();
            var entries = 0;
            for (var next = reader.next(); next.isPresent(); next = reader.next()) {
                if (++entries > limits.maxEntries()) {
                    throw new SourceRejected("The archive has more than %,d entries, which is the limit."
                            .formatted(limits.maxEntries()));
                }
                var entry = next.get();
                var path = path(entry, origin);
                if (entry.folder()) {
                    taken.addFolder(path);
                    continue;
                }
                boolean fresh = taken.addFile(path);
                var left = leftOut(path, entry);
                var file = left.isPresent() ? null : spooled(path, reader, spool);
                if (!fresh && !same(files.get(path), file)) {
                    throw SourceRejected.entry(path, "is there twice, and not the same");
                }
                left.ifPresent(leftOut::add);
                if (file != null) {
                    files.put(path, file);
                }
            }
            taken.checkFolders();
            if (files.isEmpty()) {
                throw new SourceRejected(nothing(entries, leftOut));
            }
            var all = List.copyOf(files.values());
            return origin == Origin.NPM ? new SourceTree(all, leftOut) : withoutTopFolder(all, leftOut);
        }
    }

    /** Some packers write a file twice. Which of the two a reader takes does not matter where they are the same. */
    private static boolean same(@Nullable SourceFile first, @Nullable SourceFile second) {
        return first != null
                && second != null
                && first.size() == second.size()
                && Arrays.equals(first.content().get(), second.content().get());
    }

    private Optional<LeftOut> leftOut(String path, TarEntry entry) {
        return switch (entry.kind()) {
            case SYMBOLIC_LINK -> Optional.of(link(path, LeftOut.Reason.SYMBOLIC_LINK, entry));
            case HARD_LINK -> Optional.of(link(path, LeftOut.Reason.HARD_LINK, entry));
            case FILE ->
                entry.size() > limits.maxFileBytes()
                        ? Optional.of(new LeftOut(path, LeftOut.Reason.TOO_LARGE, entry.size(), ""))
                        : Optional.empty();
            case FOLDER -> Optional.empty();
        };
    }

    private static LeftOut link(String path, LeftOut.Reason reason, TarEntry entry) {
        return new LeftOut(path, reason, 0, Quote.of(entry.target()));
    }

    private static String nothing(int entries, List<LeftOut> leftOut) {
        if (entries == 0) {
            return "The archive is empty.";
        }
        return leftOut.isEmpty()
                ? "The archive holds only folders and not one file."
                : "The archive holds only links, or files that are too large to be read.";
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

    private static SourceTree withoutTopFolder(List<SourceFile> files, List<LeftOut> leftOut) {
        var top = topFolder(files.getFirst().path()).orElse("");
        boolean shared = files.stream().allMatch(file -> file.path().startsWith(top))
                && leftOut.stream().allMatch(left -> left.path().startsWith(top));
        if (top.isEmpty() || !shared) {
            return new SourceTree(files, leftOut);
        }
        return new SourceTree(
                files.stream()
                        .map(file -> new SourceFile(file.path().substring(top.length()), file.size(), file.content()))
                        .toList(),
                leftOut.stream()
                        .map(left -> left.at(left.path().substring(top.length())))
                        .toList());
    }

    private static Optional<String> topFolder(String path) {
        var slash = path.indexOf('/');
        return slash < 0 ? Optional.empty() : Optional.of(path.substring(0, slash + 1));
    }
}
