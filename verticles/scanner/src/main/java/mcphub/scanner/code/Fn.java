package mcphub.scanner.code;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A function.
 *
 * @param name empty for one without
 * @param params patterns
 * @param marks what stands above it, such as decorators
 * @param file the path of its file
 * @param types what is written beside a parameter as its type, by its name
 */
public record Fn(
        int at,
        @Nullable String name,
        List<Ex> params,
        List<St> body,
        List<Ex> marks,
        boolean isMethod,
        String file,
        Map<String, Ex> types) {
    /** One whose parameters have no types. */
    public Fn(
            int at,
            @Nullable String name,
            List<Ex> params,
            List<St> body,
            List<Ex> marks,
            boolean isMethod,
            String file) {
        this(at, name, params, body, marks, isMethod, file, Map.of());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
