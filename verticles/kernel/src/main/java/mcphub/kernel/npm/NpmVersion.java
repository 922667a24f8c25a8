package mcphub.kernel.npm;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A version as npm reads and sorts it; build metadata counts for nothing and is not kept.
 *
 * @param prerelease its identifiers, the numeric ones without leading zeros; none for a release
 */
public record NpmVersion(long major, long minor, long patch, List<String> prerelease)
        implements Comparable<NpmVersion> {
    private static final int LONGEST = 256;
    /** Beyond it JavaScript's numbers are not exact, and npm refuses. */
    private static final long MOST = (1L << 53) - 1;

    private static final String BUILD = "(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*+)?";
    private static final Pattern STRICT = full("v?", "0|[1-9]\\d*", "-");
    private static final Pattern LOOSE = full("[v=\\s]*", "\\d+", "-?");
    /** What JavaScript takes for white space, which is not what Java does. */
    private static final Pattern SPACES =
            Pattern.compile("[\\t-\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff]+");

    private static final Pattern NUMERIC = Pattern.compile("\\d+");
    private static final Comparator<NpmVersion> BY_NUMBERS = Comparator.comparingLong(NpmVersion::major)
            .thenComparingLong(NpmVersion::minor)
            .thenComparingLong(NpmVersion::patch);

    private static Pattern full(String before, String number, String dash) {
        return Pattern.compile(before + "(" + number + ")\\.(" + number + ")\\.(" + number + ")(?:"
                + prerelease(number, dash) + ")?" + BUILD);
    }

    /** A prerelease with its dash, in one group. */
    static String prerelease(String number, String dash) {
        String identifier = "(?:\\d*[A-Za-z-][0-9A-Za-z-]*|" + number + ")";
        return dash + "(" + identifier + "(?:\\." + identifier + ")*)";
    }

    /** Reads a version as npm reads those of manifests and of engines. */
    public static Optional<NpmVersion> strict(String text) {
        return read(STRICT, text);
    }

    /** Reads a version as npm reads what people and old packages write: {@code v1.2.3}, {@code =1.2.3}, {@code 01.2.3}, {@code 1.2.3beta}. */
    public static Optional<NpmVersion> loose(String text) {
        return read(LOOSE, text);
    }

    private static Optional<NpmVersion> read(Pattern pattern, String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        var parts = pattern.matcher(trimmed(text));
        if (!parts.matches()) {
            return Optional.empty();
        }
        long[] numbers = new long[3];
        for (int i = 0; i < numbers.length; i++) {
            var number = new BigInteger(parts.group(i + 1));
            if (number.compareTo(BigInteger.valueOf(MOST)) > 0) {
                return Optional.empty();
            }
            numbers[i] = number.longValueExact();
        }
        List<String> prerelease = parts.group(4) == null
                ? List.of()
                : Arrays.stream(parts.group(4).split("\\.", -1))
                        .map(NpmVersion::plain)
                        .toList();
        return Optional.of(new NpmVersion(numbers[0], numbers[1], numbers[2], prerelease));
    }

    /** Whether it has the shape of a version, be its numbers too large to count with or not. */
    static boolean looksLikeOne(String text, boolean loose) {
        return text.length() <= LONGEST
                && (loose ? LOOSE : STRICT).matcher(trimmed(text)).matches();
    }

    /** Without white space at its ends, and with one blank where there is some. */
    static String trimmed(String text) {
        String single = SPACES.matcher(text).replaceAll(" ");
        int from = single.startsWith(" ") ? 1 : 0;
        int to = single.length() - (single.endsWith(" ") ? 1 : 0);
        return from < to ? single.substring(from, to) : "";
    }

    private static String plain(String identifier) {
        return isNumeric(identifier) ? new BigInteger(identifier).toString() : identifier;
    }

    private static boolean isNumeric(String identifier) {
        return NUMERIC.matcher(identifier).matches();
    }

    /** Whether it has a prerelease. */
    public boolean isPrerelease() {
        return !prerelease.isEmpty();
    }

    /** The first prerelease that it can have. */
    NpmVersion first() {
        return new NpmVersion(major, minor, patch, List.of("0"));
    }

    /** Whether both are of one release, be they prereleases or not. */
    boolean isOfReleaseOf(NpmVersion other) {
        return BY_NUMBERS.compare(this, other) == 0;
    }

    @Override
    public int compareTo(NpmVersion other) {
        int numbers = BY_NUMBERS.compare(this, other);
        if (numbers != 0) {
            return numbers;
        }
        if (prerelease.isEmpty() || other.prerelease.isEmpty()) {
            return Boolean.compare(prerelease.isEmpty(), other.prerelease.isEmpty());
        }
        for (int i = 0; i < Math.min(prerelease.size(), other.prerelease.size()); i++) {
            int one = compare(prerelease.get(i), other.prerelease.get(i));
            if (one != 0) {
                return one;
            }
        }
        return Integer.compare(prerelease.size(), other.prerelease.size());
    }

    private static int compare(String a, String b) {
        if (isNumeric(a) && isNumeric(b)) {
            return new BigInteger(a).compareTo(new BigInteger(b));
        }
        return isNumeric(a) == isNumeric(b) ? a.compareTo(b) : isNumeric(a) ? -1 : 1;
    }

    @Override
    public String toString() {
        String numbers = major + "." + minor + "." + patch;
        return prerelease.isEmpty() ? numbers : numbers + "-" + String.join(".", prerelease);
    }
}
