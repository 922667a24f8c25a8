package mcphub.scanner.run;

import java.util.ArrayList;
import java.util.List;
import mcphub.scanner.code.Ex;
import mcphub.scanner.code.Fn;
import mcphub.scanner.values.Box;
import mcphub.scanner.values.Value;
import org.jspecify.annotations.Nullable;

/** What functions are given, and what is known of it when they are left. */
final class Parameters {

    private final Engine engine;

    Parameters(Engine engine) {
        this.engine = engine;
    }

    static List<@Nullable Value> after(Fn fn, List<Value> arguments, Frame frame) {
        var params = new ArrayList<@Nullable Value>();
        for (int i = 0; i < Math.min(arguments.size(), fn.params().size()); i++) {
            if (fn.params().get(i) instanceof Ex.Obj pattern) {
                params.add(parts(pattern, arguments.get(i), frame));
                continue;
            }
            Value now = fn.params().get(i) instanceof Ex.Name(int at, String name) ? frame.leaving.get(name) : null;
            boolean isKnown = now != null && !now.equals(Frame.NOBODY) && isBetter(now, arguments.get(i));
            params.add(isKnown ? now : null);
        }
        return params;
    }

    private static boolean isBetter(Value now, Value was) {
        return was.labels() != 0
                && (now.labels() == 0 || ((now.safe() & was.safe()) == was.safe() && now.safe() != was.safe()));
    }

    /** What is known of the parts of an object that a pattern names; null where nothing more. */
    private static @Nullable Value parts(Ex.Obj pattern, Value given, Frame frame) {
        var known = new Box();
        for (Ex.Prop prop : pattern.props()) {
            String key = prop.key();
            Value now = prop.value() instanceof Ex.Name(int at, String name) ? frame.leaving.get(name) : null;
            if (key == null || now == null || now.equals(Frame.NOBODY)) {
                continue;
            }
            for (Box box : given.boxes()) {
                if (isBetter(now, box.get(key))) {
                    known.fields.put(key, now);
                }
            }
        }
        return known.fields.isEmpty() ? null : Value.of(known);
    }

    /** The name of a parameter; null for a pattern. */
    static @Nullable String name(Ex param) {
        return switch (param) {
            case Ex.Name(int at, String name) -> name;
            case Ex.Assign(int at, Ex.Name(int a, String name), String op, Ex value) -> name;
            default -> null;
        };
    }

    /** The arguments that are given by name, which are the last one; null where there are none. */
    static @Nullable Box named(List<Value> arguments) {
        if (arguments.isEmpty()) {
            return null;
        }
        var boxes = arguments.getLast().boxes();
        return boxes.size() == 1 && boxes.getFirst().isNamed ? boxes.getFirst() : null;
    }

    /** Arguments behind others, with those by name of both. */
    static List<Value> behind(List<Value> first, List<Value> later) {
        Box one = named(first);
        Box other = named(later);
        var all = new ArrayList<>(one == null ? first : first.subList(0, first.size() - 1));
        all.addAll(other == null ? later : later.subList(0, later.size() - 1));
        if (one != null || other != null) {
            var both = new Box();
            both.isNamed = true;
            if (one != null) {
                Collections.put(Value.of(one), both);
            }
            if (other != null) {
                both.fields.putAll(other.fields);
                both.any = other.any;
            }
            all.add(Value.of(both));
        }
        return all;
    }

    /** The names that are watched until the function is left. */
    static List<String> names(Ex param) {
        return switch (param) {
            case Ex.Name(int at, String name) -> List.of(name);
            case Ex.Obj(int at, var props) ->
                props.stream().flatMap(prop -> names(prop.value()).stream()).toList();
            default -> List.of();
        };
    }

    private static boolean isByName(Ex param) {
        return param instanceof Ex.Spread(int at, Ex of) && of instanceof Ex.Spread;
    }

    /** One value for each parameter, where some are given by name or some take the rest. */
    List<Value> placed(Fn fn, List<Value> arguments, @Nullable Box named) {
        int rest = -1;
        for (int i = 0; i < fn.params().size(); i++) {
            rest = rest < 0
                            && fn.params().get(i) instanceof Ex.Spread
                            && !isByName(fn.params().get(i))
                    ? i
                    : rest;
        }
        if (named == null
                && fn.params().stream().noneMatch(Parameters::isByName)
                && (rest < 0 || rest == fn.params().size() - 1)) {
            return arguments;
        }
        var all = new ArrayList<Value>();
        for (int i = 0; i < fn.params().size(); i++) {
            Ex param = fn.params().get(i);
            String name = name(param);
            if (isByName(param)) {
                all.add(Value.of(named == null ? new Box() : named));
            } else if (i == rest) {
                Value merged = Value.UNKNOWN;
                for (Value each : arguments.subList(Math.min(i, arguments.size()), arguments.size())) {
                    merged = merged.or(each);
                }
                all.add(merged);
            } else if (i < arguments.size() && (rest < 0 || i < rest)) {
                all.add(arguments.get(i));
            } else {
                all.add(name == null || named == null ? Value.UNKNOWN : named.get(name));
            }
        }
        return all;
    }

    void bindParameters(Fn fn, List<Value> arguments, Frame frame) {
        for (int i = 0; i < fn.params().size(); i++) {
            Ex param = fn.params().get(i);
            if (param instanceof Ex.Spread(int at, Ex of) && of instanceof Ex.Spread(int a, Ex map)) {
                engine.assigns().bind(map, i < arguments.size() ? arguments.get(i) : Value.of(new Box()), null, frame);
            } else if (param instanceof Ex.Spread(int at, Ex of)
                    && i < fn.params().size() - 1) {
                engine.assigns()
                        .bind(
                                of,
                                Statements.list(i < arguments.size() ? arguments.get(i) : Value.UNKNOWN),
                                null,
                                frame);
            } else if (param instanceof Ex.Spread(int at, Ex of)) {
                var rest = new Box();
                rest.isList = true;
                arguments
                        .subList(Math.min(i, arguments.size()), arguments.size())
                        .forEach(rest::push);
                engine.assigns().bind(of, Value.of(rest), null, frame);
            } else {
                engine.assigns().bind(param, i < arguments.size() ? arguments.get(i) : Value.UNKNOWN, null, frame);
            }
        }
    }
}
