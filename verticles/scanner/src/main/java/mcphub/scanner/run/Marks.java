package mcphub.scanner.run;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import mcphub.scanner.code.Ex;
import mcphub.scanner.code.St;
import mcphub.scanner.values.Box;
import mcphub.scanner.values.Closure;
import mcphub.scanner.values.Label;
import mcphub.scanner.values.Step;
import mcphub.scanner.values.Value;
import org.jspecify.annotations.Nullable;

/** What values are, beside whose: drawn by chance that can be guessed, a secret, all of the environment. Names say what is a secret, or has to be one. */
final class Marks {
    /** What is made of a drawn value by these can be guessed as well. */
    private static final Set<String> KEEP = Words.of(
            "toString toFixed slice substring substr padStart padEnd repeat toUpperCase toLowerCase join split reverse trim "
                    + "charAt at update digest hexdigest hex encode decode zfill upper lower concat replace replaceAll String "
                    + "Number parseInt from floor round ceil trunc abs pow str int bytes md5 sha1 sha256 sha512 btoa format "
                    + "b64encode urlsafe_b64encode toArray fromCharCode chr list tuple");
    /** What gives what a function gives, once or often. */
    private static final Set<String> REPEATED = Set.of("from", "replace", "replaceAll", "map", "flatMap");

    /** What is written as a text, or copied, by these is still what it was. */
    private static final Set<String> WHOLE = Words.of(
            "stringify dumps dump safe_dump inspect pformat repr str dict copy deepcopy assign join format structuredClone");

    private static final Set<String> TEXTS = Words.of("stringify dumps dump safe_dump inspect pformat repr str join");

    private static final Set<String> PARTS = Set.of("slice", "substring", "substr");
    private static final Set<String> GETS = Words.of("get getenv header pop require getHeader");
    /** Headers, cookies and the like: a name, and what it is to be. */
    private static final Set<String> SETS = Words.of("setHeader set header cookie setItem append set_cookie");

    private static final Pattern DRAWN = Pattern.compile("py:(?:random|numpy\\.random)\\.(?:choice|choices|sample)");
    /** Where the system draws, and the other way is only taken where there is none. */
    private static final Pattern GOOD = Pattern.compile("(?i)crypto\\.(?:random|getRandom)|uuid|nanoid|py:secrets");

    private final Engine engine;
    private final Models models;
    /** Places that draw and were told of: each is one flaw, however often it is handed on. */
    private final Set<String> told = new HashSet<>();

    Marks(Engine engine, Models models) {
        this.engine = engine;
        this.models = models;
    }

    /** What a function of a package draws by chance; null for any other. */
    @Nullable
    Value drawn(String ref, List<Value> arguments, Ex.Call call, Frame frame) {
        if (!models.isRandom(ref)) {
            return null;
        }
        // one of those that there are is chosen, not made
        if (DRAWN.matcher(ref).matches()
                && (arguments.isEmpty() || !arguments.getFirst().isConstant())) {
            return Value.UNKNOWN;
        }
        var step = new Step(frame.file, call.at(), ref.replace(Python.PREFIX, ""), null);
        return new Value(Label.RANDOM, 0, Value.UNKNOWN.shapes(), Set.of(), List.of(), List.of(), step);
    }

    /** What an operator makes of values, where one was drawn. */
    static Value counted(Value made, List<Value> of) {
        for (Value each : of) {
            if (each.is(Label.RANDOM)) {
                return random(made, each);
            }
        }
        return made;
    }

    private static Value random(Value made, Value by) {
        return new Value(
                made.labels() | Label.RANDOM,
                made.safe(),
                made.shapes(),
                made.refs(),
                made.closures(),
                made.boxes(),
                made.isOwned() ? made.step() : by.step());
    }

    /** A letter of a text that is known, at a place that was drawn. */
    static @Nullable Value letter(Value of, Value key) {
        return key.is(Label.RANDOM) && of.boxes().isEmpty() && of.isConstant() ? random(Value.UNKNOWN, key) : null;
    }

    /** What a call gave, and what it still is. */
    Value after(String name, Ex.Call call, Value receiver, List<Value> arguments, Value given, Frame frame) {
        Value made = given;
        if (KEEP.contains(name) && !made.is(Label.RANDOM)) {
            Value by = drawnOf(receiver);
            for (Value each : arguments) {
                by = by == null ? drawnOf(each) : by;
            }
            if (by == null && name.equals("charAt") && !arguments.isEmpty()) {
                by = letter(receiver, arguments.getFirst());
            }
            made = by == null ? made : random(made, by);
        }
        if (REPEATED.contains(name)) {
            made = repeated(name, receiver, arguments, made);
        }
        if (WHOLE.contains(name)) {
            int marks = deep(receiver);
            for (Value each : arguments) {
                marks |= deep(each);
            }
            boolean isText = TEXTS.contains(name) && (marks & Label.ENVIRONMENT) != 0;
            made = made.marked((marks & (Label.SECRET | Label.ENVIRONMENT | Label.TEXT)) | (isText ? Label.TEXT : 0));
        }
        if (PARTS.contains(name) && !arguments.isEmpty() && made.isOwned() && isFew(call, arguments)) {
            made = made.marked(Label.PART);
        }
        if (made.is(Label.SECRET) && models.naming().isRedacting(name)) {
            made = made.unmarked(Label.SECRET);
        }
        if (name.equals("filter")) {
            made = made.unmarked(Label.ENVIRONMENT | Label.TEXT);
        }
        if (GETS.contains(name) && !arguments.isEmpty() && arguments.getFirst().only() != null) {
            made = named(String.valueOf(arguments.getFirst().only()), made, call.at(), frame);
        }
        if (SETS.contains(name) && arguments.size() > 1 && arguments.getFirst().only() != null) {
            named(String.valueOf(arguments.getFirst().only()), arguments.get(1), call.at(), frame);
        }
        return made;
    }

    /** The first letters, or the last ones. */
    private static boolean isFew(Ex.Call call, List<Value> arguments) {
        if (call.args().getFirst() instanceof Ex.Op(int at, String op, var of) && op.equals("-") && of.size() == 1) {
            return true;
        }
        String from = arguments.getFirst().only();
        return "0".equals(from) && arguments.size() > 1;
    }

    private Value repeated(String name, Value receiver, List<Value> arguments, Value made) {
        Value all = made;
        for (Value each : arguments) {
            for (Closure closure : each.closures()) {
                if ((!name.endsWith("ap") || made.boxes().isEmpty()) && !made.is(Label.RANDOM)) {
                    Value part = engine.call(closure, List.of(), null);
                    all = part.is(Label.RANDOM) ? random(all, part) : all;
                }
                // some of them, not all
                boolean isSome = closure.fn().body().size() == 1
                        && closure.fn().body().getFirst() instanceof St.If(Ex test, var yes, var no)
                        && no.isEmpty();
                if (isSome && (deep(all) & Label.ENVIRONMENT) != 0) {
                    all = Statements.list(engine.elements(receiver).derived());
                }
            }
        }
        return all;
    }

    /** The value, or what a list holds, where it was drawn. */
    private static @Nullable Value drawnOf(Value value) {
        if (value.is(Label.RANDOM)) {
            return value;
        }
        for (Box box : value.boxes()) {
            if (box.isList && (box.labels() & Label.RANDOM) != 0) {
                Value all = box.all();
                if (all.is(Label.RANDOM)) {
                    return all;
                }
            }
        }
        return null;
    }

    /** A value that is given a name: it may be that of a secret, or of what has to be one. */
    Value named(String name, Value value, int at, Frame frame) {
        Value drawn = drawnOf(value);
        boolean isOtherwise =
                value.refs().stream().anyMatch(ref -> GOOD.matcher(ref).find());
        if (drawn != null && isOtherwise) {
            return value.unmarked(Label.RANDOM);
        }
        if (drawn != null && models.naming().isUnguessable(name)) {
            guessed(drawn, at, frame);
            return value.unmarked(Label.RANDOM);
        }
        for (Closure closure : value.closures()) {
            if (models.naming().isUnguessable(name) && closure.fn().params().isEmpty()) {
                Value given = engine.call(closure, List.of(), null);
                if (given.is(Label.RANDOM)
                        && given.refs().stream()
                                .noneMatch(ref -> GOOD.matcher(ref).find())) {
                    guessed(given, at, frame);
                }
            }
        }
        if (value.is(Label.SECRET) && models.naming().isNeutral(name)) {
            return value.unmarked(Label.SECRET);
        }
        boolean isSecret = value.isOwned()
                && !value.is(Label.PART)
                && value.closures().isEmpty()
                && value.boxes().isEmpty()
                && !value.isConstant()
                && models.naming().isSecret(name, (value.labels() & Label.OWNED) == Label.OPERATOR);
        return isSecret ? value.marked(Label.SECRET) : value;
    }

    /** A parameter, or a part of what is taken apart, that has a name: who gave it, gave it under another one. */
    Value received(String name, Value value, int at, Frame frame) {
        return drawnOf(value) == null ? named(name, value, at, frame) : value;
    }

    /** What a function gives is named by the function. */
    Value returned(Value value, Ex how, Frame frame) {
        String name = frame.fn == null ? null : frame.fn.name();
        return name == null || drawnOf(value) == null ? value : named(name, value, how.at(), frame);
    }

    private void guessed(Value drawn, int at, Frame frame) {
        var step = drawn.step();
        if (step == null || told.add(step.file() + '|' + at)) {
            engine.sinks()
                    .report(
                            "random",
                            at,
                            new Value(0, 0, Value.UNKNOWN.shapes(), Set.of(), List.of(), List.of(), step),
                            frame,
                            "What nobody must guess is drawn by chance that can be guessed");
        }
    }

    /** All that a value is, and what stands in it, not far below. */
    int deep(Value value) {
        return Deep.labels(value, engine.budget());
    }
}
