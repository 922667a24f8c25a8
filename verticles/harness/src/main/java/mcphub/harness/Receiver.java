package mcphub.harness;

import com.standardwebhooks.Webhook;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Somebody's receiver of webhooks: takes what comes, and answers as it is told to. */
public final class Receiver implements AutoCloseable {
    /**
     * What came.
     *
     * @param headers as the signature library takes them
     */
    public record Message(String path, Map<String, List<String>> headers, String body) {
        public String id() {
            return header("webhook-id");
        }

        public String header(String name) {
            return headers.entrySet().stream()
                    .filter(e -> e.getKey().equalsIgnoreCase(name))
                    .findFirst()
                    .orElseThrow()
                    .getValue()
                    .getFirst();
        }

        public String type() {
            return new JsonObject(body).getString("type");
        }

        /** Whether the standard's own library takes it. */
        public boolean isSignedBy(String secret) {
            try {
                new Webhook(secret)
                        .verify(
                                body,
                                Map.of(
                                        "webhook-id", List.of(id()),
                                        "webhook-timestamp", List.of(header("webhook-timestamp")),
                                        "webhook-signature", List.of(header("webhook-signature"))));
                return true;
            } catch (com.standardwebhooks.exceptions.WebhookVerificationException e) {
                return false;
            }
        }
    }

    /** What it does with what comes. */
    public interface Manner {
        void answer(HttpExchange exchange) throws IOException;
    }

    private final HttpServer server;
    private final List<Message> messages = new CopyOnWriteArrayList<>();
    private volatile Manner manner = exchange -> status(exchange, 204);

    public Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", exchange -> {
            try (exchange) {
                String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                messages.add(new Message(
                        exchange.getRequestURI().getPath(), Map.copyOf(exchange.getRequestHeaders()), body));
                manner.answer(exchange);
            }
        });
        server.start();
    }

    public String url(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    public void does(Manner next) {
        manner = next;
    }

    public static void status(HttpExchange exchange, int status) throws IOException {
        exchange.sendResponseHeaders(status, -1);
    }

    public static void hang(HttpExchange exchange) throws IOException {
        try {
            TimeUnit.SECONDS.sleep(30);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        status(exchange, 204);
    }

    public List<Message> messages() {
        return messages;
    }

    public List<Message> messages(String path) {
        return messages.stream().filter(m -> m.path().equals(path)).toList();
    }

    /** Waits until so many have come at this path. */
    public List<Message> await(String path, int count) {
        for (int i = 0; i < 3_000 && messages(path).size() < count; i++) {
            TestHub.pause(50);
        }
        return messages(path);
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
