package mcphub.scanner.run;

import java.util.List;
import mcphub.scanner.code.Ex;
import mcphub.scanner.values.Box;
import mcphub.scanner.values.Label;
import mcphub.scanner.values.Safe;
import mcphub.scanner.values.Value;

/** Addresses that are asked: whether somebody chooses the host. */
final class Addresses {
    private static final List<String> KEYS = List.of("url", "baseURL", "uri", "hostname", "host");

    private final Engine engine;

    Addresses(Engine engine) {
        this.engine = engine;
    }

    /** The address itself, where it stands among options. */
    static Value address(Value first) {
        Value value = first;
        for (Box box : first.boxes()) {
            for (String key : KEYS) {
                var inner = box.fields.get(key);
                value = inner == null ? value : inner;
            }
        }
        return value;
    }

    /** Whether the caller of a tool chooses the host, be it looked at or not. */
    static boolean isChosen(Value first) {
        Value value = address(first);
        return (value.labels() & Label.TOOL) != 0 && value.shapes().stream().anyMatch(Addresses::choosesHost);
    }

    void asked(Value first, List<Value> arguments, Ex.Call call, Frame frame) {
        Value value = address(first);
        if (isChosen(value)) {
            engine.toolUse().asked(arguments, call, frame);
        }
        boolean isAsked = (value.labels() & (Label.TOOL | Label.HTTP)) != 0;
        if (isAsked && value.isTainted(Safe.URL) && value.shapes().stream().anyMatch(Addresses::choosesHost)) {
            engine.sinks()
                    .report("url", call.at(), value, frame, "A request goes to an address that somebody else chooses");
        }
    }

    /** Whether a foreign part stands where the host is. */
    private static boolean choosesHost(String shape) {
        int hole = shape.indexOf(Value.FOREIGN);
        if (hole < 0) {
            return false;
        }
        String before = shape.substring(0, hole);
        return before.isEmpty()
                || before.matches("[a-z]+://[^/?#\2]*(?<!:)")
                || before.matches("[a-z]+://")
                || before.equals("//");
    }
}
