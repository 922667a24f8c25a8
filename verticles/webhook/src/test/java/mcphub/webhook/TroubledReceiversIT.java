package mcphub.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import mcphub.harness.Receiver;
import org.junit.jupiter.api.Test;

/** What becomes of messages at receivers that are ill, slow, gone or hostile. */
final class TroubledReceiversIT extends OutboundCase {
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
