package mcphub.scanner.run;

import java.util.Set;
import mcphub.scanner.values.Box;
import mcphub.scanner.values.Label;
import mcphub.scanner.values.Value;

/** What objects and packages have under a name. */
final class Members {

    private final Engine engine;

    Members(Engine engine) {
        this.engine = engine;
    }

    Value member(Value of, String name, int at, Frame frame) {
        Value all = null;
        if (of.boxes().size() == 1 && of.boxes().getFirst().exact.contains(name)) {
            return of.boxes().getFirst().get(name);
        }
        for (Box box : of.boxes()) {
            Value value = box.get(name);
            if (value.isUnknown() && box.cls != null) {
                value = engine.classes().method(box, name);
            }
            all = all == null ? value : all.or(value);
        }
        for (String ref : of.refs()) {
            if (ref.charAt(0) == '#') {
                continue;
            }
            Value value = reference(ref, name, at, frame);
            all = all == null ? value : all.or(value);
        }
        if (of.labels() != 0 && (all == null || all.isUnknown())) {
            return name.equals("length") || name.equals("size") ? Value.UNKNOWN : of.derived();
        }
        return all == null ? Value.UNKNOWN : all;
    }

    static Value reference(String ref, String name, int at, Frame frame) {
        if (ref.equals("process") && (name.equals("env") || name.equals("argv"))) {
            return Engine.from(Label.OPERATOR, frame.file, at, "process." + name);
        }
        if (ref.equals("process")
                && Set.of("pid", "ppid", "platform", "arch", "execPath", "version")
                        .contains(name)) {
            return Value.UNKNOWN;
        }
        if (name.equals("default")
                || (name.equals("promises") && ref.equals("fs"))
                || ref.equals("globalThis")
                || ref.equals("global")) {
            return Value.ref(ref.startsWith("glob") ? name : ref);
        }
        if (ref.equals("path") && name.equals("sep")) {
            return Value.text("/");
        }
        if (ref.equals("path") && (name.equals("posix") || name.equals("win32"))) {
            return Value.ref("path");
        }
        return ref.length() > 200 ? Value.UNKNOWN : Value.ref(ref + '.' + name);
    }

    Value index(Value of, Value key, int at, Frame frame) {
        if (key.isConstant() && key.shapes().size() <= 4) {
            Value all = null;
            for (String name : key.shapes()) {
                Value value = member(of, name, at, frame);
                all = all == null ? value : all.or(value);
            }
            if (all != null && !all.isUnknown()) {
                return all;
            }
        }
        return engine.elements(of);
    }
}
