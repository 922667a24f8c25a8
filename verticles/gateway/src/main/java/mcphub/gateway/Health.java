package mcphub.gateway;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import mcphub.kernel.Database;
import mcphub.kernel.Operations;
import mcphub.kernel.Reply;
import mcphub.kernel.Request;

/**
 * Liveness and readiness. Ready asks PostgreSQL, Redis and every verticle of the contract for a sign of life, each time. Without Redis
 * the hub is degraded and serves; without PostgreSQL or a verticle it is unavailable.
 */
final class Health {
    private static final int TIMEOUT_MS = 2_000;
    private static final String REDIS = "redis";

    private final Map<String, Supplier<Future<Void>>> checks = new LinkedHashMap<>();

    Health(Vertx vertx, Database database, RedisWindows redis, Iterable<String> verticles) {
        checks.put("database", database::ping);
        checks.put(REDIS, redis::ping);
        for (String verticle : verticles) {
            checks.put(
                    verticle,
                    () -> vertx.eventBus()
                            .request(
                                    Operations.pingAddress(verticle),
                                    "",
                                    new DeliveryOptions().setSendTimeout(TIMEOUT_MS))
                            .mapEmpty());
        }
    }

    Future<Reply> live(Request request) {
        return Future.succeededFuture(
                Reply.json(200, new JsonObject().put("status", "live").toBuffer()));
    }

    Future<Reply> ready(Request request) {
        var results = new LinkedHashMap<String, Future<JsonObject>>();
        checks.forEach((name, check) -> results.put(name, run(check)));
        return Future.join(java.util.List.copyOf(results.values())).map(done -> {
            var answers = new JsonObject();
            results.forEach((name, result) -> answers.put(name, result.result()));
            boolean redisUp = isUp(answers, REDIS);
            boolean restUp = checks.keySet().stream().allMatch(name -> name.equals(REDIS) || isUp(answers, name));
            String status = !restUp ? "unavailable" : redisUp ? "ready" : "degraded";
            return Reply.json(
                    restUp ? 200 : 503,
                    new JsonObject()
                            .put("status", status)
                            .put("checks", answers)
                            .toBuffer());
        });
    }

    private static boolean isUp(JsonObject answers, String name) {
        return answers.getJsonObject(name).getString("status").equals("up");
    }

    private static Future<JsonObject> run(Supplier<Future<Void>> check) {
        long start = System.nanoTime();
        return check.get()
                .timeout(TIMEOUT_MS, TimeUnit.MILLISECONDS)
                .map(ok -> new JsonObject().put("status", "up"))
                .otherwise(new JsonObject().put("status", "down").put("message", "does not answer"))
                .map(result -> result.put("ms", (System.nanoTime() - start) / 1_000_000));
    }
}
