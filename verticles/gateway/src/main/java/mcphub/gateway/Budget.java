package mcphub.gateway;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayDeque;
import java.util.Deque;
import mcphub.kernel.Problem;

/**
 * Keeps the bodies that are read whole within so many bytes of memory: who comes when they are used up waits, in the order of arrival, and is read later. A burst of
 * webhooks is absorbed that way, large ones among them. Used on one event loop.
 */
final class Budget {
    private static final int MOST_WAITING = 20_000;

    private final long most;
    private final long longestMs;
    private final Deque<Body> waiting = new ArrayDeque<>();
    private long taken;

    /**
     * So many bytes.
     *
     * @param longestMs how long a body may take to arrive, once it is its turn: who dawdles must not keep the others waiting
     */
    Budget(long most, long longestMs) {
        this.most = most;
        this.longestMs = longestMs;
    }

    /** One request on its way. */
    private static final class Body {
        private final RoutingContext ctx;
        private final long bytes;
        private boolean reading;
        private boolean gone;

        Body(RoutingContext ctx, long bytes) {
            this.ctx = ctx;
            this.bytes = bytes;
        }
    }

    /** Goes on when there is room for this request's body: for what it says it is long, else for the longest that is allowed. */
    void take(RoutingContext ctx, int longest) {
        if (waiting.size() >= MOST_WAITING) {
            ctx.response().putHeader("retry-after", "5");
            Answers.refuse(ctx, Problem.UNAVAILABLE.because("Too many requests are waiting; try again in a moment"));
            return;
        }
        var body = new Body(ctx, Math.min(Math.min(length(ctx, longest), longest), most));
        ctx.request().pause();
        ctx.addEndHandler(done -> release(body));
        waiting.add(body);
        proceed();
    }

    private static long length(RoutingContext ctx, int longest) {
        String declared = ctx.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return declared == null ? longest : Long.parseLong(declared);
        } catch (NumberFormatException e) {
            return longest;
        }
    }

    private void release(Body body) {
        body.gone = true;
        if (body.reading) {
            taken -= body.bytes;
        }
        proceed();
    }

    private void read(RoutingContext ctx) {
        var request = ctx.request();
        long timer = ctx.vertx().setTimer(longestMs, late -> {
            if (!request.isEnded()) {
                // of HTTP/2 only this stream
                ctx.response().reset();
            }
        });
        ctx.addEndHandler(done -> ctx.vertx().cancelTimer(timer));
        request.resume();
        ctx.next();
    }

    private void proceed() {
        for (var next = waiting.peek(); next != null && (next.gone || taken + next.bytes <= most); ) {
            waiting.remove();
            if (!next.gone) {
                next.reading = true;
                taken += next.bytes;
                read(next.ctx);
            }
            next = waiting.peek();
        }
    }
}
