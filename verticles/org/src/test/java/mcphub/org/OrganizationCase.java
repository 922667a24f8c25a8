package mcphub.org;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.Map;
import mcphub.gateway.GatewayVerticle;
import mcphub.harness.People;
import mcphub.harness.TestHub;
import mcphub.identity.IdentityVerticle;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Organizations with their members, behind a real gateway. */
@ExtendWith(VertxExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class OrganizationCase {
    static final String ORGS = "/api/v1/orgs";
    TestHub hub;
    People people;

    @BeforeAll
    void startHub(Vertx vertx) {
        hub = TestHub.start(vertx, Map.of(), IdentityVerticle.PART, OrgVerticle.PART, GatewayVerticle.PART);
        people = new People(hub);
    }

    List<String> strings(JsonArray items, String field) {
        return items.stream().map(item -> ((JsonObject) item).getString(field)).toList();
    }
}
