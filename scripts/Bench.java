import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import mcphub.kernel.Database;
import mcphub.kernel.Query;
import mcphub.kernel.SettingsReader;
import mcphub.launcher.Hub;

/** Started by scripts/bench: the servers in this process, the load from a second one, rounds of each target in turn. */
public final class Bench {
    private static final int CONNECTIONS = 32;
    private static final int ROUNDS = 5;
    private static final int MCPS = 2_000;

    public static void main(String[] args) throws Exception {
        if (args.length == 3) {
            load(args[0], args[1].split(","), Integer.parseInt(args[2]));
            return;
        }
        int seconds = Integer.parseInt(args[0]);
        Path home = Files.createTempDirectory("mcphub-bench-");
        var reader = SettingsReader.defaults().set("home", home.toString()).set("http.port", 0).set("limits.anonymous_per_minute", 0).set("verticles", "gateway,catalog");
        try (var hub = Hub.start(reader);
                var limited = Hub.start(SettingsReader.defaults().set("http.port", 0)
                        .set("database.url", hub.settings().database().url()).set("redis.url", hub.settings().redis().url())
                        .set("limits.anonymous_per_minute", 100_000_000).set("verticles", "gateway,catalog"))) {
            String[] ids = fill(hub);
            int bare = bare(hub);
            var targets = new LinkedHashMap<String, String>();
            targets.put("bare vertx-web", "http://127.0.0.1:" + bare + "/mcps/");
            targets.put("hub", hub.url() + "/api/v1/mcps/");
            targets.put("hub, limit counted in Redis", limited.url() + "/api/v1/mcps/");
            var results = new LinkedHashMap<String, double[][]>();
            for (int round = 0; round <= ROUNDS; round++) {
                for (var target : targets.entrySet()) {
                    double[] result = run(target.getValue(), ids, seconds);
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
        System.out.printf("%-30s %10s %8s %8s %7s   (medians of %d rounds, %d connections)%n", "GET /mcps/{id}", "req/s", "p50 ms", "p99 ms", "ratio", ROUNDS, CONNECTIONS);
        results.forEach((name, rounds) -> System.out.printf("%-30s %10.0f %8.2f %8.2f %7.2f%n", name,
                median(rounds, 0), median(rounds, 1), median(rounds, 2), median(rounds, 0) / base));
    }

    private static double median(double[][] rounds, int column) {
        double[] values = Arrays.stream(rounds).mapToDouble(r -> r[column]).sorted().toArray();
        return values[values.length / 2];
    }

    private static String[] fill(Hub hub) {
        var vertx = Vertx.vertx();
        var database = Database.open(vertx, hub.settings().database());
        database.run(new Query("fill", "insert into catalog.mcps (name, description, source_type, source_package, license, language) "
                + "select 'bench-' || n, 'A server that is here to be counted, number ' || n, 'npm', 'bench-' || n, 'MIT', 'TypeScript' "
                + "from generate_series(1, " + MCPS + ") n on conflict do nothing", List.of()), new JsonObject()).await();
        var ids = new java.util.ArrayList<String>();
        for (var row : database.run(new Query("ids", "select id from catalog.mcps limit 200", List.of()), new JsonObject()).await()) {
            ids.add(row.getUUID(0).toString());
        }
        vertx.close().await();
        return ids.toArray(String[]::new);
    }

    /** The least that answers the same: a route, the same statement on the same kind of connections, the bytes. */
    private static int bare(Hub hub) {
        var vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setPreferNativeTransport(true));
        var query = mcphub.catalog.CatalogVerticle.queries().get("getMcp");
        return vertx.deployVerticle(new io.vertx.core.VerticleBase() {
            @Override
            public Future<?> start() {
                var database = Database.open(vertx, hub.settings().database());
                var router = Router.router(vertx);
                router.get("/mcps/:mcpId").handler(ctx -> database
                        .run(query, new JsonObject().put("mcpId", ctx.pathParam("mcpId")))
                        .onSuccess(rows -> ctx.response().putHeader("content-type", "application/json").end(rows.iterator().next().getString("doc")))
                        .onFailure(ctx::fail));
                return vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1").onSuccess(s -> port = s.actualPort());
            }
        }).map(id -> port).await();
    }

    private static int port;

    private static double[] run(String url, String[] ids, int seconds) throws Exception {
        var process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC", "-Xmx256m",
                "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
                System.getProperty("bench.source"), url, String.join(",", ids), Integer.toString(seconds))
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String line = new String(process.getInputStream().readAllBytes()).strip();
        process.waitFor();
        return Arrays.stream(line.split(" ")).mapToDouble(Double::parseDouble).toArray();
    }

    /** Keeps so many connections busy; prints requests a second, p50 and p99 in milliseconds. */
    private static void load(String url, String[] ids, int seconds) throws Exception {
        var vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1).setPreferNativeTransport(true));
        var uri = java.net.URI.create(url);
        HttpClient client = vertx.createHttpClient(new HttpClientOptions().setDefaultHost("127.0.0.1").setDefaultPort(uri.getPort()), new PoolOptions().setHttp1MaxSize(CONNECTIONS));
        long warm = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
        long end = warm + TimeUnit.SECONDS.toNanos(seconds);
        var latencies = new long[5_000_000];
        var count = new int[1];
        var done = new java.util.concurrent.CountDownLatch(CONNECTIONS);
        vertx.runOnContext(go -> {
            for (int i = 0; i < CONNECTIONS; i++) {
                next(client, uri.getPath(), ids, i, warm, end, latencies, count, done);
            }
        });
        done.await();
        long[] sorted = Arrays.copyOf(latencies, count[0]);
        Arrays.sort(sorted);
        System.out.println((double) count[0] / seconds + " " + sorted[count[0] / 2] / 1e6 + " " + sorted[(int) (count[0] * 0.99)] / 1e6);
        System.exit(0);
    }

    private static void next(HttpClient client, String path, String[] ids, int turn, long warm, long end, long[] latencies, int[] count, java.util.concurrent.CountDownLatch done) {
        long start = System.nanoTime();
        if (start > end) {
            done.countDown();
            return;
        }
        client.request(HttpMethod.GET, path + ids[turn % ids.length])
                .compose(request -> request.send())
                .compose(response -> response.statusCode() == 200 ? response.body() : Future.failedFuture("status " + response.statusCode()))
                .onComplete(body -> {
                    if (start > warm && body.succeeded()) {
                        latencies[count[0]++] = System.nanoTime() - start;
                    }
                    next(client, path, ids, turn + 1, warm, end, latencies, count, done);
                });
    }
}
