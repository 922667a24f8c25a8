package mcphub.analysis.local;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import mcphub.analysis.reading.Source;
import mcphub.analysis.reading.TextFile;
import mcphub.analysis.source.LeftOut;

/**
 * How much of a source was read.
 *
 * @param files those in it, whether they could be read or not
 * @param texts those that are text
 * @param code those that are code which runs
 * @param characters of all texts, UTF-16 code units
 * @param codeReadPercent how much of the code that runs was read, 0 to 100
 * @param unread paths of code that was not
 * @param leftOut how many of what is not in it, by what it is
 */
public record Reading(
        int files,
        int texts,
        int code,
        long characters,
        int codeReadPercent,
        List<String> unread,
        Map<String, Integer> leftOut) {

    /** That of a source, of which these were left out before. */
    static Reading of(Source source, Map<String, Integer> before) {
        var leftOut = new TreeMap<>(before);
        count(source, "links", LeftOut.Reason::isLink, leftOut);
        count(source, "files that are too large", reason -> !reason.isLink(), leftOut);
        return new Reading(
                source.paths().size(),
                source.texts().size(),
                source.productCode().size(),
                source.texts().stream()
                        .map(TextFile::text)
                        .mapToLong(String::length)
                        .sum(),
                source.codeReadPercent(),
                source.unreadCode(),
                leftOut);
    }

    private static void count(
            Source source, String what, Predicate<LeftOut.Reason> which, Map<String, Integer> leftOut) {
        int n = source.leftOut(left -> which.test(left.reason())).size();
        if (n > 0) {
            leftOut.put(what, n);
        }
    }
}
