package mcphub.catalog;

import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.Map;
import mcphub.analysis.AnalysisVerticle;
import mcphub.gateway.GatewayVerticle;
import mcphub.harness.NpmStub;
import mcphub.harness.Packages;
import mcphub.harness.TestHub;
import mcphub.identity.IdentityVerticle;
import mcphub.org.OrgVerticle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two analysed MCPs, one good and one bad, read by anybody. */
@ExtendWith(VertxExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class CatalogCase {
    NpmStub registry;
    TestHub hub;
    String good;
    String bad;

    @BeforeAll
    void startHub(Vertx vertx) {
        registry = new NpmStub();
        registry.publish("@example/files", "1.2.0", Packages.good("@example/files", "1.2.0"));
        registry.publish("risky-shell", "0.0.1", Packages.bad("risky-shell", "0.0.1"));
        hub = TestHub.start(
                vertx,
                Map.of("npm.registry_url", registry.url()),
                AnalysisVerticle.PART,
                CatalogVerticle.PART,
                IdentityVerticle.PART,
                OrgVerticle.PART,
                GatewayVerticle.PART);
        good = hub.certify("@example/files", "");
        bad = hub.certify("risky-shell", "0.0.1");
    }

    @AfterAll
    void stopHub() {
        registry.close();
    }
}
