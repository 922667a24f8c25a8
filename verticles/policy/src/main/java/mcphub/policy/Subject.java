package mcphub.policy;

import org.jspecify.annotations.Nullable;

/**
 * An MCP that is asked about.
 *
 * @param name as it was asked
 * @param version as it was asked; null for the newest that was certified
 * @param facts what is known; null where the hub does not know it
 * @param unknown why it is not known, in words; null where it is
 */
record Subject(
        String name,
        @Nullable String version,
        @Nullable Facts facts,
        @Nullable String unknown) {}
