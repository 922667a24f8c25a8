package mcphub.policy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import mcphub.kernel.Caller;
import mcphub.kernel.Database;
import mcphub.kernel.Digests;
import mcphub.kernel.Plan;
import mcphub.kernel.Problem;
import mcphub.kernel.Queries;
import mcphub.kernel.Reply;
import mcphub.kernel.Request;
import org.jspecify.annotations.Nullable;

/** Asks the gate, keeps what it said with all that it was made of, and judges again. */
record Evaluations(Vertx vertx, Database database, Queries queries, Lookup lookup, InstantSource clock) {
    static final String NO_ORG = "Organization not found";
    private static final int MOST = 1_000;

    /** {@code POST /ci/evaluate}. */
    Future<Reply> evaluate(Request request) {
        var body = Objects.requireNonNull(request.body());
        var caller = request.caller();
        String org = org(caller, body.getString("org_id"));
        // a token that is bound to an area asks for that one
        String bound = caller.areas().keySet().stream().findFirst().orElse(null);
        String area = body.getString("area", bound);
        // configurations may be megabytes
        return vertx.executeBlocking(() -> asked(body), false)
                .compose(asked -> judge(
                        new Lookup.Asker(org, viewer(caller, org), area, false, null),
                        body.getString("environment"),
                        asked))
                .compose(judged -> {
                    if (bound != null && !bound.equals(judged.areaId())) {
                        throw Problem.FORBIDDEN.because("This token is bound to another area, " + bound);
                    }
                    return keep(request, org, body.put("area", area), judged)
                            .map(isAudit -> Reports.write(
                                    judged.judgement(),
                                    request.accept(),
                                    request.input().getBoolean("explain"),
                                    isAudit,
                                    "/api/v1/orgs/" + org + "/requests"));
                });
    }

    /** The organization whose gate is asked: the token's, on the plan that has a gate. */
    private static String org(Caller caller, @Nullable String named) {
        var own = caller.orgs().entrySet().iterator().next();
        if (named != null && !named.equalsIgnoreCase(own.getKey())) {
            throw Problem.NOT_FOUND.because(NO_ORG);
        }
        var plan = own.getValue().plan();
        if (plan != Plan.ENTERPRISE) {
            throw Problem.FORBIDDEN.because("This needs the plan ENTERPRISE; the organization's is " + plan);
        }
        return own.getKey();
    }

    static boolean asksNothing(JsonObject body) {
        return !body.containsKey("mcps") && !body.containsKey("config") && !body.containsKey("configs");
    }

    /** What a body asks about, by name and in configurations. */
    static List<Asked> asked(JsonObject body) {
        try {
            return read(body);
        } catch (StackOverflowError tooDeep) {
            throw Problem.BAD_REQUEST.because("Invalid body: a configuration is too deep to be read");
        }
    }

    private static List<Asked> read(JsonObject body) {
        var asked = new ArrayList<Asked>();
        for (Object mcp : body.getJsonArray("mcps", new JsonArray())) {
            asked.add(Asked.of((JsonObject) mcp));
        }
        if (asksNothing(body)) {
            throw Problem.BAD_REQUEST.because("Invalid body: mcps, config or configs must say what is used");
        }
        var files = body.getJsonArray("configs", new JsonArray());
        var project = Project.of(files);
        if (body.containsKey("config")) {
            asked.addAll(ClientConfig.read(body.getString("config"), body.getString("config_path"), project));
        }
        for (Object entry : files) {
            var file = (JsonObject) entry;
            if (!Project.isPartOf(file.getString("path"))) {
                asked.addAll(ClientConfig.ofSeveral(file.getString("text"), file.getString("path"), project));
            }
        }
        if (asked.size() > MOST) {
            throw Problem.BAD_REQUEST.because(
                    "Invalid field 'mcps': " + asked.size() + " MCPs are asked about, expected " + MOST + " or fewer");
        }
        return asked;
    }

    /** What was judged, and of what. */
    record Judged(Judgement judgement, @Nullable String areaId, String rulebook, String facts) {}

    /** Judges by the rules and facts of now. */
    Future<Judged> judge(Lookup.Asker asker, @Nullable String environment, List<Asked> asked) {
        return lookup.find(asker, asked).compose(found -> {
            var circumstances = new Gate.Circumstances(
                    environment, found.areaId(), clock.instant().truncatedTo(ChronoUnit.MILLIS));
            String id = UUID.randomUUID().toString();
            return judged(id, circumstances, asked, found)
                    .compose(judged -> lookup.addAlternatives(asker, denied(judged.judgement(), found.known()))
                            .compose(added ->
                                    added ? judged(id, circumstances, asked, found) : Future.succeededFuture(judged)));
        });
    }

    /** A thousand MCPs by a hundred policies take a while. */
    private Future<Judged> judged(String id, Gate.Circumstances circumstances, List<Asked> asked, Lookup.Found found) {
        return vertx.executeBlocking(
                () -> new Judged(
                        Judgement.of(
                                id, Rulebook.of(new JsonObject(found.rulebook())), circumstances, asked, found.known()),
                        circumstances.areaId(),
                        found.rulebook(),
                        found.known().encode()),
                false);
    }

    /** What is known of the packages that are denied. */
    private static List<JsonObject> denied(Judgement judgement, JsonArray known) {
        var denied = new ArrayList<JsonObject>();
        for (int i = 0; i < known.size(); i++) {
            if (!judgement.verdicts().get(i).allowed() && known.getJsonObject(i).containsKey("package")) {
                denied.add(known.getJsonObject(i));
            }
        }
        return denied;
    }

    /**
     * A token of the organization sees all of it, whatever its scopes: it asks for verdicts, not for the catalog; one that is bound to an area sees what a member of that area does.
     * A person sees what the catalog shows.
     */
    static @Nullable JsonObject viewer(Caller caller, String org) {
        if (caller.kind() != Caller.Kind.TOKEN) {
            return caller.viewer();
        }
        var areas = caller.areas().keySet();
        return areas.isEmpty()
                ? whole(org)
                : JsonObject.of("orgs", JsonArray.of(org), "areas", new JsonArray(List.copyOf(areas)));
    }

    /** Who sees all of an organization. */
    static JsonObject whole(String org) {
        return new JsonObject().put("whole", new JsonArray().add(org));
    }

    /** Tells whether nothing is enforced for who asks. */
    private Future<Boolean> keep(Request request, String org, JsonObject body, Judged judged) {
        var judgement = judged.judgement();
        // a configuration's text may hold secrets: only what was read from it is kept
        var kept = new JsonObject()
                .put("environment", body.getString("environment"))
                .put("area", body.getString("area"))
                .put("area_id", judged.areaId())
                .put(
                        "mcps",
                        new JsonArray(
                                judgement.asked().stream().map(Asked::encode).toList()));
        var input = new JsonObject()
                .put("id", judgement.id())
                .put("org", org)
                .put("at", judgement.at().toString())
                .put("environment", judgement.environment())
                .put("result", judgement.result())
                .put("mcps", judgement.verdicts().size())
                .put("denied", judgement.denied())
                .put("caller_kind", "token")
                .put("caller", request.caller().id())
                .put("caller_name", request.caller().name())
                .put(
                        "digest",
                        HexFormat.of()
                                .formatHex(Digests.sha256(judged.rulebook()).getBytes()))
                .put("rulebook", judged.rulebook())
                .put("request", kept.encode())
                .put("facts", judged.facts())
                .put("answer", judgement.encode(false).encode());
        return database.run(
                        queries.get("keepEvaluation"),
                        input.put("area_id", judged.areaId()).put("subject", body.getString("subject")))
                .map(rows -> rows.iterator().next().getString("enforcement").equals("audit"));
    }

    /** Judges a kept evaluation again: by the rules and facts of then, and by those of now. */
    Future<Reply> replay(Request request) {
        return database.run(queries.get("getEvaluation"), request.values()).compose(rows -> {
            if (rows.size() == 0) {
                throw Problem.NOT_FOUND.because("Evaluation not found");
            }
            var kept = new JsonObject(rows.iterator().next().getString("doc"));
            var asked = kept.getJsonObject("request").getJsonArray("mcps").stream()
                    .map(mcp -> Asked.of((JsonObject) mcp))
                    .toList();
            String environment = kept.getJsonObject("request").getString("environment");
            String area = kept.getJsonObject("request").getString("area");
            String org = request.input().getString("orgId");
            return judge(new Lookup.Asker(org, viewer(request.caller(), org), area, false, null), environment, asked)
                    .compose(now -> vertx.executeBlocking(() -> answer(kept, asked, now), false));
        });
    }

    private static Reply answer(JsonObject kept, List<Asked> asked, Judged now) {
        var answer = kept.getJsonObject("answer");
        var circumstances = new Gate.Circumstances(
                kept.getJsonObject("request").getString("environment"),
                kept.getJsonObject("request").getString("area_id"),
                Instant.parse(answer.getString("evaluated_at")));
        var again = Judgement.of(
                        kept.getString("id"),
                        Rulebook.of(kept.getJsonObject("rulebook")),
                        circumstances,
                        asked,
                        kept.getJsonArray("facts"))
                .encode(false);
        return Reply.json(
                200,
                Buffer.buffer(new JsonObject()
                        .put("reproduced", again.equals(answer))
                        .put("then", again)
                        .put("now", now.judgement().encode(false))
                        .encode()));
    }
}
