package mcphub.gateway;

import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.PlatformHandler;
import java.util.UUID;
import java.util.regex.Pattern;
import mcphub.kernel.Problem;
import mcphub.kernel.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The first thing that happens to every request: it gets its id, its security headers and its line in the access log, and is turned away when too
 * many are under way already.
 */
final class Arrival implements PlatformHandler {
    private static final Logger access = LoggerFactory.getLogger("access");
    private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9._:-]{1,64}");
    private static final String ID = "request-id";
    private static final String OPERATION = "operation";
    private static final String ADDRESS = "client-address";

    private final Settings.Http settings;
    private final ClientAddress addresses;
    private int inFlight;

    Arrival(Settings.Http settings) {
        this.settings = settings;
        this.addresses = new ClientAddress(settings.trustedProxies());
    }

    @Override
    public void handle(RoutingContext ctx) {
        String given = ctx.request().getHeader("x-request-id");
        String id = given != null && REQUEST_ID.matcher(given).matches()
                ? given
                : UUID.randomUUID().toString();
        long start = System.nanoTime();
        inFlight++;
        ctx.put(ID, id).put(ADDRESS, addresses.of(ctx.request()));
        ctx.response()
                .putHeader("x-request-id", id)
                .putHeader("x-content-type-options", "nosniff")
                .putHeader("x-frame-options", "DENY")
                .putHeader("referrer-policy", "no-referrer")
                .putHeader("cross-origin-resource-policy", "cross-origin")
                .putHeader("content-security-policy", "default-src 'none'; frame-ancestors 'none'");
        if (settings.publicUrl().startsWith("https:")) {
            ctx.response().putHeader("strict-transport-security", "max-age=31536000");
        }
        ctx.addEndHandler(done -> {
            inFlight--;
            log(ctx, start);
        });
        if (inFlight > settings.maxInFlight() && !isProbe(ctx.request().path())) {
            ctx.response().putHeader("retry-after", "1");
            Answers.refuse(ctx, Problem.UNAVAILABLE.because("Too many requests are under way; try again in a second"));
            return;
        }
        ctx.next();
    }

    static String requestId(RoutingContext ctx) {
        String id = ctx.get(ID);
        return id == null ? "" : id;
    }

    static String clientAddress(RoutingContext ctx) {
        return ctx.get(ADDRESS);
    }

    /** Names the operation in the access log. */
    static void operation(RoutingContext ctx, String id) {
        ctx.put(OPERATION, id);
    }

    /** Whoever watches over the hub must be answered most of all when it is overloaded. */
    private static boolean isProbe(String path) {
        return path.startsWith("/health") || path.startsWith("/ready");
    }

    private static void log(RoutingContext ctx, long start) {
        if (access.isInfoEnabled()) {
            String operation = ctx.get(OPERATION);
            access.info(
                    "{} {} {} {} {}B {}ms {}",
                    requestId(ctx),
                    ctx.request().method(),
                    printable(ctx.request().path()),
                    ctx.response().getStatusCode(),
                    ctx.response().bytesWritten(),
                    (System.nanoTime() - start) / 1_000_000,
                    operation == null ? "-" : operation);
        }
    }

    private static String printable(String path) {
        String cut = path.length() > 200 ? path.substring(0, 200) + "…" : path;
        return cut.replaceAll("[^\\x21-\\x7e…]", "?");
    }
}
