package mcphub.gateway;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Function;
import mcphub.kernel.Reply;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends an answer that comes in parts: the next one is asked for when the one before it is on its way. */
final class Parts {
    private static final Logger log = LoggerFactory.getLogger(Parts.class);

    private Parts() {}

    /** Sends the first part and all that follow; where one is missing the connection breaks, so that nobody takes a half answer for a whole one. */
    static void send(RoutingContext ctx, Reply first, Function<String, Future<Reply>> more) {
        var response = ctx.response().setStatusCode(first.status());
        response.setChunked(!first.headers().containsKey("content-length"));
        response.putHeader("cache-control", "private, no-store");
        first.headers().forEach(response::putHeader);
        go(ctx, first, more);
    }

    private static void go(RoutingContext ctx, Reply part, Function<String, Future<Reply>> more) {
        String next = part.next();
        if (next == null) {
            ctx.response().end(part.body());
            return;
        }
        ctx.response()
                .write(part.body())
                .compose(written -> more.apply(next))
                .onSuccess(following -> {
                    if (following.status() == part.status()) {
                        go(ctx, following, more);
                    } else {
                        broken(ctx, "a part was answered " + following.status());
                    }
                })
                .onFailure(failure -> broken(ctx, failure.toString()));
    }

    private static void broken(RoutingContext ctx, String why) {
        log.warn("{} was cut off: {}", Arrival.requestId(ctx), why);
        ctx.request().connection().close();
    }
}
