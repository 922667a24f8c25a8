package mcphub.scanner.surface;

import org.jspecify.annotations.Nullable;

/** A tool as it is written, in parts; {@code at} is where. */
record Row(
        @Nullable Term name,
        @Nullable Term title,
        @Nullable Term description,
        @Nullable Term schema,
        @Nullable Term more,
        String file,
        int at) {}
