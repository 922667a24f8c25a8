package mcphub.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.UUID;
import mcphub.harness.HubUnderTest;
import mcphub.harness.Packages;

/** Organizations that go by the method of scoring before, and versions that were judged by it. */
abstract class MethodCase extends GateCase {
    static final String APPLIED = "policy.method_applied";

    /** As a migration leaves one that was there before. */
    House before() {
        var house = house();
        hub.execute("update org.orgs set scoring = 'v2.1', scoring_until = now() + interval '30 days' where id = '"
                + house.id() + "'");
        return house;
    }

    static String unique(String name) {
        return name + "-" + UUID.randomUUID().toString().substring(0, 8);
    }

    /** A release that the method before found to be good, and the newest finds to be bad. */
    String judgedBefore(String name) {
        return judgedBefore(name, Packages.bad(name, "1.0.0"));
    }

    String judgedBefore(String name, byte[] tarball) {
        registry.publish(name, "1.0.0", tarball);
        String mcp = hub.certify(name, "1.0.0");
        hub.execute(
                "update analysis.versions set former_snapshot_id = null, status = 'CERTIFIED', suspicion = null where mcp_id = '"
                        + mcp + "'; update analysis.snapshots set scoring_version = 'v2.1.2', global_score = 95,"
                        + " critical_findings = 0, high_findings = 0 where version_id in (select id from analysis.versions where mcp_id = '"
                        + mcp + "')");
        return mcp;
    }

    /** Has the hub analyse it again by itself. */
    void again(String mcp) {
        hub.query("select analysis.queue_again(mcp_id, id)::text from analysis.versions where mcp_id = '" + mcp + "'");
        hub.awaitSettled(mcp);
    }

    JsonArray events(House house, String action) {
        return house.owner()
                .api()
                .get(house.path() + "/audit-events?action=" + action)
                .getJsonArray("events");
    }

    /** Waits for the one message, and a while for another one. */
    JsonObject told(House house, String action) {
        HubUnderTest.until(() -> !events(house, action).isEmpty());
        HubUnderTest.pause(400);
        assertThat(events(house, action)).as("once").hasSize(1);
        return events(house, action).getJsonObject(0).getJsonObject("after");
    }

    JsonObject accept(House house, String method) {
        return house.owner()
                .api()
                .call(200, "PATCH", house.path(), JsonObject.of("scoring", method))
                .getJsonObject("scoring");
    }

    String refused(House house, int status, String method) {
        return house.owner()
                .api()
                .call(status, "PATCH", house.path(), JsonObject.of("scoring", method))
                .getString("message");
    }
}
