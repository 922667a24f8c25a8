package mcphub.scanner.code;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An expression, in the small form that all languages are brought to; patterns of declarations and parameters are expressions, too. {@code at} is an offset in the file. */
public sealed interface Ex {
    /** Where it begins. */
    int at();

    /** Whether it is a number that stands in the code. */
    static boolean isNumber(Ex each) {
        return each instanceof Lit(int at, Object value) && value instanceof Double;
    }

    /** A constant: text, number ({@code Double}), {@code Boolean}, or null. */
    record Lit(int at, @Nullable Object value) implements Ex {}

    /** A regular expression that stands in the code. */
    record Regex(int at, String pattern, String flags) implements Ex {}

    /** A variable. */
    record Name(int at, String name) implements Ex {}

    /** A property by its name. */
    record Member(int at, Ex of, String name) implements Ex {}

    /** A property by a value. */
    record Index(int at, Ex of, Ex key) implements Ex {}

    /** A call; {@code named} are arguments by name, where a language has them. */
    record Call(int at, Ex callee, List<Ex> args, List<Prop> named, boolean isNew) implements Ex {}

    /** A function as a value. */
    record Lambda(int at, Fn fn) implements Ex {}

    /** A class as a value. */
    record ClassOf(int at, Cls cls) implements Ex {}

    /** An object with properties; a map in other languages. */
    record Obj(int at, List<Prop> props) implements Ex {}

    /** A list. */
    record Arr(int at, List<Ex> items) implements Ex {}

    /** Texts put together: templates and interpolations. */
    record Concat(int at, List<Ex> parts) implements Ex {}

    /** A template with a tag, such as {@code sql`…`}. */
    record Tagged(int at, Ex tag, List<Ex> parts) implements Ex {}

    /** An operator on one or two values. */
    record Op(int at, String op, List<Ex> of) implements Ex {}

    /** One of two values. */
    record Cond(int at, Ex test, Ex yes, Ex no) implements Ex {}

    /** Gives a value to a variable, property or pattern; {@code op} is empty, or that of a compound assignment. As a pattern: with a default. */
    record Assign(int at, Ex target, String op, Ex value) implements Ex {}

    /** All values of a list or object, in a call, list, object or pattern. */
    record Spread(int at, Ex of) implements Ex {}

    /** Several, of which the last is the value. */
    record Many(int at, List<Ex> of) implements Ex {}

    /**
     * A property of an object.
     *
     * @param key null where it is computed, or a spread
     */
    record Prop(@Nullable String key, @Nullable Ex computed, Ex value) {}
}
