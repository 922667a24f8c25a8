package mcphub.scanner.values;

import mcphub.scanner.code.Fn;
import org.jspecify.annotations.Nullable;

/** A function with the variables that it sees, and what it is a method of. */
public record Closure(Fn fn, Scope scope, Value self) {
    /** The same code that sees the same variables. */
    @Override
    @SuppressWarnings("ReferenceEquality") // scopes are the same only where they are one
    public boolean equals(@Nullable Object other) {
        return other instanceof Closure closure && closure.fn == fn && closure.scope == scope;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(fn);
    }
}
