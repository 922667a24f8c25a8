package mcphub.scanner.run;

import java.util.List;
import mcphub.scanner.code.Ex;
import mcphub.scanner.values.Box;
import mcphub.scanner.values.Value;

/** Objects and lists that are written down. */
final class Collections {

    private final Engine engine;

    Collections(Engine engine) {
        this.engine = engine;
    }

    Value object(Ex.Obj obj, Frame frame) {
        var box = new Box();
        for (Ex.Prop prop : obj.props()) {
            Value value = engine.eval(prop.value(), frame);
            if (prop.key() != null) {
                box.fields.put(prop.key(), value);
            } else if (prop.value() instanceof Ex.Spread) {
                value.boxes().forEach(other -> {
                    box.fields.putAll(other.fields);
                    box.any = box.any.isUnknown() ? other.any : box.any.or(other.any);
                });
                if (value.labels() != 0) {
                    box.any = box.any.or(value.derived());
                }
            } else {
                String key = prop.computed() == null
                        ? null
                        : engine.eval(prop.computed(), frame).only();
                if (key == null) {
                    box.any = box.any.or(value);
                } else {
                    box.fields.put(key, value);
                }
            }
        }
        engine.calls().handlers().table(box, frame);
        return Value.of(box);
    }

    Value list(List<Ex> items, Frame frame) {
        var box = new Box();
        box.isList = true;
        int n = 0;
        for (Ex item : items) {
            Value value = engine.eval(item, frame);
            if (item instanceof Ex.Spread) {
                Value all = engine.elements(value);
                box.any = box.any.isUnknown() ? all : box.any.or(all);
                n += 100;
            } else {
                box.fields.put(Integer.toString(n++), value);
            }
        }
        return Value.of(box);
    }
}
