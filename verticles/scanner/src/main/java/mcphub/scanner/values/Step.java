package mcphub.scanner.values;

import org.jspecify.annotations.Nullable;

/** How a value came here: the place, what happened there, and what was before. */
public record Step(
        String file, int at, String what, @Nullable Step before) {
    private static final int LONGEST = 24;

    /** One more; a chain that is long enough stays as it is. */
    public static Step after(@Nullable Step before, String file, int at, String what) {
        int length = 0;
        for (Step each = before; each != null; each = each.before) {
            length++;
        }
        return before != null && length >= LONGEST ? before : new Step(file, at, what, before);
    }
}
