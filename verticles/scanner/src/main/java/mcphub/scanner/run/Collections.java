package mcphub.scanner.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import mcphub.scanner.code.Ex;
import mcphub.scanner.values.Box;
import mcphub.scanner.values.Label;
import mcphub.scanner.values.Value;
import org.jspecify.annotations.Nullable;

/** Objects and lists that are written down. */
final class Collections {

    private final Engine engine;

    Collections(Engine engine) {
        this.engine = engine;
    }

    Value object(Ex.Obj obj, Frame frame) {
        var box = new Box();
        var copied = new ArrayList<Value>();
        for (Ex.Prop prop : obj.props()) {
            Value value = engine.eval(prop.value(), frame);
            if (prop.key() != null) {
                value = engine.marks().named(prop.key(), value, prop.value().at(), frame);
                box.fields.put(prop.key(), value);
                if (!box.any.isUnknown()) {
                    // it stands behind what it is written over
                    box.exact.add(prop.key());
                }
            } else if (prop.value() instanceof Ex.Spread) {
                copied.add(value);
                value.boxes().forEach(other -> {
                    box.fields.putAll(other.fields);
                    if (!other.any.isUnknown()) {
                        box.exact.retainAll(other.exact);
                    }
                    box.exact.addAll(other.exact);
                    box.any = box.any.isUnknown() ? other.any : box.any.or(other.any);
                });
                if (value.labels() != 0) {
                    box.any = box.any.or(value.derived().marked(value.labels() & Label.ENVIRONMENT));
                    if (value.boxes().isEmpty()) {
                        box.exact.clear();
                    }
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
        engine.sinks().certificates.written(obj, box, copied, frame);
        engine.calls().handlers().table(box, obj.at(), frame);
        return Value.of(box);
    }

    /** Lists behind each other; null where none of them is one. */
    @Nullable
    Value plus(List<Value> values) {
        if (values.stream().noneMatch(v -> v.boxes().stream().anyMatch(box -> box.isList))) {
            return null;
        }
        var all = new Box();
        all.isList = true;
        values.forEach(each -> append(each, all, engine));
        return Value.of(all);
    }

    /** What a list or map holds, as one value. */
    static Value elements(Value list) {
        // whose a list is may be whose its items are, and nothing more
        boolean isOfItems = !list.boxes().isEmpty()
                && list.boxes().stream().allMatch(box -> box.isList && (list.labels() & ~box.labels()) == 0);
        Value all = list.labels() == 0 || isOfItems ? null : list.derived();
        for (Box box : list.boxes()) {
            all = all == null ? box.all() : all.or(box.all());
        }
        return all == null ? Value.UNKNOWN : all;
    }

    /** What a list holds goes behind what another one holds. */
    static void append(Value list, Box to, Engine engine) {
        if (list.boxes().size() == 1 && list.boxes().getFirst().isList && list.labels() == 0) {
            Box from = list.boxes().getFirst();
            List.copyOf(from.fields.values()).forEach(to::push);
            if (!from.any.isUnknown()) {
                to.any = to.any.or(from.any);
            }
        } else if (list.labels() == 0
                && list.boxes().size() > 1
                && list.boxes().stream().allMatch(box -> box.isList && box.any.isUnknown())) {
            int most = list.boxes().stream()
                    .mapToInt(box -> box.fields.size())
                    .max()
                    .orElse(0);
            for (int i = 0; i < most; i++) {
                Value all = null;
                for (Box box : list.boxes()) {
                    Value item = box.fields.get(Integer.toString(i));
                    all = item == null ? all : all == null ? item : all.or(item);
                }
                if (all != null) {
                    to.push(all);
                }
            }
        } else {
            Value all = engine.elements(list);
            to.any = to.any.isUnknown() ? all : to.any.or(all);
        }
    }

    /** What a map holds is put into another one. */
    static void put(Value map, Box to) {
        map.boxes().forEach(from -> {
            from.fields.forEach(to::put);
            to.any = from.any.isUnknown() ? to.any : to.any.or(from.any);
        });
        if (map.labels() != 0) {
            to.any = to.any.or(map.derived());
        }
    }

    /** What a loop goes over: of a map, in Python, its names. */
    static Value each(Engine engine, Value of, Frame frame) {
        if (Python.is(frame) && of.labels() == 0 && of.boxes().size() == 1) {
            Box map = of.boxes().getFirst();
            if (!map.isList && map.cls == null && map.target == null) {
                Value all = map.keys;
                for (String name : map.fields.size() > 12 ? Set.<String>of() : map.fields.keySet()) {
                    all = all.isUnknown() ? Value.text(name) : all.or(Value.text(name));
                }
                return all;
            }
        }
        return engine.elements(of);
    }

    /** A list as a text; of one whose items are known, in their order. */
    static Value join(Engine engine, Value list, Value between) {
        if (list.boxes().size() == 1 && list.labels() == 0) {
            Box box = list.boxes().getFirst();
            if (box.any.isUnknown() && !box.fields.isEmpty()) {
                var parts = new ArrayList<Value>();
                box.fields.values().forEach(each -> {
                    if (!parts.isEmpty()) {
                        parts.add(between);
                    }
                    parts.add(each);
                });
                return Value.concat(parts);
            }
        }
        Value all = engine.elements(list);
        return all.labels() != 0
                ? all.derived().with(all.safe())
                : all.isConstant() && all.shapes().size() == 1 ? all : Value.UNKNOWN;
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
