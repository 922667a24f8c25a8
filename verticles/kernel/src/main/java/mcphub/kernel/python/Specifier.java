package mcphub.kernel.python;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import mcphub.kernel.versions.Span;

/**
 * One condition on versions, such as {@code >=1.2} or {@code ==1.2.*}.
 *
 * @param operator as it is written
 * @param text what stands behind it
 * @param version what it means; absent behind {@code ===} where it is no version
 * @param isPrefix whether all that begin so are meant
 */
record Specifier(String operator, String text, Optional<PythonVersion> version, boolean isPrefix) {
    private static final Pattern PARTS = Pattern.compile("(===|~=|==|!=|<=|>=|<|>)(.*)", Pattern.DOTALL);
    private static final Pattern PREFIX =
            Pattern.compile("v?(?:\\d+!)?\\d+(?:\\.\\d+)*+\\.\\*", Pattern.CASE_INSENSITIVE);
    private static final Pattern ARBITRARY = Pattern.compile("[^\\s\\x1c-\\x1f\\x85\\p{Z};)]*");
    private static final int TWO = 2;
    private static final int LONGEST = 270;

    static Optional<Specifier> read(String written) {
        if (written.length() > LONGEST) {
            return Optional.empty();
        }
        var parts = PARTS.matcher(PythonVersion.SPACE_AROUND.matcher(written).replaceAll(""));
        if (!parts.matches()) {
            return Optional.empty();
        }
        String operator = parts.group(1);
        String text = PythonVersion.SPACE_AROUND.matcher(parts.group(2)).replaceAll("");
        var version = PythonVersion.read(text);
        if (operator.equals("===")) {
            return Optional.of(new Specifier(operator, text, version, false))
                    .filter(read -> ARBITRARY.matcher(text).matches());
        }
        boolean isEquality = operator.equals("==") || operator.equals("!=");
        if (isEquality && PREFIX.matcher(text).matches()) {
            return PythonVersion.read(text.substring(0, text.length() - ".*".length()))
                    .map(read -> new Specifier(operator, text, Optional.of(read), true));
        }
        return version.filter(read -> isEquality || read.local().isEmpty())
                .filter(read -> !operator.equals("~=") || read.release().size() >= TWO)
                .map(read -> new Specifier(operator, text, version, false));
    }

    /** Whether a version meets it, be it a prerelease or not. */
    boolean has(PythonVersion of) {
        if (operator.equals("===")) {
            return of.text().toLowerCase(Locale.ROOT).equals(text.toLowerCase(Locale.ROOT));
        }
        var named = version.orElseThrow();
        return switch (operator) {
            case "==" -> isEqual(of, named);
            case "!=" -> !isEqual(of, named);
            case "<=" -> of.withoutLocal().compareTo(named) <= 0;
            case ">=" -> of.withoutLocal().compareTo(named) >= 0;
            case "~=" -> of.withoutLocal().compareTo(named) >= 0 && isOfLine(of, named, parent(named));
            case "<" ->
                of.compareTo(named) < 0
                        && (named.isPrerelease() || !of.isPrerelease() || of.compareTo(named.earliest()) < 0);
            default ->
                of.compareTo(named) > 0
                        && (named.post().isPresent()
                                || of.post().isEmpty()
                                || of.withoutPost().compareTo(named) != 0)
                        && (of.local().isEmpty() || of.withoutLocal().compareTo(named) != 0);
        };
    }

    private boolean isEqual(PythonVersion of, PythonVersion named) {
        return isPrefix
                ? isOfLine(of, named, named.release())
                : (named.local().isEmpty() ? of.withoutLocal() : of).compareTo(named) == 0;
    }

    private static boolean isOfLine(PythonVersion of, PythonVersion named, List<BigInteger> numbers) {
        return of.epoch().equals(named.epoch()) && of.beginsWith(numbers);
    }

    private static List<BigInteger> parent(PythonVersion version) {
        return version.release().subList(0, version.release().size() - 1);
    }

    /** Where what meets it lies; what {@code !=} leaves out is in it. */
    Span<PythonVersion> span() {
        if (version.isEmpty() || operator.equals("!=")) {
            return Span.all();
        }
        var named = version.get();
        return switch (operator) {
            case "==" -> isPrefix ? line(named, named.release()) : Span.only(named);
            case "===" -> Span.only(named);
            case "<=" -> Span.to(named, true);
            case ">=" -> Span.from(named, true);
            case "~=" -> Span.from(named, true).and(line(named, parent(named)));
            case "<" -> Span.to(named.isPrerelease() ? named : named.earliest(), false);
            default -> Span.from(named, false);
        };
    }

    private static Span<PythonVersion> line(PythonVersion named, List<BigInteger> numbers) {
        var next = new ArrayList<>(numbers);
        next.set(next.size() - 1, next.getLast().add(BigInteger.ONE));
        return Span.from(PythonVersion.earliestOf(named.epoch(), numbers), true)
                .and(Span.to(PythonVersion.earliestOf(named.epoch(), next), false));
    }

    /** Whether it asks for a prerelease by name, so that installers may take others, too. */
    boolean namesPrerelease() {
        return !operator.equals("!=")
                && version.filter(PythonVersion::isPrerelease).isPresent();
    }
}
