package mcphub.scanner.surface;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import mcphub.scanner.code.Cls;
import mcphub.scanner.code.Fn;
import org.jspecify.annotations.Nullable;

/** A value as it is when the program runs: exactly, or as the call that makes it, or not known. */
sealed interface Term {
    /** A part of a text that is not known. */
    char HOLE = '\2';

    Lit NOTHING = new Lit(null);

    /** A text, number ({@code Double}), {@code Boolean}, or null for what is nothing. */
    record Lit(@Nullable Object value) implements Term {
        @Nullable
        String text() {
            return value instanceof String text ? text : null;
        }
    }

    /** An object, a map, a module, or an instance of a class. */
    final class Obj implements Term {
        final Map<String, Term> fields = new LinkedHashMap<>();
        /** How many conditions that are not known it was made under. */
        final int level;
        /** Whether it holds more than is known. */
        boolean isOpen;

        boolean isMap;

        @Nullable
        Kls kls;

        Obj(int level) {
            this.level = level;
        }
    }

    /** A list, or a set. */
    final class Lst implements Term {
        final List<Term> items = new ArrayList<>();
        /** Whether it holds more than is known. */
        boolean isOpen;
        /** Whether some of what it holds may not be there. */
        boolean isFiltered;

        static Lst of(List<? extends Term> items) {
            var made = new Lst();
            made.items.addAll(items);
            return made;
        }

        /** Another one, of which as much is known. */
        Lst like(List<? extends Term> others) {
            var made = of(others);
            made.isOpen = isOpen;
            made.isFiltered = isFiltered;
            return made;
        }
    }

    /**
     * A function.
     *
     * @param home the class that it is written in
     */
    record Fun(
            Fn fn, Env env, @Nullable Term self, @Nullable Kls home) implements Term {}

    /** A class. */
    final class Kls implements Term {
        final Cls cls;
        final Env env;
        final List<Term> bases;
        final Obj statics = new Obj(0);

        Kls(Cls cls, Env env, List<Term> bases) {
            this.cls = cls;
            this.env = env;
            this.bases = bases;
        }
    }

    /** Something of a package, or of the language, by its name. */
    record Ref(String path) implements Term {
        String last() {
            return path.substring(path.lastIndexOf('.') + 1);
        }
    }

    /** What something that is not known holds under a name. */
    record Part(Term of, String name) implements Term {}

    /** What a function that is not part of the program gives. */
    record Made(Term of, String name, List<Term> args, Map<String, Term> named, boolean isNew) implements Term {
        @Override
        public boolean equals(@Nullable Object other) {
            return this == other;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    /** One of these. */
    record Either(List<Term> of) implements Term {}

    /** What is looked at when somebody asks. */
    record Later(Supplier<Term> get) implements Term {}

    /** Anything. */
    enum Unknown implements Term {
        UNKNOWN
    }
}
