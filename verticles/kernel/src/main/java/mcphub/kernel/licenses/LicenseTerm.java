package mcphub.kernel.licenses;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One licence of an expression, by what SPDX calls it today.
 *
 * @param id such as {@code MIT} or {@code GPL-2.0-only}; a word that is no licence as it was written
 * @param orLater whether a later version may be chosen instead
 * @param exception what adds to its permissions, such as {@code Classpath-exception-2.0}; null for nothing
 * @param listed whether SPDX knows the licence and the exception, or they are somebody's own and named so
 */
public record LicenseTerm(
        String id, boolean orLater, @Nullable String exception, boolean listed) {
    private static final Pattern OWN =
            Pattern.compile("(?:DocumentRef-[a-z0-9.-]+:)?LicenseRef-[a-z0-9.-]+", Pattern.CASE_INSENSITIVE);
    private static final Pattern OWN_ADDITION =
            Pattern.compile("(?:DocumentRef-[a-z0-9.-]+:)?AdditionRef-[a-z0-9.-]+", Pattern.CASE_INSENSITIVE);
    private static final String WITH = " WITH ";

    /** What npm calls a package that gives nobody a right; never {@code Unlicense}, which gives everybody all. */
    static final LicenseTerm UNLICENSED = new LicenseTerm("UNLICENSED", false, null, false);

    /** Reads a word such as {@code GPL-2.0+} and the exception that stands behind it, if one does. */
    static LicenseTerm of(String word, @Nullable String exception) {
        boolean plus = word.endsWith("+");
        String known = SpdxList.READ.license(plus ? word.substring(0, word.length() - 1) : word);
        if (known == null) {
            var term = new LicenseTerm(word, false, null, OWN.matcher(word).matches());
            return exception == null ? term : term.with(exception);
        }
        String today = SpdxList.READ.today(known);
        int with = today.indexOf(WITH);
        String id = with < 0 ? today : today.substring(0, with);
        boolean later = id.endsWith(SpdxList.OR_LATER);
        var term = new LicenseTerm(
                later ? SpdxList.cut(id, SpdxList.OR_LATER) + SpdxList.ONLY : id,
                plus || later,
                with < 0 ? null : today.substring(with + WITH.length()),
                true);
        return exception == null ? term : term.with(exception);
    }

    private LicenseTerm with(String word) {
        String known = SpdxList.READ.exception(word);
        return new LicenseTerm(
                id,
                orLater,
                known == null ? word : known,
                listed && (known != null || OWN_ADDITION.matcher(word).matches()));
    }

    /** As SPDX writes it today, such as {@code GPL-2.0-or-later WITH Classpath-exception-2.0}. */
    public String name() {
        return exception == null ? plainName() : plainName() + WITH + exception;
    }

    private String plainName() {
        if (!orLater) {
            return id;
        }
        return SpdxList.isGnu(id) ? SpdxList.cut(id, SpdxList.ONLY) + SpdxList.OR_LATER : id + '+';
    }

    /** All that it may be called, without its exception: today's name first. */
    Stream<String> names() {
        String plain = plainName();
        Stream<String> old = SpdxList.READ.before(plain).stream();
        Stream<String> plus =
                SpdxList.isGnu(id) && orLater ? Stream.of(SpdxList.cut(id, SpdxList.ONLY) + '+') : Stream.empty();
        Stream<String> pairs = exception == null ? Stream.empty() : SpdxList.READ.before(name()).stream();
        return Stream.of(Stream.of(plain), old, plus, pairs).flatMap(names -> names);
    }

    /** What may be chosen: each version that there is, and, as the term itself, those that will be. */
    List<LicenseTerm> choices() {
        return orLater
                ? Stream.concat(
                                SpdxList.READ.from(id).stream()
                                        .map(version -> new LicenseTerm(version, false, exception, listed)),
                                Stream.of(this))
                        .toList()
                : List.of(this);
    }

    /** Whether both are the same licence, whatever the case of their letters. */
    boolean isSame(String other) {
        return id.toLowerCase(Locale.ROOT).equals(other.toLowerCase(Locale.ROOT));
    }

    @Override
    public String toString() {
        return name();
    }
}
