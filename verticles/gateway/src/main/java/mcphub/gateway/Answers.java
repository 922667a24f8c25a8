package mcphub.gateway;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.CRC32;
import java.util.zip.CRC32C;
import java.util.zip.GZIPOutputStream;
import mcphub.kernel.ETags;
import mcphub.kernel.Problem;
import mcphub.kernel.Refusal;
import mcphub.kernel.Reply;

/** Writes replies to HTTP: validators, compression, and nothing else. */
final class Answers {
    private static final String JSON_TYPE = "application/json";
    private static final CharSequence JSON = HttpHeaders.createOptimized(JSON_TYPE);
    private static final CharSequence NO_CACHE = HttpHeaders.createOptimized("no-cache");
    private static final CharSequence PRIVATE = HttpHeaders.createOptimized("private, no-cache");
    private static final int GZIP_FROM_BYTES = 1_024;
    /** Packing happens on the event loop: what is larger would hold everybody up. */
    private static final int GZIP_UP_TO_BYTES = 256 * 1024;
    /** Told from each other by this, because a strong validator names the exact bytes. */
    private static final String GZIP_SUFFIX = "-gzip";

    private Answers() {}

    /** Writes the reply's bytes; with a strong ETag and 304 where the operation is a public read. */
    static void write(RoutingContext ctx, Reply reply, boolean cacheable) {
        if (ctx.response().ended() || ctx.response().closed()) {
            return;
        }
        HttpServerResponse response = ctx.response().setStatusCode(reply.status());
        reply.headers().forEach((name, value) -> {
            boolean json = value.equals(JSON_TYPE);
            response.putHeader(json ? HttpHeaders.CONTENT_TYPE : name, json ? JSON : value);
        });
        if (reply.status() == 204 || reply.status() == 304) {
            response.end();
            return;
        }
        boolean gzip = isWorthIt(reply) && acceptsGzip(ctx.request().getHeader("accept-encoding"));
        if (isCompressible(reply)) {
            response.headers().add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        }
        if (!cacheable && !reply.headers().containsKey("cache-control")) {
            // what one caller was told at one moment is for no cache on the way
            response.putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        }
        if (cacheable && reply.status() == 200) {
            String tag = '"' + digest(reply.body()) + (gzip ? GZIP_SUFFIX : "") + '"';
            response.putHeader(HttpHeaders.ETAG, tag);
            if (!reply.headers().containsKey("cache-control")) {
                response.putHeader(
                        HttpHeaders.CACHE_CONTROL, Arrival.caller(ctx).isKnown() ? PRIVATE : NO_CACHE);
            }
            response.headers().add(HttpHeaders.VARY, HttpHeaders.AUTHORIZATION);
            if (ETags.names(ctx.request().getHeader("if-none-match"), tag)) {
                response.headers().remove("content-type");
                response.setStatusCode(304).end();
                return;
            }
        }
        if (ctx.request().method().equals(HttpMethod.HEAD)) {
            // that of what is sent, which is nothing (RFC 9530, B.2)
            response.headers().remove("content-digest");
            // Vert.x leaves the body out in HTTP/1 only
            if (!gzip && reply.next() == null && !response.headers().contains(HttpHeaders.CONTENT_LENGTH)) {
                response.putHeader(
                        HttpHeaders.CONTENT_LENGTH,
                        Integer.toString(reply.body().length()));
            }
            response.end();
        } else if (gzip) {
            response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip").end(gzip(reply.body()));
        } else {
            response.end(reply.body());
        }
    }

    /** Writes a refusal in the error format. */
    static void refuse(RoutingContext ctx, Refusal refusal) {
        if (refusal.problem() == Problem.UNAUTHORIZED) {
            ctx.response().putHeader("www-authenticate", "Bearer");
        }
        write(ctx, refusal.reply(Arrival.requestId(ctx)), false);
    }

    private static boolean isWorthIt(Reply reply) {
        int length = reply.body().length();
        return length >= GZIP_FROM_BYTES && length <= GZIP_UP_TO_BYTES && isCompressible(reply);
    }

    private static boolean isCompressible(Reply reply) {
        String type = reply.headers().getOrDefault("content-type", "");
        return !reply.headers().containsKey("content-encoding")
                && (type.startsWith("text/")
                        || type.contains("json")
                        || type.contains("yaml")
                        || type.contains("javascript")
                        || type.contains("svg"));
    }

    private static boolean acceptsGzip(String accept) {
        if (accept == null) {
            return false;
        }
        for (String coding : accept.split(",", -1)) {
            String[] parts = coding.strip().split(";", -1);
            if (parts[0].strip().equalsIgnoreCase("gzip") || parts[0].strip().equals("*")) {
                return parts.length < 2 || !parts[1].strip().matches("q=0(\\.0*)?");
            }
        }
        return false;
    }

    /**
     * Two checksums and the length: enough to tell the versions of one resource apart, and five times as fast as SHA-256. Nobody gains by making them
     * collide: the bytes are the hub's own.
     */
    private static String digest(Buffer body) {
        byte[] bytes = body.getBytes();
        var crc32 = new CRC32();
        crc32.update(bytes, 0, bytes.length);
        var crc32c = new CRC32C();
        crc32c.update(bytes, 0, bytes.length);
        return Long.toHexString(crc32.getValue() << 32 | crc32c.getValue()) + Integer.toHexString(bytes.length);
    }

    private static Buffer gzip(Buffer body) {
        var out = new ByteArrayOutputStream(body.length() / 3);
        try (var gzip = new GZIPOutputStream(out)) {
            gzip.write(body.getBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Buffer.buffer(out.toByteArray());
    }
}
