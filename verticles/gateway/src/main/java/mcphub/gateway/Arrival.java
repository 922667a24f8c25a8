package mcphub.gateway;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.PlatformHandler;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import mcphub.kernel.Caller;
import mcphub.kernel.Problem;
import mcphub.kernel.Settings;

/**
 * The first thing that happens to every request: it gets its id, its security headers and its line in the access log, and is turned away when too
 * many are under way already.
 */
final class Arrival implements PlatformHandler {
    private static final Pattern REQUEST_ID = Pattern.compile("[A-Za-z0-9._:-]{1,64}");
    private static final CharSequence REQUEST_ID_HEADER = HttpHeaders.createOptimized("x-request-id");
    private static final String ID = "request-id";
    private static final String OPERATION = "operation";
    private static final String ADDRESS = "client-address";
    private static final String CALLER = "caller";

    private final Settings.Http settings;
    private final AccessLog log;
    private final ClientAddress addresses;
    private final MultiMap headers = HttpHeaders.headers();
    private int inFlight;

    Arrival(Settings.Http settings, AccessLog log) {
        this.settings = settings;
        this.log = log;
        header("x-content-type-options", "nosniff");
        header("referrer-policy", "no-referrer");
        header("content-security-policy", "default-src 'none'; frame-ancestors 'none'");
        if (settings.publicUrl() != null && settings.publicUrl().startsWith("https:")) {
            header("strict-transport-security", "max-age=31536000");
        }
        this.addresses = new ClientAddress(settings.trustedProxies());
    }

    /** Encoded once: as plain strings they were copied character by character for every response. */
    private void header(String name, String value) {
        headers.add(HttpHeaders.createOptimized(name), HttpHeaders.createOptimized(value));
    }

    @Override
    public void handle(RoutingContext ctx) {
        String given = ctx.request().getHeader("x-request-id");
        String id = given != null && REQUEST_ID.matcher(given).matches() ? given : newId();
        long start = System.nanoTime();
        inFlight++;
        ctx.put(ID, id).put(ADDRESS, addresses.of(ctx.request()));
        ctx.response().headers().addAll(headers).add(REQUEST_ID_HEADER, id);
        ctx.addEndHandler(done -> {
            inFlight--;
            String operation = ctx.get(OPERATION);
            log.add(ctx, id, operation == null ? "-" : operation, (System.nanoTime() - start) / 1_000_000);
        });
        if (inFlight > settings.maxInFlight() && !isAlwaysTaken(ctx.request().path())) {
            ctx.response().putHeader("retry-after", "1");
            Answers.refuse(ctx, Problem.UNAVAILABLE.because("Too many requests are under way; try again in a second"));
            return;
        }
        ctx.next();
    }

    /** Tells requests apart and is no secret: the fast random will do. */
    private static String newId() {
        var random = ThreadLocalRandom.current();
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    static String requestId(RoutingContext ctx) {
        String id = ctx.get(ID);
        return id == null ? "" : id;
    }

    static String clientAddress(RoutingContext ctx) {
        return ctx.get(ADDRESS);
    }

    /** Who asks; nobody in particular until it is known. */
    static Caller caller(RoutingContext ctx) {
        Caller caller = ctx.get(CALLER);
        return caller == null ? Caller.anonymous(clientAddress(ctx)) : caller;
    }

    /** Remembers who asks, for this request. */
    static void caller(RoutingContext ctx, Caller caller) {
        ctx.put(CALLER, caller);
    }

    /** Names the operation in the access log. */
    static void operation(RoutingContext ctx, String id) {
        ctx.put(OPERATION, id);
    }

    /**
     * Whoever watches over the hub must be answered most of all when it is overloaded; and forges do not send a webhook again that was turned away: how much of
     * those is taken at once is bounded by {@link Budget}.
     */
    private static boolean isAlwaysTaken(String path) {
        return path.startsWith("/health") || path.startsWith("/ready") || path.startsWith("/api/v1/webhooks/");
    }
}
