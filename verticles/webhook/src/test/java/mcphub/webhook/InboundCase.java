package mcphub.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.net.http.HttpResponse;
import java.util.Map;
import mcphub.catalog.CatalogVerticle;
import mcphub.gateway.GatewayVerticle;
import mcphub.harness.Forge;
import mcphub.harness.People;
import mcphub.harness.TestHub;
import mcphub.identity.IdentityVerticle;
import mcphub.org.OrgVerticle;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Deliveries of forges to a hub without analysis, so that what is asked of it stays asked. */
@ExtendWith(VertxExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class InboundCase {
    static final String SECRET = "a secret of the hub + its length";
    static final String COMMIT = "a1b2c3d4e5f60718293a4b5c6d7e8f9012345678";
    TestHub hub;
    People.Person owner;
    Forge forge;
    int names;

    @BeforeAll
    void start(Vertx vertx) {
        hub = TestHub.start(
                vertx,
                Map.of(
                        "analysis.poll_ms",
                        3_600_000,
                        "webhook.github_secret",
                        "an older one, " + SECRET,
                        "webhook.gitlab_secret",
                        SECRET,
                        "webhook.bitbucket_secret",
                        SECRET,
                        "webhook.poll_ms",
                        100),
                CatalogVerticle.PART,
                WebhookVerticle.PART,
                IdentityVerticle.PART,
                OrgVerticle.PART,
                GatewayVerticle.PART);
        // whoever works on jobs finds them locked
        hub.execute(
                "create function hold() returns trigger language plpgsql as $$ begin new.run_at := 'infinity'; return new; end $$");
        hub.execute("create trigger hold before insert on analysis.jobs for each row execute function hold()");
        owner = new People(hub).join("owner");
        forge = new Forge(hub.api(), SECRET);
    }

    String url() {
        return "https://github.com/Acme/files-" + ++names + ".git";
    }

    String register(String url, String branch) {
        var source = JsonObject.of("type", "git", "url", url);
        if (!branch.isEmpty()) {
            source.put("branch", branch);
        }
        return owner.api()
                .call(201, "POST", "/api/v1/mcps", JsonObject.of("source", source))
                .getString("id");
    }

    void awaitLookedAt() {
        hub.awaitNone("select count(*) from webhook.inbox where state = 'queued'");
    }

    /** What analysis is asked for besides the first look, which registering asks for. */
    String asked(String mcp) {
        awaitLookedAt();
        return hub.query(
                "select coalesce(string_agg(wanted, ',' order by created_at, wanted), '') from analysis.jobs where wanted <> '' and mcp_id = '"
                        + mcp + "'");
    }

    void assertTaken(HttpResponse<String> response, String status) {
        assertThat(new JsonObject(response.body()).getString("status")).isEqualTo(status);
    }

    String outcome(String delivery) {
        awaitLookedAt();
        return hub.query("select state || ': ' || coalesce(outcome, '') from webhook.inbox where delivery_id = '"
                + delivery + "'");
    }
}
