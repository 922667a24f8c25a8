package mcphub.launcher;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import mcphub.kernel.Database;
import mcphub.kernel.Queries;
import mcphub.kernel.Query;
import mcphub.kernel.Standing;
import org.jspecify.annotations.Nullable;

/** Looks where the demo's MCPs stand. */
final class DemoWatch {
    private final Database database;
    private final Query query = Queries.load("launcher").get("watchMcps");
    private final Query advisories = Queries.load("launcher").get("watchAdvisories");

    DemoWatch(Database database) {
        this.database = database;
    }

    /**
     * One MCP.
     *
     * @param version null until the registry told the release
     * @param caps the limits of score and level, in words
     * @param coverage how much could be judged; null where it is not analysed
     * @param worst name of the control with the worst finding; null where there is none
     * @param openJobs jobs that are queued or running
     * @param error why the last job failed or is tried again
     */
    record Row(
            String id,
            String name,
            @Nullable String versionId,
            @Nullable String version,
            @Nullable String status,
            @Nullable String reason,
            @Nullable String snapshotId,
            @Nullable Integer score,
            @Nullable String grade,
            @Nullable Integer level,
            List<String> caps,
            @Nullable JsonObject coverage,
            @Nullable String worst,
            @Nullable String worstSeverity,
            int openJobs,
            @Nullable String error) {

        boolean isSettled() {
            return openJobs == 0;
        }

        boolean isWaitingForNetwork() {
            return openJobs > 0 && error != null;
        }
    }

    /** Where MCPs stand: each by its id, with the release that is meant, or nothing for the latest. */
    List<Row> look(Map<String, String> wanted) {
        var rows = new ArrayList<Row>();
        for (var row : database.run(query, new JsonObject().put("wanted", new JsonObject(Map.copyOf(wanted))))
                .await()) {
            rows.add(new Row(
                    row.getUUID("id").toString(),
                    row.getString("name"),
                    text(row.getUUID("version_id")),
                    row.getString("visible_version"),
                    row.getString("status"),
                    row.getString("status_reason"),
                    text(row.getUUID("snapshot_id")),
                    row.getInteger("global_score"),
                    row.getString("grade"),
                    row.getInteger("level"),
                    Standing.caps(row.getJsonArray("caps")),
                    row.getJsonObject("coverage"),
                    row.getString("worst_control"),
                    row.getString("worst_severity"),
                    row.getInteger("open_jobs"),
                    row.getString("error")));
        }
        return rows;
    }

    /**
     * What is known of advisories.
     *
     * @param gap why nothing of npm counts for more than level 1; null where it may
     * @param hasAll whether a feed has all of npm, be it old
     * @param isSettled whether the feeds that were asked about have been looked at
     */
    record Known(int records, @Nullable String gap, boolean hasAll, boolean isSettled) {}

    /** What is known of advisories, these feeds among them. */
    Known advisories(List<String> feeds) {
        var row = database.run(advisories, new JsonObject().put("feeds", feeds.toArray(String[]::new)))
                .await()
                .iterator()
                .next();
        return new Known(
                row.getInteger("records"), row.getString("gap"), row.getBoolean("has_all"), row.getBoolean("settled"));
    }

    private static @Nullable String text(@Nullable UUID id) {
        return id == null ? null : id.toString();
    }
}
