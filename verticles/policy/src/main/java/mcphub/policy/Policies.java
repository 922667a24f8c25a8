package mcphub.policy;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import mcphub.kernel.Action;
import mcphub.kernel.Database;
import mcphub.kernel.Problem;
import mcphub.kernel.Queries;
import mcphub.kernel.Reply;
import mcphub.kernel.Request;
import mcphub.kernel.Writes;

/** Writes policies and exceptions; a target that nobody could evaluate is refused here, and not when a pipeline waits. */
record Policies(Queries queries, Writes writes) {
    static final String NO_POLICY = "Policy not found";
    private static final Set<String> LICENSES = Set.of("LICENSE", "COMPONENT_LICENSE");
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final Pattern UUID = Pattern.compile("(?i)[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    Future<Reply> create(Request request) {
        var values = request.values().mergeIn(checked(complete(Objects.requireNonNull(request.body()))));
        return writes.write(request, "createPolicy", Action.POLICY_CREATED, "Organization not found", values)
                .map(row -> Writes.created(row, hinted(row.getString("doc"))));
    }

    /** All fields; those that are not given have their defaults. */
    static JsonObject complete(JsonObject body) {
        return new JsonObject()
                .put("description", "")
                .put("conditions", new JsonObject())
                .put("environments", new JsonArray())
                .putNull("area_id")
                .put("enabled", true)
                .mergeIn(body);
    }

    /**
     * The same policy, once its target was understood.
     *
     * @throws mcphub.kernel.Refusal BAD_REQUEST with what was expected
     */
    static JsonObject checked(JsonObject policy) {
        String type = policy.getString("target_type");
        String value = policy.getString("target_value");
        try {
            Targets.parse(type, value, policy.getJsonObject("conditions"), 2);
            if (LICENSES.contains(type)) {
                LicenseTarget.check(value);
            }
            return policy;
        } catch (IllegalArgumentException e) {
            throw Problem.BAD_REQUEST.because(
                    "Invalid field 'target_value': for the target_type " + type + ' ' + e.getMessage());
        }
    }

    /** A policy as it was written, with what whoever wrote it may not have meant. */
    private static String hinted(String doc) {
        var policy = new JsonObject(doc);
        return policy.put(
                        "hints",
                        LICENSES.contains(policy.getString("target_type"))
                                ? LicenseTarget.hints(
                                        Effect.valueOf(policy.getString("action")), policy.getString("target_value"))
                                : new JsonArray())
                .encode();
    }

    Future<Reply> replace(Request request) {
        return change(request, false);
    }

    Future<Reply> update(Request request) {
        return change(request, true);
    }

    private Future<Reply> change(Request request, boolean onlyGiven) {
        var body = Objects.requireNonNull(request.body());
        return writes.transaction(
                        request,
                        connection -> Database.run(connection, queries.get("findPolicy"), request.values())
                                .compose(rows -> {
                                    if (rows.size() == 0) {
                                        throw Problem.NOT_FOUND.because(NO_POLICY);
                                    }
                                    String before = rows.iterator().next().getString("doc");
                                    var policy = onlyGiven ? new JsonObject(before).mergeIn(body) : complete(body);
                                    var values = (isTargetGiven(body) ? checked(policy) : policy)
                                            .copy()
                                            .mergeIn(request.values());
                                    return writes.write(
                                            connection,
                                            request,
                                            "changePolicy",
                                            Action.POLICY_UPDATED,
                                            NO_POLICY,
                                            values.put("before", before));
                                }))
                .map(row -> Reply.json(200, Buffer.buffer(hinted(row.getString("doc")))));
    }

    /** A policy that was understood when it was saved can be switched off, whatever is expected of new ones. */
    private static boolean isTargetGiven(JsonObject body) {
        return body.containsKey("target_type") || body.containsKey("target_value") || body.containsKey("conditions");
    }

    Future<Reply> except(Request request) {
        String ends = Objects.requireNonNull(request.body()).getString("ends_at");
        OffsetDateTime until;
        try {
            until = OffsetDateTime.parse(ends);
        } catch (DateTimeParseException e) {
            throw Problem.BAD_REQUEST.because("Invalid field 'ends_at': must be a time such as 2026-01-14T12:00:00Z");
        }
        var now = OffsetDateTime.now(until.getOffset());
        if (until.isBefore(now) || until.isAfter(now.plus(LONGEST))) {
            throw Problem.BAD_REQUEST.because("Invalid field 'ends_at': must lie in the future, and within a year");
        }
        var values = subject(request.values(), request.body());
        return writes.write(request, "createException", Action.POLICY_EXCEPTION_CREATED, NO_POLICY, values)
                .map(row -> Writes.created(row, row.getString("doc")));
    }

    /** What an exception is for: an MCP by its id, a package, or a name of the catalog, each perhaps with a version. */
    private static JsonObject subject(JsonObject values, JsonObject body) {
        String mcp = body.getString("mcp");
        values.putNull("mcp_name").putNull("mcp_source");
        if (UUID.matcher(mcp).matches()) {
            return values.put("mcp_source", JsonObject.of("mcps", JsonArray.of(mcp)));
        }
        var meaning = Meaning.of(new Asked(mcp, body.getString("version"), null, null));
        if (meaning.by() == Meaning.By.NOTHING || meaning.range() != null) {
            throw Problem.BAD_REQUEST.because(
                    "Invalid field 'version': must be exact, and the only one; an exception for all versions names none. A purl must be one that can be read");
        }
        values.put("version", meaning.version());
        return meaning.by() == Meaning.By.PACKAGE
                ? values.put("mcp_source", JsonObject.of("package", meaning.key()))
                : values.put("mcp_name", meaning.key());
    }
}
