package mcphub.gateway;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import mcphub.kernel.Caller;
import mcphub.kernel.Problem;
import mcphub.kernel.Reply;
import mcphub.kernel.Request;
import mcphub.kernel.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends streams of events: answers in parts, between which the verticle waits for something to happen. Before each part it is asked again who the caller is and whether that caller may, so
 * that nobody hears more than he would if he asked anew. What the caller does not read is not asked for. Used on one event loop.
 */
final class Streams {
    static final String TYPE = "text/event-stream";
    /** Longer than any verticle waits before it answers. */
    static final DeliveryOptions OPTIONS = new DeliveryOptions().setSendTimeout(20_000);

    private static final Logger log = LoggerFactory.getLogger(Streams.class);

    private final Settings.Streams settings;
    private final Map<String, Integer> byCaller = new HashMap<>();
    private int open;

    Streams(Settings.Streams settings) {
        this.settings = settings;
    }

    static boolean isOne(RoutingContext ctx, Request request) {
        return request.accept().equals(TYPE) && ctx.request().method().equals(HttpMethod.GET);
    }

    /**
     * Opens one, if there is room for it.
     *
     * @param again who the caller is at this moment; fails where he may no longer
     * @param send asks for a part
     */
    void open(RoutingContext ctx, Request request, Function<Request, Future<Reply>> send, Again again) {
        String key = key(ctx);
        if (byCaller.getOrDefault(key, 0) >= settings.mostPerCaller()) {
            ctx.response().putHeader("retry-after", "30");
            Answers.refuse(
                    ctx,
                    Problem.RATE_LIMITED.because("You have " + settings.mostPerCaller()
                            + " streams of events open, which is as many as there may be; close one first"));
            return;
        }
        if (open >= settings.most()) {
            ctx.response().putHeader("retry-after", "30");
            Answers.refuse(ctx, Problem.UNAVAILABLE.because("Too many streams of events are open; ask for the list"));
            return;
        }
        open++;
        byCaller.merge(key, 1, Integer::sum);
        ctx.addEndHandler(done -> {
            open--;
            byCaller.computeIfPresent(key, (same, count) -> count == 1 ? null : count - 1);
        });
        send.apply(request).onSuccess(first -> {
            if (first.status() != 200) {
                Answers.write(ctx, first, false);
                return;
            }
            ctx.response().setStatusCode(200).setChunked(true);
            first.headers().forEach(ctx.response()::putHeader);
            go(ctx, request, first, send, again);
        });
    }

    /** Who asks, looked at anew. */
    @FunctionalInterface
    interface Again {
        /** Fails where the caller may no longer. */
        Future<Caller> look();
    }

    private static String key(RoutingContext ctx) {
        var caller = Arrival.caller(ctx);
        return caller.isKnown()
                ? "caller:" + caller.id()
                : "address:" + ClientAddress.limitKey(Arrival.clientAddress(ctx));
    }

    private static void go(
            RoutingContext ctx, Request request, Reply part, Function<Request, Future<Reply>> send, Again again) {
        if (ctx.response().closed() || ctx.response().ended()) {
            return;
        }
        String next = part.next();
        if (next == null) {
            ctx.response().end(part.body());
            return;
        }
        written(ctx, part.body())
                .compose(ready -> again.look())
                .compose(caller -> send.apply(request.resumedAt(next, caller)))
                .onSuccess(following -> {
                    if (following.status() == 200) {
                        go(ctx, request, following, send, again);
                    } else {
                        end(ctx, "answered " + following.status());
                    }
                })
                .onFailure(failure -> end(ctx, failure.toString()));
    }

    private static Future<Void> written(RoutingContext ctx, Buffer body) {
        return body.length() == 0 ? Future.succeededFuture() : ctx.response().write(body);
    }

    /** A stream may end at any place: who wants more continues it behind the last event that came, and hears why not. */
    private static void end(RoutingContext ctx, String why) {
        log.debug("{} ends: {}", Arrival.requestId(ctx), why);
        if (!ctx.response().closed() && !ctx.response().ended()) {
            ctx.response().end();
        }
    }
}
