package mcphub.catalog.sbom;

import java.util.Optional;
import java.util.regex.Pattern;
import mcphub.kernel.licenses.LicenseExpression;

/** What a source says of its licence. */
final class Terms {
    /** People write them small; within identifiers such as {@code GPL-2.0-or-later} they stay as they are. */
    private static final Pattern OPERATOR = Pattern.compile("(?i)(?<=[\\s)])(?:and|or|with)(?=[\\s(])");

    private Terms() {}

    /** As an SPDX expression; empty for what is none, or not known to be one. */
    static Optional<String> expression(String says) {
        return LicenseExpression.of(says).isKnown()
                ? Optional.of(OPERATOR.matcher(says.strip())
                        .replaceAll(found -> found.group().toUpperCase(java.util.Locale.ROOT)))
                : Optional.empty();
    }
}
