package mcphub.scanner.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import mcphub.scanner.code.Ex;
import mcphub.scanner.values.Box;
import mcphub.scanner.values.Closure;
import mcphub.scanner.values.Safe;
import mcphub.scanner.values.Value;
import org.jspecify.annotations.Nullable;

/** Calls of packages that are not part of the program. */
final class Packages {

    private static final Set<String> PATHS =
            Set.of("path.join", "path.resolve", "path.normalize", "fs.realpath", "fs.realpathSync");
    /** Where a client keeps {@link #base}. */
    static final String BASE = "#base";

    private static final List<String> BASES = List.of("base_url", "baseURL", "baseUrl", "prefixUrl", "prefix_url");
    private final Engine engine;
    private final Models models;
    private final Methods methods;
    private final Objects objects;
    private final PyPackages builtins;
    private final PyMethods python;
    private final Surroundings surroundings;

    Packages(Engine engine, Models models) {
        this.engine = engine;
        this.models = models;
        this.methods = new Methods(engine);
        this.objects = new Objects(engine);
        this.builtins = new PyPackages(engine);
        this.surroundings = new Surroundings(engine);
        this.python = new PyMethods(engine, builtins.formats());
    }

    Formats formats() {
        return builtins.formats();
    }

    PyMethods python() {
        return python;
    }

    int safe(String ref) {
        return models.safe(ref);
    }

    /** Functions that are given away are called, by whom and with what is not known. */
    void callbacks(List<Value> arguments, Value with) {
        for (Value each : arguments) {
            for (Closure closure : each.closures()) {
                engine.call(
                        closure,
                        java.util.Collections.nCopies(closure.fn().params().size(), with),
                        null);
            }
        }
    }

    Value external(String ref, Ex.Call call, Value receiver, List<Value> arguments, Frame frame) {
        Value first = arguments.isEmpty() ? Value.UNKNOWN : arguments.getFirst();
        if ((ref.equals("require")
                        || ref.equals("import")
                        || ref.equals("module.require")
                        || ref.endsWith(".createRequire()"))
                && first.only() != null) {
            return engine.modules().named(first.only(), frame.file);
        }
        if (ref.endsWith(".bind")) {
            return Value.ref(ref.substring(0, ref.length() - 5));
        }
        if (ref.startsWith(Python.PREFIX)) {
            Value given = builtins.external(ref, call, arguments, frame);
            if (given != null) {
                return given;
            }
        }
        Value around = surroundings.called(ref, first);
        if (around != null) {
            return around;
        }
        if (ref.equals("Promise") && !first.closures().isEmpty()) {
            return promised(first);
        }
        if (PATHS.contains(ref)) {
            return path(ref, arguments);
        }
        if (ref.equals("path.relative")) {
            return arguments.size() < 2 ? Value.UNKNOWN : arguments.get(1).derived();
        }
        Value object = objects.called(ref, first);
        if (object != null) {
            return object;
        }
        Value drawn = engine.marks().drawn(ref, arguments, call, frame);
        if (drawn != null) {
            return drawn;
        }
        int safe = models.safe(ref);
        if (safe == Safe.ALL) {
            return Value.ref(short_(ref) + "()");
        }
        if (safe != 0 && first.labels() == 0 && !first.isConstant()) {
            return Value.ref(short_(ref) + "()");
        }
        if (ref.endsWith("basename")) {
            return first.isForeign() ? first.derived().with(Safe.PATH).without(Safe.OPTION) : first.with(safe);
        }
        if (models.isSame(ref) || safe != 0) {
            return first.with(safe);
        }
        Value built = call.callee() instanceof Ex.Member(int at, Ex of, String name) && receiver.labels() != 0
                ? Python.is(frame)
                        ? python.call(name, call, receiver, arguments, frame)
                        : methods.call(name, call, receiver, arguments, frame)
                : null;
        if (built != null) {
            return built;
        }
        String last = ref.substring(ref.lastIndexOf('.') + 1);
        if (first.labels() != 0
                && (last.equals("parse") || last.equals("parseAsync") || last.equals("safeParse"))
                && !receiver.boxes().isEmpty()) {
            return engine.calls().handlers().narrowed(receiver, first);
        }
        int label = models.source(ref);
        Value answer = label == 0
                ? receiver.derived().mixed(engine.intents().takings().told(ref, arguments, call, frame))
                : engine.intents()
                        .takings()
                        .answered(
                                Engine.from(label, frame.file, call.at(), "what " + ref + " answers"),
                                receiver,
                                arguments);
        callbacks(arguments, answer);
        if (label != 0) {
            return answer;
        }
        if (!models.sinks(ref).isEmpty() || ref.length() > 160) {
            return Value.ref(short_(ref) + "()");
        }
        boolean isHarmless = arguments.stream()
                .anyMatch(each ->
                        each.refs().contains("/harmless/") || each.refs().contains("/dash/"));
        // a server of nothing only looks whether a port is free
        boolean isEmpty = ref.equals("net.createServer") && arguments.isEmpty();
        Value made = Value.ref(ref + (isHarmless ? "(/harmless/)" : isEmpty ? "(-)" : "()"));
        for (Value each : arguments) {
            made = made.mixed(each.derived());
        }
        Value base = base(arguments);
        if (ref.endsWith(".ClientSession") && first.isForeign()) {
            base = first;
        }
        if (base != null) {
            var client = new Box();
            client.fields.put(BASE, base);
            return new Value(
                    made.labels(), made.safe(), made.shapes(), made.refs(), List.of(), List.of(client), made.step());
        }
        // an object of a validator keeps its fields
        var boxes =
                ref.endsWith(".object") ? first.boxes() : ref.contains(".object()") ? receiver.boxes() : List.<Box>of();
        return boxes.isEmpty()
                ? made
                : new Value(made.labels(), made.safe(), made.shapes(), made.refs(), List.of(), boxes, made.step());
    }

    /** What a promise is resolved with, as far as that is done while it is made. */
    private Value promised(Value maker) {
        var kept = new Box();
        kept.isKept = true;
        maker.closures().forEach(each -> engine.call(each, List.of(Value.of(kept), Value.UNKNOWN), null));
        return kept.all();
    }

    /** The address that a client of HTTP puts in front of others, where somebody chooses it. */
    private static @Nullable Value base(List<Value> arguments) {
        for (Value each : arguments) {
            for (Box box : each.boxes()) {
                for (String key : BASES) {
                    var base = box.fields.get(key);
                    if (base != null && base.isForeign()) {
                        return base;
                    }
                }
            }
        }
        return null;
    }

    static String short_(String ref) {
        return ref.length() > 160 ? ref.substring(0, ref.indexOf('.', 0) < 0 ? 20 : ref.indexOf('.')) : ref;
    }

    /** Paths that are put together lose a dot in front, which would keep them from being options. */
    private static Value withoutDot(Value path) {
        if (path.shapes().stream().noneMatch(shape -> shape.startsWith("./"))) {
            return path;
        }
        var shapes = new java.util.TreeSet<String>();
        path.shapes().forEach(shape -> shapes.add(shape.replaceFirst("^(?:\\./++)++", "")));
        return new Value(path.labels(), path.safe(), shapes, path.refs(), path.closures(), path.boxes(), path.step());
    }

    /** A path is marked as one, so that comparisons of it are known for what they are. */
    static Value path(String ref, List<Value> arguments) {
        var parts = new ArrayList<Value>();
        for (Value each : arguments) {
            if (!parts.isEmpty() && !ref.startsWith("fs.")) {
                parts.add(Value.text("/"));
            }
            if (!ref.startsWith("fs.") || parts.isEmpty()) {
                parts.add(each);
            }
        }
        Value all = Value.concat(parts);
        if (ref.equals("path.join") || ref.equals("path.normalize")) {
            all = withoutDot(all);
        }
        if (ref.endsWith("resolve") || ref.startsWith("fs.realpath")) {
            all = all.with(Safe.OPTION);
        }
        return new Value(all.labels(), all.safe(), all.shapes(), Set.of(Sinks.PATH), List.of(), List.of(), all.step());
    }
}
