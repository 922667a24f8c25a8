package mcphub.gateway;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.ArrayDeque;

/** The same sliding window as {@link RedisWindows}, of this node alone: what counts while Redis is away. Used on one event loop. */
final class LocalWindows {
    private static final int MAX_KEYS = 100_000;

    private final Cache<String, ArrayDeque<Long>> calls = Caffeine.newBuilder()
            .maximumSize(MAX_KEYS)
            .expireAfterAccess(Duration.ofMinutes(2))
            .build();

    Window call(String key, int limit, long nowMillis) {
        var times = calls.get(key, k -> new ArrayDeque<>());
        while (!times.isEmpty() && times.peekFirst() <= nowMillis - Window.MILLIS) {
            times.removeFirst();
        }
        boolean allowed = times.size() < limit;
        if (allowed) {
            times.addLast(nowMillis);
        }
        long oldest = times.isEmpty() ? nowMillis : times.peekFirst();
        return Window.of(allowed, limit, limit - times.size(), oldest + Window.MILLIS - nowMillis);
    }
}
