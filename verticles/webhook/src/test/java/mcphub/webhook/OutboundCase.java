package mcphub.webhook;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import mcphub.analysis.AnalysisVerticle;
import mcphub.catalog.CatalogVerticle;
import mcphub.gateway.GatewayVerticle;
import mcphub.harness.People;
import mcphub.harness.Receiver;
import mcphub.harness.TestHub;
import mcphub.identity.IdentityVerticle;
import mcphub.org.OrgVerticle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** An organization with a receiver. */
@ExtendWith(VertxExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OutboundCase {
    TestHub hub;
    People people;
    Receiver receiver;
    People.Person owner;
    String org;

    @BeforeAll
    void start(Vertx vertx) {
        hub = TestHub.start(
                vertx,
                Map.of(
                        "outbound.private_networks",
                        "127.0.0.1",
                        "webhook.poll_ms",
                        50,
                        "webhook.timeout_ms",
                        1_000,
                        "webhook.retry_delays_seconds",
                        "0,0,1"),
                AnalysisVerticle.PART,
                CatalogVerticle.PART,
                WebhookVerticle.PART,
                IdentityVerticle.PART,
                OrgVerticle.PART,
                GatewayVerticle.PART);
        people = new People(hub);
        receiver = new Receiver();
    }

    @AfterAll
    void stop() {
        receiver.close();
    }

    @BeforeEach
    void anOrganization() {
        owner = people.join("owner");
        org = people.organization(owner);
        receiver.does(exchange -> Receiver.status(exchange, 204));
    }

    String path() {
        return "/" + UUID.randomUUID();
    }

    JsonObject webhook(String url, String... events) {
        return owner.api()
                .call(
                        201,
                        "POST",
                        org + "/webhooks",
                        new JsonObject().put("url", url).put("events", new JsonArray(List.of(events))));
    }

    String at(JsonObject webhook) {
        return org + "/webhooks/" + webhook.getString("id");
    }

    JsonObject delivery(JsonObject webhook) {
        return owner.api()
                .get(at(webhook) + "/deliveries")
                .getJsonArray("deliveries")
                .getJsonObject(0);
    }

    /** Waits until the newest delivery is done with, one way or the other. */
    JsonObject settled(JsonObject webhook) {
        hub.awaitNone("select count(*) from webhook.deliveries where state = 'PENDING' and subscription_id = '"
                + webhook.getString("id") + "'");
        return delivery(webhook);
    }
}
