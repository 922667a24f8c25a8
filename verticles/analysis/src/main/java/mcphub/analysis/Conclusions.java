package mcphub.analysis;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import mcphub.analysis.controls.Catalogue;
import mcphub.analysis.scoring.Scoring;
import org.jspecify.annotations.Nullable;

/**
 * Concludes from the evidence of a version and what is known of flaws at this moment, inside one transaction that holds the lock of hits: for an analysis, and again whenever
 * advisories change. The same of both gives the same snapshot to the byte.
 */
record Conclusions(Steps steps, Catalogue catalogue, Scoring scoring) {

    /** What the evidence comes to now. */
    Assessment assess(SqlConnection connection, JsonObject version, Evidence evidence) {
        return assess(connection, version, evidence, scoring);
    }

    /** The same by another method. */
    Assessment assess(SqlConnection connection, JsonObject version, Evidence evidence, Scoring by) {
        return Assessment.of(evidence, known(connection, version), catalogue, by);
    }

    private StoredFlaws known(SqlConnection connection, JsonObject version) {
        var row = steps.run(connection, "flawsOfVersion", version);
        if (row == null) {
            throw new IllegalStateException("A statement without a table gives a row");
        }
        return StoredFlaws.of(row);
    }

    /**
     * Writes the snapshot, and moves the version.
     *
     * @param dependencies what the source asks for, as JSON; null where that was not kept
     * @param like an older snapshot of the same evidence; null where there is none
     * @param becomes parameters of {@code advanceVersion}; without a status, it stays as it is
     */
    void conclude(
            SqlConnection connection,
            JsonObject version,
            Assessment assessment,
            @Nullable String dependencies,
            @Nullable String like,
            JsonObject becomes) {
        var before = steps.run(connection, "contentBefore", version);
        String snapshot =
                new SnapshotWriter(connection, steps.queries()).write(version, assessment, dependencies, like);
        steps.run(
                connection,
                becomes.containsKey("status") ? "advanceVersion" : "replaceSnapshot",
                version.copy().mergeIn(becomes).put("snapshot", snapshot));
        if (before != null) {
            Evidence.records(before.getString("content"))
                    .ifPresent(records -> move(
                            connection,
                            version,
                            before.getString("status"),
                            becomes.getString("status", before.getString("status")),
                            records,
                            assessment.records()));
        }
    }

    /** Notes the records that are new, gone, or said anew, so that whom it concerns is told. */
    private void move(
            SqlConnection connection,
            JsonObject version,
            String before,
            String after,
            List<String> old,
            List<String> now) {
        var was = states(old);
        var is = states(now);
        var moves = new TreeMap<String, String>();
        was.keySet().stream().filter(id -> !is.containsKey(id)).forEach(id -> moves.put(id, "false"));
        is.forEach((id, state) -> {
            if (isChanged(was.get(id), state)) {
                moves.put(id, "true");
            }
        });
        if (!moves.isEmpty()) {
            steps.run(
                    connection,
                    "addMoves",
                    version.copy()
                            .put("before", before)
                            .put("after", after)
                            .put("record_ids", moves.keySet().toArray(String[]::new))
                            .put("hits", moves.values().toArray(String[]::new)));
        }
    }

    /** By id, what tells the state of each record. */
    private static Map<String, String> states(List<String> records) {
        return records.stream()
                .collect(Collectors.toMap(
                        record -> record.substring(0, record.lastIndexOf(' ')),
                        record -> record.substring(record.lastIndexOf(' ') + 1)));
    }

    /** Snapshots had the time of a state once, by which nobody can tell whether what it says is another. */
    private static boolean isChanged(@Nullable String before, String now) {
        return before == null || (before.length() == now.length() && !before.equals(now));
    }
}
