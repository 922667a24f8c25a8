package mcphub.policy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.commons.io.FilenameUtils;
import org.apache.commons.io.IOCase;
import org.jspecify.annotations.Nullable;

/**
 * How licences were read by rulebooks without semantics, for nothing but replays of what was decided then: of an expression one part is enough to deny or warn; to
 * allow, each part must match.
 *
 * @param value an id, a glob or {@code unknown}
 */
record LicenseParts(String value) implements Target {
    private static final Pattern BETWEEN = Pattern.compile("[\\s()]+");
    private static final Set<String> OPERATORS = Set.of("AND", "OR", "WITH");
    private static final String UNKNOWN = "unknown";

    @Override
    public Match match(Effect effect, Facts facts, Instant now) {
        String license = facts.license().text();
        var parts = parts(license);
        if (parts.isEmpty() || value.equals(UNKNOWN)) {
            return new Match(
                    parts.isEmpty() && value.equals(UNKNOWN),
                    parts.isEmpty() ? "license unknown" : "license " + license);
        }
        boolean matches = effect == Effect.ALLOW
                ? parts.stream().allMatch(this::isLike)
                : parts.stream().anyMatch(this::isLike);
        return new Match(matches, "license " + license + (matches ? " matches " : " does not match ") + value);
    }

    private boolean isLike(String part) {
        return FilenameUtils.wildcardMatch(part, value, IOCase.INSENSITIVE);
    }

    private static List<String> parts(@Nullable String expression) {
        var parts = new ArrayList<String>();
        if (expression != null && !expression.toUpperCase(Locale.ROOT).contains("LICENSE")) {
            for (String part : BETWEEN.split(expression, -1)) {
                if (!part.isEmpty() && !OPERATORS.contains(part.toUpperCase(Locale.ROOT))) {
                    parts.add(part);
                }
            }
        }
        return parts;
    }
}
