package mcphub.gateway;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.zip.GZIPOutputStream;
import mcphub.kernel.Refusal;
import mcphub.kernel.Reply;

/** Writes replies to HTTP: validators, compression, and nothing else. */
final class Answers {
    private static final int GZIP_FROM_BYTES = 1_024;
    private static final int GZIP_UP_TO_BYTES = 4 * 1024 * 1024;
    /** Told from each other by this, because a strong validator names the exact bytes. */
    private static final String GZIP_SUFFIX = "-gzip";

    private Answers() {}

    /** Writes the reply's bytes; with a strong ETag and 304 where the operation is a public read. */
    static void write(RoutingContext ctx, Reply reply, boolean cacheable) {
        if (ctx.response().ended() || ctx.response().closed()) {
            return;
        }
        HttpServerResponse response = ctx.response().setStatusCode(reply.status());
        reply.headers().forEach(response::putHeader);
        if (reply.status() == 204) {
            response.end();
            return;
        }
        boolean gzip = isWorthIt(reply) && acceptsGzip(ctx.request().getHeader("accept-encoding"));
        if (isCompressible(reply)) {
            response.headers().add("vary", "accept-encoding");
        }
        if (cacheable && reply.status() == 200) {
            String tag = '"' + digest(reply.body()) + (gzip ? GZIP_SUFFIX : "") + '"';
            response.putHeader("etag", tag);
            if (!reply.headers().containsKey("cache-control")) {
                response.putHeader("cache-control", "no-cache");
            }
            if (matches(ctx.request().getHeader("if-none-match"), tag)) {
                response.headers().remove("content-type");
                response.setStatusCode(304).end();
                return;
            }
        }
        if (gzip) {
            response.putHeader("content-encoding", "gzip").end(gzip(reply.body()));
        } else {
            response.end(reply.body());
        }
    }

    /** Writes a refusal in the error format. */
    static void refuse(RoutingContext ctx, Refusal refusal) {
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

    private static boolean matches(String ifNoneMatch, String tag) {
        if (ifNoneMatch == null) {
            return false;
        }
        for (String candidate : ifNoneMatch.split(",", -1)) {
            String bare = candidate.strip();
            if (bare.equals("*") || bare.equals(tag) || bare.equals("W/" + tag)) {
                return true;
            }
        }
        return false;
    }

    private static String digest(Buffer body) {
        try {
            byte[] sha256 = MessageDigest.getInstance("SHA-256").digest(body.getBytes());
            return HexFormat.of().formatHex(sha256, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
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
