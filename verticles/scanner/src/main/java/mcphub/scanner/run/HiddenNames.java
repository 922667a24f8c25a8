package mcphub.scanner.run;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import mcphub.scanner.code.Ex;
import mcphub.scanner.code.Walk;
import mcphub.scanner.values.Label;
import mcphub.scanner.values.Value;

/** Names of modules and functions that are put together from pieces, or decoded, so that nobody finds them by searching. */
final class HiddenNames {
    private static final Pattern LOADS = Pattern.compile(
            "^(?:require|import|module\\.require|process\\.getBuiltinModule|process\\.mainModule\\.require|.*\\.createRequire\\(\\)|py:__import__|py:importlib\\.import_module)$");
    private static final Pattern PARTS = Pattern.compile("^py:getattr$");
    private static final Set<String> DECODES = Set.of("chr", "fromCharCode", "fromCodePoint", "reverse", "atob");

    private final Map<String, Integer> places = new HashMap<>();
    private final Engine engine;
    private final Intentions intentions;

    HiddenNames(Engine engine, Intentions intentions) {
        this.engine = engine;
        this.intentions = intentions;
    }

    void called(String name, Ex.Call call, Value callee, List<Value> arguments, Frame frame) {
        int place = -1;
        for (String ref : callee.refs()) {
            place = Math.max(place, places.computeIfAbsent(ref, HiddenNames::place));
        }
        if (place >= 0 && place < call.args().size() && place < arguments.size()) {
            Ex how = written(call.args().get(place), frame);
            Value value = arguments.get(place);
            boolean isSecret = value.isConstant() && value.shapes().stream().anyMatch(intentions::isHidden);
            if (isWholeDecoded(value) || (isSecret && isPutTogether(how, frame, 4)) || isDecoded(how)) {
                report(call, frame);
            }
        }
        if (call.callee() instanceof Ex.Index(int at, Ex of, Ex key) && !(key instanceof Ex.Lit)) {
            Value by = engine.eval(key, frame);
            boolean isSecret = by.isConstant() && by.shapes().stream().anyMatch(intentions::isHidden);
            if (isWholeDecoded(by) || (isSecret && isPutTogether(written(key, frame), frame, 4))) {
                report(call, frame);
            }
        }
    }

    /** Which argument is a name; -1 for none. */
    private static int place(String ref) {
        return LOADS.matcher(ref).matches() ? 0 : PARTS.matcher(ref).matches() ? 1 : -1;
    }

    /** Whether nothing of it can be read: a file of the program that it names can be found. */
    private static boolean isWholeDecoded(Value name) {
        return name.is(Label.DECODED)
                && !name.isOwned()
                && name.shapes().stream().noneMatch(shape -> shape.startsWith(".") || shape.startsWith("/"));
    }

    private void report(Ex.Call call, Frame frame) {
        engine.sinks()
                .report(
                        "hidden-name",
                        call.at(),
                        Value.UNKNOWN,
                        frame,
                        "The name of what is loaded or called is put together so that nobody finds it");
    }

    private static Ex written(Ex of, Frame frame) {
        Ex how = of instanceof Ex.Name(int at, String name) ? frame.scope.written(name) : null;
        return how == null ? of : how;
    }

    /** Whether no piece of it is a name by itself. */
    private boolean isPutTogether(Ex of, Frame frame, int most) {
        if (most == 0) {
            return false;
        }
        return switch (of) {
            case Ex.Op(int at, String op, var parts)
            when op.equals("+") -> parts.stream().noneMatch(part -> isName(part, frame));
            case Ex.Concat(int at, var parts) ->
                parts.size() > 1 && parts.stream().noneMatch(part -> isName(part, frame));
            case Ex.Call(int at, Ex.Member(int a, Ex list, String name), var args, var named, boolean isNew) ->
                name.equals("join")
                        && (Python.is(frame)
                                ? args.stream().anyMatch(arg -> written(arg, frame) instanceof Ex.Arr)
                                : written(list, frame) instanceof Ex.Arr);
            default -> false;
        };
    }

    private boolean isName(Ex part, Frame frame) {
        Value value = engine.eval(part, frame);
        return (value.isConstant() && value.shapes().stream().anyMatch(intentions::isHidden))
                || isPutTogether(part, frame, 0);
    }

    /** Whether letters are made of numbers in it, or stand the other way round. */
    private static boolean isDecoded(Ex of) {
        boolean[] is = {false};
        Walk.over(of, each -> {
            if (each instanceof Ex.Call(int at, Ex callee, var args, var named, boolean isNew)) {
                is[0] |= (callee instanceof Ex.Name(int a, String name) && DECODES.contains(name))
                        || (callee instanceof Ex.Member(int b, Ex on, String method) && DECODES.contains(method));
            }
        });
        return is[0];
    }
}
