package mcphub.harness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Stands for the npm registry: the outside world, which tests must not depend on. Speaks its protocol as far as the hub asks. */
public final class NpmStub implements AutoCloseable {
    private record Published(JsonObject manifest, Buffer tarball) {}

    /** One package; changed and read under its own lock. */
    private static final class Catalogued {
        private final Map<String, Published> releases = new LinkedHashMap<>();
        private final JsonObject tags = new JsonObject();
        private final @Nullable JsonObject time;

        Catalogued(@Nullable JsonObject time) {
            this.time = time;
        }
    }

    private final HttpServer server;
    private final Map<String, Catalogued> packages = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private volatile int status = 200;
    private volatile int delayMs;
    private volatile @Nullable String token;

    public NpmStub() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
    }

    /** A release, which becomes the latest. */
    public NpmStub publish(String name, String version, byte[] tarball) {
        return publish(name, version, tarball, "sha512-" + Base64.getEncoder().encodeToString(sha512(tarball)));
    }

    /** The same with a digest of one's own. */
    public NpmStub publish(String name, String version, byte[] tarball, String integrity) {
        return publish(name, version, tarball, integrity, Packages.manifest(tarball));
    }

    /** A release of which the registry says something else than its archive does. */
    public NpmStub publish(String name, String version, byte[] tarball, JsonObject says) {
        String integrity = "sha512-" + Base64.getEncoder().encodeToString(sha512(tarball));
        return publish(name, version, tarball, integrity, says);
    }

    /** As registries do: what the archive's own manifest said when it was published, and where the archive is. */
    private NpmStub publish(String name, String version, byte[] tarball, String integrity, JsonObject says) {
        String repository = "git+https://github.com/example/" + name.replaceAll(".*/", "") + ".git";
        var manifest = new JsonObject()
                .put("description", "Reads files for tests")
                .put("license", "MIT")
                .put("repository", JsonObject.of("type", "git", "url", repository))
                .mergeIn(says)
                .put("name", name)
                .put("version", version)
                .put(
                        "dist",
                        JsonObject.of("tarball", url() + "tarballs/" + name + "/" + version, "integrity", integrity));
        var changed = of(name);
        synchronized (changed) {
            changed.releases.put(version, new Published(manifest, Buffer.buffer(tarball)));
            changed.tags.put("latest", version);
        }
        return this;
    }

    /** Puts a tag at a release. */
    public NpmStub tag(String name, String tag, String version) {
        var changed = of(name);
        synchronized (changed) {
            changed.tags.put(tag, version);
        }
        return this;
    }

    /** Takes a tag away. */
    public NpmStub untag(String name, String tag) {
        var changed = of(name);
        synchronized (changed) {
            changed.tags.remove(tag);
        }
        return this;
    }

    /** Takes all releases back; what is left of the package says when that was. */
    public NpmStub unpublish(String name, String time) {
        packages.put(name, new Catalogued(JsonObject.of("unpublished", JsonObject.of("name", name, "time", time))));
        return this;
    }

    /** What a release's manifest says of this, such as its license, which is MIT otherwise. */
    public NpmStub say(String name, String version, String field, Object value) {
        var changed = of(name);
        synchronized (changed) {
            Objects.requireNonNull(changed.releases.get(version)).manifest().put(field, value);
        }
        return this;
    }

    /** From now on there is no such package. */
    public NpmStub forget(String name) {
        packages.remove(name);
        return this;
    }

    /** What was asked for, each path with the status that it was answered with, such as {@code 304 tool}. */
    public List<String> asked() {
        return asked;
    }

    /** From now on answers with this status; 200 is as usual. */
    public void failWith(int newStatus) {
        status = newStatus;
    }

    /** From now on waits before each answer. */
    public void delay(int ms) {
        delayMs = ms;
    }

    /** From now on answers 401 to whoever does not show this bearer token. */
    public NpmStub requireToken(String expected) {
        token = expected;
        return this;
    }

    private Catalogued of(String name) {
        return packages.computeIfAbsent(name, key -> new Catalogued(null));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            TimeUnit.MILLISECONDS.sleep(delayMs);
            String path =
                    URLDecoder.decode(exchange.getRequestURI().getRawPath().substring(1), StandardCharsets.UTF_8);
            boolean isLetIn = token == null
                    || ("Bearer " + token).equals(exchange.getRequestHeaders().getFirst("Authorization"));
            byte[] body = status == 200 && isLetIn ? body(path) : null;
            String etag = body == null
                    ? ""
                    : "\"" + HexFormat.of().formatHex(sha512(body)).substring(0, 32) + "\"";
            int answered = body == null
                    ? (status == 200 ? isLetIn ? 404 : 401 : status)
                    : etag.equals(exchange.getRequestHeaders().getFirst("If-None-Match")) ? 304 : 200;
            asked.add(answered + " " + path);
            exchange.getResponseHeaders().add("content-type", "application/json");
            if (body != null) {
                exchange.getResponseHeaders().add("etag", etag);
            }
            byte[] sent = body == null ? "{}".getBytes(StandardCharsets.UTF_8) : body;
            exchange.sendResponseHeaders(answered, answered == 304 ? -1 : sent.length);
            if (answered != 304) {
                exchange.getResponseBody().write(sent);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A package, a release by its number or a tag, or a tarball. */
    private byte @Nullable [] body(String path) {
        boolean isTarball = path.startsWith("tarballs/");
        String asked = isTarball ? path.substring("tarballs/".length()) : path;
        int slash = asked.lastIndexOf('/');
        boolean isWhole = slash < 0 || (asked.startsWith("@") && slash == asked.indexOf('/'));
        var of = packages.get(isWhole ? asked : asked.substring(0, slash));
        if (of == null) {
            return null;
        }
        synchronized (of) {
            if (isWhole) {
                return packument(asked, of).toBuffer().getBytes();
            }
            String wanted = asked.substring(slash + 1);
            var published = of.releases.get(of.tags.getString(wanted, wanted));
            return published == null
                    ? null
                    : (isTarball ? published.tarball() : published.manifest().toBuffer()).getBytes();
        }
    }

    private static JsonObject packument(String name, Catalogued of) {
        if (of.time != null) {
            return JsonObject.of("name", name, "time", of.time);
        }
        var versions = new JsonObject();
        of.releases.forEach((version, published) -> versions.put(version, published.manifest()));
        return new JsonObject().put("name", name).put("dist-tags", of.tags).put("versions", versions);
    }

    private static byte[] sha512(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-512").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
