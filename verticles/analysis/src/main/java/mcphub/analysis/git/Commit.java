package mcphub.analysis.git;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * One state of a repository.
 *
 * @param id 40 lower-case hexadecimal digits
 * @param time when it was committed, as its author's machine said
 */
public record Commit(String id, Instant time) {
    private static final int SHORT = 7;

    /** {@code commit-<7 hex>-<date in UTC>}. */
    public String visibleVersion() {
        return name(id.substring(0, SHORT));
    }

    /** The same with the whole id, for one whose short name another commit has already: seven digits can be made to collide. */
    public String unmistakableVersion() {
        return name(id);
    }

    private String name(String hex) {
        return "commit-" + hex + '-' + LocalDate.ofInstant(time, ZoneOffset.UTC);
    }
}
