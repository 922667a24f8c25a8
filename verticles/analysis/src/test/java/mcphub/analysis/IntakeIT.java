package mcphub.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import io.vertx.serviceproxy.ServiceException;
import java.util.List;
import java.util.Map;
import mcphub.harness.NpmStub;
import mcphub.harness.Packages;
import mcphub.harness.TestHub;
import mcphub.kernel.services.Intake;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Sources that are taken in over the bus, by a deployed worker and a real database. */
@ExtendWith(VertxExtension.class)
final class IntakeIT {
    private static final NpmStub REGISTRY = new NpmStub();
    private static final int LOOK_MS = 50;
    private static TestHub hub;

    @BeforeAll
    static void start(Vertx vertx) {
        hub = TestHub.start(vertx, Map.of("npm.registry_url", REGISTRY.url()), AnalysisVerticle.PART);
    }

    @AfterAll
    static void stop() {
        REGISTRY.close();
    }

    @Test
    void each_package_that_is_taken_in_is_certified_or_failed_with_its_reason(Vertx vertx, VertxTestContext context) {
        var names = List.of("one", "two", "three");
        names.forEach(name -> REGISTRY.publish(name, "1.0.0", Packages.good(name, "1.0.0")));
        REGISTRY.publish("four", "1.0.0", new byte[] {1, 2, 3});
        var certified = context.checkpoint(names.size());
        var failed = context.checkpoint();
        var intake = Intake.proxy(vertx);
        names.forEach(name -> intake.npm(name, "", new JsonObject())
                .onComplete(context.succeeding(id -> whenItIs(vertx, id, "CERTIFIED", certified::flag))));
        intake.npm("four", "", new JsonObject())
                .onComplete(context.succeeding(id -> whenItIs(vertx, id, "FAILED", failed::flag)));
    }

    private static void whenItIs(Vertx vertx, String mcp, String status, Runnable then) {
        vertx.setPeriodic(
                LOOK_MS,
                timer -> vertx.executeBlocking(() -> hub.query("select count(*) from analysis.versions where mcp_id = '"
                                + mcp + "' and status = '" + status + "'"))
                        .onSuccess(count -> {
                            if (count.equals("1") && vertx.cancelTimer(timer)) {
                                then.run();
                            }
                        }));
    }

    @Test
    void an_address_that_is_none_is_refused_before_anything_is_stored(Vertx vertx, VertxTestContext context) {
        Intake.proxy(vertx)
                .git("", "file:///etc", "", new JsonObject())
                .onComplete(context.failing(e -> context.verify(() -> {
                    assertThat(e)
                            .isInstanceOfSatisfying(
                                    ServiceException.class,
                                    refused -> assertThat(refused.failureCode()).isEqualTo(400));
                    assertThat(hub.query("select count(*) from catalog.mcps where source_type = 'git'"))
                            .isEqualTo("0");
                    context.completeNow();
                })));
    }
}
