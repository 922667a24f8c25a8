package mcphub.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import mcphub.harness.Packages;
import mcphub.harness.People;
import mcphub.harness.Receiver;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What organizations hear, and what becomes of it at receivers that are well, ill, slow or hostile. */
final class OutboundIT {
    private static WholeHub hub;
    private static People people;
    private static Receiver receiver;
    private People.Person owner;
    private String org;

    @BeforeAll
    static void start() {
        hub = WholeHub.inProcess(Map.of(
                "outbound.private_networks",
                "127.0.0.1",
                "webhook.poll_ms",
                50,
                "webhook.timeout_ms",
                1_000,
                "webhook.retry_delays_seconds",
                "0,0,1"));
        people = new People(hub);
        receiver = new Receiver();
    }

    @AfterAll
    static void stop() {
        hub.close();
        receiver.close();
    }

    @BeforeEach
    void anOrganization() {
        owner = people.join("owner");
        org = people.organization(owner);
        receiver.does(exchange -> Receiver.status(exchange, 204));
    }

    private static String path() {
        return "/" + UUID.randomUUID();
    }

    private JsonObject webhook(String url, String... events) {
        return owner.api()
                .call(
                        201,
                        "POST",
                        org + "/webhooks",
                        new JsonObject().put("url", url).put("events", new JsonArray(List.of(events))));
    }

    private String at(JsonObject webhook) {
        return org + "/webhooks/" + webhook.getString("id");
    }

    private JsonObject delivery(JsonObject webhook) {
        return owner.api()
                .get(at(webhook) + "/deliveries")
                .getJsonArray("deliveries")
                .getJsonObject(0);
    }

    /** Waits until the newest delivery is done with, one way or the other. */
    private JsonObject settled(JsonObject webhook) {
        hub.awaitNone("select count(*) from webhook.deliveries where state = 'PENDING' and subscription_id = '"
                + webhook.getString("id") + "'");
        return delivery(webhook);
    }

    @Test
    void what_happens_is_told_signed_so_that_the_standards_own_library_takes_it() {
        String here = path();
        var webhook = webhook(receiver.url(here), "*");
        String secret = webhook.getString("secret");
        people.token(owner, org, "ci:org:*");
        var bob = people.join("bob");
        people.member(owner, org, bob, "VIEWER");
        owner.api().call(200, "PATCH", org + "/members/" + bob.id() + "/role", JsonObject.of("role", "MEMBER"));
        owner.api().call(204, "DELETE", org + "/members/" + bob.id(), null);
        var messages = receiver.await(here, 4);
        assertThat(messages.stream().map(Receiver.Message::type))
                .containsExactlyInAnyOrder("token.created", "member.joined", "member.role_changed", "member.removed");
        assertThat(messages).allMatch(m -> m.isSignedBy(secret)).allMatch(m -> m.id().startsWith("msg_"));
        assertThat(messages.stream().map(Receiver.Message::body))
                .noneMatch(body -> body.contains("mcphub_") && body.length() > 4_000);
        var delivery = settled(webhook);
        assertThat(delivery.getString("status")).isEqualTo("DELIVERED");
        assertThat(delivery.getJsonArray("log")
                        .getJsonObject(0)
                        .getJsonObject("request")
                        .getString("webhook-signature"))
                .isEqualTo("v1,…");
        assertThat(owner.api().get(at(webhook)).encode()).doesNotContain(secret);
        assertThat(hub.query("select encode(secret, 'escape') from webhook.subscriptions where id = '"
                        + webhook.getString("id") + "'"))
                .doesNotContain(secret);
        assertThat(hub.query("select string_agg(coalesce(after::text, ''), ' ') from audit.events"))
                .doesNotContain(secret);
    }

    @Test
    void a_version_is_told_to_its_owner_and_to_who_watches_it_and_to_nobody_else() {
        String mine = path();
        String theirs = path();
        String watching = path();
        webhook(receiver.url(mine), "version.certified", "version.failed");
        var stranger = people.join("stranger");
        String elsewhere = people.organization(stranger);
        var body = JsonObject.of("events", new JsonArray().add("*"));
        stranger.api().call(201, "POST", elsewhere + "/webhooks", body.copy().put("url", receiver.url(theirs)));
        String slug = owner.api().get(org).getString("slug");
        String open = owner.api()
                .call(
                        201,
                        "POST",
                        "/api/v1/mcps",
                        JsonObject.of(
                                "name",
                                "open-" + slug,
                                "organization",
                                slug,
                                "source",
                                JsonObject.of("type", "upload")))
                .getString("id");
        String closed = owner.api()
                .call(
                        201,
                        "POST",
                        "/api/v1/mcps",
                        JsonObject.of(
                                "name",
                                "closed-" + slug,
                                "organization",
                                slug,
                                "visibility",
                                "private",
                                "source",
                                JsonObject.of("type", "upload")))
                .getString("id");
        stranger.api()
                .call(
                        201,
                        "POST",
                        elsewhere + "/webhooks",
                        body.copy().put("url", receiver.url(watching)).put("mcps", new JsonArray().add(open)));
        stranger.api()
                .call(
                        404,
                        "POST",
                        elsewhere + "/webhooks",
                        body.copy().put("url", receiver.url(watching)).put("mcps", new JsonArray().add(closed)));
        for (String mcp : List.of(open, closed)) {
            var sent = owner.api()
                    .send(
                            "POST",
                            "/api/v1/mcps/" + mcp + "/uploads",
                            java.net.http.HttpRequest.BodyPublishers.ofByteArray(Packages.good("x", "1.0.0")),
                            "content-type",
                            "application/gzip");
            assertThat(sent.statusCode()).isEqualTo(201);
            hub.awaitSettled(mcp);
        }
        assertThat(receiver.await(mine, 2)).hasSize(2).allMatch(m -> m.type().equals("version.certified"));
        assertThat(receiver.await(watching, 1))
                .hasSize(1)
                .allMatch(m -> m.body().contains(open));
        hub.awaitNone("select count(*) from webhook.deliveries where state = 'PENDING'");
        assertThat(receiver.messages(theirs)).isEmpty();
    }

    @Test
    void a_receiver_that_fails_is_tried_again_and_then_disabled_with_a_notice() {
        String ill = path();
        String well = path();
        receiver.does(exchange ->
                Receiver.status(exchange, exchange.getRequestURI().getPath().equals(ill) ? 500 : 200));
        var failing = webhook(receiver.url(ill), "token.created");
        webhook(receiver.url(well), "webhook.disabled");
        people.token(owner, org, "ci:org:*");
        var delivery = settled(failing);
        assertThat(delivery.getString("status")).isEqualTo("FAILED");
        assertThat(delivery.getInteger("attempts")).isEqualTo(4);
        assertThat(delivery.getJsonArray("log").getJsonObject(0).getString("error"))
                .isEqualTo("The receiver answered 500");
        assertThat(receiver.messages(ill).stream().map(Receiver.Message::id).distinct())
                .as("one message, one id")
                .hasSize(1);
        assertThat(receiver.await(well, 1)).hasSize(1);
        var disabled = owner.api().get(at(failing));
        assertThat(disabled.getString("status")).isEqualTo("DISABLED");
        assertThat(disabled.getString("disabled_reason")).contains("500");
        assertThat(owner.api()
                        .get(org + "/audit-events?action=webhook.disabled")
                        .getInteger("total"))
                .isEqualTo(1);

        people.token(owner, org, "ci:org:*");
        assertThat(hub.query("select count(*) from webhook.deliveries where state = 'PENDING'"))
                .isEqualTo("0");
        receiver.does(exchange -> Receiver.status(exchange, 200));
        int before = receiver.messages(ill).size();
        owner.api().call(202, "POST", at(failing) + "/ping", null);
        assertThat(receiver.await(ill, before + 1).getLast().type()).isEqualTo("webhook.ping");
        owner.api().call(202, "POST", at(failing) + "/deliveries/" + delivery.getString("id") + "/redeliver", null);
        var again = receiver.await(ill, before + 2).getLast();
        assertThat(again.id()).isEqualTo(delivery.getString("message_id"));
        var change = JsonObject.of("url", receiver.url(ill), "events", new JsonArray().add("token.created"));
        assertThat(owner.api().call(200, "PUT", at(failing), change).getString("status"))
                .isEqualTo("ENABLED");
        people.token(owner, org, "ci:org:*");
        receiver.await(ill, before + 3);
    }

    @Test
    void one_that_is_gone_is_disabled_at_once_and_one_that_asks_for_time_gets_it() {
        String gone = path();
        String busy = path();
        receiver.does(exchange -> {
            boolean away = exchange.getRequestURI().getPath().equals(gone);
            if (!away) {
                exchange.getResponseHeaders().add("Retry-After", "600");
            }
            Receiver.status(exchange, away ? 410 : 503);
        });
        var first = webhook(receiver.url(gone), "token.created");
        var second = webhook(receiver.url(busy), "token.created");
        people.token(owner, org, "ci:org:*");
        assertThat(settled(first).getInteger("attempts")).isEqualTo(1);
        assertThat(owner.api().get(at(first)).getString("disabled_reason")).contains("410");
        hub.awaitNone(
                "select 1 - count(*) from webhook.deliveries where run_at > now() + interval '9 minutes' and subscription_id = '"
                        + second.getString("id") + "'");
        assertThat(delivery(second).getString("status")).isEqualTo("PENDING");
    }

    @Test
    void a_slow_receiver_delays_nobody_else() {
        String slow = path();
        String fast = path();
        receiver.does(exchange -> {
            if (exchange.getRequestURI().getPath().equals(slow)) {
                Receiver.hang(exchange);
            } else {
                Receiver.status(exchange, 200);
            }
        });
        var hanging = webhook(receiver.url(slow), "token.created");
        webhook(receiver.url(fast), "token.created");
        long began = System.nanoTime();
        for (int i = 0; i < 30; i++) {
            people.token(owner, org, "ci:org:*");
        }
        assertThat(receiver.await(fast, 30)).hasSize(30);
        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .as("thirty that hang for a second each")
                .isLessThan(Duration.ofSeconds(8));
        assertThat(delivery(hanging).getString("status")).isIn("PENDING", "FAILED");
        owner.api().call(204, "DELETE", at(hanging), null);
    }

    @Test
    void a_redirect_a_flood_and_a_private_address_get_nowhere() {
        String here = path();
        String inside = path();
        receiver.does(exchange -> {
            exchange.getResponseHeaders().add("Location", receiver.url(inside));
            Receiver.status(exchange, 302);
        });
        var redirecting = webhook(receiver.url(here), "token.created");
        people.token(owner, org, "ci:org:*");
        assertThat(settled(redirecting).getJsonArray("log").getJsonObject(0).getString("error"))
                .isEqualTo("Redirects are not followed");
        assertThat(receiver.messages(inside)).isEmpty();

        String flood = path();
        receiver.does(exchange -> {
            exchange.sendResponseHeaders(200, 100_000_000);
            var piece = new byte[1_000_000];
            java.util.Arrays.fill(piece, (byte) 'x');
            for (int i = 0; i < 100; i++) {
                exchange.getResponseBody().write(piece);
            }
        });
        var flooding = webhook(receiver.url(flood), "token.revoked");
        owner.api().call(202, "POST", at(flooding) + "/ping", null);
        var delivery = settled(flooding);
        assertThat(delivery.getString("status")).isEqualTo("DELIVERED");
        assertThat(delivery.getJsonArray("log").getJsonObject(0).getString("response"))
                .hasSizeLessThan(1_100);

        var wrong = new JsonObject().put("events", new JsonArray().add("*"));
        for (String url : List.of(
                "https://127.0.0.2/x",
                "https://[::1]/x",
                "https://10.1.2.3/x",
                "https://169.254.169.254/latest",
                "https://2130706434/x",
                "https://0/x",
                "https://user:pw@example.org/x",
                "http://example.org/x",
                "https:///x",
                "ftp://example.org/x",
                "https://[::ffff:10.0.0.1]/x",
                "https://[64:ff9b::a00:1]/x")) {
            assertThat(owner.api()
                            .call(400, "POST", org + "/webhooks", wrong.copy().put("url", url))
                            .getString("message"))
                    .as(url)
                    .contains("url");
        }
        hub.execute("update webhook.subscriptions set url = 'https://127.0.0.2:"
                + receiver.url("").replaceFirst(".*:", "") + "/x' where id = '" + flooding.getString("id") + "'");
        owner.api().call(202, "POST", at(flooding) + "/ping", null);
        hub.awaitNone("select count(*) from webhook.deliveries where state = 'PENDING' and attempts = 0");
        assertThat(delivery(flooding).getJsonArray("log").getJsonObject(0).getString("error"))
                .contains("not public");
    }

    @Test
    void while_a_secret_is_replaced_both_sign() {
        String here = path();
        var webhook = webhook(receiver.url(here), "token.created");
        String old = webhook.getString("secret");
        String now =
                owner.api().call(200, "POST", at(webhook) + "/rotate", null).getString("secret");
        owner.api().call(202, "POST", at(webhook) + "/ping", null);
        var message = receiver.await(here, 1).getFirst();
        assertThat(message.isSignedBy(old)).isTrue();
        assertThat(message.isSignedBy(now)).isTrue();
        hub.execute("update webhook.subscriptions set previous_ends_at = now() where id = '" + webhook.getString("id")
                + "'");
        owner.api().call(202, "POST", at(webhook) + "/ping", null);
        message = receiver.await(here, 2).getLast();
        assertThat(message.isSignedBy(old)).isFalse();
        assertThat(message.isSignedBy(now)).isTrue();
    }

    @Test
    void what_a_receiver_answers_is_kept_without_secrets_and_control_characters() {
        String here = path();
        receiver.does(exchange -> {
            byte[] answer =
                    "ok\u0007 {\"token\": \"abcd1234efgh\", \"x\": \"ghp_0123456789abcdef\"} Authorization: Bearer verysecret123"
                            .getBytes(java.nio.charset.StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        });
        var webhook = webhook(receiver.url(here), "token.created");
        owner.api().call(202, "POST", at(webhook) + "/ping", null);
        String kept = settled(webhook).getJsonArray("log").getJsonObject(0).getString("response");
        assertThat(kept)
                .startsWith("ok\uFFFD")
                .doesNotContain("abcd1234")
                .doesNotContain("ghp_0")
                .doesNotContain("verysecret");
    }

    @Test
    void the_list_has_an_end_and_somebody_elses_is_not_there() {
        var webhook = webhook(receiver.url(path()), "*");
        var stranger = people.join("stranger");
        String elsewhere = people.organization(stranger);
        for (String call : List.of("GET ", "DELETE ", "POST /ping", "POST /rotate", "GET /deliveries")) {
            String[] parts = call.split(" ", 2);
            stranger.api().call(404, parts[0], elsewhere + "/webhooks/" + webhook.getString("id") + parts[1], null);
        }
        var ids = new HashSet<String>();
        for (int i = 1; i < 50; i++) {
            ids.add(webhook(receiver.url(path()), "member.left").getString("id"));
        }
        assertThat(ids).hasSize(49);
        owner.api()
                .call(
                        409,
                        "POST",
                        org + "/webhooks",
                        JsonObject.of("url", receiver.url(path()), "events", new JsonArray().add("*")));
        assertThat(owner.api().get(org + "/webhooks?limit=100").getJsonArray("webhooks"))
                .hasSize(50);
    }

    @Test
    void a_secret_that_cannot_be_opened_any_more_holds_up_nobody_else() {
        var broken = webhook(receiver.url(path()), "token.created");
        String here = path();
        webhook(receiver.url(here), "token.created");
        hub.execute("update webhook.subscriptions set secret = sha256('another hub') where id = '"
                + broken.getString("id") + "'");
        for (int i = 0; i < 80; i++) {
            hub.execute("select webhook.emit('token.created', '{}', '" + org.replaceFirst(".*/", "") + "', null)");
        }
        assertThat(receiver.await(here, 80)).hasSize(80);
        owner.api().call(204, "DELETE", at(broken), null);
    }
}
