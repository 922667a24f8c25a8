package mcphub.scanner.run;

import java.util.List;
import java.util.Map;
import java.util.Set;
import mcphub.scanner.code.Cls;
import mcphub.scanner.code.Ex;
import mcphub.scanner.code.Fn;
import mcphub.scanner.values.Box;
import mcphub.scanner.values.Closure;
import mcphub.scanner.values.Safe;
import mcphub.scanner.values.Value;
import org.jspecify.annotations.Nullable;

/** What a caller can put where a type is written, since the libraries that run tools check it. */
final class PyTypes {
    private static final Set<String> NARROW = Words.of(
            "int float bool complex Decimal UUID UUID1 UUID3 UUID4 UUID5 datetime date time timedelta PositiveInt "
                    + "NonNegativeInt StrictInt StrictBool PositiveFloat NonNegativeFloat conint confloat None NoneType "
                    + "IPv4Address IPv6Address IPvAnyAddress Literal PaymentCardNumber");
    private static final Set<String> OURS =
            Set.of("Context", "RequestContext", "ServerSession", "Session", "AsyncSession");
    private static final Set<String> OF_ALL =
            Words.of("Optional Union list List set Set tuple Tuple Sequence Iterable frozenset dict Dict");
    private static final Set<String> VALIDATORS = Set.of("field_validator", "validator");
    private static final int DEEPEST = 6;
    private int depth;

    private final Engine engine;

    private final PyInjected injected;

    PyTypes(Engine engine) {
        this.engine = engine;
        this.injected = new PyInjected(engine);
    }

    /** A foreign value as it comes through a type; the value itself where none is written. */
    Value through(@Nullable Ex type, @Nullable Ex usual, Value any, Frame frame) {
        if (usual instanceof Ex.Call call && PyInjected.is(last(call.callee()))) {
            return injected.value(type, call, any, frame);
        }
        if (type == null) {
            return any;
        }
        if (isNarrow(type, frame, 0) || OURS.contains(last(type)) || (usual != null && isBounded(usual, frame))) {
            return Value.UNKNOWN;
        }
        if (last(type).endsWith("HttpUrl")
                || (usual != null && asksForScheme(usual, frame))
                || isOfWeb(type, frame, 0)) {
            return any.with(Safe.OPEN);
        }
        if (last(type).endsWith("Path")) {
            return Packages.path("py.path", java.util.List.of(any));
        }
        var cls = model(type, frame, 0);
        if (cls != null) {
            return object(cls, any, frame);
        }
        Value made = injected.made(type, frame);
        return made == null ? any : made;
    }

    /** An object of a class whose fields say what they are. */
    Value object(Box cls, Value any, Frame frame) {
        if (depth > DEEPEST) {
            return any;
        }
        depth++;
        var known = new Box();
        fields(cls).forEach((name, type) -> {
            Value field = isBoundedField(cls, name, frame)
                    ? Value.UNKNOWN
                    : validated(cls, name, through(type, null, any, frame));
            known.fields.put(name, field);
            known.exact.add(name);
        });
        depth--;
        known.any = any;
        return new Value(any.labels(), any.safe(), any.shapes(), Set.of(), List.of(), List.of(known), any.step());
    }

    /** What the class's own checks of a field let through. */
    private Value validated(Box box, String field, Value any) {
        Value now = any;
        for (Fn fn : box.cls == null ? List.<Fn>of() : box.cls.methods().values()) {
            boolean isFor = fn.marks().stream()
                    .anyMatch(mark -> mark instanceof Ex.Call call
                            && VALIDATORS.contains(last(call.callee()))
                            && call.args().stream()
                                    .anyMatch(arg -> arg instanceof Ex.Lit(int at, Object name) && field.equals(name)));
            if (isFor && box.scope != null && now.labels() != 0) {
                now = engine.call(new Closure(fn, box.scope, Value.of(box)), List.of(now), null);
            }
        }
        return now;
    }

    static Map<String, Ex> fields(Box cls) {
        return cls.cls == null ? Map.of() : cls.cls.types();
    }

    private boolean isBoundedField(Box box, String name, Frame frame) {
        Cls cls = box.cls;
        return cls != null
                && cls.fields().stream()
                        .anyMatch(each -> each
                                        instanceof
                                        Ex.Assign(int at, Ex.Member(int a, Ex of, String field), String op, Ex value)
                                && field.equals(name)
                                && isBounded(value, frame));
    }

    /** {@code Field(pattern="^…$")}. */
    private boolean isBounded(Ex value, Frame frame) {
        String pattern = pattern(value, frame);
        return pattern != null && Regexes.allowsOnlyHarmless(pattern);
    }

    private @Nullable String pattern(Ex value, Frame frame) {
        for (Ex.Prop each : value instanceof Ex.Call call ? call.named() : List.<Ex.Prop>of()) {
            if ("pattern".equals(each.key()) || "regex".equals(each.key())) {
                return engine.eval(each.value(), frame).only();
            }
        }
        return null;
    }

    /** Whether it is a text whose pattern asks for a scheme of the web. */
    private boolean isOfWeb(Ex type, Frame frame, int depth) {
        if (type instanceof Ex.Index(int at, Ex of, Ex key)
                && key instanceof Ex.Arr(int a, var items)
                && last(of).equals("Annotated")) {
            return items.stream()
                    .anyMatch(each -> asksForScheme(each, frame) || last(each).endsWith("HttpUrl"));
        }
        if (type instanceof Ex.Name(int at, String name) && depth < DEEPEST) {
            Ex how = frame.scope.written(name);
            return how != null && how.at() >= 0 && isOfWeb(how, frame, depth + 1);
        }
        return false;
    }

    private boolean asksForScheme(Ex value, Frame frame) {
        String pattern = pattern(value, frame);
        return pattern != null && Regexes.asksForScheme(pattern);
    }

    private static String last(Ex type) {
        return switch (type) {
            case Ex.Name(int at, String name) -> name;
            case Ex.Member(int at, Ex of, String name) -> name;
            case Ex.Lit(int at, Object value)
            when value instanceof String text -> text.substring(text.lastIndexOf('.') + 1);
            default -> "";
        };
    }

    boolean isNarrow(Ex type, Frame frame, int depth) {
        engine.budget().spend();
        if (depth > DEEPEST) {
            return false;
        }
        return switch (type) {
            case Ex.Lit(int at, Object value) -> value == null || NARROW.contains(last(type));
            case Ex.Index(int at, Ex of, Ex key) -> indexed(last(of), key, frame, depth);
            case Ex.Op(int at, String op, var of) ->
                op.equals("|") && of.stream().allMatch(each -> isNarrow(each, frame, depth + 1));
            case Ex.Arr(int at, var items) -> items.stream().allMatch(each -> isNarrow(each, frame, depth + 1));
            case Ex.Many(int at, var of) -> of.size() == 1 && isNarrow(of.getFirst(), frame, depth + 1);
            default -> named(type, frame, depth);
        };
    }

    private boolean indexed(String of, Ex key, Frame frame, int depth) {
        if (of.equals("Literal")) {
            return true;
        }
        if (of.equals("Annotated")) {
            return key instanceof Ex.Arr(int at, var items)
                    && !items.isEmpty()
                    && (isNarrow(items.getFirst(), frame, depth + 1)
                            || items.stream().skip(1).anyMatch(each -> isBounded(each, frame)));
        }
        return OF_ALL.contains(of) && isNarrow(key, frame, depth + 1);
    }

    private boolean named(Ex type, Frame frame, int depth) {
        if (NARROW.contains(last(type))) {
            return true;
        }
        if (type instanceof Ex.Name(int at, String name)) {
            Ex how = frame.scope.written(name);
            if (how != null && how.at() >= 0 && isNarrow(how, frame, depth + 1)) {
                return true;
            }
        }
        return engine.eval(type, frame).boxes().stream()
                .anyMatch(box -> box.cls != null && engine.classes().isEnum(box));
    }

    /** The class that is meant, where it says what its fields are. */
    private @Nullable Box model(Ex type, Frame frame, int depth) {
        if (depth > DEEPEST) {
            return null;
        }
        if (type instanceof Ex.Op(int at, String op, var of) && op.equals("|")) {
            return of.stream()
                    .map(each -> model(each, frame, depth + 1))
                    .filter(java.util.Objects::nonNull)
                    .findFirst()
                    .orElse(null);
        }
        if (type instanceof Ex.Index(int at, Ex of, Ex key)) {
            return last(of).equals("Optional") || last(of).equals("Annotated")
                    ? model(
                            key instanceof Ex.Arr(int a, var items) && !items.isEmpty() ? items.getFirst() : key,
                            frame,
                            depth + 1)
                    : null;
        }
        return engine.eval(type, frame).boxes().stream()
                .filter(box -> box.cls != null && !box.cls.types().isEmpty())
                .findFirst()
                .orElse(null);
    }
}
