package mcphub.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import io.vertx.serviceproxy.ServiceException;
import java.util.Map;
import mcphub.analysis.AnalysisVerticle;
import mcphub.gateway.GatewayVerticle;
import mcphub.harness.NpmStub;
import mcphub.harness.Packages;
import mcphub.harness.TestHub;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What the queue does when the outside world is not as it should be. */
@ExtendWith(VertxExtension.class)
final class JobsIT {
    private static final NpmStub REGISTRY = new NpmStub();

    private static TestHub hub;

    @BeforeAll
    static void startHub(Vertx vertx) {
        hub = TestHub.start(
                vertx,
                Map.of("npm.registry_url", REGISTRY.url()),
                AnalysisVerticle.PART,
                CatalogVerticle.PART,
                GatewayVerticle.PART);
    }

    @AfterAll
    static void stopHub() {
        REGISTRY.close();
    }

    @Test
    void a_registry_that_is_away_is_asked_again_until_it_is_back() {
        REGISTRY.publish("later", "1.0.0", Packages.good("later", "1.0.0"));
        REGISTRY.failWith(503);
        String id = hub.intake().npm("later", "", new JsonObject()).await();
        hub.awaitNone("select count(*) from analysis.jobs where mcp_id = '" + id + "' and error is null");
        var waiting = hub.api().get("/api/v1/mcps/" + id).getJsonObject("latest_version");
        assertThat(waiting.getString("status")).isEqualTo("PENDING_ANALYSIS");
        assertThat(waiting.getString("status_reason"))
                .isEqualTo("The registry failed to give package later (status 503).");
        REGISTRY.failWith(200);
        hub.awaitSettled(id);

        assertThat(hub.api()
                        .get("/api/v1/mcps/" + id)
                        .getJsonObject("latest_version")
                        .getString("status"))
                .isEqualTo("CERTIFIED");
    }

    @Test
    void a_job_that_fails_too_often_is_dead_and_says_why() {
        REGISTRY.publish("never", "1.0.0", Packages.good("never", "1.0.0"));
        REGISTRY.failWith(500);
        String id = hub.certify("never", "");
        REGISTRY.failWith(200);

        assertThat(hub.query("select state || ' ' || attempts from analysis.jobs where mcp_id = '" + id + "'"))
                .isEqualTo("dead 3");
        assertThat(hub.query("select error from analysis.jobs where mcp_id = '" + id + "'"))
                .contains("given up after 3 attempts");
        var version = hub.api().get("/api/v1/mcps/" + id).getJsonObject("latest_version");
        assertThat(version.getString("status")).isEqualTo("FAILED");
        assertThat(version.getString("status_reason")).contains("(status 500)", "given up after 3 attempts");
    }

    @Test
    void a_package_that_is_not_what_the_registry_promised_fails_at_once() {
        REGISTRY.publish("forged", "1.0.0", Packages.good("forged", "1.0.0"), "sha512-" + "A".repeat(86) + "==");
        String id = hub.certify("forged", "");

        var version = hub.api().get("/api/v1/mcps/" + id).getJsonObject("latest_version");
        assertThat(version.getString("status")).isEqualTo("FAILED");
        assertThat(version.getString("status_reason")).contains("SHA-512");
    }

    @Test
    void a_package_that_does_not_exist_is_a_version_that_failed() {
        String id = hub.certify("no-such-package", "");

        var version = hub.api().get("/api/v1/mcps/" + id).getJsonObject("latest_version");
        assertThat(version.getString("visible_version")).isEqualTo("the newest");
        assertThat(version.getString("status")).isEqualTo("FAILED");
        assertThat(version.getString("status_reason")).isEqualTo("The registry has no package no-such-package.");
        assertThat(hub.query("select state from analysis.jobs where mcp_id = '" + id + "'"))
                .isEqualTo("failed");
    }

    @Test
    void a_name_that_no_package_can_have_is_refused_before_anything_is_stored() {
        assertThatThrownBy(() ->
                        hub.intake().npm("../etc/passwd", "", new JsonObject()).await())
                .isInstanceOf(ServiceException.class);
    }

    @Test
    void asking_twice_makes_one_version_and_a_newer_release_becomes_the_latest() {
        REGISTRY.publish("moving", "1.0.0", Packages.good("moving", "1.0.0"));
        String id = hub.certify("moving", "");
        assertThat(hub.certify("moving", "")).isEqualTo(id);
        assertThat(hub.api().get("/api/v1/mcps/" + id + "/versions").getInteger("total"))
                .isEqualTo(1);

        REGISTRY.publish("moving", "1.1.0", Packages.bad("moving", "1.1.0"));
        hub.certify("moving", "");
        var versions = hub.api().get("/api/v1/mcps/" + id + "/versions").getJsonArray("versions");
        assertThat(versions.getJsonObject(0).getString("visible_version")).isEqualTo("1.1.0");
        assertThat(hub.api()
                        .get("/api/v1/mcps/" + id)
                        .getJsonObject("latest_version")
                        .getString("visible_version"))
                .isEqualTo("1.1.0");
    }
}
