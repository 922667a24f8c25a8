package mcphub.scanner.surface;

import org.jspecify.annotations.Nullable;

/** A tool as it is written, in parts; {@code at} is where, {@code place} which one of those there. */
record Row(
        @Nullable Term name,
        @Nullable Term title,
        @Nullable Term description,
        @Nullable Term schema,
        @Nullable Term more,
        String file,
        int at,
        int place) {
    /** The only one there. */
    Row(
            @Nullable Term name,
            @Nullable Term title,
            @Nullable Term description,
            @Nullable Term schema,
            @Nullable Term more,
            String file,
            int at) {
        this(name, title, description, schema, more, file, at, 0);
    }
}
