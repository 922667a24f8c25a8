package mcphub.analysis;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.UUID;
import mcphub.kernel.jobs.Lease;
import mcphub.kernel.jobs.Leased;
import org.jspecify.annotations.Nullable;

/**
 * An analysis, or a step on the way to one, that this process holds the lease of.
 *
 * @param kind {@code resolve} finds out which version a wish means, {@code certify} takes a version through its lifecycle
 * @param version null for {@code resolve}
 * @param wanted for {@code resolve}: a release, a tag, or empty for the newest
 * @param again whether the version was judged before and stays what it is until it is judged anew
 */
record Job(Lease lease, String kind, UUID mcp, @Nullable UUID version, String wanted, boolean again) implements Leased {

    static Job of(Row row, Lease lease) {
        return new Job(
                lease,
                row.getString("kind"),
                row.getUUID("mcp_id"),
                row.getUUID("version_id"),
                row.getString("wanted"),
                row.getBoolean("again"));
    }

    @Override
    public JsonObject input() {
        return lease.input().put("mcp", mcp.toString()).put("version", version == null ? null : version.toString());
    }
}
