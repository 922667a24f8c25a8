package mcphub.scanner.run;

import java.util.List;
import mcphub.scanner.code.Ex;
import mcphub.scanner.values.Box;
import mcphub.scanner.values.Label;
import mcphub.scanner.values.Safe;
import mcphub.scanner.values.Value;

/** Addresses that are asked: whether somebody chooses the host. */
final class Addresses {
    private final Engine engine;

    Addresses(Engine engine) {
        this.engine = engine;
    }

    void asked(Value first, Ex.Call call, Frame frame) {
        Value value = first;
        for (Box box : first.boxes()) {
            for (String key : List.of("url", "baseURL", "uri", "hostname", "host")) {
                var inner = box.fields.get(key);
                value = inner == null ? value : inner;
            }
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
