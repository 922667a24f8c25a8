package mcphub.report;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Objects;
import mcphub.kernel.Action;
import mcphub.kernel.Caller;
import mcphub.kernel.Problem;
import mcphub.kernel.Refusal;
import mcphub.kernel.Reply;
import mcphub.kernel.Request;
import mcphub.kernel.Writes;

/** Takes orders for reports. */
final class Reports {
    static final String NO_REPORT = "Report not found";
    private static final String NO_SNAPSHOT = "Snapshot not found";

    private final Writes writes;
    private final int most;

    Reports(Writes writes, int most) {
        this.writes = writes;
        this.most = most;
    }

    /** 202 with the report, which is not made yet. */
    Future<Reply> create(Request request) {
        var body = Objects.requireNonNull(request.body());
        String type = body.getString("type", "SNAPSHOT");
        boolean ofSnapshot = type.equals("SNAPSHOT");
        if (ofSnapshot != body.containsKey("snapshot_id")) {
            String message = ofSnapshot
                    ? "is required: the snapshot to report on"
                    : "must not be there for a report of an organization";
            throw new Refusal(
                    Problem.BAD_REQUEST,
                    "Invalid field 'snapshot_id': " + message,
                    List.of(new Refusal.Detail("snapshot_id", message)));
        }
        var caller = request.caller();
        var values = values(request)
                .put("type", type)
                .put("snapshot_id", body.getString("snapshot_id"))
                .put("format", body.getString("format", "PDF"))
                .put("paper", body.getString("paper", "A4"))
                .put("user", caller.kind() == Caller.Kind.USER ? caller.id() : null)
                .put("most", most);
        return writes.write(request, "createReport", Action.REPORT_CREATED, NO_SNAPSHOT, values)
                .map(row -> Reply.json(202, Buffer.buffer(row.getString("doc")))
                        .with("location", row.getString("location")));
    }

    /** What statements take by name. A service token that may have reports sees those of its whole organization. */
    static JsonObject values(Request request) {
        var caller = request.caller();
        return caller.kind() == Caller.Kind.TOKEN
                ? request.values()
                        .put(
                                "viewer",
                                JsonObject.of(
                                        "whole",
                                        new JsonArray(List.copyOf(caller.orgs().keySet()))))
                : request.values();
    }
}
