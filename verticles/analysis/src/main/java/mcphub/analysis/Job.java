package mcphub.analysis;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job that this process holds the lease of.
 *
 * @param lease names the lease; every write of the job carries it, so that a worker who lost it writes nothing
 * @param kind {@code resolve} finds out which version a wish means, {@code certify} takes a version through its lifecycle
 * @param version null for {@code resolve}
 * @param wanted for {@code resolve}: a release, a tag, or empty for the newest
 * @param attempts how often it was taken, this time included
 */
record Job(
        UUID id,
        UUID lease,
        String kind,
        UUID mcp,
        @Nullable UUID version,
        String wanted,
        int attempts) {

    static Job of(Row row, UUID lease) {
        return new Job(
                row.getUUID("id"),
                lease,
                row.getString("kind"),
                row.getUUID("mcp_id"),
                row.getUUID("version_id"),
                row.getString("wanted"),
                row.getInteger("attempts"));
    }

    /** The parameters that every statement over this job takes. */
    JsonObject input() {
        return new JsonObject()
                .put("job", id.toString())
                .put("lease", lease.toString())
                .put("mcp", mcp.toString())
                .put("version", version == null ? null : version.toString());
    }
}
