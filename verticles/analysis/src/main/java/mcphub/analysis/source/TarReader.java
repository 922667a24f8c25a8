package mcphub.analysis.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a tar archive entry by entry with bounded memory. commons-compress reads the fields, not the archive: its stream buffers
 * GNU long names of any length, recurses once per extended header, ignores checksums, and takes a cut-off archive for a whole
 * one. Where dialects could disagree about an entry (two names, two sizes), the archive is refused.
 */
final class TarReader {
    private final InputStream in;
    private final Limits limits;
    private final byte[] block = new byte[TarHeader.BLOCK_BYTES];
    private int headers;
    private long left;
    private long padding;

    TarReader(InputStream in, Limits limits) {
        this.in = in;
        this.limits = limits;
    }

    /** The next file, folder or link, or empty when the archive ended properly and nothing follows. */
    Optional<TarEntry> next() throws IOException {
        skipContent();
        String longName = null;
        PaxRecords pax = null;
        byte[] longTarget = null;
        while (true) {
            var read = in.readNBytes(block, 0, block.length);
            if (read == block.length && isZero(block, read) && longName == null && pax == null && longTarget == null) {
                readEnd();
                return Optional.empty();
            }
            if (read < block.length) {
                throw new SourceRejected(
                        headers == 0
                                ? "The archive is empty or too short to be a tar archive."
                                : "The archive is cut off: the tar inside ends without its end mark.");
            }
            var header = header();
            var name = pax != null && pax.path().isPresent()
                    ? pax.path().get()
                    : longName != null ? longName : header.name();
            switch (header.type()) {
                case 'L' -> longName = once(longName, pax, name, () -> longName(header));
                case 'K' -> longTarget = once(longTarget, pax, name, () -> extended(header));
                case 'x', 'X' ->
                    pax = once(
                            pax,
                            longName != null ? longName : longTarget,
                            name,
                            () -> PaxRecords.parse(extended(header), name));
                case 'g' -> readGlobal(header);
                case '0', '\0', '7', '5' -> {
                    return Optional.of(entry(header, name, pax));
                }
                case '1', '2' -> {
                    return Optional.of(link(header, name, pax));
                }
                default ->
                    throw SourceRejected.entry(
                            name, "is " + kind(header.type()) + "; only plain files, folders and links are accepted");
            }
        }
    }

    /** Reads content of the current entry; -1 after its last byte. */
    int read(byte[] into) throws IOException {
        if (left == 0) {
            return -1;
        }
        var read = in.read(into, 0, (int) Math.min(into.length, left));
        if (read < 0) {
            throw new SourceRejected("The archive is cut off: the tar inside ends in the middle of a file.");
        }
        left -= read;
        return read;
    }

    private TarHeader header() {
        var header = TarHeader.parse(block)
                .orElseThrow(() -> new SourceRejected(
                        headers == 0
                                ? "The file is not a tar archive, nor one packed with gzip."
                                : "The archive is damaged: a tar header's checksum is wrong."));
        headers++;
        return header;
    }

    /** Dialects disagree on whether content follows a link that announces some. */
    private TarEntry link(TarHeader header, String name, @Nullable PaxRecords pax) {
        if (header.size() > 0
                || (pax != null && pax.size().filter(size -> !size.equals("0")).isPresent())) {
            throw SourceRejected.entry(name, "is a link with content");
        }
        var kind = header.type() == '1' ? TarEntry.Kind.HARD_LINK : TarEntry.Kind.SYMBOLIC_LINK;
        return new TarEntry(name, kind, 0, header.target());
    }

    private TarEntry entry(TarHeader header, String name, @Nullable PaxRecords pax) {
        if (pax != null && pax.size().isPresent() && !pax.size().get().equals(Long.toString(header.size()))) {
            throw SourceRejected.entry(
                    name,
                    "has two sizes (%d and %s)"
                            .formatted(header.size(), Quote.of(pax.size().get())));
        }
        // archives older than POSIX know folders only by the last character of their name
        var folder = header.type() == '5' || name.endsWith("/");
        if (folder && header.size() > 0) {
            throw SourceRejected.entry(name, "is a folder with content");
        }
        if (header.size() > limits.maxUnpackedBytes()) {
            throw SourceRejected.entry(
                    name,
                    "has %,d bytes; the whole archive may unpack to %,d"
                            .formatted(header.size(), limits.maxUnpackedBytes()));
        }
        left = header.size();
        padding = -left & (TarHeader.BLOCK_BYTES - 1);
        return new TarEntry(name, folder ? TarEntry.Kind.FOLDER : TarEntry.Kind.FILE, left, "");
    }

    private String longName(TarHeader header) throws IOException {
        var bytes = extended(header);
        return TarHeader.text(bytes, 0, bytes.length);
    }

    private void readGlobal(TarHeader header) throws IOException {
        var global = PaxRecords.parse(extended(header), header.name());
        if (global.path().isPresent() || global.size().isPresent()) {
            throw SourceRejected.entry(header.name(), "is a global header that would rename or resize every entry");
        }
        if (headers > 2L * limits.maxEntries()) {
            throw new SourceRejected("The archive has more than %,d headers.".formatted(2L * limits.maxEntries()));
        }
    }

    private byte[] extended(TarHeader header) throws IOException {
        if (header.size() > limits.maxHeaderBytes()) {
            throw SourceRejected.entry(
                    header.name(),
                    "is an extended header of %,d bytes; one may have %,d"
                            .formatted(header.size(), limits.maxHeaderBytes()));
        }
        left = header.size();
        padding = -left & (TarHeader.BLOCK_BYTES - 1);
        var bytes = new byte[(int) left];
        for (var at = 0; at < bytes.length; ) {
            var read = in.read(bytes, at, bytes.length - at);
            if (read < 0) {
                throw new SourceRejected("The archive is cut off: the tar inside ends in the middle of a header.");
            }
            at += read;
        }
        left = 0;
        skipContent();
        return bytes;
    }

    private void skipContent() throws IOException {
        for (var skip = left + padding; skip > 0; ) {
            var read = in.read(block, 0, (int) Math.min(block.length, skip));
            if (read < 0) {
                throw new SourceRejected("The archive is cut off: the tar inside ends in the middle of a file.");
            }
            skip -= read;
        }
        left = 0;
        padding = 0;
    }

    /** Reads on to the last byte: some readers stop at the end mark, others would find more entries behind it. */
    private void readEnd() throws IOException {
        var rest = new byte[16 * 1024];
        for (int read; (read = in.read(rest)) >= 0; ) {
            if (!isZero(rest, read)) {
                throw new SourceRejected("The archive goes on after the end mark of its tar; expected nothing there.");
            }
        }
    }

    private static boolean isZero(byte[] bytes, int length) {
        for (var i = 0; i < length; i++) {
            if (bytes[i] != 0) {
                return false;
            }
        }
        return true;
    }

    private static <T> T once(@Nullable T same, @Nullable Object other, String name, Extended<T> extended)
            throws IOException {
        if (same != null || other != null) {
            throw SourceRejected.entry(name, "has two extended headers; one entry may have one");
        }
        return extended.read();
    }

    private static String kind(char type) {
        return switch (type) {
            case '3', '4' -> "a device";
            case '6' -> "a named pipe";
            case 'S' -> "a sparse file";
            default -> "of the unknown kind " + Quote.of(String.valueOf(type));
        };
    }

    @FunctionalInterface
    private interface Extended<T> {
        T read() throws IOException;
    }
}
