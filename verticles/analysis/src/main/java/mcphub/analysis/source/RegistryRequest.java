package mcphub.analysis.source;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.NoSuchElementException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** One GET to the registry: bounded in time and size, to allowed hosts only, its failures sorted by whether a retry can help. */
final class RegistryRequest {
    private static final int MAX_ETAG_CHARACTERS = 200;

    private final HttpClient http;
    private final RegistrySettings settings;
    private final RegistryAccess access;
    private final String subject;

    /**
     * A request whose failures are told in these words.
     *
     * @param subject what is asked for, such as {@code version 1.0.0 of the package name}
     */
    RegistryRequest(HttpClient http, RegistrySettings settings, RegistryAccess access, String subject) {
        this.http = http;
        this.settings = settings;
        this.access = access;
        this.subject = subject;
    }

    /**
     * What came.
     *
     * @param isNew false where the registry says that nothing changed since the ETag was given; then there is no body
     * @param etag with which to ask again
     */
    record Answer(boolean isNew, @Nullable String etag) {}

    /** Fetches the body into the sink; only the body of a 200 reaches it. */
    void get(URI start, String accept, Duration timeout, long maxBytes, BoundedBody.Sink sink) {
        getUnless(null, start, accept, timeout, maxBytes, sink);
    }

    /** The same, but for a body that still has this ETag. */
    Answer getUnless(
            @Nullable String etag, URI start, String accept, Duration timeout, long maxBytes, BoundedBody.Sink sink) {
        var deadline = System.nanoTime() + timeout.toNanos();
        var uri = start;
        for (var redirects = 0; ; redirects++) {
            if (!settings.allows(uri)) {
                throw new SourceRejected("The registry sends us elsewhere for " + subject + ", to "
                        + Quote.of(uri.getScheme() + "://" + uri.getHost()
                                + (uri.getPort() < 0 ? "" : ":" + uri.getPort()))
                        + "; expected its own host, or one that the configuration allows.");
            }
            access.require(uri);
            var request = HttpRequest.newBuilder(uri).header("Accept", accept).header("User-Agent", "mcp-hub");
            if (access.token() != null && settings.isOwn(uri)) {
                request.header("Authorization", "Bearer " + access.token());
            }
            if (etag != null) {
                request.header("If-None-Match", etag);
            }
            var response = send(request.build(), deadline - System.nanoTime(), timeout, maxBytes, sink);
            switch (response.statusCode()) {
                case 200 -> {
                    return new Answer(true, etag(response));
                }
                case 304 -> {
                    if (etag == null) {
                        throw unexpected(304);
                    }
                    return new Answer(false, etag);
                }
                case 301, 302, 303, 307, 308 -> uri = target(uri, response);
                case 404, 410 -> throw SourceRejected.absent("The registry has no " + subject + ".");
                case 401, 403, 451 ->
                    throw new SourceRejected(
                            "The registry refuses to give " + subject + " (status " + response.statusCode() + ").");
                case 408, 429 ->
                    throw new SourceUnavailable(
                            "The registry is too busy to give " + subject + " (status " + response.statusCode() + ").",
                            null);
                default -> throw unexpected(response.statusCode());
            }
            if (redirects == settings.maxRedirects()) {
                throw new SourceRejected("The registry redirects more than %d times for %s."
                        .formatted(settings.maxRedirects(), subject));
            }
        }
    }

    private HttpResponse<Long> send(
            HttpRequest request, long nanosLeft, Duration timeout, long maxBytes, BoundedBody.Sink sink) {
        var answer = http.sendAsync(
                request,
                head -> head.statusCode() == 200
                        ? new BoundedBody(maxBytes, sink)
                        : HttpResponse.BodySubscribers.replacing(0L));
        try {
            return answer.get(Math.max(0, nanosLeft), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            throw new SourceUnavailable(
                    "The registry took longer than %,d ms to give %s.".formatted(timeout.toMillis(), subject), late);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new SourceUnavailable("Asking the registry for " + subject + " was interrupted.", stopped);
        } catch (ExecutionException failed) {
            throw switch (failed.getCause()) {
                case SourceFailure failure -> failure;
                case HttpConnectTimeoutException late ->
                    new SourceUnavailable(
                            "The registry did not accept a connection within %,d ms."
                                    .formatted(settings.connectTimeout().toMillis()),
                            late);
                case IOException broken ->
                    new SourceUnavailable(
                            "The registry could not be reached for " + subject + ", or its answer broke off.", broken);
                case null, default -> new SourceUnavailable("Asking the registry for " + subject + " failed.", failed);
            };
        } finally {
            answer.cancel(true); // closes the connection where the answer is still under way
        }
    }

    /** Kept only where it can be sent again. */
    private static @Nullable String etag(HttpResponse<Long> response) {
        return response.headers()
                .firstValue("ETag")
                .filter(text ->
                        text.length() <= MAX_ETAG_CHARACTERS && text.chars().allMatch(c -> c > ' ' && c < 127))
                .orElse(null);
    }

    private SourceFailure unexpected(int status) {
        return status >= 500
                ? new SourceUnavailable("The registry failed to give %s (status %d).".formatted(subject, status), null)
                : new SourceRejected("The registry answered %d for %s; expected 200.".formatted(status, subject));
    }

    private URI target(URI from, HttpResponse<Long> response) {
        try {
            return from.resolve(response.headers().firstValue("Location").orElseThrow());
        } catch (IllegalArgumentException | NoSuchElementException noTarget) {
            throw new SourceRejected("The registry redirects " + subject + " without saying where to.");
        }
    }
}
