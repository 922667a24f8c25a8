package mcphub.scanner.code;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A class.
 *
 * @param fields as assignments to properties of {@code this}
 * @param types what is written beside a field as its type, by its name
 */
public record Cls(
        int at,
        @Nullable String name,
        @Nullable Ex base,
        Map<String, Fn> methods,
        List<Ex> fields,
        String file,
        Map<String, Ex> types) {
    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
