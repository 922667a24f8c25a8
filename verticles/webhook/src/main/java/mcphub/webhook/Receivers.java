package mcphub.webhook;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.SocketAddress;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import mcphub.kernel.Outbound;
import org.jspecify.annotations.Nullable;

/**
 * Posts to addresses that organizations named: only to those that may be connected to, looked up and checked right before, and connected to as they were checked.
 * Redirects are not followed. Of an answer only the beginning is read.
 */
final class Receivers {
    private static final int READ = 4 * 1024;
    private static final int CONNECT_MS = 5_000;
    private static final int MAX_CONNECTIONS = 16;
    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    private final Vertx vertx;
    private final HttpClient http;
    private final Outbound outbound;
    private final int timeoutMs;

    /** Gives a receiver this long to answer. */
    Receivers(Vertx vertx, Outbound outbound, int timeoutMs) {
        this.vertx = vertx;
        this.outbound = outbound;
        this.timeoutMs = timeoutMs;
        this.http = vertx.createHttpClient(
                new HttpClientOptions()
                        .setKeepAlive(false)
                        .setConnectTimeout(Math.min(CONNECT_MS, timeoutMs))
                        .setDecompressionSupported(false),
                new PoolOptions().setHttp1MaxSize(MAX_CONNECTIONS));
    }

    /**
     * What a receiver said.
     *
     * @param status its HTTP status; 0 where there was no answer
     * @param body the beginning of its answer
     * @param retryAfterSeconds how long it wants to be left alone; 0 where it does not say
     * @param error why there was none, or none that counts
     */
    record Answer(
            int status,
            String body,
            long retryAfterSeconds,
            @Nullable String error) {
        private static final int OK_FROM = 200;
        private static final int OK_TO = 299;

        static Answer failed(String why) {
            return new Answer(0, "", 0, why);
        }

        boolean isGood() {
            return status >= OK_FROM && status <= OK_TO;
        }
    }

    /** Posts JSON; never fails. */
    Future<Answer> post(String url, Map<String, String> headers, String body) {
        URI uri = URI.create(url);
        return vertx.executeBlocking(() -> address(uri.getHost()), false)
                .compose(address -> send(uri, address, headers, body))
                .timeout(timeoutMs, TimeUnit.MILLISECONDS)
                .otherwise(failure -> Answer.failed(why(failure)));
    }

    private String why(Throwable failure) {
        return switch (failure) {
            case TimeoutException late -> "No answer within " + timeoutMs + " ms";
            case UnknownHostException unknown -> "The host is not known";
            case Forbidden forbidden -> String.valueOf(forbidden.getMessage());
            default -> "No connection, or it broke off: " + failure.getClass().getSimpleName();
        };
    }

    /** Where nobody but the hub itself, or its network, would be reached. */
    private static final class Forbidden extends RuntimeException {
        Forbidden(String message) {
            super(message);
        }
    }

    private InetAddress address(String host) throws UnknownHostException {
        return outbound.addresses(host).stream()
                .findFirst()
                .orElseThrow(() -> new Forbidden(
                        "The host lies at an address that is not public, which the hub does not connect to"));
    }

    private Future<Answer> send(URI uri, InetAddress address, Map<String, String> headers, String body) {
        boolean tls = "https".equalsIgnoreCase(uri.getScheme());
        if (!tls && !outbound.isAllowedPrivate(address)) {
            return Future.failedFuture(new Forbidden("Only https is spoken with public addresses"));
        }
        int port = uri.getPort() > 0 ? uri.getPort() : tls ? HTTPS : HTTP;
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        var options = new RequestOptions()
                .setMethod(HttpMethod.POST)
                .setServer(SocketAddress.inetSocketAddress(port, address.getHostAddress()))
                .setHost(uri.getHost())
                .setPort(port)
                .setSsl(tls)
                .setURI(uri.getRawQuery() == null ? path : path + '?' + uri.getRawQuery());
        headers.forEach(options::putHeader);
        return http.request(options).compose(request -> {
            // whatever happens, nothing stays open for longer
            long timer = vertx.setTimer(timeoutMs, late -> request.connection().close());
            return request.send(Buffer.buffer(body)).compose(Receivers::read).onComplete(done -> {
                vertx.cancelTimer(timer);
                request.connection().close();
            });
        });
    }

    /** Its status, and of its body so much as is kept; the rest never leaves the receiver. */
    private static Future<Answer> read(HttpClientResponse response) {
        var whole = Promise.<Answer>promise();
        var begin = Buffer.buffer();
        response.handler(bytes -> {
            begin.appendBuffer(bytes, 0, Math.min(bytes.length(), READ - begin.length()));
            if (begin.length() >= READ) {
                response.pause();
                whole.tryComplete(answer(response, begin));
            }
        });
        response.exceptionHandler(whole::tryFail);
        response.endHandler(end -> whole.tryComplete(answer(response, begin)));
        return whole.future();
    }

    private static Answer answer(HttpClientResponse response, Buffer body) {
        int status = response.statusCode();
        boolean redirect = status >= 300 && status < 400;
        String wait = response.getHeader("retry-after");
        return new Answer(
                status,
                body.toString(),
                wait != null && wait.matches("\\d{1,6}") ? Long.parseLong(wait) : 0,
                redirect
                        ? "Redirects are not followed"
                        : status >= 200 && status < 300 ? null : "The receiver answered " + status);
    }
}
