package mcphub.kernel.npm;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import mcphub.kernel.npm.NpmRange.Bound;
import mcphub.kernel.npm.NpmRange.Reading;
import org.jspecify.annotations.Nullable;

/** Reads one alternative of a range: hyphens, tildes, carets and wildcards become bounds. */
final class RangeReader {
    private static final Map<Reading, RangeReader> ALL = Arrays.stream(Reading.values())
            .collect(Collectors.toUnmodifiableMap(Function.identity(), RangeReader::new));
    private static final Pattern BUILD = Pattern.compile("\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*+");
    private static final String PART = "(?:0|[1-9]\\d*|[xX*])";
    /** An operator apart from what it stands before; of two signs, the second one belongs to what follows, and keeps its space. */
    private static final Pattern LONELY_OPERATOR = Pattern.compile("( ?[<>]?=?) ?([v= ]*(?:\\d+\\.\\d+\\.\\d+(?:"
            + NpmVersion.prerelease("\\d+", "-?") + ")?|" + PART + "(?:\\." + PART + "(?:\\." + PART + "(?:"
            + NpmVersion.prerelease("(?:0|[1-9]\\d*)", "-") + ")?)?)?))");
    /** Build metadata where older clients expect some in a span: behind three parts. */
    private static final Pattern BUILD_BEHIND_THREE =
            Pattern.compile("((?:\\d+|[xX*])\\.(?:\\d+|[xX*])\\.(?:\\d+|[xX*])(?:" + NpmVersion.prerelease("\\d+", "-?")
                    + ")?)" + BUILD);

    private static final Pattern LONELY_TILDE = Pattern.compile("~>? ");
    private static final Pattern LONELY_CARET = Pattern.compile("\\^ ");
    private static final Pattern STAR = Pattern.compile("[<>]?=? ?\\*");
    /** A word longer than a version may be with its operator. */
    private static final Pattern LONG = Pattern.compile("[^ ]{270}");

    private static final Pattern FULL = Pattern.compile("([<>]?=?)(.*)", Pattern.DOTALL);
    private static final Bound NOTHING = bound("<", "0.0.0-0");

    private final Reading reading;
    private final Pattern hyphen;
    private final Pattern tilde;
    private final Pattern caret;
    private final Pattern wildcard;

    private RangeReader(Reading reading) {
        this.reading = reading;
        String number = reading.loose ? "\\d+" : "0|[1-9]\\d*";
        String part = "(" + number + "|[xX*])";
        String prerelease = NpmVersion.prerelease(number, reading.loose ? "-?" : "-");
        String partial = "[v=\\s]*" + part + "(?:\\." + part + "(?:\\." + part + "(?:" + prerelease + ")?)?)?";
        hyphen = Pattern.compile("(" + partial + ")\\s+-\\s+(" + partial + ")");
        tilde = Pattern.compile("~>?" + partial);
        caret = Pattern.compile("\\^" + partial);
        wildcard = Pattern.compile("([<>]?=?)" + partial);
    }

    static RangeReader of(Reading reading) {
        return Objects.requireNonNull(ALL.get(reading));
    }

    /**
     * The bounds; absent where nothing of it can be read, which people may write.
     *
     * @throws IllegalArgumentException where the whole range is none because of it
     */
    Optional<List<Bound>> alternative(String text) {
        if (LONG.matcher(text).find()) {
            throw new TooLarge();
        }
        String plain = reading.old ? text : BUILD.matcher(text).replaceAll("");
        var span = hyphen.matcher(BUILD_BEHIND_THREE.matcher(plain).replaceAll("$1"));
        plain = span.matches() ? from(span) + " " + to(span) : plain;
        plain = LONELY_OPERATOR.matcher(NpmVersion.trimmed(plain)).replaceAll("$1$2");
        plain = LONELY_TILDE.matcher(plain).replaceAll("~");
        plain = LONELY_CARET.matcher(plain).replaceAll("^");
        var bounds = new ArrayList<Bound>();
        boolean read = false;
        String[] words = plain.split(" ", -1);
        for (int i = 0; i < words.length; i++) {
            try {
                var more = bounds(BUILD.matcher(words[i]).replaceFirst(""));
                bounds.addAll(more);
                // a wildcard between others is nothing to npm, not even where it cannot read the others
                read |= !more.isEmpty() || i == 0 || i == words.length - 1;
            } catch (IllegalArgumentException e) {
                if (!reading.loose || e instanceof TooLarge) {
                    throw e;
                }
            }
        }
        return read ? Optional.of(List.copyOf(bounds)) : Optional.empty();
    }

    /** The lower end of a span; what is left open there is 0. */
    private static String from(Matcher span) {
        return isX(span.group(2))
                ? ""
                : isX(span.group(3)) || isX(span.group(4))
                        ? ">=" + span.group(2) + "." + (isX(span.group(3)) ? "0" : span.group(3)) + ".0"
                        : ">=" + span.group(1);
    }

    /** The upper end of a span; all of what is left open there belongs to it. */
    private static String to(Matcher span) {
        if (isX(span.group(7))) {
            return "";
        }
        if (isX(span.group(8))) {
            return "<" + next(span.group(7)) + ".0.0-0";
        }
        if (isX(span.group(9))) {
            return "<" + span.group(7) + "." + next(span.group(8)) + ".0-0";
        }
        return span.group(10) == null
                ? "<=" + span.group(6)
                : "<=" + span.group(7) + "." + span.group(8) + "." + span.group(9) + "-" + span.group(10);
    }

    private List<Bound> bounds(String word) {
        var tildeParts = tilde.matcher(word);
        if (tildeParts.matches()) {
            return near(tildeParts, isX(tildeParts.group(2)) ? 1 : 2);
        }
        var caretParts = caret.matcher(word);
        if (caretParts.matches()) {
            return near(caretParts, kept(caretParts));
        }
        var parts = wildcard.matcher(word);
        if (parts.matches()
                && (isX(parts.group(2)) || isX(parts.group(3)) || isX(parts.group(4)))
                && (reading.old || !isNumberBehindWildcard(parts))) {
            return open(parts);
        }
        return exact(STAR.matcher(word).replaceFirst(""));
    }

    /** How many parts a caret keeps: up to the first that is not 0. */
    private static int kept(Matcher parts) {
        boolean beyondMajor = parts.group(1).equals("0") && !isX(parts.group(2));
        boolean beyondMinor = beyondMajor && parts.group(2).equals("0") && !isX(parts.group(3));
        return beyondMinor ? 3 : beyondMajor ? 2 : 1;
    }

    /** At least this version, and below the next one of its first parts: so many are kept. */
    private List<Bound> near(Matcher parts, int kept) {
        String major = parts.group(1);
        if (isX(major)) {
            return List.of();
        }
        String minor = isX(parts.group(2)) ? "0" : parts.group(2);
        boolean open = isX(parts.group(2)) || isX(parts.group(3));
        String patch = open ? "0" : parts.group(3);
        String prerelease = open || parts.group(4) == null ? "" : "-" + parts.group(4);
        String upper = switch (kept) {
            case 1 -> next(major) + ".0.0-0";
            case 2 -> major + "." + next(minor) + ".0-0";
            default -> major + "." + minor + "." + next(patch) + "-0";
        };
        return List.of(
                bound(">=", major + "." + minor + "." + patch + prerelease, reading.loose),
                bound("<", upper, reading.loose));
    }

    /** A version with wildcards, perhaps behind an operator. */
    private List<Bound> open(Matcher parts) {
        String operator = parts.group(1);
        String major = parts.group(2);
        if (isX(major)) {
            return operator.equals("<") || operator.equals(">") ? List.of(NOTHING) : List.of();
        }
        boolean minorIsOpen = isX(parts.group(3));
        String minor = minorIsOpen ? "0" : parts.group(3);
        String here = major + "." + minor + ".0";
        String above = minorIsOpen ? next(major) + ".0.0" : major + "." + next(minor) + ".0";
        return switch (operator) {
            case ">" -> List.of(bound(">=", above, reading.loose));
            case ">=" -> unlessZero(bound(">=", here, reading.loose));
            case "<" -> List.of(bound("<", here + "-0", reading.loose));
            case "<=" -> List.of(bound("<", above + "-0", reading.loose));
            default -> {
                var both = new ArrayList<>(unlessZero(bound(">=", here, reading.loose)));
                both.add(bound("<", above + "-0", reading.loose));
                yield both;
            }
        };
    }

    private static List<Bound> unlessZero(Bound bound) {
        return bound.operator().equals(">=") && bound.version().toString().equals("0.0.0") ? List.of() : List.of(bound);
    }

    /** A whole version behind an operator; an empty word bounds nothing. */
    private List<Bound> exact(String word) {
        var parts = FULL.matcher(word);
        if (word.isEmpty() || !parts.matches()) {
            return List.of();
        }
        return unlessZero(bound(parts.group(1), parts.group(2), reading.loose));
    }

    private static Bound bound(String operator, String version) {
        return bound(operator, version, false);
    }

    private static Bound bound(String operator, String version, boolean loose) {
        var read = loose ? NpmVersion.loose(version) : NpmVersion.strict(version);
        return new Bound(
                operator,
                read.orElseThrow(() -> NpmVersion.looksLikeOne(version, loose)
                        ? new TooLarge()
                        : new IllegalArgumentException("no version")));
    }

    /** A number or a wildcard where all before it has to be a number. */
    private static boolean isNumberBehindWildcard(Matcher parts) {
        return (isX(parts.group(2)) && !isX(parts.group(3))) || (isX(parts.group(3)) && !isX(parts.group(4)));
    }

    private static boolean isX(@Nullable String part) {
        return part == null || part.equals("*") || part.equalsIgnoreCase("x");
    }

    private static String next(String number) {
        return new BigInteger(number).add(BigInteger.ONE).toString();
    }

    /** A number that npm cannot count with, or a version longer than it reads, makes the whole range none, however loosely it is read. */
    private static final class TooLarge extends IllegalArgumentException {
        private static final long serialVersionUID = 1L;
    }
}
