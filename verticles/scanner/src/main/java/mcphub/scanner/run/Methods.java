package mcphub.scanner.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import mcphub.scanner.code.Ex;
import mcphub.scanner.values.Box;
import mcphub.scanner.values.Closure;
import mcphub.scanner.values.Safe;
import mcphub.scanner.values.Value;
import org.jspecify.annotations.Nullable;

/** What texts, lists, maps and promises have as methods. */
final class Methods {
    private static final Set<String> TRUTHS = Words.of(
            "includes startsWith endsWith indexOf lastIndexOf some every has test localeCompare charCodeAt findIndex "
                    + "hasOwnProperty search getTime valueOf codePointAt isDirectory isFile");
    private static final Set<String> SAME = Words.of(
            "toString trim trimEnd trimStart normalize then filter sort toSorted reverse toReversed flat slice splice concat freeze finally strip "
                    + "valueOf toWellFormed json text substring substr padStart padEnd repeat at data value optional default "
                    + "parse safeParse parseAsync values entries subarray decode encode");
    private static final Set<String> EACH =
            Words.of("map filter forEach find findLast flatMap reduce some every then sort findIndex");

    private final Engine engine;

    Methods(Engine engine) {
        this.engine = engine;
    }

    /** Null for what is none of them. */
    @Nullable
    Value call(String name, Ex.Call call, Value receiver, List<Value> arguments, Frame frame) {
        if (EACH.contains(name)
                && !arguments.isEmpty()
                && !arguments.getFirst().closures().isEmpty()) {
            return each(name, receiver, arguments, frame);
        }
        if (name.equals("map")
                && !arguments.isEmpty()
                && !arguments.getFirst().refs().isEmpty()) {
            int safe = arguments.getFirst().refs().stream()
                    .mapToInt(engine.calls()::safe)
                    .reduce(0, (a, b) -> a | b);
            Value each = engine.elements(receiver);
            return Statements.list(
                    safe == Safe.ALL ? Value.UNKNOWN : each.derived().with(safe));
        }
        return switch (name) {
            case "catch" -> {
                arguments.forEach(a -> a.closures().forEach(c -> engine.call(c, List.of(), null)));
                yield receiver;
            }
            case "push", "unshift", "add" -> {
                boolean isBehind = name.equals("push");
                receiver.boxes()
                        .forEach(box -> arguments.forEach(a -> {
                            if (isBehind && box.isList) {
                                box.push(a);
                            } else {
                                push(box, a);
                            }
                        }));
                left(call, arguments, frame);
                yield Value.UNKNOWN;
            }
            case "set" -> {
                if (arguments.size() == 2) {
                    receiver.boxes().forEach(box -> push(box, arguments.get(1)));
                    left(call, arguments, frame);
                }
                yield Value.UNKNOWN;
            }
            case "concat" -> {
                if (receiver.boxes().isEmpty()) {
                    var parts = new ArrayList<Value>(List.of(receiver));
                    parts.addAll(arguments);
                    yield Value.concat(parts);
                }
                Value all = engine.elements(receiver);
                for (Value each : arguments) {
                    all = all.or(each.boxes().isEmpty() ? each : engine.elements(each));
                }
                yield Statements.list(all);
            }
            case "get", "pop", "shift" ->
                receiver.boxes().isEmpty()
                        ? receiver.labels() == 0 ? null : receiver.derived()
                        : engine.elements(receiver);
            case "keys" -> Statements.list(receiver.derived());
            case "join" ->
                Collections.join(engine, receiver, arguments.isEmpty() ? Value.text(",") : arguments.getFirst());
            case "split", "match", "matchAll" ->
                receiver.isConstant() || receiver.labels() == 0 ? Value.UNKNOWN : Statements.list(receiver.derived());
            case "toLowerCase", "toUpperCase" -> {
                UnaryOperator<String> change = name.equals("toLowerCase")
                        ? text -> text.toLowerCase(Locale.ROOT)
                        : text -> text.toUpperCase(Locale.ROOT);
                yield receiver.isConstant() ? Value.oneOf(changed(receiver, change)) : receiver;
            }
            case "replace", "replaceAll" -> replaced(call, receiver);
            case "apply", "call" -> null;
            default -> {
                if (TRUTHS.contains(name)) {
                    yield Value.UNKNOWN;
                }
                if (SAME.contains(name)
                        && (receiver.labels() != 0 || !receiver.boxes().isEmpty() || receiver.isConstant())) {
                    if (name.startsWith("trim")) {
                        yield receiver.without(Safe.OPTION);
                    }
                    yield name.equals("slice") || name.startsWith("subst")
                            ? receiver.labels() == 0
                                    ? receiver
                                    : receiver.boxes().isEmpty() ? receiver.derived() : receiver
                            : receiver;
                }
                yield null;
            }
        };
    }

    /** What is put into a list or map that was there before is there for others. */
    private void left(Ex.Call call, List<Value> arguments, Frame frame) {
        if (call.callee() instanceof Ex.Member(int at, Ex of, String name) && Assigns.isOutside(of, frame)) {
            arguments.forEach(engine.visits()::left);
        }
    }

    private static Set<String> changed(Value value, UnaryOperator<String> change) {
        var all = new TreeSet<String>();
        value.shapes().forEach(each -> all.add(change.apply(each)));
        return all;
    }

    private static void push(Box box, Value value) {
        box.any = box.any.isUnknown() ? value : box.any.or(value);
    }

    private Value each(String name, Value receiver, List<Value> arguments, Frame frame) {
        Value of = name.equals("then") ? receiver : Collections.each(engine, receiver, frame);
        Value given = Value.UNKNOWN;
        for (int turn = 0; turn < (name.equals("reduce") ? 2 : 1); turn++) {
            for (Closure closure : arguments.getFirst().closures()) {
                Value result = name.equals("reduce")
                        ? engine.call(
                                closure,
                                List.of(
                                        turn == 0 && arguments.size() > 1 ? arguments.get(1) : given,
                                        of,
                                        Value.UNKNOWN),
                                null)
                        : engine.call(closure, List.of(of, Value.UNKNOWN, receiver), null);
                given = given.isUnknown() ? result : given.or(result);
            }
        }
        if (name.equals("filter")
                && arguments.getFirst().closures().size() == 1
                && of.labels() != 0
                && engine.predicates()
                        .passed(arguments.getFirst().closures().getFirst(), of, frame)
                        .isUnknown()) {
            return Statements.list(Value.UNKNOWN);
        }
        return switch (name) {
            case "map", "flatMap" -> Statements.list(name.equals("flatMap") ? engine.elements(given) : given);
            case "filter", "sort" -> receiver;
            case "find", "findLast" -> of;
            case "reduce", "then" -> given;
            default -> Value.UNKNOWN;
        };
    }

    private Value replaced(Ex.Call call, Value receiver) {
        if (receiver.labels() == 0 || call.args().size() < 2) {
            return receiver;
        }
        if (call.args().getFirst() instanceof Ex.Regex regex && regex.flags().contains("g")) {
            if (Regexes.isAllButHarmless(regex.pattern())) {
                return Value.UNKNOWN;
            }
            if (regex.pattern().equals("'")) {
                return receiver.with(Safe.COMMAND | Safe.SQL);
            }
            if (regex.pattern().equals("\"")) {
                return receiver.with(Safe.SQL);
            }
            if (Regexes.isOfRegexes(regex.pattern())
                    && call.args().get(1) instanceof Ex.Lit(int at, Object with)
                    && "\\$&".equals(with)) {
                return receiver.with(Safe.REGEX);
            }
            if (regex.pattern().contains("<") && regex.pattern().startsWith("[")) {
                return receiver.with(Safe.HTML);
            }
            if (regex.pattern().equals("<")) {
                return receiver.with(Safe.HTML);
            }
        }
        if (call.args().getFirst() instanceof Ex.Regex regex
                && (regex.pattern().equals("^-+") || regex.pattern().equals("^-*"))) {
            return receiver.with(Safe.OPTION);
        }
        return receiver.derived().without(Safe.OPTION);
    }
}
