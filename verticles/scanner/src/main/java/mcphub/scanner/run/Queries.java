package mcphub.scanner.run;

import java.util.List;
import java.util.regex.Pattern;
import mcphub.scanner.code.Ex;
import mcphub.scanner.values.Box;
import mcphub.scanner.values.Safe;
import mcphub.scanner.values.Value;

/** Statements for databases that are put together, or come from somebody as a whole. */
final class Queries {
    private static final Pattern SQL = Pattern.compile(
            "(?is)^[\\s\2(]*(?:select\\s.{0,400}\\sfrom\\s|insert\\s+(?:or\\s+\\w+\\s+)?into\\s|update\\s+\\S+\\s+set\\s|delete\\s+from\\s|drop\\s+\\w+\\s|create\\s+(?:table|index|view|database|schema|role|user)|alter\\s+table\\s|pragma\\s|explain\\s|with\\s+\\w+\\s+as|truncate\\s|show\\s+(?:create|columns|index|tables)|describe\\s|grant\\s|set\\s+\\w+\\s*=).*");

    /** Statements about graphs. */
    private static final Pattern CYPHER = Pattern.compile(
            "(?is)^[\\s\2]*(?:(?:optional\\s+)?match|merge|create|unwind\\s.{1,100}?\\s(?:match|merge))\\s+\\(.*");

    /** One of these at a time says what a database is like. */
    private static final Pattern ASKS = Pattern.compile("(?i)^[\\s\2(]*(?:pragma|describe|show)\\b");

    private final Engine engine;

    Queries(Engine engine) {
        this.engine = engine;
    }

    /** A statement; kind is that of the sink, empty where it is known by its text alone. */
    void statement(Value given, String kind, Ex.Call call, Frame frame) {
        boolean isKnown = !kind.isEmpty();
        Value value = given;
        // PostgreSQL takes one statement at a time where it has a name, or values beside it
        boolean isOne = given.boxes().stream()
                .anyMatch(box -> box.fields.containsKey("text")
                        && (box.fields.containsKey("name") || box.fields.containsKey("values")));
        for (Box box : given.boxes()) {
            for (String key : List.of("sql", "text", "query", "sqlText")) {
                var inner = box.fields.get(key);
                value = inner == null ? value : inner;
            }
        }
        if (!value.isTainted(Safe.SQL)) {
            return;
        }
        boolean looks = value.shapes().stream()
                .anyMatch(shape -> shape.indexOf(Value.FOREIGN) > 0
                        && (SQL.matcher(shape).matches()
                                || CYPHER.matcher(shape).matches()));
        boolean isAsking = looks
                && value.shapes().stream().allMatch(shape -> ASKS.matcher(shape).find());
        if (isAsking) {
            engine.sinks()
                    .report(
                            "statement-one",
                            call.at(),
                            value,
                            frame,
                            "A statement that only describes is put together with what somebody else chooses");
        } else if (looks) {
            engine.sinks()
                    .report(
                            "sql",
                            call.at(),
                            value,
                            frame,
                            "A statement is put together with what somebody else chooses");
        } else if (isKnown && value.isForeign()) {
            boolean isWhole = value.shapes().stream().anyMatch(shape -> shape.indexOf(Value.FOREIGN) == 0);
            engine.sinks()
                    .report(
                            isWhole ? whole(isOne, kind) : "sql",
                            call.at(),
                            value,
                            frame,
                            isWhole
                                    ? "A statement of somebody else's choice is run as it comes"
                                    : "A statement is put together with what somebody else chooses");
        }
    }

    /** What leaves no transaction, or is one statement at least, can do less than what others put behind it. */
    private static String whole(boolean isKept, String kind) {
        return isKept ? "statement-kept" : kind.equals("sql-one") ? "statement-one" : "statement";
    }
}
