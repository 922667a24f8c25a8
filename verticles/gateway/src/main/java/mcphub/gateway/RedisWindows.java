package mcphub.gateway;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.RedisAPI;
import io.vertx.redis.client.RedisOptions;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import mcphub.kernel.Settings;

/**
 * A sliding window of one minute per key, exact: the times of the calls stand in a list, the newest first. One script per call, so
 * nodes never see half of a decision; the clock is that of Redis.
 */
final class RedisWindows {
    private static final String SCRIPT = """
            local t = redis.call('TIME')
            local now = t[1] * 1000 + math.floor(t[2] / 1000)
            local limit, window = tonumber(ARGV[1]), tonumber(ARGV[2])
            local oldest = redis.call('LINDEX', KEYS[1], -1)
            while oldest and tonumber(oldest) <= now - window do
              redis.call('RPOP', KEYS[1])
              oldest = redis.call('LINDEX', KEYS[1], -1)
            end
            local used = redis.call('LLEN', KEYS[1])
            local allowed = 0
            if used < limit then
              redis.call('LPUSH', KEYS[1], now)
              redis.call('PEXPIRE', KEYS[1], window)
              allowed, used = 1, used + 1
            end
            return {allowed, limit - used, tonumber(oldest or now) + window - now}
            """;

    /** Names the script to Redis, so that its text is not sent with every call. */
    private static final String DIGEST = sha1(SCRIPT);

    private final RedisAPI api;
    private final int timeoutMs;

    RedisWindows(Vertx vertx, Settings.Redis settings) {
        this.timeoutMs = settings.timeoutMs();
        this.api = RedisAPI.api(Redis.createClient(
                vertx,
                new RedisOptions()
                        .setConnectionString(String.valueOf(settings.url()))
                        .setNetClientOptions(new NetClientOptions().setConnectTimeout(timeoutMs))
                        .setMaxPoolSize(4)
                        .setMaxPoolWaiting(1_000)
                        .setMaxWaitingHandlers(10_000)));
    }

    /** Counts one call; fails when Redis does not answer in time. */
    Future<Window> call(String key, int limit) {
        var parameters = List.of("1", "limit:" + key, Integer.toString(limit), Integer.toString(Window.MILLIS));
        return api.evalsha(with(DIGEST, parameters))
                // a Redis that was restarted has forgotten the script
                .recover(failure ->
                        isUnknownScript(failure) ? api.eval(with(SCRIPT, parameters)) : Future.failedFuture(failure))
                .timeout(timeoutMs, TimeUnit.MILLISECONDS)
                .map(answer -> Window.of(
                        answer.get(0).toInteger() == 1,
                        limit,
                        answer.get(1).toInteger(),
                        answer.get(2).toLong()));
    }

    private static List<String> with(String script, List<String> parameters) {
        var all = new ArrayList<String>(parameters.size() + 1);
        all.add(script);
        all.addAll(parameters);
        return all;
    }

    private static boolean isUnknownScript(Throwable failure) {
        return failure.getMessage() != null && failure.getMessage().startsWith("NOSCRIPT");
    }

    private static String sha1(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-1", e);
        }
    }

    Future<Void> ping() {
        return api.ping(List.of()).timeout(timeoutMs, TimeUnit.MILLISECONDS).mapEmpty();
    }
}
