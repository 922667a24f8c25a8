package mcphub.advisories;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.UUID;
import mcphub.kernel.jobs.Lease;
import mcphub.kernel.jobs.Leased;
import org.jspecify.annotations.Nullable;

/**
 * An import that this process holds the lease of.
 *
 * @param upload what was uploaded; null for a dump
 * @param address where a dump is; null for an upload
 * @param etag that of the dump which was imported last
 * @param counts how far an earlier attempt came
 */
record ImportJob(
        Lease lease,
        String feed,
        @Nullable UUID upload,
        @Nullable String address,
        @Nullable String etag,
        JsonObject counts,
        JsonArray broken)
        implements Leased {

    static ImportJob of(Row row, Lease lease) {
        return new ImportJob(
                lease,
                row.getUUID("feed_id").toString(),
                row.getUUID("upload_id"),
                row.getString("address"),
                row.getString("etag"),
                row.getJsonObject("counts"),
                row.getJsonArray("broken"));
    }

    @Override
    public JsonObject input() {
        return lease.input().put("feed", feed);
    }
}
