package mcphub.analysis.source;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.tar.TarUtils;

/**
 * One 512-byte header block of a tar archive, in any of its dialects.
 *
 * @param name its name, with the ustar prefix where there is one; unchecked
 * @param type its type flag, such as {@code '0'} for a file
 * @param size bytes that follow it, without padding
 * @param target what a link leads to, as far as it fits into the block; bytes that are not UTF-8 become U+FFFD
 */
record TarHeader(String name, char type, long size, String target) {
    static final int BLOCK_BYTES = TarConstants.DEFAULT_RCDSIZE;

    private static final int TYPE_AT = 156;
    private static final int TARGET_AT = 157;
    private static final int MAGIC_AT = 257;
    private static final int SIZE_AT = 124;
    private static final int PREFIX_AT = 345;
    private static final int XSTAR_MAGIC_AT = 508;
    private static final int XSTAR_PREFIX_BYTES = 131;

    /** Reads a block; empty where its checksum or its numbers are no tar header's. */
    static Optional<TarHeader> parse(byte[] block) {
        try {
            if (!TarUtils.verifyCheckSum(block)) {
                return Optional.empty();
            }
            var size = TarUtils.parseOctalOrBinary(block, SIZE_AT, TarConstants.SIZELEN);
            if (size < 0) {
                return Optional.empty();
            }
            var name = text(block, 0, TarConstants.NAMELEN);
            var prefix = prefix(block);
            return Optional.of(new TarHeader(
                    prefix.isEmpty() ? name : prefix + "/" + name,
                    (char) (block[TYPE_AT] & 0xff),
                    size,
                    new String(block, TARGET_AT, TarConstants.NAMELEN, StandardCharsets.UTF_8)
                            .replaceFirst("(?s)\0.*", "")));
        } catch (IllegalArgumentException notANumber) {
            return Optional.empty();
        }
    }

    /** Text up to the first NUL; what is not UTF-8 is refused, because every tool would guess its own encoding. */
    static String text(byte[] bytes, int offset, int length) {
        var end = offset;
        while (end < offset + length && bytes[end] != 0) {
            end++;
        }
        return utf8(bytes, offset, end - offset);
    }

    /** All of the bytes as UTF-8, strictly. */
    static String utf8(byte[] bytes, int offset, int length) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, offset, length))
                    .toString();
        } catch (CharacterCodingException otherEncoding) {
            throw SourceRejected.entry(
                    new String(bytes, offset, length, StandardCharsets.ISO_8859_1), "has a name that is not UTF-8");
        }
    }

    private static String prefix(byte[] block) {
        // "ustar\0" only: the old GNU form "ustar  " keeps times where POSIX has the prefix
        if (!new String(block, MAGIC_AT, 6, StandardCharsets.ISO_8859_1).equals("ustar\0")) {
            return "";
        }
        var xstar = new String(block, XSTAR_MAGIC_AT, 4, StandardCharsets.ISO_8859_1).equals("tar\0");
        return text(block, PREFIX_AT, xstar ? XSTAR_PREFIX_BYTES : TarConstants.PREFIXLEN);
    }
}
