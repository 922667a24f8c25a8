package mcphub.kernel.python;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A version as PEP 440 reads and sorts it.
 *
 * @param release its numbers, zeros at the end kept: they count for prefixes, not for the order
 * @param stage how far it is
 * @param stageNumber which alpha, beta or candidate; 0 of a final one
 * @param post which release after it; absent where it is none
 * @param dev which release of development before it; absent where it is none
 * @param local what somebody else made of it, in lower case; empty where nobody did
 * @param text as it is written
 */
public record PythonVersion(
        BigInteger epoch,
        List<BigInteger> release,
        Stage stage,
        BigInteger stageNumber,
        Optional<BigInteger> post,
        Optional<BigInteger> dev,
        List<String> local,
        String text)
        implements Comparable<PythonVersion> {

    /** How far a version is, in order. */
    public enum Stage {
        ALPHA,
        BETA,
        CANDIDATE,
        FINAL
    }

    /** What Python takes for white space. */
    static final Pattern SPACE_AROUND = Pattern.compile("^[\\s\\x1c-\\x1f\\x85\\p{Z}]+|[\\s\\x1c-\\x1f\\x85\\p{Z}]+$");

    private static final int LONGEST = 256;
    private static final Pattern VERSION = Pattern.compile(
            "v?(?:(\\d+)!)?(\\d+(?:\\.\\d+)*+)"
                    + "(?:[._-]?(alpha|a|beta|b|preview|pre|c|rc)[._-]?(\\d+)?)?"
                    + "(?:-(\\d+)|[._-]?(post|rev|r)[._-]?(\\d+)?)?"
                    + "(?:[._-]?(dev)[._-]?(\\d+)?)?"
                    + "(?:\\+([a-z0-9]+(?:[._-][a-z0-9]+)*+))?",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern NUMERIC = Pattern.compile("\\d+");

    private static final Comparator<PythonVersion> ORDER = Comparator.comparing(PythonVersion::epoch)
            .thenComparing(PythonVersion::release, PythonVersion::compareReleases)
            .thenComparing(version -> !version.isOnlyDevelopment())
            .thenComparing(PythonVersion::stage)
            .thenComparing(PythonVersion::stageNumber)
            .thenComparing(version -> version.post.orElse(BigInteger.ONE.negate()))
            .thenComparing(version -> version.dev.isEmpty())
            .thenComparing(version -> version.dev.orElse(BigInteger.ZERO))
            .thenComparing(PythonVersion::local, PythonVersion::compareLocals);

    /** Reads a version; absent where Python says that it is none. */
    public static Optional<PythonVersion> read(String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        var parts = VERSION.matcher(SPACE_AROUND.matcher(text).replaceAll(""));
        return parts.matches() ? Optional.of(of(parts, text)) : Optional.empty();
    }

    private static PythonVersion of(Matcher parts, String text) {
        boolean isPost = parts.group(5) != null || parts.group(6) != null;
        return new PythonVersion(
                number(parts.group(1)),
                Arrays.stream(parts.group(2).split("\\.", -1))
                        .map(BigInteger::new)
                        .toList(),
                stage(parts.group(3)),
                number(parts.group(4)),
                isPost ? Optional.of(number(parts.group(parts.group(5) != null ? 5 : 7))) : Optional.empty(),
                parts.group(8) == null ? Optional.empty() : Optional.of(number(parts.group(9))),
                parts.group(10) == null
                        ? List.of()
                        : List.of(parts.group(10).toLowerCase(Locale.ROOT).split("[._-]", -1)),
                text);
    }

    private static BigInteger number(@Nullable String digits) {
        return digits == null ? BigInteger.ZERO : new BigInteger(digits);
    }

    private static Stage stage(@Nullable String letters) {
        return letters == null
                ? Stage.FINAL
                : switch (letters.toLowerCase(Locale.ROOT).charAt(0)) {
                    case 'a' -> Stage.ALPHA;
                    case 'b' -> Stage.BETA;
                    default -> Stage.CANDIDATE;
                };
    }

    /** Whether installers leave it out unless somebody asks for such: before the final release, or of development. */
    public boolean isPrerelease() {
        return stage != Stage.FINAL || dev.isPresent();
    }

    private boolean isOnlyDevelopment() {
        return stage == Stage.FINAL && post.isEmpty() && dev.isPresent();
    }

    /** Without what somebody else made of it. */
    PythonVersion withoutLocal() {
        return new PythonVersion(epoch, release, stage, stageNumber, post, dev, List.of(), text);
    }

    /** What it is a later release of. */
    PythonVersion withoutPost() {
        return new PythonVersion(
                epoch, release, stage, stageNumber, Optional.empty(), Optional.empty(), List.of(), text);
    }

    /** The first one on the way to it. */
    PythonVersion earliest() {
        var first = Optional.of(BigInteger.ZERO);
        return new PythonVersion(epoch, release, stage, stageNumber, post, first, List.of(), text);
    }

    /** The first one of all that begin with these numbers. */
    static PythonVersion earliestOf(BigInteger epoch, List<BigInteger> release) {
        var first = Optional.of(BigInteger.ZERO);
        return new PythonVersion(
                epoch, List.copyOf(release), Stage.FINAL, BigInteger.ZERO, Optional.empty(), first, List.of(), "");
    }

    /** Whether its release begins with these numbers; what it does not have is 0. */
    boolean beginsWith(List<BigInteger> numbers) {
        for (int i = 0; i < numbers.size(); i++) {
            if (!numbers.get(i).equals(i < release.size() ? release.get(i) : BigInteger.ZERO)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int compareTo(PythonVersion other) {
        return ORDER.compare(this, other);
    }

    private static int compareReleases(List<BigInteger> a, List<BigInteger> b) {
        for (int i = 0; i < Math.max(a.size(), b.size()); i++) {
            int one = (i < a.size() ? a.get(i) : BigInteger.ZERO).compareTo(i < b.size() ? b.get(i) : BigInteger.ZERO);
            if (one != 0) {
                return one;
            }
        }
        return 0;
    }

    private static int compareLocals(List<String> a, List<String> b) {
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            boolean numeric = NUMERIC.matcher(a.get(i)).matches();
            boolean bothAlike = numeric == NUMERIC.matcher(b.get(i)).matches();
            int one = !bothAlike
                    ? numeric ? 1 : -1
                    : numeric
                            ? new BigInteger(a.get(i)).compareTo(new BigInteger(b.get(i)))
                            : a.get(i).compareTo(b.get(i));
            if (one != 0) {
                return one;
            }
        }
        return Integer.compare(a.size(), b.size());
    }

    @Override
    public String toString() {
        return text;
    }
}
