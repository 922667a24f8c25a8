package mcphub.gateway;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.HttpServerConnection;
import io.vertx.ext.web.RoutingContext;
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
 * that nobody hears more than he would if he asked anew. What the caller does not read is not asked for, and who reads nothing for
 * long is cut off. Used on one event loop.
 */
final class Streams {
    static final String TYPE = "text/event-stream";
    /** Longer than any verticle waits before it answers. */
    static final DeliveryOptions OPTIONS = new DeliveryOptions().setSendTimeout(20_000);

    /** HTTP/2's word for a stream that is no longer wanted. */
    private static final long CANCEL = 8;

    private static final Logger log = LoggerFactory.getLogger(Streams.class);

    private final Vertx vertx;
    private final Settings.Streams settings;
    private final StreamSeats seats;

    Streams(Vertx vertx, Settings.Streams settings) {
        this.vertx = vertx;
        this.settings = settings;
        this.seats = StreamSeats.of(vertx);
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
        switch (seats.take(key, settings)) {
            case CALLER_HAS_ALL -> {
                ctx.response().putHeader("retry-after", "30");
                Answers.refuse(
                        ctx,
                        Problem.RATE_LIMITED.because("You have " + settings.mostPerCaller()
                                + " streams of events open, which is as many as there may be; close one first"));
            }
            case ALL_TAKEN -> {
                ctx.response().putHeader("retry-after", "30");
                Answers.refuse(
                        ctx, Problem.UNAVAILABLE.because("Too many streams of events are open; ask for the list"));
            }
            case TAKEN -> {
                ctx.addEndHandler(done -> seats.leave(key));
                begin(ctx, request, send, again);
            }
        }
    }

    private void begin(RoutingContext ctx, Request request, Function<Request, Future<Reply>> send, Again again) {
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

    private void go(
            RoutingContext ctx, Request request, Reply part, Function<Request, Future<Reply>> send, Again again) {
        if (ctx.response().closed() || ctx.response().ended()) {
            return;
        }
        String next = part.next();
        if (next == null) {
            taken(ctx, ctx.response().end(part.body()));
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

    private Future<Void> written(RoutingContext ctx, Buffer body) {
        return body.length() == 0
                ? Future.succeededFuture()
                : taken(ctx, ctx.response().write(body));
    }

    /** What a client does not take in for so long, it will not: its stream is cut off, and leaves room. */
    private Future<Void> taken(RoutingContext ctx, Future<Void> sent) {
        long timer = vertx.setTimer(settings.stalledSeconds() * 1_000L, late -> {
            log.debug("{} is cut off: nothing was read for {} s", Arrival.requestId(ctx), settings.stalledSeconds());
            cutOff(ctx);
        });
        return sent.onComplete(done -> vertx.cancelTimer(timer));
    }

    private static void cutOff(RoutingContext ctx) {
        // of HTTP/1, Vert.x only closes a connection behind what is still to be sent, which here is never
        if (ctx.request().version() != HttpVersion.HTTP_2
                && ctx.request().connection() instanceof HttpServerConnection connection) {
            var _ = connection.channelHandlerContext().close();
        } else {
            ctx.response().reset(CANCEL);
        }
    }

    /** A stream may end at any place: who wants more continues it behind the last event that came, and hears why not. */
    private void end(RoutingContext ctx, String why) {
        log.debug("{} ends: {}", Arrival.requestId(ctx), why);
        if (!ctx.response().closed() && !ctx.response().ended()) {
            taken(ctx, ctx.response().end());
        }
    }
}
