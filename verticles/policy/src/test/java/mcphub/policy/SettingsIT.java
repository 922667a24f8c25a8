package mcphub.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What an organization says for where no policy says it: settings that the gate reads with the policies. */
final class SettingsIT extends GateCase {
    private static JsonObject named(String policy, String... environments) {
        return json(policy, "DENY", "SCORE", "min:70", 10).put("environments", JsonArray.of((Object[]) environments));
    }

    private static JsonArray environments(House house) {
        return house.owner().api().get(house.path()).getJsonArray("environments");
    }

    @Test
    void a_new_organization_allows_what_no_policy_decides_and_has_no_environments() {
        var house = house();
        var org = house.owner().api().get(house.path());

        assertThat(org.getString("unmatched")).isEqualTo("ALLOW");
        assertThat(org.getString("unknown_environment")).isEqualTo("WORST");
        assertThat(org.getJsonArray("environments")).isEmpty();
    }

    @Test
    void settings_are_changed_one_by_one_told_in_the_audit_and_kept_with_every_evaluation() {
        var house = house();
        var api = house.owner().api();
        var before = api.get(house.path());
        var changes = JsonObject.of(
                "unmatched",
                "WARN",
                "unknown_environment",
                "DENY",
                "environments",
                JsonArray.of("staging", "Production"));
        api.call(200, "PUT", house.path(), changes.copy().put("name", "House"));
        var changed = api.call(200, "PUT", house.path(), JsonObject.of("name", "House"));

        changes.forEach(change -> assertThat(changed.getValue(change.getKey())).isEqualTo(change.getValue()));
        assertThat(changed.getString("unknown_mcps")).isEqualTo(before.getString("unknown_mcps"));
        var event = api.get(house.path() + "/audit-events?action=org.updated")
                .getJsonArray("events")
                .getJsonObject(1);
        assertThat(event.getJsonObject("before").getString("unmatched")).isEqualTo("ALLOW");
        changes.forEach(change -> assertThat(event.getJsonObject("after").getValue(change.getKey()))
                .isEqualTo(change.getValue()));
        String evaluation = house.evaluate(mcps("@example/files")).getString("evaluation_id");
        var rulebook = api.get(house.path() + "/evaluations/" + evaluation).getJsonObject("rulebook");
        changes.forEach(change -> assertThat(rulebook.getValue(change.getKey())).isEqualTo(change.getValue()));
    }

    @Test
    void a_policy_adds_the_environments_that_it_names_as_they_were_written_first() {
        var house = house();
        var api = house.owner().api();
        api.call(201, "POST", house.path() + "/policies", named("one", "staging", "Production", "STAGING"));
        assertThat(environments(house)).isEqualTo(JsonArray.of("staging", "Production"));
        var two = api.call(201, "POST", house.path() + "/policies", named("two", "production", "qa"));
        assertThat(environments(house)).isEqualTo(JsonArray.of("staging", "Production", "qa"));
        String path = house.path() + "/policies/" + two.getString("id");
        api.call(200, "PATCH", path, JsonObject.of("environments", JsonArray.of("Staging", "demo")));
        api.call(204, "DELETE", path, null);
        assertThat(environments(house)).isEqualTo(JsonArray.of("staging", "Production", "qa", "demo"));
    }

    @Test
    void the_list_of_environments_has_each_once_and_keeps_those_that_policies_name() {
        var house = house();
        var api = house.owner().api();
        api.call(201, "POST", house.path() + "/policies", named("one", "Staging"));
        var body = JsonObject.of("name", "House");

        assertThat(api.call(
                                400,
                                "PUT",
                                house.path(),
                                body.copy().put("environments", JsonArray.of("qa", "Staging", "QA")))
                        .getString("message"))
                .isEqualTo("Invalid field 'environments': qa and QA are one environment");
        assertThat(api.call(409, "PUT", house.path(), body.copy().put("environments", JsonArray.of("production")))
                        .getString("message"))
                .isEqualTo("A policy names the environment Staging: change it first");
        api.call(400, "PUT", house.path(), body.copy().put("environments", JsonArray.of("two words")));
        api.call(400, "PUT", house.path(), body.copy().put("unmatched", "MAYBE"));
        api.call(400, "PUT", house.path(), body.copy().put("unknown_environment", "ALLOW"));
        assertThat(environments(house)).isEqualTo(JsonArray.of("Staging"));
        api.call(200, "PUT", house.path(), body.copy().put("environments", JsonArray.of("staging")));
        assertThat(environments(house)).isEqualTo(JsonArray.of("staging"));
    }

    @Test
    void there_are_fifty_environments_at_most() {
        var house = house();
        var api = house.owner().api();
        var fifty =
                new JsonArray(IntStream.range(0, 50).mapToObj(i -> "stage-" + i).toList());
        api.call(200, "PUT", house.path(), JsonObject.of("name", "House", "environments", fifty));

        assertThat(api.call(409, "POST", house.path() + "/policies", named("one", "STAGE-7", "one-more"))
                        .getString("message"))
                .contains("50 environments", "51");
        assertThat(environments(house)).isEqualTo(fifty);
        api.call(201, "POST", house.path() + "/policies", named("one", "STAGE-7"));
    }

    @Test
    void organizations_of_before_have_the_environments_of_their_policies() throws IOException {
        var house = house();
        var api = house.owner().api();
        api.call(201, "POST", house.path() + "/policies", named("one", "staging", "Production"));
        api.call(201, "POST", house.path() + "/policies", named("two", "PRODUCTION", "qa"));
        var none = house();
        hub.execute("update org.orgs set environments = '{}'");

        try (var file = Objects.requireNonNull(
                getClass().getResourceAsStream("/sql/migrations/V10__settings_of_organizations.sql"))) {
            String migration = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            hub.execute(migration.substring(migration.indexOf("update org.orgs")));
        }
        assertThat(environments(house)).isEqualTo(JsonArray.of("staging", "Production", "qa"));
        assertThat(environments(none)).isEmpty();
    }

    @Test
    void only_who_manages_an_organization_changes_its_settings() {
        var house = house();
        var viewer = people.join("viewer");
        people.member(house.owner(), house.path(), viewer, "VIEWER");
        var body = JsonObject.of("name", "House", "unmatched", "DENY");

        viewer.api().call(403, "PUT", house.path(), body);
        house.pipeline().call(403, "PUT", house.path(), body);
        people.join("stranger").api().call(404, "PUT", house.path(), body);
        assertThat(viewer.api().get(house.path()).getString("unmatched")).isEqualTo("ALLOW");
    }
}
