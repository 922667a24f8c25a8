package mcphub.policy;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Objects;
import mcphub.kernel.Action;
import mcphub.kernel.Database;
import mcphub.kernel.Post;
import mcphub.kernel.Problem;
import mcphub.kernel.Queries;
import mcphub.kernel.Reply;
import mcphub.kernel.Request;
import mcphub.kernel.Writes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What members ask for that is denied or unknown, and what becomes of it: an exception, or an approval without evidence. */
record Requests(Database database, Queries queries, Writes writes, Evaluations evaluations, Post post) {
    static final String NO_APPROVAL = "Approval not found, or ended already";
    private static final Logger log = LoggerFactory.getLogger(Requests.class);
    private static final String NO_REQUEST = "Request not found";
    private static final Duration LONGEST_APPROVAL = Duration.ofDays(90);
    private static final Duration LONGEST_EXCEPTION = Duration.ofDays(366);

    Future<Reply> create(Request request) {
        var asked = Approvable.of(Objects.requireNonNull(request.body()).getString("identity"));
        var values = request.values().put("identity", asked.identity());
        return writes.write(request, "createRequest", Action.POLICY_REQUESTED, Evaluations.NO_ORG, values)
                .map(row -> {
                    tellDeciders(request, asked);
                    return Writes.created(row, row.getString("doc"));
                });
    }

    /** With the verdict of now. */
    Future<Reply> get(Request request) {
        return found(request)
                .compose(doc -> verdict(request, doc)
                        .map(verdict ->
                                Reply.json(200, doc.put("verdict", verdict).toBuffer())));
    }

    private Future<JsonObject> found(Request request) {
        return database.run(queries.get("findRequest"), request.values()).map(rows -> {
            if (rows.size() == 0) {
                throw Problem.NOT_FOUND.because(NO_REQUEST);
            }
            return new JsonObject(rows.iterator().next().getString("doc"));
        });
    }

    private Future<JsonObject> verdict(Request request, JsonObject doc) {
        String org = request.input().getString("orgId");
        var asked = Approvable.of(doc.getString("identity")).asked();
        return evaluations
                .judge(
                        new Lookup.Asker(org, Evaluations.viewer(request.caller(), org), null, false, null),
                        doc.getString("environment"),
                        List.of(asked))
                .map(judged ->
                        judged.judgement().encode(true).getJsonArray("mcps").getJsonObject(0));
    }

    /** An exception to the policy that denies it; where no policy does, an approval of what is not known. */
    Future<Reply> approve(Request request) {
        return found(request)
                .compose(doc -> verdict(request, doc).compose(verdict -> {
                    var policy = verdict.getJsonObject("matched_policy");
                    boolean isKnown = verdict.containsKey("global_score");
                    if (verdict.getString("result").equals("ALLOWED")) {
                        throw Problem.CONFLICT.because("It is allowed already");
                    }
                    if (policy != null && !isKnown) {
                        throw Problem.CONFLICT.because("The policy '" + policy.getString("name")
                                + "' denies it by name: an approval is never against a policy");
                    }
                    if (policy == null && isKnown) {
                        throw Problem.CONFLICT.because("No policy denies it: " + verdict.getString("reason"));
                    }
                    requireEnd(request, policy == null ? LONGEST_APPROVAL : LONGEST_EXCEPTION);
                    var identity = Approvable.of(doc.getString("identity"));
                    return writes.transaction(
                                    request,
                                    connection -> (policy == null
                                                    ? approval(connection, request, identity)
                                                    : exception(
                                                            connection,
                                                            request,
                                                            identity,
                                                            policy.getString("id"),
                                                            verdict.getString("version")))
                                            .compose(made -> decide(
                                                    connection,
                                                    request,
                                                    "APPROVED",
                                                    Action.POLICY_REQUEST_APPROVED,
                                                    made)))
                            .map(row -> told(request, row));
                }));
    }

    private Future<JsonObject> approval(SqlConnection connection, Request request, Approvable identity) {
        var values = request.values().put("identity", identity.identity()).put("digest", identity.digest());
        return writes.write(
                        connection,
                        request,
                        "createApproval",
                        Action.POLICY_APPROVAL_CREATED,
                        Evaluations.NO_ORG,
                        values)
                .map(row -> JsonObject.of("approval", row.getUUID("target").toString()));
    }

    private Future<JsonObject> exception(
            SqlConnection connection, Request request, Approvable identity, String policy, String version) {
        var asked = identity.asked();
        var values = request.values()
                .put("policyId", policy)
                .put("version", version)
                .putNull("mcp_name")
                .putNull("mcp_source");
        if (identity.kind().equals("npm")) {
            values.put("mcp_source", JsonObject.of("package", asked.name()));
        } else {
            values.put("mcp_name", asked.name());
        }
        return writes.write(
                        connection,
                        request,
                        "createException",
                        Action.POLICY_EXCEPTION_CREATED,
                        Policies.NO_POLICY,
                        values)
                .map(row -> JsonObject.of("exception", row.getUUID("target").toString()));
    }

    Future<Reply> decline(Request request) {
        return writes.transaction(
                        request,
                        connection -> decide(
                                connection, request, "DECLINED", Action.POLICY_REQUEST_DECLINED, new JsonObject()))
                .map(row -> told(request, row));
    }

    Future<Reply> withdraw(Request request) {
        return writes.transaction(
                        request,
                        connection -> decide(
                                connection, request, "WITHDRAWN", Action.POLICY_REQUEST_WITHDRAWN, new JsonObject()))
                .map(row -> Reply.nothing());
    }

    private Future<Row> decide(
            SqlConnection connection, Request request, String status, Action action, JsonObject made) {
        var body = request.body();
        var values = request.values()
                .put("status", status)
                .put("decision", body == null ? null : body.getString("reason"))
                .put("exception", made.getString("exception"))
                .put("approval", made.getString("approval"));
        return writes.write(connection, request, "decideRequest", action, NO_REQUEST, values);
    }

    /** Approves without having been asked. */
    Future<Reply> approveUnasked(Request request) {
        var identity = Approvable.of(Objects.requireNonNull(request.body()).getString("identity"));
        requireEnd(request, LONGEST_APPROVAL);
        var values = request.values().put("identity", identity.identity()).put("digest", identity.digest());
        return writes.write(request, "createApproval", Action.POLICY_APPROVAL_CREATED, Evaluations.NO_ORG, values)
                .map(row -> Writes.created(row, row.getString("doc")));
    }

    private static void requireEnd(Request request, Duration longest) {
        try {
            var until =
                    OffsetDateTime.parse(Objects.requireNonNull(request.body()).getString("ends_at"));
            var now = OffsetDateTime.now(until.getOffset());
            if (until.isBefore(now) || until.isAfter(now.plus(longest))) {
                throw Problem.BAD_REQUEST.because(
                        "Invalid field 'ends_at': must lie in the future, and within " + longest.toDays() + " days");
            }
        } catch (DateTimeParseException e) {
            throw Problem.BAD_REQUEST.because("Invalid field 'ends_at': must be a time such as 2026-01-14T12:00:00Z");
        }
    }

    /** Mail is a courtesy, which no answer waits for: who decides sees requests in the list, and who asked sees what became of it. */
    private void tellDeciders(Request request, Approvable asked) {
        if (!post.isSetUp()) {
            return;
        }
        var body = Objects.requireNonNull(request.body());
        String text = request.caller().name() + " asks for " + asked.identity() + ".\n\n" + body.getString("reason")
                + "\n\nApprove or decline it at /api/v1/orgs/" + request.input().getString("orgId") + "/requests\n";
        database.run(queries.get("deciders"), request.values())
                .compose(rows -> {
                    var sent = new JsonArray();
                    rows.forEach(row -> sent.add(row.getString("email")));
                    Future<Void> all = Future.succeededFuture();
                    for (Object to : sent) {
                        all = all.compose(before -> post.send(to.toString(), "A request on MCP Hub", text));
                    }
                    return all;
                })
                .onFailure(failure -> untold(request, failure));
    }

    private Reply told(Request request, Row row) {
        var doc = new JsonObject(row.getString("doc"));
        var reply = Reply.json(200, Buffer.buffer(doc.encode()));
        String to = row.getString("requester");
        if (!post.isSetUp() || to == null) {
            return reply;
        }
        String text =
                doc.getString("identity") + " is " + doc.getString("status").toLowerCase(java.util.Locale.ROOT)
                        + ".\n\n" + doc.getString("decision") + '\n';
        post.send(to, "Your request on MCP Hub", text).onFailure(failure -> untold(request, failure));
        return reply;
    }

    private static void untold(Request request, Throwable failure) {
        log.warn("{} a request could not be mailed: {}", request.id(), failure.toString());
    }
}
