package mcphub.catalog;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import mcphub.kernel.Action;
import mcphub.kernel.Problem;
import mcphub.kernel.Reply;
import mcphub.kernel.Request;
import mcphub.kernel.Writes;
import org.jspecify.annotations.Nullable;

/** Asks for versions, takes them in, deprecates them and has them analysed again. */
record VersionPublishing(Publishing publishing, Writes writes, InstantSource clock) {
    private static final String NO_VERSION = "Version not found";
    private static final Set<String> DONE = Set.of("CERTIFIED", "KNOWN_VULNERABLE");
    private static final Set<String> AGAIN = Set.of("CERTIFIED", "KNOWN_VULNERABLE", "FAILED");
    private static final int SHORT_DIGEST = 7;
    private static final int MOST_WISHES = 100;

    /** Has a release analysed: an exact one, a tag, or the newest. What was asked for is among the versions at once, and fails there where there is no such thing. */
    Future<Reply> request(Request request) {
        var body = request.body();
        String ref = body == null ? "" : body.getString("ref", "");
        return publishing
                .changing(request, (connection, mcp) -> {
                    if (mcp.getString("source_type").equals("upload")) {
                        throw Problem.CONFLICT.because(
                                "The versions of this MCP are uploads: send one to /api/v1/mcps/{mcpId}/uploads");
                    }
                    var values = request.values().put("wanted", ref).put("before", null);
                    return publishing
                            .run(connection, "countWishes", values)
                            .compose(open -> {
                                requireFew(Publishing.first(open).getInteger("n"));
                                return publishing.run(connection, "askVersion", values);
                            })
                            .compose(rows -> audited(
                                    connection,
                                    request,
                                    Action.MCP_VERSION_REQUESTED,
                                    values.put(
                                            "version",
                                            Publishing.first(rows).getUUID("id").toString())));
                })
                .map(VersionPublishing::accepted);
    }

    /** Each wish is a question to the source, and a version until that has answered. */
    private static void requireFew(int open) {
        if (open >= MOST_WISHES) {
            throw Problem.RATE_LIMITED.because("Of this MCP " + open
                    + " versions are asked for that its source has not told of yet; ask again when it has of some");
        }
    }

    private static Reply accepted(Row row) {
        return Reply.json(202, Buffer.buffer(row.getString("doc"))).with("location", row.getString("location"));
    }

    /** Asked without a body whether the caller may upload, gives an upload's id; asked with what was uploaded, makes the version. */
    Future<Reply> upload(Request request) {
        return request.body() == null ? allow(request) : adopt(request);
    }

    private Future<Reply> allow(Request request) {
        String upload = UUID.randomUUID().toString();
        return publishing
                .changing(request, (connection, mcp) -> {
                    if (!mcp.getString("source_type").equals("upload")) {
                        throw Problem.CONFLICT.because("The versions of this MCP come from "
                                + mcp.getString("source_type") + "; only an MCP of the source type upload takes files");
                    }
                    return publishing.run(
                            connection, "startUpload", request.values().put("upload", upload));
                })
                .map(started -> new Reply(202, Map.of(), Buffer.buffer()).followedBy(upload));
    }

    private Future<Reply> adopt(Request request) {
        var values = request.values();
        values.put(
                "visible_version",
                "upload-" + values.getString("sha256").substring(0, SHORT_DIGEST) + "-"
                        + LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
        return publishing.changing(
                request,
                (connection, mcp) -> publishing
                        .run(connection, "uploadIsFor", values)
                        .compose(rows -> {
                            if (rows.size() == 0) {
                                throw Problem.NOT_FOUND.because("This upload is not open any more");
                            }
                            return publishing.run(connection, "adoptUpload", values);
                        })
                        .compose(adopted -> publishing.run(connection, "addUploadedVersion", values))
                        .compose(rows -> added(connection, request, values, Publishing.first(rows))));
    }

    private Future<Reply> added(SqlConnection connection, Request request, JsonObject values, Row version) {
        values.put("version", version.getUUID("id").toString()).put("before", null);
        if (!version.getBoolean("made")) {
            return publishing
                    .run(connection, "publishedVersion", values)
                    .map(rows ->
                            Reply.json(200, Buffer.buffer(Publishing.first(rows).getString("doc"))));
        }
        return publishing
                .run(connection, "queuePublishedCertify", values)
                .compose(queued -> audited(connection, request, Action.MCP_VERSION_UPLOADED, values))
                .map(row -> Writes.created(row, row.getString("doc")));
    }

    private Future<Row> audited(SqlConnection connection, Request request, Action action, JsonObject values) {
        return writes.write(connection, request, "publishedVersion", action, NO_VERSION, values);
    }

    /** Says that a version should not be used any more. */
    Future<Reply> deprecate(Request request) {
        var body = request.body();
        String reason = body == null ? null : body.getString("reason");
        return changingVersion(
                        request,
                        DONE,
                        "Only a version that was analysed can be deprecated",
                        Action.MCP_VERSION_DEPRECATED,
                        (connection, mcp, values) -> {
                            Publishing.requireMine(mcp, true, "deprecation");
                            return publishing.run(connection, "deprecateVersion", values.put("reason", reason));
                        })
                .map(row -> Reply.json(200, Buffer.buffer(row.getString("doc"))));
    }

    /** Has a version analysed again, by the controls and advisories of today. */
    Future<Reply> reanalyze(Request request) {
        return changingVersion(
                        request,
                        AGAIN,
                        "This version is being analysed, or is deprecated",
                        Action.MCP_VERSION_REANALYSED,
                        (connection, mcp, values) -> publishing.run(
                                connection,
                                values.getString("wanted") == null ? "queuePublishedCertify" : "askVersion",
                                values))
                .map(VersionPublishing::accepted);
    }

    /** What is done to a version. */
    private interface Step {
        Future<?> apply(SqlConnection connection, Row mcp, JsonObject values);
    }

    private Future<Row> changingVersion(
            Request request, Set<String> from, @Nullable String otherwise, Action action, Step step) {
        return publishing.changing(
                request,
                (connection, mcp) -> publishing
                        .run(connection, "findPublishableVersion", request.values())
                        .compose(rows -> {
                            if (rows.size() == 0) {
                                throw Problem.NOT_FOUND.because(NO_VERSION);
                            }
                            var version = Publishing.first(rows);
                            if (!from.contains(version.getString("status"))) {
                                throw Problem.CONFLICT.because(
                                        otherwise + "; its status is " + version.getString("status"));
                            }
                            var values = request.values()
                                    .put("version", version.getUUID("id").toString())
                                    .put("wanted", version.getString("wanted"))
                                    .put("before", version.getString("before"));
                            return step.apply(connection, mcp, values)
                                    .compose(done -> audited(connection, request, action, values));
                        }));
    }
}
