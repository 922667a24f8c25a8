package mcphub.gateway;

import io.vertx.core.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides whether a call is within its limit: by Redis for all nodes together, by this node's memory while Redis is away. After a failure
 * Redis is left alone for a moment, so that its time-out is paid once and not by every call.
 */
final class RateLimit {
    private static final Logger log = LoggerFactory.getLogger(RateLimit.class);
    private static final long RETRY_AFTER_MS = 2_000;

    private final RedisWindows redis;
    private final LocalWindows local = new LocalWindows();
    private long redisAwayUntil;

    RateLimit(RedisWindows redis) {
        this.redis = redis;
    }

    /** Counts one call under a key. Never fails. */
    Future<Window> call(String key, int limit) {
        long now = System.currentTimeMillis();
        if (now < redisAwayUntil) {
            return Future.succeededFuture(local.call(key, limit, now));
        }
        return redis.call(key, limit).recover(failure -> {
            if (redisAwayUntil <= now) {
                log.warn(
                        "Redis does not answer ({}); limits are counted by this node alone for now",
                        failure.toString());
            }
            redisAwayUntil = System.currentTimeMillis() + RETRY_AFTER_MS;
            return Future.succeededFuture(local.call(key, limit, now));
        });
    }
}
