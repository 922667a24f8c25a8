package mcphub.advisories;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One advisory, as far as rows are made of it.
 *
 * @param modified what tells a newer record from an older one
 * @param withdrawn since when it counts no more; null while it does
 * @param rating how bad it is
 * @param aliases other names of the same flaw
 * @param affected what it says of packages; without names that no ecosystem has, such as commits alone
 * @param json the whole record
 */
public record OsvRecord(
        String id,
        Instant modified,
        @Nullable Instant published,
        @Nullable Instant withdrawn,
        String summary,
        Rating rating,
        List<String> aliases,
        List<Affected> affected,
        String json) {
    private static final Duration AHEAD = Duration.ofDays(1);

    public OsvRecord {
        aliases = List.copyOf(aliases);
        affected = List.copyOf(affected);
    }

    /**
     * Refuses what claims to be of tomorrow: no later correction would be newer, and what is withdrawn then counts until then.
     *
     * @param now a day more is let pass, for clocks that differ
     */
    public OsvRecord of(Instant now) throws NotOsv {
        var latest = now.plus(AHEAD);
        must(modified, "modified", latest);
        if (withdrawn != null) {
            must(withdrawn, "withdrawn", latest);
        }
        return this;
    }

    private static void must(Instant time, String field, Instant latest) throws NotOsv {
        if (time.isAfter(latest)) {
            throw new NotOsv(field, "It is " + time + ", which is still to come, expected a time that has been");
        }
    }

    /**
     * What it says of one package.
     *
     * @param ecosystem as OSV calls it
     * @param packageName normalised
     * @param ranges as in the record, without ranges of commits
     * @param versions as in the record
     */
    record Affected(String ecosystem, String packageName, String ranges, String versions) {}
}
