package mcphub.scanner.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mcphub.scanner.code.Ex;
import mcphub.scanner.code.Fn;
import mcphub.scanner.code.St;
import mcphub.scanner.values.Box;
import mcphub.scanner.values.Value;
import org.jspecify.annotations.Nullable;

/** What a program tells the model about its tools. */
final class Telling {
    private static final int MOST = 2_000;
    private final Map<String, Flaw> told = new LinkedHashMap<>();

    List<Flaw> all() {
        return new ArrayList<>(told.values());
    }

    /** A tool that is registered: its text stands beside its name, or under a key. */
    void registered(List<Value> arguments, @Nullable String tool, int at, Frame frame) {
        for (Value each : arguments) {
            text(each, tool, at, frame);
            each.boxes().forEach(box -> row(box, tool, at, frame));
        }
    }

    /** A row of a table of tools. */
    void row(Box box, @Nullable String tool, int at, Frame frame) {
        for (String key : List.of("description", "title")) {
            var value = box.fields.get(key);
            if (value != null) {
                text(value, tool, at, frame);
            }
        }
    }

    /** In Python it may be the first thing that stands in the function. */
    void documented(Fn fn, @Nullable String tool) {
        for (St each : fn.body()) {
            if (each instanceof St.Do(Ex.Lit(int at, Object value)) && value instanceof String text) {
                tell(text, tool, at, fn.file());
                return;
            }
        }
    }

    private void text(Value value, @Nullable String tool, int at, Frame frame) {
        for (String shape :
                value.labels() == 0 && value.boxes().isEmpty() ? value.shapes() : java.util.Set.<String>of()) {
            if (shape.indexOf(' ') > 0) {
                tell(shape.replace(Value.OTHER, ' '), tool, at, frame.file);
            }
        }
    }

    private void tell(String text, @Nullable String tool, int at, String file) {
        if (told.size() < MOST) {
            told.putIfAbsent(file + '|' + at + '|' + text, new Flaw("told", file, at, 0, null, tool, text));
        }
    }
}
