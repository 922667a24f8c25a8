package mcphub.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.util.Map;
import java.util.UUID;
import mcphub.analysis.AnalysisVerticle;
import mcphub.catalog.CatalogVerticle;
import mcphub.gateway.GatewayVerticle;
import mcphub.harness.ApiClient;
import mcphub.harness.NpmStub;
import mcphub.harness.People;
import mcphub.harness.TestHub;
import mcphub.identity.IdentityVerticle;
import mcphub.org.OrgVerticle;
import mcphub.policy.PolicyVerticle;
import mcphub.webhook.WebhookVerticle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** An administrator over a catalog. */
@ExtendWith(VertxExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AdminCatalogCase {
    static final String ADMIN = "/api/v1/admin/";
    static final String MCPS = ADMIN + "mcps";
    static final String NOBODY = "00000000-0000-4000-8000-000000000000";
    final NpmStub registry = new NpmStub();
    TestHub hub;
    People people;
    ApiClient admin;

    @BeforeAll
    void start(Vertx vertx) {
        hub = TestHub.start(
                vertx,
                Map.of(
                        "npm.registry_url",
                        registry.url(),
                        "webhook.github_secret",
                        "s3cret",
                        "webhook.poll_ms",
                        100,
                        "limits.anonymous_per_minute",
                        1_000_000,
                        "analysis.again.per_minute",
                        6_000,
                        "analysis.again.at_most",
                        1),
                AnalysisVerticle.PART,
                CatalogVerticle.PART,
                OrgVerticle.PART,
                PolicyVerticle.PART,
                WebhookVerticle.PART,
                AdminVerticle.PART,
                IdentityVerticle.PART,
                GatewayVerticle.PART);
        people = new People(hub);
        String email = "admin-" + UUID.randomUUID() + "@example.org";
        String id = people.account(email, "ENTERPRISE");
        hub.execute("update identity.users set platform_role = 'PLATFORM_ADMIN' where id = '" + id + "'");
        admin = people.signIn(email).api();
    }

    @AfterAll
    void stop() {
        registry.close();
    }

    String name(String what) {
        return what + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    JsonObject upload(String name) {
        return JsonObject.of("name", name, "source", JsonObject.of("type", "upload"));
    }

    void audited(String action) {
        assertThat(hub.query("select count(*) from audit.events where action = '" + action
                        + "' and (before is not null or after is not null)"))
                .as(action)
                .isNotEqualTo("0");
    }
}
