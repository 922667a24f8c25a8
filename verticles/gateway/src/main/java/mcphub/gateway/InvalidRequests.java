package mcphub.gateway;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.util.UUID;
import mcphub.kernel.Problem;
import mcphub.kernel.Refusal;

/** Answers what never becomes a request: lines and headers beyond their bounds, or no HTTP at all. */
final class InvalidRequests {
    private static final long LINGER_MS = 1_500;

    private InvalidRequests() {}

    /** The response is whole at once, but ended later: then the connection closes, and a client that still sends would lose the answer. */
    static void answer(Vertx vertx, HttpServerRequest request) {
        String id = UUID.randomUUID().toString();
        var reply = refusal(request.decoderResult().cause()).reply(id);
        request.response()
                .setStatusCode(reply.status())
                .putHeader("x-request-id", id)
                .putHeader("connection", "close");
        reply.headers().forEach(request.response()::putHeader);
        request.response()
                .putHeader("content-length", Integer.toString(reply.body().length()));
        request.response().write(reply.body());
        vertx.setTimer(LINGER_MS, fired -> request.response().end());
    }

    private static Refusal refusal(Throwable cause) {
        return switch (cause) {
            case TooLongHttpLineException line -> Problem.URI_TOO_LONG.because("The request line is too long");
            case TooLongHttpHeaderException header ->
                Problem.HEADERS_TOO_LARGE.because("The request headers are too large");
            default -> Problem.BAD_REQUEST.because("This is not a valid HTTP request");
        };
    }
}
