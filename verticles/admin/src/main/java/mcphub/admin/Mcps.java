package mcphub.admin;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import mcphub.kernel.Action;
import mcphub.kernel.McpSource;
import mcphub.kernel.Problem;
import mcphub.kernel.Reply;
import mcphub.kernel.Request;
import mcphub.kernel.Writes;

/** Makes, changes and buries MCPs, whoever owns them. */
record Mcps(Changes changes, Writes writes) {
    static final String NO_MCP = "MCP not found";
    private static final String NO_VERSION = "Version not found";

    Future<Reply> create(Request request) {
        var body = Objects.requireNonNull(request.body());
        var source = McpSource.of(body.getJsonObject("source"));
        var values =
                source.addTo(Changes.values(request, none -> {})).put("name", body.getString("name", source.name()));
        if (values.getString("name") == null) {
            throw Problem.BAD_REQUEST.because("Invalid field 'name': is required for this source");
        }
        return changes.created(changes.transaction(
                request,
                connection -> changes.run(connection, "createMcp", values)
                        .compose(rows -> {
                            if (rows.size() == 0) {
                                throw Problem.NOT_FOUND.because("Organization not found");
                            }
                            values.put(
                                    "mcpId",
                                    rows.iterator().next().getUUID("id").toString());
                            return source.type().equals("upload")
                                    ? Future.succeededFuture()
                                    : changes.run(connection, "queueCreated", values);
                        })
                        .compose(queued -> writes.write(
                                connection, request, "createdMcp", Action.MCP_REGISTERED, NO_MCP, values))));
    }

    /** Changes what the values say. */
    Future<Reply> change(Request request, Consumer<JsonObject> more) {
        var values = Changes.values(request, more);
        return changes.transaction(
                        request,
                        connection -> changes.run(connection, "lockMcp", values)
                                .compose(rows -> {
                                    if (rows.size() == 0) {
                                        throw Problem.NOT_FOUND.because(NO_MCP);
                                    }
                                    var row = rows.iterator().next();
                                    UUID org = row.getUUID("org_id");
                                    values.put("before", row.getString("before"))
                                            .put("refusal", row.getString("refusal"))
                                            .put("org", org == null ? null : org.toString());
                                    return changes.run(connection, "knowsCategory", values);
                                })
                                .compose(rows -> {
                                    values.put(
                                            "known_category",
                                            rows.iterator().next().getBoolean("known"));
                                    return changes.run(connection, "changeMcp", values);
                                })
                                .compose(changed -> writes.write(
                                        connection, request, "changedMcp", Action.MCP_UPDATED, NO_MCP, values)))
                .map(row -> Changes.tagged(200, row));
    }

    /** Clears a version of suspicion, and has it analysed again. */
    Future<Reply> clear(Request request) {
        var values = Changes.values(request, none -> {});
        return changes.transaction(
                        request,
                        connection -> changes.run(connection, "lockAnalyses", values)
                                .compose(locked -> writes.write(
                                        connection,
                                        request,
                                        "clearSuspicion",
                                        Action.MCP_SUSPICION_CLEARED,
                                        NO_VERSION,
                                        values))
                                .compose(row -> changes.run(connection, "queueCleared", values)
                                        .map(row)))
                .map(row -> Reply.json(200, Buffer.buffer(row.getString("doc"))));
    }

    Future<Reply> bury(Request request) {
        var values = Changes.values(request, none -> {});
        return changes.transaction(
                        request,
                        connection -> writes.write(connection, request, "buryMcp", Action.MCP_PURGED, NO_MCP, values)
                                .compose(row -> remove(connection, values)))
                .map(gone -> Reply.nothing());
    }

    /** All that an organization or user has and nobody else sees. */
    Future<Void> removePrivate(SqlConnection connection, JsonObject values) {
        return changes.run(connection, "privateMcps", values).compose(rows -> {
            Future<Void> all = Future.succeededFuture();
            for (Row row : rows) {
                var mcp = JsonObject.of("mcpId", row.getUUID("id").toString());
                all = all.compose(done -> remove(connection, mcp));
            }
            return all;
        });
    }

    /** With its evidence, and with the archives that nothing else is made of. */
    private Future<Void> remove(SqlConnection connection, JsonObject values) {
        return changes.run(connection, "tarballsOf", values)
                .compose(rows -> {
                    var tarballs = new JsonArray();
                    rows.forEach(row -> tarballs.add(row.getString("sha256")));
                    return changes.run(connection, "removeMcp", values)
                            .compose(removed -> changes.run(
                                    connection, "removeTarballs", new JsonObject().put("tarballs", tarballs)));
                })
                .mapEmpty();
    }
}
