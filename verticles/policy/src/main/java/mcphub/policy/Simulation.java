package mcphub.policy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import mcphub.kernel.Database;
import mcphub.kernel.Problem;
import mcphub.kernel.Queries;
import mcphub.kernel.Reply;
import mcphub.kernel.Request;
import org.jspecify.annotations.Nullable;

/** What the gate would say, perhaps by policies that nobody saved yet; and what managed clients are told by those that are. */
record Simulation(Vertx vertx, Database database, Queries queries, Lookup lookup, InstantSource clock) {
    private static final int MOST = 10_000;
    private static final int MOST_CHANGES = 1_000;
    private static final String JSON = "application/json";

    /**
     * The verdicts that the gate would give, kept nowhere; or, where there are policies in the body and JSON is asked for, what these would change on a list or on
     * the whole catalog.
     */
    Future<Reply> simulate(Request request) {
        var body = Objects.requireNonNull(request.body());
        String org = request.input().getString("orgId");
        if (!org.equalsIgnoreCase(body.getString("org_id", org))) {
            throw Problem.BAD_REQUEST.because("Invalid field 'org_id': must be the organization of the path");
        }
        boolean isJson = request.accept().equals(JSON);
        boolean asksNothing = Evaluations.asksNothing(body);
        if (asksNothing && isJson && (body.containsKey("policies") || body.containsKey("scoring"))) {
            return compare(request, null);
        }
        // configurations may be megabytes
        return vertx.executeBlocking(() -> Evaluations.asked(body), false)
                .compose(asked ->
                        isJson && body.containsKey("policies") ? compare(request, asked) : verdicts(request, asked));
    }

    /** What the body's policies, and its method of scoring, would change. */
    private Future<Reply> compare(Request request, @Nullable List<Asked> asked) {
        var body = Objects.requireNonNull(request.body());
        return input(request, asked, null)
                .compose(now -> otherwise(request, asked, now, body.getString("scoring"))
                        .compose(then -> vertx.executeBlocking(
                                () -> compare(now, asked == null ? then.like(now) : then, body), false)))
                .map(effect -> Reply.json(200, effect.toBuffer()));
    }

    /** The verdicts, and, where they are not by the newest method of scoring, what that one would say otherwise. */
    private Future<Reply> verdicts(Request request, List<Asked> asked) {
        var body = Objects.requireNonNull(request.body());
        return input(request, asked, body.getString("scoring"))
                .compose(by -> otherwise(request, asked, by, by.newest())
                        .compose(newest -> vertx.executeBlocking(() -> verdicts(by, newest, request), false)));
    }

    private record Input(
            JsonObject rulebook, String newest, @Nullable String areaId, List<Known> known, boolean more) {

        /** Of the same MCPs in the same order as another, which was of another moment. */
        Input like(Input other) {
            var mine = new HashMap<String, Known>();
            known.forEach(one -> mine.put(mcp(one), one));
            return new Input(
                    rulebook,
                    newest,
                    areaId,
                    other.known.stream()
                            .map(one -> mine.getOrDefault(mcp(one), one))
                            .toList(),
                    more);
        }

        private static String mcp(Known catalogued) {
            return Objects.requireNonNull(catalogued.subjects().getFirst().facts())
                    .mcpId();
        }
    }

    /** Rules and facts of one moment, by this method of scoring; null for the one that the organization goes by. */
    private Future<Input> input(Request request, @Nullable List<Asked> asked, @Nullable String scoring) {
        String org = request.input().getString("orgId");
        var viewer = Evaluations.viewer(request.caller(), org);
        String area = request.body() == null ? null : request.body().getString("area");
        var asker = new Lookup.Asker(org, viewer, area, true, scoring);
        return asked == null ? catalogued(asker) : lookup.find(asker, asked).map(found -> asked(asked, found));
    }

    /** The same by this method, where it is another one. */
    private Future<Input> otherwise(
            Request request, @Nullable List<Asked> asked, Input input, @Nullable String scoring) {
        return scoring == null || scoring.equals(input.rulebook().getString("scoring"))
                ? Future.succeededFuture(input)
                : input(request, asked, scoring);
    }

    private static Input asked(List<Asked> asked, Lookup.Found found) {
        var known = new ArrayList<Known>();
        for (int i = 0; i < asked.size(); i++) {
            known.add(new Known(asked.get(i), found.known().getJsonObject(i)));
        }
        return new Input(new JsonObject(found.rulebook()), found.newest(), found.areaId(), known, false);
    }

    /** All that the viewer sees of the catalog, each in its newest certified version. */
    private Future<Input> catalogued(Lookup.Asker asker) {
        var values = asker.input().put("most", MOST + 1);
        return database.run(queries.get("catalogInput"), values).map(rows -> {
            if (rows.size() == 0) {
                throw Problem.NOT_FOUND.because(Evaluations.NO_ORG);
            }
            var row = rows.iterator().next();
            String newest = asker.checked(row);
            var facts = new JsonArray(row.getString("facts"));
            var known = new ArrayList<Known>();
            for (int i = 0; i < Math.min(facts.size(), MOST); i++) {
                known.add(Known.catalogued(facts.getJsonObject(i)));
            }
            return new Input(
                    new JsonObject(row.getString("rulebook")),
                    newest,
                    row.getString("area"),
                    known,
                    facts.size() > MOST);
        });
    }

    private Reply verdicts(Input by, Input newest, Request request) {
        var body = Objects.requireNonNull(request.body());
        var judgement = judgement(by, body);
        return Reports.write(
                by.equals(newest) ? judgement : judgement.beside(judgement(newest, body)),
                request.accept(),
                request.input().getBoolean("explain"),
                false,
                "/api/v1/orgs/" + request.input().getString("orgId") + "/requests");
    }

    private Judgement judgement(Input input, JsonObject body) {
        return Judgement.of(
                null,
                Rulebook.of(Tried.rulebook(input.rulebook(), body)),
                circumstances(input, body.getString("environment")),
                input.known().stream().map(Known::asked).toList(),
                new JsonArray(input.known().stream().map(Known::json).toList()));
    }

    private Gate.Circumstances circumstances(Input input, @Nullable String environment) {
        return new Gate.Circumstances(environment, input.areaId(), clock.instant());
    }

    private JsonObject compare(Input input, Input otherwise, JsonObject body) {
        var circumstances = circumstances(input, body.getString("environment"));
        var now = Rulebook.of(input.rulebook());
        var then = Rulebook.of(Tried.rulebook(otherwise.rulebook(), body));
        var changes = new JsonArray();
        int[] denied = new int[2];
        int[] warned = new int[2];
        boolean more = input.more();
        for (int i = 0; i < input.known().size(); i++) {
            var known = input.known().get(i);
            var before = Worst.of(now, circumstances, known);
            var after = Worst.of(then, circumstances, otherwise.known().get(i));
            count(before, denied, warned, 0);
            count(after, denied, warned, 1);
            if (before.shade().equals(after.shade())) {
                continue;
            }
            if (changes.size() == MOST_CHANGES) {
                more = true;
                continue;
            }
            var change = new JsonObject()
                    .put("name", after.subject().name())
                    .put("version", after.subject().version())
                    .put("now", before.shade())
                    .put("then", after.shade())
                    .put("reason", after.why());
            var place = known.asked().place();
            changes.add(place == null ? change : change.put("used_in", place.encode()));
        }
        return new JsonObject()
                .put("looked_at", input.known().size())
                .put("denied", new JsonObject().put("now", denied[0]).put("then", denied[1]))
                .put("warned", new JsonObject().put("now", warned[0]).put("then", warned[1]))
                .put("changes", changes)
                .put("more", more);
    }

    private static void count(Verdict verdict, int[] denied, int[] warned, int at) {
        denied[at] += verdict.shade().equals("DENIED") ? 1 : 0;
        warned[at] += verdict.shade().equals("WARNED") ? 1 : 0;
    }

    /** Which packages a managed client may start: exactly the versions that the gate allows; those that it denies in any spelling. */
    Future<Reply> managedSettings(Request request) {
        String environment = request.input().getString("environment");
        return input(request, null, null)
                .compose(input -> vertx.executeBlocking(() -> settings(input, environment), false))
                .map(settings -> Reply.json(200, settings.toBuffer())
                        .with("content-disposition", "attachment; filename=\"managed-settings.json\""));
    }

    private JsonObject settings(Input input, @Nullable String environment) {
        var rules = Rulebook.of(input.rulebook());
        var circumstances = circumstances(input, environment);
        var allowed = new JsonArray();
        var deniedServers = new JsonArray();
        for (Known known : input.known()) {
            var verdict = Worst.of(rules, circumstances, known);
            var facts = Objects.requireNonNull(verdict.subject().facts());
            if (!facts.identity().startsWith("npm:")) {
                continue;
            }
            String name = facts.identity().split("[?]", 2)[0].substring("npm:".length());
            if (verdict.allowed()) {
                spelled(allowed, name + '@' + facts.version());
            } else {
                spelled(deniedServers, name);
                spelled(deniedServers, name + "@latest");
                spelled(deniedServers, name + '@' + facts.version());
            }
        }
        return new JsonObject().put("allowedMcpServers", allowed).put("deniedMcpServers", deniedServers);
    }

    /** Clients compare the whole array: each usual way to say the same is one more. */
    private static void spelled(JsonArray servers, String spec) {
        for (var words : List.of(
                JsonArray.of("npx", "-y", spec), JsonArray.of("npx", "--yes", spec), JsonArray.of("npx", spec))) {
            servers.add(JsonObject.of("serverCommand", words));
        }
    }
}
