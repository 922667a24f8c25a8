package mcphub.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import mcphub.harness.Packages;
import mcphub.harness.Receiver;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** What organizations hear. */
@Order(1) // what takes long begins first
final class OutboundIT extends OutboundCase {
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
        String open = people.register(owner, slug, "open-" + slug, "public");
        String closed = people.register(owner, slug, "closed-" + slug, "private");
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
}
