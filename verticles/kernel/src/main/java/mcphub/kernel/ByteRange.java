package mcphub.kernel;

import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A part of a file (RFC 9110, 14).
 *
 * @param first the first byte, from 0
 * @param last the last byte, itself a part of it
 */
public record ByteRange(long first, long last) {
    private static final Pattern ONE = Pattern.compile("(?i)bytes=(\\d*)-(\\d*)");

    /** The file has no such part. */
    public static final class Unsatisfiable extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /**
     * The range that was asked for; empty for the whole file, which is also the answer to what cannot be read and to several ranges at once.
     *
     * @throws Unsatisfiable where the file ends before the range begins
     */
    public static Optional<ByteRange> of(@Nullable String header, long size) {
        var matcher = ONE.matcher(header == null ? "" : header.strip());
        if (!matcher.matches() || matcher.group(1).length() + matcher.group(2).length() == 0) {
            return Optional.empty();
        }
        long first;
        long last = size - 1;
        if (matcher.group(1).isEmpty()) {
            long length = number(matcher.group(2));
            if (length == 0) {
                throw new Unsatisfiable();
            }
            first = Math.max(0, size - length);
        } else {
            first = number(matcher.group(1));
            if (!matcher.group(2).isEmpty()) {
                long asked = number(matcher.group(2));
                if (asked < first) {
                    return Optional.empty();
                }
                last = Math.min(last, asked);
            }
        }
        if (first >= size) {
            throw new Unsatisfiable();
        }
        return Optional.of(new ByteRange(first, last));
    }

    /** What is larger than any file is as good as the largest number. */
    private static long number(String digits) {
        return new BigInteger(digits).min(BigInteger.valueOf(Long.MAX_VALUE)).longValue();
    }

    /** How many bytes it has. */
    public long length() {
        return last - first + 1;
    }
}
