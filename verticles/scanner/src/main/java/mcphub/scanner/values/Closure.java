package mcphub.scanner.values;

import mcphub.scanner.code.Fn;

/** A function with the variables that it sees, and what it is a method of. */
public record Closure(Fn fn, Scope scope, Value self) {}
