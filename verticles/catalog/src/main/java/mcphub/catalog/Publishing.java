package mcphub.catalog;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.util.Objects;
import java.util.UUID;
import mcphub.kernel.Action;
import mcphub.kernel.Database;
import mcphub.kernel.McpSource;
import mcphub.kernel.Plan;
import mcphub.kernel.Problem;
import mcphub.kernel.Queries;
import mcphub.kernel.Reply;
import mcphub.kernel.Request;
import mcphub.kernel.Settings;
import mcphub.kernel.Writes;
import org.jspecify.annotations.Nullable;

/** Registers, changes and deletes MCPs: for people and for tokens with the scope {@code publish}, within the limits of the owner's plan. */
record Publishing(Queries queries, Writes writes, Settings.Plans plans) {
    static final String NO_MCP = "MCP not found";
    private static final String PUBLIC = "public";

    /** A new MCP; what can be fetched is queued for analysis with it. */
    Future<Reply> register(Request request) {
        var body = Objects.requireNonNull(request.body());
        var owner = Owner.named(request.caller(), body.getString("organization"));
        if (owner.org() != null) {
            // the organization's other writers wait, and its audit gets the event
            request.input().put("orgId", owner.org());
        }
        var source = McpSource.of(body.getJsonObject("source"));
        var values = source.addTo(request.values())
                .put("org", owner.org())
                .put("owner", owner.user())
                .put("visibility", body.getString("visibility", PUBLIC))
                .put("name", body.getString("name", source.name()))
                .put("before", null);
        if (values.getString("name") == null) {
            throw Problem.BAD_REQUEST.because("Invalid field 'name': is required for this source");
        }
        SourceRules.requireOwnName(values);
        return writes.transaction(
                        request,
                        connection -> place(connection, request, values, owner.plan())
                                .compose(placed -> rules().ownRegistry(connection, values))
                                .compose(found -> rules().free(connection, values))
                                .compose(free -> run(connection, "addPublishedMcp", values))
                                .compose(rows -> queue(connection, values, first(rows)))
                                .compose(queued -> writes.write(
                                        connection, request, "publishedMcp", Action.MCP_REGISTERED, NO_MCP, values)))
                .map(row -> Writes.created(row, row.getString("doc")));
    }

    private SourceRules rules() {
        return new SourceRules(queries);
    }

    private Future<?> queue(SqlConnection connection, JsonObject values, Row made) {
        values.put("mcpId", made.getUUID("id").toString());
        return values.getString("source_type").equals("upload")
                ? Future.succeededFuture()
                : run(connection, "askVersion", values);
    }

    /** Finds the area, and whether the caller may publish there and the plan has room. */
    private Future<Void> place(SqlConnection connection, Request request, JsonObject values, Plan plan) {
        String org = values.getString("org");
        String user = values.getString("owner");
        return area(connection, values)
                .map(area -> {
                    Owner.requirePublisher(request.caller(), org, area, user);
                    values.put("area_id", area);
                    return area;
                })
                .compose(allowed -> room(connection, values, plan));
    }

    private Future<@Nullable String> area(SqlConnection connection, JsonObject values) {
        String area = values.getString("area");
        if (area == null) {
            return Future.succeededFuture();
        }
        if (values.getString("org") == null) {
            throw Problem.BAD_REQUEST.because("Invalid field 'area': only what belongs to an organization has one");
        }
        return run(connection, "findArea", values).map(rows -> {
            if (rows.size() == 0) {
                throw Problem.NOT_FOUND.because("Area not found");
            }
            return first(rows).getUUID("id").toString();
        });
    }

    private Future<Void> room(SqlConnection connection, JsonObject values, Plan plan) {
        var allowance = plans.of(plan);
        boolean isPublic = values.getString("visibility").equals(PUBLIC);
        int limit = isPublic ? allowance.publicMcps() : allowance.privateMcps();
        return run(connection, "lockOwner", values)
                .compose(locked -> run(connection, "countMcps", values))
                .map(rows -> {
                    if (first(rows).getInteger("n") >= limit) {
                        throw Problem.FORBIDDEN.because("The plan " + plan + " includes " + limit + " "
                                + values.getString("visibility") + " MCPs, and they are all used");
                    }
                    return null;
                });
    }

    /** Changes what is given; what is not given stays. */
    Future<Reply> update(Request request) {
        var body = Objects.requireNonNull(request.body());
        return changing(request, (connection, mcp) -> {
                    var values = request.values()
                            .put("org", text(mcp, "org_id"))
                            .put("owner", text(mcp, "owner_id"))
                            .put("before", mcp.getString("before"))
                            .put("moves", body.containsKey("area"))
                            .put("tags", body.getJsonArray("tags"))
                            .put("area_id", text(mcp, "area_id"));
                    String visibility = body.getString("visibility");
                    boolean turns = visibility != null && !visibility.equals(mcp.getString("visibility"));
                    requireMine(mcp, turns, "visibility");
                    if (turns && mcp.getString("source_registry") != null) {
                        SourceRules.requirePrivate(visibility, mcp.getString("source_registry"));
                    }
                    requireMine(mcp, body.getString("category") != null, "category");
                    values.put("source_type", mcp.getString("source_type"))
                            .put("package", mcp.getString("source_package"))
                            .put("repository_key", mcp.getString("repository_key"));
                    boolean renames =
                            body.containsKey("name") && !body.getString("name").equals(mcp.getString("name"));
                    if (renames || turns) {
                        SourceRules.requireOwnName(values.copy()
                                .put("name", body.getString("name", mcp.getString("name")))
                                .put("visibility", body.getString("visibility", mcp.getString("visibility"))));
                    }
                    var placed = body.containsKey("area")
                            ? area(connection, values).map(area -> {
                                Owner.requirePublisher(
                                        request.caller(), values.getString("org"), area, values.getString("owner"));
                                return values.put("area_id", area);
                            })
                            : Future.succeededFuture(values);
                    return placed.compose(done -> turns
                                    ? room(connection, values, planOf(request, mcp))
                                    : Future.<Void>succeededFuture())
                            .compose(roomy -> renames || turns
                                    ? rules().free(
                                                    connection,
                                                    values.copy()
                                                            .put("name", body.getString("name", mcp.getString("name"))))
                                    : Future.<Void>succeededFuture())
                            .compose(free -> run(connection, "updatePublishedMcp", values))
                            .compose(updated -> writes.write(
                                    connection, request, "publishedMcp", Action.MCP_UPDATED, NO_MCP, values));
                })
                .map(row -> Reply.json(200, Buffer.buffer(row.getString("doc"))));
    }

    private static Plan planOf(Request request, Row mcp) {
        String org = text(mcp, "org_id");
        return org == null
                ? request.caller().plan()
                : Objects.requireNonNull(request.caller().orgs().get(org)).plan();
    }

    Future<Reply> delete(Request request) {
        return changing(
                        request,
                        (connection, mcp) -> writes.write(
                                connection,
                                request,
                                isEverybodys(mcp) ? "leavePublishedMcp" : "deletePublishedMcp",
                                Action.MCP_DELETED,
                                NO_MCP,
                                request.values()
                                        .put("org", text(mcp, "org_id"))
                                        .put("before", mcp.getString("before"))))
                .map(row -> Reply.nothing());
    }

    /** Whether it is what everybody may fetch, which who registered it does not own. */
    private static boolean isEverybodys(Row mcp) {
        return mcp.getString("visibility").equals(PUBLIC)
                && !mcp.getString("source_type").equals("upload");
    }

    /** Refuses a publisher's word on what belongs to everybody. */
    static void requireMine(Row mcp, boolean changes, String what) {
        if (changes && isEverybodys(mcp)) {
            throw Problem.FORBIDDEN.because(
                    "The " + what
                            + " of what everybody may fetch is for administrators of the platform: who registered it does not own it");
        }
    }

    /** What is done to an MCP that the caller may change. */
    interface Change<T> {
        Future<T> apply(SqlConnection connection, Row mcp);
    }

    /** Runs the work while nobody else changes the MCP; 404 for one that the caller does not see, 403 for one that it only sees. */
    <T> Future<T> changing(Request request, Change<T> work) {
        return writes.transaction(
                request,
                connection -> run(connection, "findPublishable", request.values())
                        .compose(rows -> {
                            if (rows.size() == 0) {
                                throw Problem.NOT_FOUND.because(NO_MCP);
                            }
                            var mcp = first(rows);
                            Owner.requirePublisher(
                                    request.caller(), text(mcp, "org_id"), text(mcp, "area_id"), text(mcp, "owner_id"));
                            return work.apply(connection, mcp);
                        }));
    }

    Future<RowSet<Row>> run(SqlConnection connection, String query, JsonObject input) {
        return Database.run(connection, queries.get(query), input);
    }

    static Row first(RowSet<Row> rows) {
        return rows.iterator().next();
    }

    private static @Nullable String text(Row row, String column) {
        UUID id = row.getUUID(column);
        return id == null ? null : id.toString();
    }
}
