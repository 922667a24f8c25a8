package mcphub.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.util.Map;
import mcphub.analysis.AnalysisVerticle;
import mcphub.catalog.CatalogVerticle;
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

/** Organizations with pipelines, over two analysed MCPs: one good, one bad. */
@ExtendWith(VertxExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class GateCase {
    static final String EVALUATE = "/api/v1/ci/evaluate";
    NpmStub registry;
    TestHub hub;
    People people;

    @BeforeAll
    void startHub(Vertx vertx) {
        registry = new NpmStub();
        registry.publish("@example/files", "1.2.0", Packages.good("@example/files", "1.2.0"));
        registry.publish("risky-shell", "0.0.1", Packages.bad("risky-shell", "0.0.1"));
        hub = TestHub.start(
                vertx,
                Map.of(
                        "npm.registry_url",
                        registry.url(),
                        "policy.recheck_tick_ms",
                        100,
                        "policy.notice_tick_ms",
                        100,
                        "outbound.private_networks",
                        "127.0.0.0/8"),
                AnalysisVerticle.PART,
                CatalogVerticle.PART,
                PolicyVerticle.PART,
                IdentityVerticle.PART,
                OrgVerticle.PART,
                GatewayVerticle.PART);
        people = new People(hub);
        hub.certify("@example/files", "");
        hub.certify("risky-shell", "0.0.1");
    }

    @AfterAll
    void stopHub() {
        registry.close();
    }

    /** An organization with an owner and a pipeline's token. */
    record House(People.Person owner, String path, String id, ApiClient pipeline) {
        JsonObject policy(String name, String action, String type, String value, int priority) {
            return owner.api().call(201, "POST", path + "/policies", json(name, action, type, value, priority));
        }

        JsonObject evaluate(JsonObject request) {
            return pipeline.call(200, "POST", EVALUATE, request.put("org_id", id));
        }
    }

    static JsonObject json(String name, String action, String type, String value, int priority) {
        return JsonObject.of(
                "name", name, "action", action, "target_type", type, "target_value", value, "priority", priority);
    }

    House house() {
        var owner = people.join("owner");
        String path = people.organization(owner);
        return new House(owner, path, path.substring(path.lastIndexOf('/') + 1), people.pipeline(owner, path));
    }

    JsonObject mcps(String... names) {
        var mcps = new JsonArray();
        for (String name : names) {
            int at = name.indexOf('@', 1);
            mcps.add(
                    at < 0
                            ? JsonObject.of("name", name)
                            : JsonObject.of("name", name.substring(0, at), "version", name.substring(at + 1)));
        }
        return JsonObject.of("environment", "production", "mcps", mcps);
    }

    JsonObject first(JsonObject evaluation) {
        return evaluation.getJsonArray("mcps").getJsonObject(0);
    }

    /** A record is stored, as a feed would. */
    void advisory(String id, String name, String withdrawn) {
        hub.execute("insert into advisories.feeds (name, kind) values ('test', 'upload') on conflict do nothing");
        hub.execute(
                "insert into advisories.records (id, feed_id, modified, withdrawn, summary, severity, record) select '"
                        + id
                        + "', f.id, now(), " + withdrawn
                        + ", 'A flaw', 'critical', '{}' from advisories.feeds f where f.name = 'test'"
                        + " on conflict (id) do update set modified = excluded.modified, withdrawn = excluded.withdrawn");
        hub.execute(
                "insert into advisories.affected (record_id, position, ecosystem, package, ranges, versions) values ('"
                        + id
                        + "', 0, 'npm', '" + name
                        + "', '[{\"type\": \"SEMVER\", \"events\": [{\"introduced\": \"0\"}, {\"fixed\": \"9.0.0\"}]}]', '[]')"
                        + " on conflict do nothing");
        hub.execute("insert into advisories.changes (record_id) values ('" + id + "') on conflict do nothing");
    }

    String as(House house, JsonObject request, String type) {
        return as(house.pipeline(), EVALUATE, request, type);
    }

    static String as(ApiClient caller, String path, JsonObject request, String type) {
        var response = caller.send(
                "POST",
                path,
                java.net.http.HttpRequest.BodyPublishers.ofString(request.encode()),
                "content-type",
                "application/json",
                "accept",
                type);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type").orElseThrow()).startsWith(type);
        return response.body();
    }
}
