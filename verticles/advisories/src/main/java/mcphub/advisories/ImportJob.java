package mcphub.advisories;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import mcphub.kernel.jobs.Lease;
import mcphub.kernel.jobs.Leased;
import org.jspecify.annotations.Nullable;

/**
 * An import that this process holds the lease of.
 *
 * @param kind that of the feed
 * @param upload what was uploaded; null for what the hub fetches or asks
 * @param completeOf the ecosystems of which it is to have everything
 * @param address where a dump is, or who is asked; null for an upload
 * @param etag that of the dump which was imported last
 * @param asks the ecosystems that the feed is asked about
 * @param since when it was queued
 * @param counts how far an earlier attempt came
 */
record ImportJob(
        Lease lease,
        String feed,
        String kind,
        @Nullable UUID upload,
        List<String> completeOf,
        @Nullable String address,
        @Nullable String etag,
        List<String> asks,
        Instant since,
        JsonObject counts,
        JsonArray broken)
        implements Leased {

    ImportJob {
        completeOf = List.copyOf(completeOf);
        asks = List.copyOf(asks);
    }

    static ImportJob of(Row row, Lease lease) {
        return new ImportJob(
                lease,
                row.getUUID("feed_id").toString(),
                row.getString("kind"),
                row.getUUID("upload_id"),
                List.of(row.getArrayOfStrings("complete_of")),
                row.getString("address"),
                row.getString("etag"),
                List.of(row.getArrayOfStrings("asks")),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getJsonObject("counts"),
                row.getJsonArray("broken"));
    }

    @Override
    public JsonObject input() {
        return lease.input().put("feed", feed);
    }
}
