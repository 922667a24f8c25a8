package mcphub.scanner.run;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a library is told to check nothing.
 *
 * @param isIdle whether it is a function that looks at nothing
 * @param isMild whether it only goes with it
 * @param calls where a name means that; empty for anywhere
 */
record Unverified(@Nullable Pattern like, boolean isIdle, boolean isMild, List<Pattern> calls) {
    boolean isLike(String text) {
        return like != null && like.matcher(text).find();
    }

    boolean isAbout(String ref) {
        return calls.stream().anyMatch(call -> call.matcher(ref).matches());
    }
}
