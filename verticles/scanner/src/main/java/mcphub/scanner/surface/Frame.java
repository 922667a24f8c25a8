package mcphub.scanner.surface;

import java.util.ArrayList;
import java.util.List;
import mcphub.scanner.surface.Term.Kls;
import org.jspecify.annotations.Nullable;

/**
 * Where code runs.
 *
 * @param home the class that it is written in
 * @param returned what the function has given so far
 */
record Frame(Env env, Term self, @Nullable Kls home, String file, List<Term> returned) {
    static Frame of(Env env, String file) {
        return new Frame(env, Term.Unknown.UNKNOWN, null, file, new ArrayList<>());
    }

    Frame in(Env inner) {
        return new Frame(inner, self, home, file, returned);
    }

    boolean isPython() {
        return file.endsWith(".py") || file.endsWith(".pyw");
    }
}
