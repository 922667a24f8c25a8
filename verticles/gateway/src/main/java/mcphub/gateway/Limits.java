package mcphub.gateway;

import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import mcphub.kernel.Caller;
import mcphub.kernel.Contract;
import mcphub.kernel.PlatformSettings;
import mcphub.kernel.Problem;
import mcphub.kernel.Settings;

/**
 * Counts calls against the limit that holds for them: of an address for who shows no credential or a bad one, of a person or token by its plan, and own
 * ones for tries to sign in ({@code x-rate-limit: sign-in}) and for webhooks ({@code webhook}).
 */
final class Limits {
    private final Settings settings;
    private final PlatformSettings platform;
    private final RateLimit limits;

    Limits(Settings settings, PlatformSettings platform, RateLimit limits) {
        this.settings = settings;
        this.platform = platform;
        this.limits = limits;
    }

    /** One limit: its name for the caller, its key, and calls a minute. */
    private record Bucket(String name, String key, int limit) {}

    /** Goes on when the call is within its limit, else answers 429. The request's body waits meanwhile. */
    void count(RoutingContext ctx, Contract.Operation operation) {
        var bucket = bucket(ctx, operation);
        if (bucket == null || bucket.limit() == 0) {
            ctx.next();
            return;
        }
        ctx.request().pause();
        limits.call(bucket.key(), bucket.limit()).onSuccess(window -> {
            ctx.request().resume();
            String name = '"' + bucket.name() + '"';
            ctx.response()
                    .putHeader("ratelimit-policy", name + ";q=" + bucket.limit() + ";w=60")
                    .putHeader("ratelimit", name + ";r=" + window.remaining() + ";t=" + window.resetSeconds());
            if (window.allowed()) {
                ctx.next();
                return;
            }
            ctx.response().putHeader("retry-after", Integer.toString(window.resetSeconds()));
            Answers.refuse(
                    ctx,
                    Problem.RATE_LIMITED.because("More than " + bucket.limit() + " " + bucket.name()
                            + " calls within a minute; the next one is free in " + window.resetSeconds() + " s"));
        });
    }

    private @org.jspecify.annotations.Nullable Bucket bucket(RoutingContext ctx, Contract.Operation operation) {
        Caller caller = Arrival.caller(ctx);
        return switch (operation.model().getString("x-rate-limit", "")) {
            case "none" -> null;
            case "sign-in" -> ofAddress(ctx, "sign-in", settings.limits().signInPerMinute());
            case "webhook" -> ofAddress(ctx, "webhook", settings.limits().webhooksPerMinute());
            default ->
                caller.isKnown()
                        ? new Bucket(
                                caller.plan().name().toLowerCase(Locale.ROOT),
                                "caller:" + caller.id(),
                                settings.plans().of(caller.plan()).requestsPerMinute())
                        : ofAddress(ctx, "anonymous", anonymousPerMinute());
        };
    }

    private int anonymousPerMinute() {
        Integer changed = platform.anonymousPerMinute();
        return changed == null ? settings.limits().anonymousPerMinute() : changed;
    }

    private static Bucket ofAddress(RoutingContext ctx, String name, int limit) {
        return new Bucket(name, name + ':' + ClientAddress.limitKey(Arrival.clientAddress(ctx)), limit);
    }
}
