package mcphub.report;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.UUID;
import mcphub.report.layout.Paper;
import org.jspecify.annotations.Nullable;

/**
 * A report that this process is to make, for as long as it holds the lease.
 *
 * @param lease names the lease; every write carries it, so that a worker who lost it writes nothing
 * @param snapshot null for the report of an organization
 * @param attempts how often it was taken, this time included
 * @param createdAt when it was asked for, RFC 3339
 */
record Job(UUID id, UUID lease, UUID org, @Nullable UUID snapshot, Paper paper, int attempts, String createdAt) {

    static Job of(Row row, UUID lease) {
        return new Job(
                row.getUUID("id"),
                lease,
                row.getUUID("org_id"),
                row.getUUID("snapshot_id"),
                Paper.valueOf(row.getString("paper")),
                row.getInteger("attempts"),
                row.getString("created_at"));
    }

    /** The parameters that every statement over it takes. */
    JsonObject input() {
        return new JsonObject()
                .put("report", id.toString())
                .put("lease", lease.toString())
                .put("org", org.toString())
                .put("snapshot", snapshot == null ? null : snapshot.toString());
    }
}
