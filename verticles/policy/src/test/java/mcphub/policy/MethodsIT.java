package mcphub.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A newer method of scoring is announced; what it turns is told in one message, when an organization has accepted it or its time is over. */
final class MethodsIT extends MethodCase {
    private House strict(House house) {
        house.policy("Require Minimum Score", "DENY", "SCORE", "min:70", 20);
        return house;
    }

    @Test
    void what_an_organization_has_accepted_stays_green_and_new_ones_see_the_newest() {
        var old = strict(before());
        var young = strict(house());
        String name = unique("kept");
        String mcp = judgedBefore(name);
        assertThat(old.evaluate(mcps(name + "@1.0.0")).getString("result")).isEqualTo("PASS");

        again(mcp);

        var kept = old.evaluate(mcps(name + "@1.0.0"));
        assertThat(kept.getString("result")).isEqualTo("PASS");
        assertThat(kept.getString("scoring")).isEqualTo("v2.1");
        assertThat(first(kept).getInteger("global_score")).isEqualTo(95);
        var newest = young.evaluate(mcps(name + "@1.0.0"));
        assertThat(newest.getString("result")).isEqualTo("FAIL");
        assertThat(newest.getString("scoring")).isEqualTo("v2.2");
        assertThat(hub.api()
                        .get("/api/v1/mcps/" + mcp)
                        .getJsonObject("snapshot")
                        .getString("scoring_version"))
                .as("the public sees the newest")
                .startsWith("v2.2");
        assertThat(hub.api().get("/api/v1/mcps/" + mcp + "/history").getJsonArray("snapshots").stream()
                        .map(each -> ((JsonObject) each).getString("method")))
                .containsExactly("v2.2", "v2.1");
    }

    @Test
    void a_simulation_tells_what_the_newest_would_change() {
        var old = strict(before());
        String name = unique("simulated");
        again(judgedBefore(name));
        var api = old.owner().api();
        String path = old.path() + "/policies/simulate";

        var now = api.call(200, "POST", path, mcps(name + "@1.0.0"));
        assertThat(now.getString("result")).isEqualTo("PASS");
        var change = now.getJsonArray("scoring_changes").getJsonObject(0);
        assertThat(change.getString("mcp")).isEqualTo(name);
        assertThat(change.getString("result")).isEqualTo("ALLOWED");
        assertThat(change.getString("would_be")).isEqualTo("DENIED");
        assertThat(change.getString("because")).contains("Require Minimum Score");
        var then = api.call(200, "POST", path, mcps(name + "@1.0.0").put("scoring", "v2.2"));
        assertThat(then.getString("result")).isEqualTo("FAIL");
        assertThat(then.getString("scoring")).isEqualTo("v2.2");
        assertThat(then.containsKey("scoring_changes")).isFalse();
        var effect = api.call(200, "POST", path, JsonObject.of("scoring", "v2.2"));
        assertThat(effect.getJsonArray("changes").stream()
                        .map(JsonObject.class::cast)
                        .filter(each -> each.getString("name").equals(name))
                        .map(each -> each.getString("now") + " " + each.getString("then")))
                .as("of the whole catalog")
                .containsExactly("ALLOWED DENIED");
        assertThat(api.call(400, "POST", path, mcps(name).put("scoring", "v9.9"))
                        .getString("message"))
                .isEqualTo("Invalid field 'scoring': must be v2.2 or v2.1");
    }

    @Test
    void what_the_newest_turns_is_one_message_when_it_is_accepted() {
        var old = strict(before());
        String name = unique("accepted");
        String other = unique("accepted");
        again(judgedBefore(name));
        again(judgedBefore(other));
        var request = mcps(name + "@1.0.0", other + "@1.0.0").put("subject", "acme/shop");
        old.evaluate(request.copy());
        old.evaluate(request.copy().put("environment", "staging"));

        assertThat(refused(old, 400, "v9.9")).isEqualTo("Invalid field 'scoring': must be v2.2 or v2.1");
        var accepted = accept(old, "v2.2");
        assertThat(accepted).isEqualTo(JsonObject.of("method", "v2.2", "until", null, "newest", "v2.2"));

        var after = told(old, APPLIED);
        assertThat(after.getString("former")).isEqualTo("v2.1");
        assertThat(after.getString("reason")).contains("accepted");
        assertThat(after.getInteger("turned")).isEqualTo(2);
        assertThat(after.getInteger("denied_total")).isEqualTo(4);
        assertThat(after.getJsonArray("denied").stream().map(each -> ((JsonObject) each).getString("name")))
                .contains(name, other);
        assertThat(events(old, "policy.verdict_changed")).isEmpty();
        assertThat(old.evaluate(request.copy()).getString("result")).isEqualTo("FAIL");
        assertThat(accept(old, "v2.1").getString("method"))
                .as("until the time is over")
                .isEqualTo("v2.1");
        assertThat(old.evaluate(request.copy()).getString("result")).isEqualTo("PASS");
    }

    @Test
    void the_newest_counts_when_the_time_is_over() {
        var old = strict(before());
        String name = unique("over");
        again(judgedBefore(name));
        old.evaluate(mcps(name + "@1.0.0"));
        hub.execute("update org.orgs set scoring_until = now() where id = '" + old.id() + "'");

        assertThat(old.evaluate(mcps(name + "@1.0.0").put("environment", "staging"))
                        .getString("result"))
                .as("at once")
                .isEqualTo("FAIL");
        var after = told(old, APPLIED);
        assertThat(after.getString("reason")).contains("over");
        assertThat(after.getInteger("turned")).isEqualTo(1);
        assertThat(refused(old, 409, "v2.1")).isEqualTo("v2.1 counts no longer here; v2.2 does");
        assertThat(refused(house(), 409, "v2.1")).contains("counts no longer here");
    }

    @Test
    void who_has_something_to_lose_is_told_once_and_until_when() {
        var quiet = before();
        var old = strict(before());

        var announced = told(old, "policy.method_announced");
        assertThat(announced.getString("method")).isEqualTo("v2.1");
        assertThat(announced.getString("newest")).isEqualTo("v2.2");
        assertThat(Instant.parse(announced.getString("until")))
                .isBetween(
                        Instant.now().plus(Duration.ofDays(29)), Instant.now().plus(Duration.ofDays(31)));
        assertThat(old.owner().api().get(old.path()).getJsonObject("scoring").getString("until"))
                .isEqualTo(announced.getString("until"));
        assertThat(events(quiet, "policy.method_announced"))
                .as("no policy of it")
                .isEmpty();
    }

    @Test
    void members_who_may_not_edit_and_strangers_change_nothing() {
        var old = before();
        var viewer = people.join("viewer");
        people.member(old.owner(), old.path(), viewer, "VIEWER");
        var body = JsonObject.of("scoring", "v2.2");

        viewer.api().call(403, "PATCH", old.path(), body);
        people.join("stranger").api().call(404, "PATCH", old.path(), body);
        hub.api().call(401, "PATCH", old.path(), body);
        assertThat(viewer.api().get(old.path()).getJsonObject("scoring").getString("method"))
                .isEqualTo("v2.1");
        hub.execute("update org.orgs set status = 'SUSPENDED' where id = '" + old.id() + "'");
        mcphub.harness.HubUnderTest.until(
                () -> viewer.api().send("GET", old.path()).statusCode() != 200);
        assertThat(viewer.api().call(403, "PATCH", old.path(), body).getString("error"))
                .isEqualTo("account_suspended");
    }
}
