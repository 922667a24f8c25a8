package mcphub.kernel;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a version is worth, in the words that people read. To the API every version that was analysed to the end is {@code CERTIFIED}; nobody should read that beside an F.
 */
public final class Standing {
    private static final String UNKNOWN = "not analysed";
    private static final String ANALYSED = "analysed";
    private static final List<String> LEVELS =
            List.of(ANALYSED, "static verified", "security certified", "runtime certified");

    private Standing() {}

    /** What a level says: {@code analysed}, {@code static verified}, {@code security certified}, {@code runtime certified}; of an F never more than the first. */
    public static String level(@Nullable String grade, @Nullable Integer level) {
        if (grade == null || level == null) {
            return UNKNOWN;
        }
        return grade.equals("F") ? ANALYSED : LEVELS.get(level);
    }

    /** The same in one word: {@code analysed}, {@code verified}, {@code certified}. */
    public static String word(@Nullable String grade, @Nullable Integer level) {
        return level(grade, level).replaceFirst("^(static|security|runtime) ", "");
    }

    /** A status in words: what is {@code CERTIFIED} is called as its level says, anything else as it is. */
    public static String status(String status, @Nullable String grade, @Nullable Integer level) {
        return status.equals("CERTIFIED")
                ? word(grade, level)
                : status.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** What a cap limits, and why: {@code at most 79, level at most 1: something serious was found}. */
    public static String cap(JsonObject cap) {
        return limits(cap) + ": " + cap.getString("reason");
    }

    /** The same without the reason. */
    public static String limits(JsonObject cap) {
        var parts = Stream.of(limit("at most ", cap, "at_most"), limit("level at most ", cap, "level_at_most"))
                .flatMap(each -> each)
                .toList();
        return String.join(", ", parts);
    }

    private static Stream<String> limit(String words, JsonObject cap, String field) {
        Integer limit = cap.getInteger(field);
        return limit == null ? Stream.empty() : Stream.of(words + limit);
    }

    /** All that hold, the lowest first; empty where none does, or nobody knows. */
    public static List<String> caps(@Nullable JsonArray caps) {
        return caps == null
                ? List.of()
                : caps.stream().map(cap -> cap((JsonObject) cap)).toList();
    }

    /** How much was judged: {@code 52 of 64 controls judged, 97 % of the code parsed}. */
    public static String coverage(JsonObject coverage) {
        Integer parsed = coverage.getInteger("code_parsed_percent");
        return coverage.getInteger("judged") + " of " + coverage.getInteger("total") + " controls judged, "
                + (parsed == null ? "how much of the code was parsed is not known" : parsed + " % of the code parsed");
    }
}
