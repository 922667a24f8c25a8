package mcphub.advisories;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.regex.Pattern;

/** Times as RFC 3339 has them, which is more than Java reads: fractions of any length, and leap seconds. */
final class Times {
    private static final Pattern TIME = Pattern.compile(
            "(\\d{4}-\\d\\d-\\d\\d)[Tt ](\\d\\d:\\d\\d):(\\d\\d)(?:\\.(\\d+))?([Zz]|[+-]\\d\\d:\\d\\d)");
    private static final int LONGEST = 100;
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    /** In UTC, and as fine as the database has it: rounded, a later one would be of the year 10000. */
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999999Z");

    private static final int NANO_DIGITS = 9;

    private Times() {}

    /** The moment that a text names, to the nanosecond; a leap second is the second behind it. Nothing where it names none. */
    static Optional<Instant> read(String text) {
        var match = TIME.matcher(text);
        if (text.length() > LONGEST || !match.matches()) {
            return Optional.empty();
        }
        String second = match.group(3);
        boolean isLeap = second.equals("60");
        String fraction = match.group(4) == null ? "0" : match.group(4);
        String plain = match.group(1) + "T" + match.group(2) + ":" + (isLeap ? "59" : second) + "."
                + fraction.substring(0, Math.min(fraction.length(), NANO_DIGITS)) + match.group(5);
        try {
            var time = OffsetDateTime.parse(plain).toInstant().plusSeconds(isLeap ? 1 : 0);
            return time.isBefore(FIRST) || time.isAfter(LAST) ? Optional.empty() : Optional.of(time);
        } catch (DateTimeException none) {
            return Optional.empty();
        }
    }
}
