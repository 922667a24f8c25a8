package mcphub.analysis.source;

import java.time.Duration;

/**
 * How much an archive may ask of us; every value comes from the configuration.
 *
 * @param maxEntries files and folders; of headers of any kind there may be twice as many
 * @param maxUnpackedBytes everything that comes out of the compression: contents, headers and padding
 * @param maxFileBytes one file's content; a larger one is left out
 * @param maxPathBytes one path in UTF-8, before a leading folder is removed
 * @param maxPathsBytes all paths together: they are what stays in memory
 * @param maxDepth segments of one path
 * @param maxHeaderBytes one extended header (pax or GNU long name), which is read into memory
 * @param maxCompressionRatio unpacked bytes for one packed byte, once {@code ratioFromBytes} came out
 * @param ratioFromBytes unpacked bytes from which the ratio counts; small archives may pack well
 * @param maxDuration time to unpack one archive
 */
public record Limits(
        int maxEntries,
        long maxUnpackedBytes,
        long maxFileBytes,
        int maxPathBytes,
        long maxPathsBytes,
        int maxDepth,
        int maxHeaderBytes,
        int maxCompressionRatio,
        long ratioFromBytes,
        Duration maxDuration) {
    private static final long MIB = 1024L * 1024;

    /** Refuses limits that limit nothing or allow nothing. */
    public Limits {
        check(maxEntries > 0, "maxEntries must be at least 1");
        check(maxUnpackedBytes > 0, "maxUnpackedBytes must be at least 1");
        check(
                maxFileBytes > 0 && maxFileBytes <= 1024 * MIB,
                "maxFileBytes must be 1 to 1 GiB: a file is read into one array");
        check(maxPathBytes > 0, "maxPathBytes must be at least 1");
        check(maxPathsBytes > 0, "maxPathsBytes must be at least 1");
        check(maxDepth > 0, "maxDepth must be at least 1");
        check(maxHeaderBytes >= maxPathBytes, "maxHeaderBytes must not be below maxPathBytes");
        check(maxCompressionRatio > 0, "maxCompressionRatio must be at least 1");
        check(ratioFromBytes >= 0, "ratioFromBytes must not be negative");
        check(maxDuration.isPositive(), "maxDuration must be positive");
    }

    /** The values that hold where the configuration says nothing. */
    public static Limits defaults() {
        return new Limits(
                50_000, 512 * MIB, 64 * MIB, 1_024, 8 * MIB, 64, (int) MIB, 200, 32 * MIB, Duration.ofMinutes(2));
    }

    /** The same limits with other bounds on the whole archive. */
    public Limits with(int entries, long unpackedBytes) {
        return new Limits(
                entries,
                unpackedBytes,
                Math.min(maxFileBytes, unpackedBytes),
                maxPathBytes,
                maxPathsBytes,
                maxDepth,
                maxHeaderBytes,
                maxCompressionRatio,
                ratioFromBytes,
                maxDuration);
    }

    private static void check(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
