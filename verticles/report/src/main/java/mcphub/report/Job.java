package mcphub.report;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.UUID;
import mcphub.kernel.jobs.Lease;
import mcphub.kernel.jobs.Leased;
import mcphub.report.layout.Paper;
import org.jspecify.annotations.Nullable;

/**
 * A report that this process is to make, for as long as it holds the lease: the job is the report's own row.
 *
 * @param snapshot null for the report of an organization
 * @param createdAt when it was asked for, RFC 3339
 */
record Job(Lease lease, UUID org, @Nullable UUID snapshot, Paper paper, String createdAt) implements Leased {

    static Job of(Row row, Lease lease) {
        return new Job(
                lease,
                row.getUUID("org_id"),
                row.getUUID("snapshot_id"),
                Paper.valueOf(row.getString("paper")),
                row.getString("created_at"));
    }

    @Override
    public JsonObject input() {
        return lease.input().put("org", org.toString()).put("snapshot", snapshot == null ? null : snapshot.toString());
    }
}
