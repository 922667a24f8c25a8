package mcphub.scanner.run;

import mcphub.scanner.values.Box;
import mcphub.scanner.values.Label;
import mcphub.scanner.values.Safe;
import mcphub.scanner.values.Value;
import org.jspecify.annotations.Nullable;

/** What JavaScript makes of objects: texts, lists of their names and values, sets of what is in them. */
final class Objects {
    private final Engine engine;

    Objects(Engine engine) {
        this.engine = engine;
    }

    /** Null for any other function. */
    @Nullable
    Value called(String ref, Value of) {
        return switch (ref) {
            // it begins with a bracket, a quote or a digit
            case "JSON.stringify" ->
                engine.expressions()
                        .textual(of)
                        .derived()
                        .marked(engine.marks().deep(of) & Label.MARKS)
                        .with(Safe.CODE | Safe.OPTION);
            case "Set", "Map", "Uint8Array" -> of.boxes().isEmpty() ? Statements.list(engine.elements(of)) : of;
            case "Object.keys", "Object.getOwnPropertyNames" -> keys(of);
            case "Object.values" -> Statements.list(Disclosures.variable(of, engine.elements(of)));
            case "Object.entries" ->
                Statements.list(
                        PyPackages.pair(engine.elements(keys(of)), Disclosures.variable(of, engine.elements(of))));
            default -> null;
        };
    }

    private static Value keys(Value of) {
        if (of.labels() != 0) {
            return Statements.list(of.derived().unmarked(of.labels() & Label.HOARD));
        }
        var box = new Box();
        box.isList = true;
        int n = 0;
        for (Box each : of.boxes()) {
            for (String key : each.fields.keySet()) {
                box.fields.put(Integer.toString(n++), Value.text(key));
            }
            if (each.any.labels() != 0) {
                box.any = each.any.derived();
            }
        }
        return Value.of(box);
    }
}
