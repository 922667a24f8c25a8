package mcphub.policy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import mcphub.kernel.Database;
import mcphub.kernel.Problem;
import mcphub.kernel.Queries;
import mcphub.kernel.Refusal;
import mcphub.kernel.Reply;
import mcphub.kernel.Request;
import org.jspecify.annotations.Nullable;

/** What the gate would say, perhaps by policies that nobody saved yet; and what managed clients are told by those that are. */
record Simulation(Vertx vertx, Database database, Queries queries, Lookup lookup, InstantSource clock) {
    private static final int MOST = 10_000;
    private static final int MOST_CHANGES = 1_000;
    private static final String JSON = "application/json";
    /** What a body may say otherwise than the organization does. */
    private static final List<String> SETTINGS = List.of("unknown_mcps", "unmatched", "unknown_environment");

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
        String area = body.getString("area");
        boolean isComparison = body.containsKey("policies") && request.accept().equals(JSON);
        if (isComparison && Evaluations.asksNothing(body)) {
            return with(request, area, null, input -> compare(input, body))
                    .map(effect -> Reply.json(200, effect.toBuffer()));
        }
        // configurations may be megabytes
        return vertx.executeBlocking(() -> Evaluations.asked(body), false)
                .compose(asked -> isComparison
                        ? with(request, area, asked, input -> compare(input, body))
                                .map(effect -> Reply.json(200, effect.toBuffer()))
                        : with(request, area, asked, input -> verdicts(input, request)));
    }

    private record Input(JsonObject rulebook, @Nullable String areaId, List<Known> known, boolean more) {}

    /** Does the work on rules and facts of one moment, away from the event loop: there may be megabytes of them. */
    private <T> Future<T> with(
            Request request, @Nullable String area, @Nullable List<Asked> asked, Function<Input, T> work) {
        String org = request.input().getString("orgId");
        var asker = new Lookup.Asker(org, Evaluations.viewer(request.caller(), org), area, true);
        var input =
                asked == null ? catalogued(asker) : lookup.find(asker, asked).map(found -> asked(asked, found));
        return input.compose(all -> vertx.executeBlocking(() -> work.apply(all), false));
    }

    private static Input asked(List<Asked> asked, Lookup.Found found) {
        var known = new ArrayList<Known>();
        for (int i = 0; i < asked.size(); i++) {
            known.add(new Known(asked.get(i), found.known().getJsonObject(i)));
        }
        return new Input(new JsonObject(found.rulebook()), found.areaId(), known, false);
    }

    /** All that the viewer sees of the catalog, each in its newest certified version. */
    private Future<Input> catalogued(Lookup.Asker asker) {
        var values = asker.input().put("most", MOST + 1);
        return database.run(queries.get("catalogInput"), values).map(rows -> {
            if (rows.size() == 0) {
                throw Problem.NOT_FOUND.because(Evaluations.NO_ORG);
            }
            var row = rows.iterator().next();
            String area = row.getString("area");
            if (asker.area() != null && area == null) {
                throw Problem.NOT_FOUND.because(Lookup.NO_AREA);
            }
            var facts = new JsonArray(row.getString("facts"));
            var known = new ArrayList<Known>();
            for (int i = 0; i < Math.min(facts.size(), MOST); i++) {
                known.add(Known.catalogued(facts.getJsonObject(i)));
            }
            return new Input(new JsonObject(row.getString("rulebook")), area, known, facts.size() > MOST);
        });
    }

    private Reply verdicts(Input input, Request request) {
        var body = Objects.requireNonNull(request.body());
        var judgement = Judgement.of(
                null,
                Rulebook.of(tried(input.rulebook(), body)),
                circumstances(input, body.getString("environment")),
                input.known().stream().map(Known::asked).toList(),
                new JsonArray(input.known().stream().map(Known::json).toList()));
        return Reports.write(
                judgement,
                request.accept(),
                request.input().getBoolean("explain"),
                false,
                "/api/v1/orgs/" + request.input().getString("orgId") + "/requests");
    }

    private Gate.Circumstances circumstances(Input input, @Nullable String environment) {
        return new Gate.Circumstances(environment, input.areaId(), clock.instant());
    }

    private JsonObject compare(Input input, JsonObject body) {
        var circumstances = circumstances(input, body.getString("environment"));
        var now = Rulebook.of(input.rulebook());
        var then = Rulebook.of(tried(input.rulebook(), body));
        var changes = new JsonArray();
        int[] denied = new int[2];
        int[] warned = new int[2];
        boolean more = input.more();
        for (Known known : input.known()) {
            var before = Worst.of(now, circumstances, known);
            var after = Worst.of(then, circumstances, known);
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
                    .put("reason", why(after));
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

    private static @Nullable String why(Verdict verdict) {
        return verdict.reason() != null || verdict.warnings().isEmpty()
                ? verdict.reason()
                : String.join("; ", verdict.warnings());
    }

    /** The rulebook with what the body has; a policy that has the name of a saved one keeps its exceptions. */
    private static JsonObject tried(JsonObject saved, JsonObject body) {
        var tried = saved.copy();
        SETTINGS.forEach(setting -> tried.put(setting, body.getValue(setting, saved.getValue(setting))));
        if (!body.containsKey("policies")) {
            return tried;
        }
        var policies = policies(saved.getJsonArray("policies"), body.getJsonArray("policies"));
        var environments = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        Stream.concat(
                        saved.getJsonArray("environments").stream(),
                        policies.stream().flatMap(policy -> policy.getJsonArray("environments").stream()))
                .map(String::valueOf)
                .forEach(name -> environments.putIfAbsent(name, name));
        return tried.put("policies", new JsonArray(policies))
                .put("environments", new JsonArray(List.copyOf(environments.values())));
    }

    private static List<JsonObject> policies(JsonArray saved, JsonArray given) {
        var ids = new HashMap<String, String>();
        saved.forEach(
                policy -> ids.put(((JsonObject) policy).getString("name"), ((JsonObject) policy).getString("id")));
        var policies = new ArrayList<JsonObject>();
        for (int i = 0; i < given.size(); i++) {
            var policy = Policies.complete(given.getJsonObject(i));
            try {
                Policies.checked(policy);
            } catch (Refusal wrong) {
                throw Problem.BAD_REQUEST.because(String.valueOf(wrong.getMessage())
                        .replace("'target_value'", "'policies[" + i + "].target_value'"));
            }
            if (policy.getBoolean("enabled")) {
                policies.add(policy.put(
                        "id",
                        ids.getOrDefault(
                                policy.getString("name"), UUID.randomUUID().toString())));
            }
        }
        policies.sort(Comparator.comparingInt(policy -> policy.getInteger("priority")));
        return policies;
    }

    /** Which packages a managed client may start: exactly the versions that the gate allows; those that it denies in any spelling. */
    Future<Reply> managedSettings(Request request) {
        return with(
                        request,
                        null,
                        null,
                        input -> settings(input, request.input().getString("environment")))
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
