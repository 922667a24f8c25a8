package mcphub.catalog;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import mcphub.analysis.AnalysisVerticle;
import mcphub.gateway.GatewayVerticle;
import mcphub.harness.ApiClient;
import mcphub.harness.NpmStub;
import mcphub.harness.Packages;
import mcphub.harness.People;
import mcphub.harness.TestHub;
import mcphub.identity.IdentityVerticle;
import mcphub.org.OrgVerticle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** People and pipelines who publish. */
@ExtendWith(VertxExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PublishingCase {
    static final String MCPS = "/api/v1/mcps";
    NpmStub registry;
    TestHub hub;
    People people;

    @BeforeAll
    void startHub(Vertx vertx) {
        registry = new NpmStub();
        hub = TestHub.start(
                vertx,
                Map.of(
                        "npm.registry_url",
                        registry.url(),
                        "plans.free.public_mcps",
                        2,
                        "plans.free.private_mcps",
                        1,
                        "analysis.max_tarball_bytes",
                        1 << 20,
                        "outbound.private_networks",
                        "127.0.0.0/8"),
                AnalysisVerticle.PART,
                CatalogVerticle.PART,
                IdentityVerticle.PART,
                OrgVerticle.PART,
                GatewayVerticle.PART);
        people = new People(hub);
    }

    @AfterAll
    void stopHub() {
        registry.close();
    }

    JsonObject npm(String name) {
        registry.publish(name, "1.0.0", Packages.good(name, "1.0.0"));
        return JsonObject.of("source", JsonObject.of("type", "npm", "package", name));
    }

    JsonObject uploaded(String name) {
        return JsonObject.of("name", name, "source", JsonObject.of("type", "upload"));
    }

    String id(JsonObject thing) {
        return thing.getString("id");
    }

    HttpResponse<String> upload(ApiClient api, String mcp, byte[] tarball) {
        return api.send(
                "POST",
                MCPS + '/' + mcp + "/uploads",
                BodyPublishers.ofByteArray(tarball),
                "content-type",
                "application/gzip");
    }
}
