package mcphub.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import mcphub.catalog.CatalogVerticle;
import mcphub.gateway.GatewayVerticle;
import mcphub.harness.Forge;
import mcphub.harness.People;
import mcphub.harness.TestHub;
import mcphub.identity.IdentityVerticle;
import mcphub.org.OrgVerticle;
import mcphub.policy.PolicyVerticle;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What Stripe says of subscriptions, and which plans follow, in whatever order it arrives. */
@ExtendWith(VertxExtension.class)
final class StripeIT {
    private static final long MONDAY = 1_768_384_800L;

    private static TestHub hub;

    private static People people;

    private static Forge stripe;

    @BeforeAll
    static void start(Vertx vertx) {
        hub = TestHub.start(
                vertx,
                Map.of(
                        "webhook.stripe_secret", "whsec_of_stripe",
                        "webhook.poll_ms", 100,
                        "stripe.prices", "price_pro=PRO,price_all=ENTERPRISE"),
                CatalogVerticle.PART,
                PolicyVerticle.PART,
                WebhookVerticle.PART,
                IdentityVerticle.PART,
                OrgVerticle.PART,
                GatewayVerticle.PART);
        people = new People(hub);
        stripe = new Forge(hub.api(), "whsec_of_stripe");
    }

    private static String event(String type, long created, JsonObject object) {
        return new JsonObject()
                .put("id", "evt_" + UUID.randomUUID())
                .put("object", "event")
                .put("type", type)
                .put("created", created)
                .put("data", JsonObject.of("object", object))
                .encode();
    }

    private static String subscription(
            String what, long created, String id, JsonObject metadata, String status, String... prices) {
        var items = new JsonArray();
        for (String price : prices) {
            items.add(JsonObject.of("price", JsonObject.of("id", price)));
        }
        return event(
                "customer.subscription." + what,
                created,
                new JsonObject()
                        .put("id", id)
                        .put("status", status)
                        .put("metadata", metadata)
                        .put("items", JsonObject.of("data", items)));
    }

    private static String unpaid(long created, String id, boolean last) {
        return event(
                "invoice.payment_failed",
                created,
                new JsonObject()
                        .put("id", "in_1")
                        .put("next_payment_attempt", last ? null : created + 86_400)
                        .put("parent", JsonObject.of("subscription_details", JsonObject.of("subscription", id))));
    }

    private static void send(String event) {
        var response = stripe.stripe(event);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(202);
        hub.awaitNone("select count(*) from webhook.inbox where state = 'queued'");
    }

    private static String plan(People.Person person) {
        return person.api().get("/api/v1/auth/me").getString("plan");
    }

    private static String newId() {
        return "sub_" + UUID.randomUUID();
    }

    @Test
    void a_subscription_gives_its_plan_and_its_end_takes_it() {
        var ann = people.join("ann", "FREE");
        String id = newId();
        var her = JsonObject.of("user_id", ann.id());
        send(subscription("created", MONDAY, id, her, "active", "price_pro"));
        assertThat(plan(ann)).isEqualTo("PRO");
        send(subscription("updated", MONDAY + 10, id, her, "active", "price_pro", "price_all"));
        assertThat(plan(ann)).isEqualTo("ENTERPRISE");
        send(subscription("deleted", MONDAY + 20, id, her, "canceled", "price_all"));
        assertThat(plan(ann)).isEqualTo("FREE");
        assertThat(hub.query(
                        "select string_agg((before ->> 'plan') || '>' || (after ->> 'plan'), ' ' order by position) from audit.events where action = 'user.plan_changed' and target_id = '"
                                + ann.id() + "'"))
                .isEqualTo("FREE>PRO PRO>ENTERPRISE ENTERPRISE>FREE");
    }

    @Test
    void a_downgrade_keeps_everything_and_stops_what_is_new() {
        var bob = people.join("bob");
        String org = people.organization(bob);
        String id = newId();
        var its = JsonObject.of("org_id", org.replaceFirst(".*/", ""));
        people.requireScore(bob, org, "One");
        send(subscription("created", MONDAY, id, its, "active", "price_all"));
        send(subscription("deleted", MONDAY + 20, id, its, "canceled", "price_all"));
        assertThat(bob.api().get(org).getString("plan")).isEqualTo("FREE");
        bob.api()
                .call(
                        403,
                        "POST",
                        org + "/policies",
                        JsonObject.of(
                                "name",
                                "Two",
                                "action",
                                "DENY",
                                "target_type",
                                "SCORE",
                                "target_value",
                                "min:70",
                                "priority",
                                2));
        send(subscription("created", MONDAY + 30, newId(), its, "active", "price_all"));
        assertThat(bob.api().get(org + "/policies").getInteger("total")).isEqualTo(1);
    }

    @Test
    void a_payment_that_failed_takes_the_plan_when_stripe_gives_up() {
        var cyd = people.join("cyd", "FREE");
        String id = newId();
        send(subscription("created", MONDAY, id, JsonObject.of("user_id", cyd.id()), "active", "price_pro"));
        send(unpaid(MONDAY + 10, id, false));
        assertThat(plan(cyd)).isEqualTo("PRO");
        send(unpaid(MONDAY + 20, id, true));
        assertThat(plan(cyd)).isEqualTo("FREE");
        send(subscription("updated", MONDAY + 30, id, JsonObject.of("user_id", cyd.id()), "active", "price_pro"));
        assertThat(plan(cyd)).isEqualTo("PRO");
    }

    @Test
    void in_whatever_order_events_arrive_the_last_of_their_own_time_stands() {
        var random = new Random(11);
        for (int round = 0; round < 12; round++) {
            var dan = people.join("dan", "FREE");
            var his = JsonObject.of("user_id", dan.id());
            String id = newId();
            var events = new java.util.ArrayList<>(List.of(
                    subscription("created", MONDAY, id, his, "incomplete", "price_pro"),
                    subscription("updated", MONDAY, id, his, "active", "price_pro"),
                    subscription("updated", MONDAY + 5, id, his, "active", "price_all"),
                    unpaid(MONDAY + 7, id, true)));
            boolean ends = round % 2 == 0;
            events.add(subscription(
                    ends ? "deleted" : "updated", MONDAY + 9, id, his, ends ? "canceled" : "active", "price_all"));
            Collections.shuffle(events, random);
            events.forEach(StripeIT::send);
            assertThat(plan(dan)).as(events.toString()).isEqualTo(ends ? "FREE" : "ENTERPRISE");
        }
    }

    @Test
    void an_event_counts_once_and_one_of_nobody_changes_nothing() {
        var eve = people.join("eve", "FREE");
        String event =
                subscription("created", MONDAY, newId(), JsonObject.of("user_id", eve.id()), "active", "price_pro");
        send(event);
        assertThat(new JsonObject(stripe.stripe(event).body()).getString("status"))
                .isEqualTo("DUPLICATE");
        send(subscription(
                "created",
                MONDAY,
                newId(),
                JsonObject.of("user_id", UUID.randomUUID().toString()),
                "active",
                "price_all"));
        send(subscription("created", MONDAY, newId(), new JsonObject(), "active", "price_all"));
        send(subscription(
                "created", MONDAY, newId(), JsonObject.of("user_id", eve.id()), "active", "price_of_something_else"));
        assertThat(plan(eve)).isEqualTo("PRO");
        var ignored = stripe.stripe(event("charge.succeeded", MONDAY, new JsonObject()));
        assertThat(ignored.statusCode()).isEqualTo(202);
        assertThat(ignored.body()).contains("IGNORED");
        assertThat(stripe.stripe("{\"id\": \"evt_1\"}").statusCode()).isEqualTo(400);
        assertThat(stripe.stripe("[1]").statusCode()).isEqualTo(400);
    }

    @Test
    void a_paused_subscription_gives_nothing_until_it_is_resumed_and_thin_events_are_told_apart() {
        var eve = people.join("eve", "FREE");
        String id = newId();
        var hers = JsonObject.of("user_id", eve.id());
        send(subscription("created", MONDAY, id, hers, "active", "price_pro"));
        send(subscription("paused", MONDAY + 10, id, hers, "paused", "price_pro"));
        assertThat(plan(eve)).isEqualTo("FREE");
        send(subscription("resumed", MONDAY + 20, id, hers, "active", "price_pro"));
        assertThat(plan(eve)).isEqualTo("PRO");

        var thin = stripe.stripe(JsonObject.of("id", "evt_" + UUID.randomUUID(), "object", "v2.core.event")
                .put("type", "v1.customer.subscription.updated")
                .put("created", "2026-11-28T10:00:00.000Z")
                .encode());
        assertThat(thin.statusCode()).as(thin.body()).isEqualTo(202);
        assertThat(new JsonObject(thin.body()).getString("reason")).contains("snapshot");
    }
}
