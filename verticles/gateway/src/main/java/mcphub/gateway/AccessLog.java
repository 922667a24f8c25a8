package mcphub.gateway;

import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line per request: time, request id, method, path without the query, status, bytes, milliseconds, operation. Lines are collected and written a
 * few times a second: a write of its own for each took a tenth of the gateway's time. Used on one event loop.
 */
final class AccessLog {
    private static final Logger log = LoggerFactory.getLogger("access");
    private static final int FLUSH_MS = 200;
    private static final int FLUSH_CHARS = 64 * 1024;
    private static final int MAX_PATH = 200;
    private static final String SECRET = "mcphub_";

    private final StringBuilder lines = new StringBuilder(FLUSH_CHARS + 1024);

    private long second;
    private String prefix = "";

    AccessLog(Vertx vertx) {
        vertx.setPeriodic(FLUSH_MS, tick -> flush());
    }

    void add(RoutingContext ctx, String requestId, String operation, long millis) {
        if (!log.isInfoEnabled()) {
            return;
        }
        var response = ctx.response();
        time(System.currentTimeMillis());
        lines.append(' ').append(requestId).append(' ');
        lines.append(ctx.request().method().name()).append(' ');
        path(withoutSecrets(asAsked(ctx.request().path())));
        lines.append(' ')
                .append(response.getStatusCode())
                .append(' ')
                .append(response.bytesWritten())
                .append("B ");
        lines.append(millis).append("ms ").append(operation).append('\n');
        if (lines.length() > FLUSH_CHARS) {
            flush();
        }
    }

    /** Writes what was collected. */
    void flush() {
        if (!lines.isEmpty()) {
            log.info(lines.toString());
            lines.setLength(0);
        }
    }

    /** RFC 3339 to the millisecond; all but the last four characters stay the same for a second. */
    private void time(long millis) {
        long now = millis / 1_000;
        if (now != second) {
            second = now;
            prefix = Instant.ofEpochSecond(now).toString().replace('Z', '.');
        }
        long rest = millis % 1_000;
        lines.append(prefix)
                .append(rest < 100 ? "0" : "")
                .append(rest < 10 ? "0" : "")
                .append(rest)
                .append('Z');
    }

    /** Tokens and links begin alike, and belong into no log, wherever in a path somebody puts them. */
    private static String withoutSecrets(String path) {
        return path.contains(SECRET) ? path.replaceAll(SECRET + "[^/]*", SECRET + "-") : path;
    }

    /** The router sees what follows an id as a segment of its own. */
    private static String asAsked(String path) {
        return path.contains("/~.") ? path.replace("/~.", ".") : path;
    }

    /** A path is the caller's: nothing of it may end a line or reach a terminal as a command. */
    private void path(String path) {
        for (int i = 0; i < Math.min(path.length(), MAX_PATH); i++) {
            char c = path.charAt(i);
            lines.append(c > ' ' && c < 0x7f ? c : '?');
        }
        if (path.length() > MAX_PATH) {
            lines.append("…");
        }
    }
}
