package mcphub.scanner.run;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import mcphub.scanner.values.Box;
import mcphub.scanner.values.Label;
import mcphub.scanner.values.Value;

/** What objects and packages have under a name. */
final class Members {

    private static final Set<String> ALL_NAMES = Set.of("py:globals()", "py:locals()", "py:vars()");
    private static final String SMALL = "abcdefghijklmnopqrstuvwxyz";
    private static final Map<String, String> LETTERS = Map.of(
            "ascii_lowercase",
            SMALL,
            "ascii_uppercase",
            SMALL.toUpperCase(Locale.ROOT),
            "ascii_letters",
            SMALL + SMALL.toUpperCase(Locale.ROOT),
            "digits",
            "0123456789",
            "hexdigits",
            "0123456789abcdefABCDEF",
            "octdigits",
            "01234567",
            "punctuation",
            "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~",
            "printable",
            "0123456789" + SMALL + SMALL.toUpperCase(Locale.ROOT) + " !#$%&()");

    private final Engine engine;

    private final Models models;

    Members(Engine engine, Models models) {
        this.engine = engine;
        this.models = models;
    }

    /** An attribute: what a map of Python holds under a name is none. */
    Value attribute(Value of, String name, int at, Frame frame) {
        boolean isMap = Python.is(frame) && of.boxes().stream().anyMatch(box -> isMap(box, name));
        if (!isMap) {
            return member(of, name, at, frame);
        }
        var others = of.boxes().stream().filter(box -> !isMap(box, name)).toList();
        return member(
                new Value(of.labels(), of.safe(), of.shapes(), of.refs(), of.closures(), others, of.step()),
                name,
                at,
                frame);
    }

    private static boolean isMap(Box box, String name) {
        return box.cls == null && !box.exact.contains(name);
    }

    /** What is under a name: of settings one, not all of them. */
    Value member(Value of, String name, int at, Frame frame) {
        Value one = named(of, name, at, frame);
        if (one.is(Label.STRANGE) && engine.toolUse().strangers().isNoText(name)) {
            one = one.unmarked(Label.STRANGE);
        }
        return one.is(Label.HOARD) && of.is(Label.HOARD) && !isNumber(name) ? one.unmarked(Label.HOARD) : one;
    }

    private static boolean isNumber(String name) {
        return !name.isEmpty() && name.chars().allMatch(Character::isDigit);
    }

    private Value named(Value of, String name, int at, Frame frame) {
        Value all = null;
        if (name.equals("constructor") && !of.closures().isEmpty()) {
            return Value.ref("Function");
        }
        if (of.boxes().size() == 1 && of.boxes().getFirst().exact.contains(name)) {
            return of.boxes().getFirst().get(name);
        }
        for (Box box : of.boxes()) {
            Value value = box.get(name);
            if (value.isUnknown() && box.cls != null) {
                value = engine.classes().attribute(box, name);
            }
            all = all == null ? value : all.or(value);
        }
        for (String ref : of.refs()) {
            if (ref.startsWith("#")) {
                continue;
            }
            Value value = reference(ref, name, at, frame);
            // what a package made of somebody's value has parts that are his
            value = of.labels() == 0 || value.labels() != 0 ? value : value.mixed(of.derived());
            all = all == null ? value : all.or(value);
        }
        Value part = PyPaths.is(of) && Python.is(frame) ? PyPaths.part(of, name) : null;
        if (part != null && (all == null || all.isUnknown())) {
            return part;
        }
        if (of.labels() != 0 && (all == null || all.isUnknown())) {
            return name.equals("length") || name.equals("size")
                    ? Value.UNKNOWN
                    : engine.marks().named(name, of.derived(), at, frame);
        }
        return all == null ? Value.UNKNOWN : all;
    }

    Value reference(String ref, String name, int at, Frame frame) {
        if (ref.equals("py:string") && LETTERS.containsKey(name)) {
            return Value.text(LETTERS.get(name));
        }
        if (ref.startsWith(Python.PREFIX)) {
            String whole = (ref.equals("py:builtins") ? Python.PREFIX : ref + '.') + name;
            int label = models.value(whole);
            if (whole.equals("py:os.environ")) {
                engine.sinks().uses.environment();
            }
            return label != 0
                    ? Engine.from(label, frame.file, at, whole.substring(Python.PREFIX.length()))
                            .marked(whole.equals("py:os.environ") ? Label.ENVIRONMENT | Label.HOARD : 0)
                    : whole.length() > 200 ? Value.UNKNOWN : Value.ref(whole);
        }
        if (ref.equals("process") && (name.equals("env") || name.equals("argv"))) {
            if (name.equals("env")) {
                engine.sinks().uses.environment();
            }
            Value all = Engine.from(Label.OPERATOR, frame.file, at, "process." + name);
            return name.equals("env") ? all.marked(Label.ENVIRONMENT | Label.HOARD) : all;
        }
        if (ref.equals("process")
                && Set.of("pid", "ppid", "platform", "arch", "version").contains(name)) {
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
        String one = key.only();
        if (one != null && of.boxes().size() == 1 && of.boxes().getFirst().exact.contains(one)) {
            return of.boxes().getFirst().get(one);
        }
        if (key.isForeign() && of.refs().stream().anyMatch(ALL_NAMES::contains)) {
            engine.sinks().report("code", at, key, frame, "A function is called whose name somebody else chooses");
        }
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
        Value all = engine.elements(of);
        for (Box box : of.boxes()) {
            all = box.cls == null || one != null ? all : engine.classes().methods(box, all);
        }
        return all.is(Label.HOARD) && of.is(Label.HOARD) && (one == null || !isNumber(one))
                ? all.unmarked(Label.HOARD)
                : all;
    }
}
