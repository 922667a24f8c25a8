package mcphub.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import mcphub.catalog.CatalogVerticle;
import mcphub.gateway.GatewayVerticle;
import mcphub.harness.Forge;
import mcphub.harness.Parallel;
import mcphub.harness.TestHub;
import mcphub.identity.IdentityVerticle;
import mcphub.org.OrgVerticle;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Deliveries of every form and size, and the same one at once. */
@Order(1) // what takes long begins first
final class InboxIT extends InboundCase {
    private static final int MOST = 26_214_400;

    @Test
    void a_form_is_taken_like_json() {
        String url = url();
        String mcp = register(url, "");
        String json = Forge.push(url, 5, "refs/heads/main", COMMIT)
                .put("ü", "日本 +&=%")
                .encode();
        assertTaken(
                forge.github("push", Forge.delivery(), "payload=" + URLEncoder.encode(json, StandardCharsets.UTF_8)),
                "ACCEPTED");
        assertThat(asked(mcp)).isEqualTo(COMMIT);
    }

    @Test
    void a_payload_of_25_mb_is_taken_and_a_larger_one_is_not() {
        String url = url();
        String mcp = register(url, "");
        var push = Forge.push(url, 6, "refs/heads/main", COMMIT);
        int rest = MOST - push.copy().put("filler", "").encode().length();
        String largest = push.copy().put("filler", "x".repeat(rest)).encode();
        assertTaken(forge.github("push", Forge.delivery(), largest), "ACCEPTED");
        assertThat(asked(mcp)).isEqualTo(COMMIT);
        assertThat(forge.github("push", Forge.delivery(), largest + " ").statusCode())
                .isEqualTo(413);
    }

    @Test
    void nonsense_that_is_signed_is_written_down_as_such() {
        for (String body : List.of(
                "[]",
                "not json",
                "{\"repository\": 7}",
                "{\"repository\": {\"id\": {}}}",
                "[".repeat(5_000),
                "{\"ref\":\"refs/heads/main\",\"after\":\"zzz\",\"repository\":{\"id\":1,\"clone_url\":\"https://github.com/a/b\"}}",
                "{\"ref\":\"refs/heads/main\",\"after\":\"" + COMMIT
                        + "\",\"repository\":{\"id\":1,\"clone_url\":\"https://github.com/" + "a/".repeat(100_000)
                        + "b\"}}",
                "payload=%",
                "payload=")) {
            String delivery = Forge.delivery();
            assertThat(forge.github("push", delivery, body).statusCode())
                    .as(body)
                    .isEqualTo(202);
            assertThat(outcome(delivery)).as(body).startsWith("ignored: ");
        }
    }

    @Test
    void more_than_fits_into_memory_at_once_is_taken_one_after_the_other_and_who_dawdles_is_hung_up_on()
            throws Exception {
        try (var small = TestHub.start(
                Map.of(
                        "webhook.github_secret",
                        SECRET,
                        "webhook.max_buffered_bytes",
                        100_000,
                        "webhook.body_seconds",
                        1,
                        "http.max_in_flight",
                        10),
                CatalogVerticle.PART,
                WebhookVerticle.PART,
                IdentityVerticle.PART,
                OrgVerticle.PART,
                GatewayVerticle.PART)) {
            var sender = new Forge(small.api(), SECRET);
            try (var slow = new Socket()) {
                slow.connect(new InetSocketAddress(
                        InetAddress.getLoopbackAddress(),
                        URI.create(small.api().base()).getPort()));
                slow.getOutputStream()
                        .write(
                                "POST /api/v1/webhooks/github HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 26214400\r\n\r\n{"
                                        .getBytes(StandardCharsets.US_ASCII));
                slow.getOutputStream().flush();
                String body = "{\"filler\": \"" + "x".repeat(60_000) + "\"}";
                var statuses = Parallel.run(
                        60, i -> sender.github("push", "d-" + i, body).statusCode());
                assertThat(statuses).hasSize(60).containsOnly(202);
                assertThat(slow.getInputStream().read()).as("hung up on").isEqualTo(-1);
            }
        }
    }

    @Test
    void the_same_delivery_many_times_at_once_is_taken_once() throws InterruptedException {
        String url = url();
        String mcp = register(url, "");
        String push = Forge.push(url, 13, "refs/heads/main", COMMIT).encode();
        for (int round = 0; round < 10; round++) {
            String delivery = Forge.delivery();
            var answers = Parallel.run(
                    12, i -> new JsonObject(forge.github("push", delivery, push).body()).getString("status"));
            assertThat(answers).containsOnly("ACCEPTED", "DUPLICATE").containsOnlyOnce("ACCEPTED");
        }
        assertThat(asked(mcp)).isEqualTo(COMMIT);
    }
}
