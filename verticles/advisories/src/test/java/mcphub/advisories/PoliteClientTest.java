package mcphub.advisories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is borne of a server of somebody else's. */
final class PoliteClientTest {
    private final AtomicInteger asked = new AtomicInteger();
    private final CountDownLatch over = new CountDownLatch(1);
    private final PoliteClient client = new PoliteClient(Duration.ofMillis(500));
    private HttpServer world;

    @BeforeEach
    void open() throws IOException {
        world = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        world.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        world.start();
    }

    @AfterEach
    void close() {
        over.countDown();
        world.stop(0);
        client.close();
    }

    /** Answers one question after the other, the last of them to all that follow. */
    private String answering(Answer... answers) {
        world.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            answers[Math.min(asked.getAndIncrement(), answers.length - 1)].to(exchange);
            exchange.close();
        });
        return "http://127.0.0.1:" + world.getAddress().getPort() + "/";
    }

    private interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    private static Answer status(int status, String retryAfter) {
        return exchange -> {
            if (!retryAfter.isEmpty()) {
                exchange.getResponseHeaders().add("Retry-After", retryAfter);
            }
            exchange.sendResponseHeaders(status, status == 200 ? 2 : -1);
            if (status == 200) {
                exchange.getResponseBody().write(new byte[] {'{', '}'});
            }
        };
    }

    @Test
    void who_is_told_to_wait_waits_and_asks_again() {
        String address = answering(status(429, "0"), status(503, "0"), status(200, ""));
        assertThat(client.post(address, "{}", 10)).containsExactly('{', '}');
        assertThat(asked).hasValue(3);
    }

    @Test
    void who_is_told_to_wait_for_long_gives_up_for_now() {
        assertThatThrownBy(() -> client.get(answering(status(429, "7200")), 10))
                .isInstanceOf(Dumps.Away.class)
                .hasMessage("The answer is 429, to be asked again in 7200 seconds");
        assertThat(asked).hasValue(1);
    }

    @Test
    void a_server_that_is_broken_for_good_is_asked_four_times() {
        assertThatThrownBy(() -> client.get(answering(status(500, "0")), 10))
                .isInstanceOf(Dumps.Away.class)
                .hasMessage("The answer is 500, 4 times");
    }

    @Test
    void what_is_not_there_is_nothing_and_what_is_refused_is_refused() {
        assertThat(client.get(answering(status(404, "")), 10)).isNull();
        assertThat(client.post(address(), "{}", 10)).isNull();
    }

    @Test
    void a_refusal_is_final() {
        assertThatThrownBy(() -> client.get(answering(status(403, "")), 10))
                .isInstanceOf(Dumps.Refused.class)
                .hasMessage("The answer is 403");
    }

    private String address() {
        return "http://127.0.0.1:" + world.getAddress().getPort() + "/";
    }

    @Test
    void an_answer_without_end_is_taken_up_to_its_bound() {
        String address = answering(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            for (int i = 0; i < 100_000; i++) {
                exchange.getResponseBody().write(new byte[1024]);
            }
        });
        assertThatThrownBy(() -> client.get(address, 100_000))
                .isInstanceOf(Dumps.Away.class)
                .hasMessageContaining("more than 100000 bytes");
    }

    @Test
    void a_server_that_says_a_byte_now_and_then_is_waited_for_only_so_long() {
        String address = answering(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
            try {
                over.await();
            } catch (InterruptedException e) {
                throw new InterruptedIOException();
            }
        });
        assertThatThrownBy(() -> client.get(address, 10))
                .isInstanceOf(Dumps.Away.class)
                .hasMessage("No whole answer came within 500 ms");
    }

    @Test
    void who_stops_waits_neither_for_an_answer_nor_until_it_may_ask_again() throws InterruptedException {
        for (String path : new String[] {"silent", "busy"}) {
            var begun = new CountDownLatch(1);
            world.createContext("/" + path, exchange -> {
                begun.countDown();
                if (path.equals("silent")) {
                    try {
                        over.await();
                    } catch (InterruptedException e) {
                        throw new InterruptedIOException();
                    }
                }
                exchange.getResponseHeaders().add("Retry-After", "60");
                exchange.sendResponseHeaders(503, -1);
                exchange.close();
            });
            var patient = new PoliteClient(Duration.ofMinutes(10));
            var asking = CompletableFuture.supplyAsync(() -> patient.get(address() + path, 10));
            begun.await();
            patient.close();
            assertThatThrownBy(asking::join)
                    .hasCauseInstanceOf(Dumps.Away.class)
                    .hasMessageContaining("No answer came");
        }
    }
}
