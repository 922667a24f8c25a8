package mcphub.scanner.code;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A statement. */
public sealed interface St {
    /** An expression for its effect. */
    record Do(Ex value) implements St {}

    /** Declares what a pattern names. */
    record Let(Ex target, @Nullable Ex value) implements St {}

    /** One of two ways. */
    record If(Ex test, List<St> yes, List<St> no) implements St {}

    /** Leaves the function. */
    record Return(@Nullable Ex value) implements St {}

    /** Leaves by an error. */
    record Throw(Ex value) implements St {}

    /** Leaves a loop or a turn of it. */
    record Jump() implements St {}

    /** Any number of times; {@code each} takes the values of {@code over}. */
    record Loop(
            @Nullable Ex each, @Nullable Ex over, @Nullable Ex test, List<St> body) implements St {}

    /** What may break off. */
    record Try(List<St> body, @Nullable Ex caught, List<St> handler, List<St> after) implements St {}

    /** One of several ways, by a value. */
    record Switch(Ex on, List<Case> cases) implements St {}

    /** A way; {@code test} is null where no other is taken. */
    record Case(@Nullable Ex test, List<St> body) {}

    /** Statements in a scope. */
    record Block(List<St> body) implements St {}

    /** A function with a name. */
    record Declared(Fn fn) implements St {}

    /** A class with a name. */
    record Type(Cls cls) implements St {}

    /**
     * A name for something of another module.
     *
     * @param what its name there; {@code *} for the module itself
     */
    record Import(int at, String local, String module, String what) implements St {}

    /**
     * What others can import.
     *
     * @param name {@code *} for all of a module
     */
    record Export(String name, Ex value) implements St {}

    /** All or something of another module, for others. */
    record ReExport(String name, String module, String what) implements St {}
}
