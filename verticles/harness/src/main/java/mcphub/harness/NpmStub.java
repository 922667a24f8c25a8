package mcphub.harness;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Stands for the npm registry: the outside world, which tests must not depend on. Speaks its protocol as far as the hub asks. */
public final class NpmStub implements AutoCloseable {
    private record Published(String version, Buffer tarball, String integrity) {}

    private final HttpServer server;
    private final Map<String, Published> packages = new ConcurrentHashMap<>();
    private final Map<String, String> licenses = new ConcurrentHashMap<>();
    private volatile int status = 200;
    private volatile int delayMs;

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

    public NpmStub publish(String name, String version, byte[] tarball) {
        return publish(name, version, tarball, "sha512-" + Base64.getEncoder().encodeToString(sha512(tarball)));
    }

    public NpmStub publish(String name, String version, byte[] tarball, String integrity) {
        var published = new Published(version, Buffer.buffer(tarball), integrity);
        packages.put(name + "/" + version, published);
        packages.put(name + "/latest", published);
        return this;
    }

    /** From now on says that this package has this license, which is MIT otherwise; an empty one is left out. */
    public void license(String name, String license) {
        licenses.put(name, license);
    }

    /** From now on answers with this status; 200 is as usual. */
    public void failWith(int newStatus) {
        status = newStatus;
    }

    /** From now on waits before each answer. */
    public void delay(int ms) {
        delayMs = ms;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            TimeUnit.MILLISECONDS.sleep(delayMs);
            String path =
                    URLDecoder.decode(exchange.getRequestURI().getRawPath().substring(1), StandardCharsets.UTF_8);
            boolean tarball = path.startsWith("tarballs/");
            var published = packages.get(tarball ? path.substring("tarballs/".length()) : path);
            if (status != 200 || published == null) {
                send(exchange, status == 200 ? 404 : status, "{}".getBytes(StandardCharsets.UTF_8));
            } else if (tarball) {
                send(exchange, 200, published.tarball().getBytes());
            } else {
                send(exchange, 200, manifest(path, published).getBytes(StandardCharsets.UTF_8));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String manifest(String path, Published published) {
        String name = path.substring(0, path.lastIndexOf('/'));
        String license = licenses.getOrDefault(name, "MIT");
        return "{\"name\":\"%s\",\"version\":\"%s\",\"description\":\"Reads files for tests\",%s\"repository\":{\"type\":\"git\",\"url\":\"git+https://github.com/example/%s.git\"},\"dist\":{\"tarball\":\"%starballs/%s/%s\",\"integrity\":\"%s\"}}"
                .formatted(
                        name,
                        published.version(),
                        license.isEmpty() ? "" : "\"license\":\"" + license + "\",",
                        name.replaceAll(".*/", ""),
                        url(),
                        name,
                        published.version(),
                        published.integrity());
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.getResponseHeaders().add("content-type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
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
