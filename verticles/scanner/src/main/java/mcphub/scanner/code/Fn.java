package mcphub.scanner.code;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A function.
 *
 * @param name empty for one without
 * @param params patterns
 * @param marks what stands above it, such as decorators
 * @param file the path of its file
 */
public record Fn(
        int at, @Nullable String name, List<Ex> params, List<St> body, List<Ex> marks, boolean isMethod, String file) {
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
