package mcphub.analysis;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges versions anew of which advisories say something else than before: nothing is fetched, unpacked or read again. One that was judged by another build, or before
 * compositions were kept, is analysed again instead. Called on virtual threads; any number of nodes may run it.
 */
record Reevaluations(Steps steps, Hits hits, Conclusions conclusions, FormerMethod former) {
    private static final Logger log = LoggerFactory.getLogger(Reevaluations.class);

    /**
     * Takes one.
     *
     * @return whether there was one
     */
    boolean next() {
        try {
            return steps.database()
                    .transaction(connection -> Future.succeededFuture(next(connection)))
                    .await();
        } catch (RuntimeException e) {
            var putOff = steps.first("putOffReevaluation", new JsonObject());
            log.error("Version {} could not be judged anew", putOff == null ? "?" : putOff.getUUID("version_id"), e);
            return true;
        }
    }

    private boolean next(SqlConnection connection) {
        // in this order everywhere: who holds a row while it waits for the lock would hold up who has it
        hits.lock(connection);
        var taken = steps.run(connection, "takeReevaluation", new JsonObject());
        if (taken == null) {
            return false;
        }
        var version = JsonObject.of("version", taken.getUUID("version_id").toString());
        var row = steps.run(connection, "findEvaluated", version);
        if (row != null) {
            if (isOfThisBuild(row)) {
                reevaluate(connection, version, row);
            } else {
                steps.run(
                        connection,
                        "queueAgain",
                        version.copy().put("mcp", row.getUUID("mcp_id").toString()));
            }
        }
        return true;
    }

    private boolean isOfThisBuild(Row row) {
        return row.getString("composition") != null
                && row.getString("toolchain_version").equals(Assessment.TOOLCHAIN)
                && row.getString("scoring_version").equals(conclusions.scoring().version())
                && row.getString("controls_catalog_version")
                        .equals(conclusions.catalogue().version());
    }

    private void reevaluate(SqlConnection connection, JsonObject version, Row row) {
        var evidence =
                Evidence.of(row.getString("content"), row.getString("composition"), conclusions.catalogue()::control);
        var assessment = conclusions.assess(connection, version, evidence);
        String status = row.getString("status");
        var becomes = Judgement.by(assessment.exposure());
        boolean isJudgedByThem = !row.getBoolean("suspected") && !status.equals("DEPRECATED");
        boolean isMoved = isJudgedByThem && !status.equals(becomes.getString("status"));
        if (isMoved || !Assessment.sha256(assessment.content()).equals(row.getString("content_sha256"))) {
            if (!isMoved) {
                becomes.remove("status");
            }
            if (!isJudgedByThem) {
                becomes.remove("reason");
            }
            conclusions.conclude(
                    connection,
                    version,
                    assessment,
                    row.getString("dependencies"),
                    row.getUUID("snapshot_id").toString(),
                    becomes);
        }
        former.follow(connection, version, evidence, row.getString("dependencies"));
    }
}
