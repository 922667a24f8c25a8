package mcphub.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import mcphub.harness.Forge;
import mcphub.harness.HubUnderTest;
import mcphub.harness.Receiver;
import mcphub.harness.TestServers;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Webhooks and the outbox in processes of their own, killed in the middle of their work. */
@Tag("alone")
final class BurstIT {
    private static final int DISTINCT = 4_000;
    private static final int DUPLICATES = 1_000;
    private static final int AT_ONCE = 100;
    private static final String SECRET = "s3cret";
    private static final String IDENTITY = "a secret that only the tests have";

    private static final Queue<String> REFUSED = new ConcurrentLinkedQueue<>();

    @TempDir
    private Path folder;

    private record Delivery(String id, String body, String signature) {}

    @Test
    void a_burst_with_duplicates_and_a_kill_in_the_middle_has_each_effect_once() throws Exception {
        String database = TestServers.newDatabase();
        TestServers.execute(
                database,
                "insert into catalog.mcps (name, source_type, source_url, repository_key) values ('acme/files', 'git', 'https://github.com/acme/files', 'github.com/acme/files')");
        var deliveries = new ArrayList<Delivery>();
        for (int i = 0; i < DISTINCT; i++) {
            String body = Forge.push(
                            "https://github.com/acme/files.git", 1, "refs/heads/main", "%040x".formatted(i + 1))
                    .encode();
            deliveries.add(new Delivery("delivery-" + i, body, "sha256=" + Forge.hmac(SECRET, body)));
        }
        deliveries.addAll(List.copyOf(deliveries.subList(0, DUPLICATES)));
        Collections.shuffle(deliveries, new Random(5));

        long began = System.nanoTime();
        var answered = new AtomicInteger();
        Queue<Delivery> unanswered = new ConcurrentLinkedQueue<>();
        Process hub = start(database, "first");
        String url = url("first");
        var killer = Thread.ofVirtual().start(() -> {
            while (answered.get() < deliveries.size() / 2) {
                HubUnderTest.pause(1);
            }
            hub.destroyForcibly();
        });
        send(url, deliveries, answered, unanswered);
        killer.join();
        hub.waitFor();
        int stored = count(database, "webhook.inbox");
        int done = count(database, "webhook.inbox where state = 'done'");
        int acknowledged = answered.get();

        Process next = start(database, "second");
        url = url("second");
        Queue<Delivery> lost = new ConcurrentLinkedQueue<>();
        send(url, List.copyOf(unanswered), answered, lost);
        for (int i = 0; i < 3_600 && count(database, "webhook.inbox where state = 'queued'") > 0; i++) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        long ms = (System.nanoTime() - began) / 1_000_000;
        next.destroyForcibly().waitFor();

        System.out.println(
                deliveries.size() + " deliveries (" + DISTINCT + " distinct) with a kill after " + acknowledged
                        + " answers, when " + stored + " were stored and " + done + " looked at: "
                        + count(database, "analysis.jobs")
                        + " effects, in " + ms + " ms with two starts");
        assertThat(REFUSED).as("a killed hub hangs up, and never refuses").isEmpty();
        assertThat(lost).isEmpty();
        assertThat(unanswered).as("the kill struck").isNotEmpty();
        assertThat(done).as("in the middle").isLessThan(DISTINCT);
        assertThat(count(database, "webhook.inbox")).isEqualTo(DISTINCT);
        assertThat(count(database, "webhook.inbox where state = 'done' and attempts = 1"))
                .isEqualTo(DISTINCT);
        assertThat(count(database, "analysis.jobs")).isEqualTo(DISTINCT);
        assertThat(TestServers.query(database, "select count(distinct wanted) from analysis.jobs"))
                .isEqualTo("" + DISTINCT);
    }

    private static void send(String url, List<Delivery> deliveries, AtomicInteger answered, Queue<Delivery> unanswered)
            throws InterruptedException {
        var slots = new Semaphore(AT_ONCE);
        try (var http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            for (Delivery delivery : deliveries) {
                slots.acquire();
                var request = HttpRequest.newBuilder(URI.create(url + "/api/v1/webhooks/github"))
                        .header("content-type", "application/json")
                        .header("X-Hub-Signature-256", delivery.signature())
                        .header("X-GitHub-Event", "push")
                        .header("X-GitHub-Delivery", delivery.id())
                        .POST(HttpRequest.BodyPublishers.ofString(delivery.body()))
                        .build();
                Thread.ofVirtual().start(() -> {
                    if (isTaken(http, request)) {
                        answered.incrementAndGet();
                    } else {
                        unanswered.add(delivery);
                    }
                    slots.release();
                });
            }
            slots.acquire(AT_ONCE);
        }
    }

    private static boolean isTaken(HttpClient http, HttpRequest request) {
        try {
            var response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() >= 300) {
                REFUSED.add(response.statusCode() + " " + response.body());
            }
            return response.statusCode() < 300;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Process start(String database, String name) throws IOException, InterruptedException {
        Path home = Files.createDirectories(folder.resolve(name));
        Process hub = HubProcess.launch(
                home,
                database,
                List.of(),
                List.of("--port", "0", "--verticles", "gateway,webhook"),
                Map.of(
                        "identity.secret",
                        IDENTITY,
                        "webhook.github_secret",
                        SECRET,
                        "webhook.poll_ms",
                        200,
                        "limits.webhooks_per_minute",
                        0));
        for (int i = 0; i < 1_200 && !Files.readString(home.resolve("hub.log")).contains("http://127.0.0.1:"); i++) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        return hub;
    }

    private String url(String name) throws IOException {
        var match = java.util.regex.Pattern.compile("http://127\\.0\\.0\\.1:\\d+")
                .matcher(Files.readString(folder.resolve(name).resolve("hub.log")));
        assertThat(match.find()).isTrue();
        return match.group();
    }

    @Test
    void two_nodes_send_each_event_once_and_one_sends_what_a_killed_one_had_in_hand() throws Exception {
        String database = TestServers.newDatabase();
        try (var receiver = new Receiver()) {
            TestServers.execute(
                    database,
                    "insert into org.orgs (id, name, slug, display_name) values ('00000000-0000-4000-8000-000000000001', 'acme', 'acme', 'Acme')");
            var hub = HubUnderTest.reader(database, Map.of()).read();
            byte[] secret = new mcphub.kernel.Vault(
                            new mcphub.kernel.HubSecret(hub.identity()), mcphub.kernel.Vault.WEBHOOKS)
                    .lock("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw".getBytes(java.nio.charset.StandardCharsets.UTF_8))
                    .getBytes();
            for (int i = 0; i < 3; i++) {
                TestServers.execute(
                        database,
                        "insert into webhook.subscriptions (org_id, url, events, secret) values ('00000000-0000-4000-8000-000000000001', '"
                                + receiver.url("/" + i) + "', '{*}', '\\x"
                                + java.util.HexFormat.of().formatHex(secret) + "')");
            }
            Process first = sender(database, "a");
            Process second = sender(database, "b");
            emit(database, 200);
            awaitNone(database, "webhook.deliveries where state = 'PENDING'");
            var times = new java.util.HashMap<String, Integer>();
            receiver.messages().forEach(m -> times.merge(m.path() + m.id(), 1, Integer::sum));
            assertThat(times).hasSize(600);
            assertThat(times.values()).as("each once").containsOnly(1);
            String byNode = "both nodes were at it: " + first.isAlive() + ", " + second.isAlive();

            receiver.does(Receiver::hang);
            emit(database, 4);
            for (int i = 0; i < 3_000 && receiver.messages().size() < 612; i++) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
            first.destroyForcibly().waitFor();
            receiver.does(exchange -> Receiver.status(exchange, 200));
            awaitNone(database, "webhook.deliveries where state = 'PENDING'");
            second.destroyForcibly().waitFor();
            var again = new java.util.HashMap<String, Integer>();
            receiver.messages().stream().skip(600).forEach(m -> again.merge(m.path() + m.id(), 1, Integer::sum));
            System.out.println("600 messages by two nodes, each once; " + byNode + "; of 12 in hand at a kill "
                    + again.values().stream().filter(n -> n > 1).count() + " were sent again");
            assertThat(again).hasSize(12);
            assertThat(count(database, "webhook.deliveries where state = 'DELIVERED'"))
                    .isEqualTo(612);
        }
    }

    private Process sender(String database, String name) throws IOException {
        return HubProcess.launch(
                Files.createDirectories(folder.resolve(name)),
                database,
                List.of(),
                List.of("--verticles", "webhook"),
                Map.of(
                        "identity.secret",
                        IDENTITY,
                        "outbound.private_networks",
                        "127.0.0.1",
                        "webhook.timeout_ms",
                        2_000,
                        "webhook.poll_ms",
                        50));
    }

    private static void emit(String database, int events) {
        TestServers.execute(
                database,
                "do $$ begin for i in 1.." + events
                        + " loop perform webhook.emit('token.created', '{}', '00000000-0000-4000-8000-000000000001', null); end loop; end $$");
    }

    private static void awaitNone(String database, String from) throws InterruptedException {
        for (int i = 0; i < 3_600 && count(database, from) > 0; i++) {
            TimeUnit.MILLISECONDS.sleep(50);
        }
        assertThat(count(database, from)).as(from).isZero();
    }

    private static int count(String database, String from) {
        return Integer.parseInt(TestServers.query(database, "select count(*) from " + from));
    }
}
