package mcphub.kernel.python;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Says one alternative of Poetry's constraints in the words of PEP 440. */
final class PoetryConstraint {
    private static final Pattern BETWEEN = Pattern.compile("(?<=[^\\s,<>=!~^])\\s*[,\\s]\\s*(?=[^\\s,])");
    private static final Pattern PART = Pattern.compile("(\\^|~(?!=)|)\\s*([^<>=!~^].*)");
    private static final Pattern ANY_BEHIND = Pattern.compile("(?:\\.[*xX])++$");

    private PoetryConstraint() {}

    /** The specifiers, with commas; absent where the alternative is none. */
    static Optional<String> specifiers(String alternative) {
        var parts = new ArrayList<String>();
        for (String part : BETWEEN.split(alternative.strip(), -1)) {
            var one = part(part);
            if (one.isEmpty()) {
                return Optional.empty();
            }
            parts.add(one.get());
        }
        return Optional.of(String.join(",", parts));
    }

    private static Optional<String> part(String part) {
        if (part.equals("*")) {
            return Optional.of("");
        }
        var read = PART.matcher(part);
        if (!read.matches()) {
            return Optional.of(part); // as PEP 440 has it
        }
        if (read.group(1).isEmpty()) {
            return Optional.of("==" + ANY_BEHIND.matcher(read.group(2)).replaceFirst(".*"));
        }
        return PythonVersion.read(read.group(2))
                .map(version -> ">=" + read.group(2) + ",<"
                        + next(version, read.group(1).equals("^")));
    }

    /** The first release that is too new: of a caret behind the first number that is not 0, of a tilde behind the second one. */
    private static String next(PythonVersion version, boolean isCaret) {
        List<BigInteger> release = version.release();
        int kept = isCaret
                ? (int) release.stream()
                                .limit(2)
                                .takeWhile(number -> number.signum() == 0)
                                .count()
                        + 1
                : 2;
        var next = new ArrayList<>(release.subList(0, Math.min(kept, release.size())));
        next.set(next.size() - 1, next.getLast().add(BigInteger.ONE));
        return (version.epoch().signum() == 0 ? "" : version.epoch() + "!")
                + next.stream().map(BigInteger::toString).collect(Collectors.joining("."));
    }
}
