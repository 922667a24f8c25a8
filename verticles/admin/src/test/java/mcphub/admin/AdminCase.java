package mcphub.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.Map;
import java.util.UUID;
import mcphub.analysis.AnalysisVerticle;
import mcphub.catalog.CatalogVerticle;
import mcphub.gateway.GatewayVerticle;
import mcphub.harness.ApiClient;
import mcphub.harness.HubUnderTest;
import mcphub.harness.People;
import mcphub.harness.TestHub;
import mcphub.identity.IdentityVerticle;
import mcphub.org.OrgVerticle;
import mcphub.policy.PolicyVerticle;
import mcphub.webhook.WebhookVerticle;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Administrators, behind a real gateway. */
@ExtendWith(VertxExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AdminCase {
    static final String USERS = "/api/v1/admin/users";
    static final String NOBODY = "00000000-0000-4000-8000-000000000000";
    TestHub hub;
    People people;
    People.Person admin;

    @BeforeAll
    void start(Vertx vertx) {
        hub = TestHub.start(
                vertx,
                Map.of(),
                AnalysisVerticle.PART,
                CatalogVerticle.PART,
                OrgVerticle.PART,
                PolicyVerticle.PART,
                WebhookVerticle.PART,
                AdminVerticle.PART,
                IdentityVerticle.PART,
                GatewayVerticle.PART);
        people = new People(hub);
        admin = administrator();
    }

    People.Person administrator() {
        String email = "admin-" + UUID.randomUUID() + "@example.org";
        String id = people.account(email, "FREE");
        hub.execute("update identity.users set platform_role = 'PLATFORM_ADMIN' where id = '" + id + "'");
        return people.signIn(email);
    }

    String unique(String name) {
        return name + "-" + UUID.randomUUID() + "@example.org";
    }

    String lastAudit(String action, String target) {
        return hub.query(
                "select coalesce(before::text, '-') || ' > ' || coalesce(after::text, '-') from audit.events where action = '"
                        + action + "' and target_id = '" + target + "' order by at desc limit 1");
    }

    void awaitStatus(ApiClient api, String path, int status) {
        for (int i = 0; i < 50 && api.send("GET", path).statusCode() != status; i++) {
            HubUnderTest.pause(20);
        }
        assertThat(api.send("GET", path).statusCode()).isEqualTo(status);
    }
}
