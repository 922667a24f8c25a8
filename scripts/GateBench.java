import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.handler.BodyHandler;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import mcphub.kernel.Database;
import mcphub.kernel.Digests;
import mcphub.kernel.Query;
import mcphub.kernel.ServiceTokens;
import mcphub.kernel.SettingsReader;
import mcphub.launcher.Hub;
import mcphub.policy.PolicyVerticle;

/** Started by scripts/bench-gate: servers and load in this process, rounds of each target in turn. */
public final class GateBench {
    private static final int CALLERS = 8;
    private static final int ROUNDS = 5;
    private static final int MCPS = 100;
    private static final int POLICIES = 50;
    private static final int CONTROLS = 59;
    private static final String ORG = "0c2f8b1e-6d0a-4a51-9c39-2f2f2f6f4b10";
    private static final String TOKEN = ServiceTokens.generate();
    private static int port;

    public static void main(String[] args) throws Exception {
        int seconds = Integer.parseInt(args[0]);
        var reader = SettingsReader.defaults()
                .set("home", Files.createTempDirectory("mcphub-bench-").toString())
                .set("http.port", 0)
                .set("plans.enterprise.requests_per_minute", 0)
                .set("verticles", "gateway,policy,identity,org");
        try (var hub = Hub.start(reader)) {
            var vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setPreferNativeTransport(true));
            var database = Database.open(vertx, hub.settings().database());
            fill(database);
            var asked = new JsonArray();
            for (int i = 1; i <= MCPS; i++) {
                asked.add(new JsonObject().put("name", "bench-" + i).put("version", "1.0.0"));
            }
            String body = new JsonObject().put("org_id", ORG).put("mcps", asked).encode();
            bare(vertx, database, asked);
            var alone = alone(database, asked);
            var http = HttpClient.newHttpClient();
            var targets = new LinkedHashMap<String, Callable<?>>();
            targets.put("bare vertx-web", () -> post(http, "http://127.0.0.1:" + port + "/evaluate", body));
            targets.put("hub", () -> post(http, hub.url() + "/api/v1/ci/evaluate", body));
            targets.put("the decision alone", alone);
            var results = new LinkedHashMap<String, double[][]>();
            for (int round = 0; round <= ROUNDS; round++) {
                for (var target : targets.entrySet()) {
                    double[] result = run(target.getValue(), seconds);
                    if (round > 0) {
                        results.computeIfAbsent(target.getKey(), k -> new double[ROUNDS][])[round - 1] = result;
                    }
                }
            }
            print(results);
        }
        System.exit(0);
    }

    private static void print(Map<String, double[][]> results) {
        double base = median(results.get("bare vertx-web"), 0);
        System.out.printf("%-24s %12s %8s %8s %7s   (%d MCPs, %d policies; medians of %d rounds, %d callers)%n",
                "evaluate", "a second", "p50 ms", "p99 ms", "ratio", MCPS, POLICIES, ROUNDS, CALLERS);
        results.forEach((name, rounds) -> System.out.printf("%-24s %12.0f %8.2f %8.2f %7.2f%n", name,
                median(rounds, 0), median(rounds, 1), median(rounds, 2), median(rounds, 0) / base));
    }

    private static double median(double[][] rounds, int column) {
        double[] values = Arrays.stream(rounds).mapToDouble(r -> r[column]).sorted().toArray();
        return values[values.length / 2];
    }

    private static void sql(Database database, String sql) {
        database.run(new Query("fill", sql, List.of()), new JsonObject()).await();
    }

    private static void fill(Database database) {
        sql(database, "insert into org.orgs (id, name, slug, display_name) values ('" + ORG + "', 'bench', 'bench', 'bench')");
        sql(database, "insert into identity.users (id, email, name, plan) values ('" + UUID.randomUUID() + "', 'bench@example.org', 'bench', 'ENTERPRISE')");
        sql(database, "insert into org.members (org_id, user_id, role) select '" + ORG + "', id, 'OWNER' from identity.users");
        String digest = java.util.HexFormat.of().formatHex(Digests.sha256(TOKEN).getBytes());
        sql(database, "insert into org.tokens (org_id, name, description, scopes, digest, hint, lifetime_days, created_by, expires_at)"
                + " select '" + ORG + "', 'bench', '', array['ci:org:*'], '\\x" + digest + "'::bytea, 'x', 90, id, now() + interval '90 days' from identity.users");
        sql(database, "insert into catalog.mcps (name, source_type, source_package, license, category) select 'bench-' || n, 'npm', 'bench-' || n, 'MIT', 'files'"
                + " from generate_series(1, 2000) n");
        sql(database, "insert into analysis.versions (mcp_id, visible_version, source_type, source_ref) select id, '1.0.0', 'npm', '1.0.0' from catalog.mcps");
        sql(database, "insert into analysis.snapshots (version_id, job_id, content, content_sha256, global_score, security_score, supply_chain_score, maturity_score,"
                + " scores, grade, certification_level, controls_judged, controls_total, critical_findings, high_findings, medium_findings, low_findings,"
                + " toolchain_version, scoring_version, controls_catalog_version)"
                + " select id, gen_random_uuid(), '{}', '', 84, 90, 80, 75, '{}', 'B', 2, 52, 59, 0, 2, 3, 4, 't', 'v2.1', 'v1.4' from analysis.versions");
        sql(database, "insert into analysis.control_results (snapshot_id, control_id, control_name, category, sub_category, outcome, severity, message, remediation)"
                + " select s.id, 'CONTROL_' || n, 'n', 'c', 's', case when n % 10 = 0 then 'failed' else 'passed' end, 'low', 'm', 'r'"
                + " from analysis.snapshots s, generate_series(1, " + CONTROLS + ") n");
        sql(database, "update analysis.versions v set status = 'CERTIFIED', certified_at = now(), snapshot_id = s.id from analysis.snapshots s where s.version_id = v.id");
        String[] targets = {"SCORE min:70", "SCORE security:min:80", "LEVEL min:2", "AGE max_days:90", "STATUS KNOWN_VULNERABLE", "LICENSE GPL-*", "MCP @evil/*",
            "CATEGORY shells", "CONTROL SECRET_EXPOSED", "SOURCE https://github.com/evil/*"};
        for (int i = 0; i < POLICIES; i++) {
            String[] target = targets[i % targets.length].split(" ", 2);
            sql(database, "insert into policy.policies (org_id, name, action, target_type, target_value, priority) values ('" + ORG + "', 'policy " + i
                    + "', 'DENY', '" + target[0] + "', '" + target[1] + "', " + i + ")");
        }
        for (String table : List.of("catalog.mcps", "catalog.listings", "analysis.versions", "analysis.snapshots", "analysis.control_results")) {
            sql(database, "analyze " + table);
        }
    }

    private static JsonObject asker() {
        return new JsonObject().put("org", ORG).put("viewer", new JsonObject().put("whole", new JsonArray().add(ORG)));
    }

    /** What each name means, asked for as the gate asks. */
    private static JsonObject names(JsonArray asked) {
        var names = new JsonArray();
        asked.forEach(one -> names.add(((JsonObject) one).getString("name")));
        return asker().put("names", names);
    }

    private static JsonObject gateInput(JsonArray asked) {
        var items = new JsonArray();
        asked.forEach(one -> items.add(new JsonObject().put("package", ((JsonObject) one).getString("name")).put("versions", new JsonArray().add("1.0.0"))));
        return asker().put("asked", items);
    }

    /** The least that does the same: a route, the body, the same three statements on the same kind of connections, the bytes. */
    private static void bare(Vertx vertx, Database database, JsonArray asked) {
        var mean = PolicyVerticle.queries().get("whatIsMeant");
        var read = PolicyVerticle.queries().get("gateInput");
        var keep = PolicyVerticle.queries().get("keepEvaluation");
        var router = Router.router(vertx);
        router.post("/evaluate").handler(BodyHandler.create(false)).handler(ctx -> database
                .run(mean, names(ctx.body().asJsonObject().getJsonArray("mcps")))
                .compose(meant -> database.run(read, gateInput(ctx.body().asJsonObject().getJsonArray("mcps"))))
                .compose(rows -> {
                    var row = rows.iterator().next();
                    var input = new JsonObject().put("id", UUID.randomUUID().toString()).put("org", ORG).put("at", Instant.now().toString())
                            .put("result", "PASS").put("mcps", MCPS).put("denied", 0).put("caller_kind", "token").put("caller_name", "bench")
                            .put("digest", "bench").put("rulebook", row.getString("rulebook")).put("request", asked.encode())
                            .put("facts", row.getString("facts")).put("answer", asked.encode());
                    return database.run(keep, input).map(row.getString("facts"));
                })
                .onSuccess(facts -> ctx.response().putHeader("content-type", "application/json").end(facts))
                .onFailure(ctx::fail));
        port = vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1").await().actualPort();
    }

    /** The pure function, from parsed rules and facts to verdicts; its classes are the verticle's own business, hence the reflection. */
    private static Callable<?> alone(Database database, JsonArray asked) throws Exception {
        var row = database.run(PolicyVerticle.queries().get("gateInput"), gateInput(asked)).await().iterator().next();
        Object rules = method("Rulebook", "of", 1).invoke(null, new JsonObject(row.getString("rulebook")));
        var constructor = Class.forName("mcphub.policy.Gate$Circumstances").getDeclaredConstructors()[0];
        constructor.setAccessible(true);
        Object circumstances = constructor.newInstance(null, null, Instant.now());
        var of = method("Asked", "of", 1);
        var all = new ArrayList<Object>();
        for (Object one : asked) {
            all.add(of.invoke(null, one));
        }
        var known = new JsonArray(row.getString("facts"));
        var judge = method("Judgement", "of", 5);
        return () -> judge.invoke(null, "e", rules, circumstances, all, known);
    }

    private static Method method(String type, String name, int parameters) throws ClassNotFoundException {
        var found = Arrays.stream(Class.forName("mcphub.policy." + type).getDeclaredMethods())
                .filter(m -> m.getName().equals(name) && m.getParameterCount() == parameters)
                .findFirst().orElseThrow();
        found.setAccessible(true);
        return found;
    }

    private static Void post(HttpClient http, String url, String body) throws Exception {
        var response = http.send(HttpRequest.newBuilder(URI.create(url)).header("content-type", "application/json")
                .header("authorization", "Bearer " + TOKEN).POST(HttpRequest.BodyPublishers.ofString(body)).build(), HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IllegalStateException(response.statusCode() + " " + response.body());
        }
        return null;
    }

    /** Keeps so many callers busy; gives evaluations a second, p50 and p99 in milliseconds. */
    private static double[] run(Callable<?> target, int seconds) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        var all = Collections.synchronizedList(new ArrayList<Long>());
        try (var threads = Executors.newFixedThreadPool(CALLERS)) {
            var running = new ArrayList<java.util.concurrent.Future<?>>();
            for (int i = 0; i < CALLERS; i++) {
                running.add(threads.submit(() -> {
                    while (System.nanoTime() < end) {
                        long start = System.nanoTime();
                        target.call();
                        all.add(System.nanoTime() - start);
                    }
                    return null;
                }));
            }
            for (var one : running) {
                one.get();
            }
        }
        long[] sorted = all.stream().mapToLong(Long::longValue).sorted().toArray();
        return new double[] {(double) sorted.length / seconds, sorted[sorted.length / 2] / 1e6, sorted[(int) (sorted.length * 0.99)] / 1e6};
    }
}
