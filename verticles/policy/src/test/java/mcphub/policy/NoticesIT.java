package mcphub.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import mcphub.harness.HubUnderTest;
import mcphub.harness.Packages;
import org.junit.jupiter.api.Test;

/** What organizations hear when advisories move what they own or use. */
final class NoticesIT extends GateCase {
    private static final String EVENTS = "/audit-events?action=policy.advisory_applied";

    private static JsonArray told(House house, int expected) {
        HubUnderTest.until(() -> house.owner().api().get(house.path() + EVENTS).getInteger("total") >= expected);
        HubUnderTest.pause(400);
        var events = house.owner().api().get(house.path() + EVENTS);
        assertThat(events.getInteger("total")).as("once for a record").isEqualTo(expected);
        return events.getJsonArray("events");
    }

    @Test
    void each_organization_that_uses_what_an_advisory_hits_is_told_once_with_the_verdicts_that_turned() {
        for (String release : new String[] {"1.0.0", "2.0.0"}) {
            registry.publish("used-widely", release, Packages.good("used-widely", release));
            hub.certify("used-widely", release);
        }
        var denies = house();
        denies.policy("Nothing vulnerable", "DENY", "STATUS", "KNOWN_VULNERABLE", 10);
        var allows = house();
        var stranger = house();
        var shop = mcps("used-widely@1.0.0", "used-widely@2.0.0").put("subject", "acme/shop");
        String passed = denies.evaluate(shop.copy()).getString("evaluation_id");
        denies.evaluate(shop.copy().put("environment", "staging"));
        assertThat(allows.evaluate(shop.copy()).getString("result")).isEqualTo("PASS");

        advisory("GHSA-notice", "used-widely", "null");

        var event = told(denies, 1).getJsonObject(0);
        var after = event.getJsonObject("after");
        assertThat(event.getJsonObject("target").getString("id")).isEqualTo("GHSA-notice");
        assertThat(after.getJsonObject("advisory").getString("severity")).isEqualTo("critical");
        assertThat(after.getJsonArray("moves"))
                .as("both versions that the repository uses")
                .extracting(each -> ((JsonObject) each).getString("status"))
                .containsExactly("KNOWN_VULNERABLE", "KNOWN_VULNERABLE");
        assertThat(after.getJsonArray("turned"))
                .as("one of each pipeline")
                .extracting(each -> ((JsonObject) each).getString("environment"))
                .containsExactlyInAnyOrder("staging", "production");
        var turned = after.getJsonArray("turned").stream()
                .map(JsonObject.class::cast)
                .filter(each -> each.getString("evaluation_id").equals(passed))
                .findFirst()
                .orElseThrow();
        assertThat(turned.getInteger("denied_total")).isEqualTo(2);
        assertThat(turned.getJsonArray("denied").getJsonObject(0).getString("reason"))
                .contains("Nothing vulnerable");
        assertThat(told(allows, 1).getJsonObject(0).getJsonObject("after").getJsonArray("turned"))
                .isEmpty();
        told(stranger, 0);
        assertThat(denies.owner()
                        .api()
                        .get(denies.path() + "/audit-events?action=policy.verdict_changed")
                        .getInteger("total"))
                .as("a verdict that turned is one, whatever turned it")
                .isEqualTo(2);

        advisory("GHSA-notice", "used-widely", "now()");

        var back = told(denies, 2).getJsonObject(0).getJsonObject("after");
        assertThat(back.getJsonObject("advisory").getString("withdrawn")).isNotNull();
        assertThat(back.getJsonArray("moves").getJsonObject(0))
                .isEqualTo(back.getJsonArray("moves")
                        .getJsonObject(0)
                        .copy()
                        .put("hits", false)
                        .put("status", "CERTIFIED"));
        assertThat(first(denies.evaluate(shop.copy())).getString("result")).isEqualTo("ALLOWED");
    }

    @Test
    void what_concerns_nobody_holds_up_nobody() {
        registry.publish("used-by-nobody", "1.0.0", Packages.good("used-by-nobody", "1.0.0"));
        hub.certify("used-by-nobody", "1.0.0");
        for (int i = 0; i < 20; i++) {
            advisory("GHSA-nobody-" + i, "used-by-nobody", "null");
        }

        HubUnderTest.until(() -> hub.query("select count(*) from analysis.hits where record_id like 'GHSA-nobody-%'")
                .equals("20"));
        hub.awaitNone(
                "select (select count(*) from analysis.reevaluations) + (select count(*) from policy.advisory_moves)");
    }
}
