package mcphub.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import mcphub.harness.People;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names and ids with a line break behind them, which Java's patterns take for an end: they are none. */
final class LineBreaksIT {
    private static final String ID = "00000000-0000-4000-8000-000000000000";

    private static WholeHub hub;
    private static People.Person owner;
    private static String org;

    @BeforeAll
    static void startHub() {
        hub = WholeHub.inProcess(Map.of());
        var people = new People(hub);
        owner = people.join("owner");
        org = people.organization(owner);
    }

    @AfterAll
    static void stopHub() {
        hub.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r", "\u0085", "\u2028", "\u2029"})
    void a_line_break_behind_a_name_or_an_id_is_refused_by_its_field(String end) {
        var source = JsonObject.of("type", "npm", "package", "mcp-remote");
        refused(
                "source.package",
                "/api/v1/mcps",
                JsonObject.of("source", source.copy().put("package", "mcp-remote" + end)));
        refused("name", "/api/v1/mcps", JsonObject.of("source", source, "name", "mcp-remote" + end));
        refused("slug", "/api/v1/orgs", JsonObject.of("name", "Acme", "slug", "acme" + end));
        refused("name", "/api/v1/orgs", JsonObject.of("name", "Acme" + end, "slug", "acme"));
        refused("snapshot_id", org + "/reports", JsonObject.of("snapshot_id", ID + end));
        refused("area_id", org + "/policies", policy().put("area_id", ID + end));
        refused("email", org + "/users/invite", JsonObject.of("email", "ann@example.org" + end, "role", "VIEWER"));
        refused(
                "scopes[0]",
                org + "/tokens",
                JsonObject.of("name", "pipeline", "scopes", JsonArray.of("ci:org:*" + end)));
        refused(
                "mcps[0].name",
                org + "/policies/simulate",
                JsonObject.of("mcps", JsonArray.of(JsonObject.of("name", "mcp-remote" + end))));
        refused(
                "ends_at",
                org + "/policies/" + ID + "/exceptions",
                JsonObject.of(
                        "mcp", "mcp-remote", "reason", "It is all right", "ends_at", "2099-01-01T00:00:00Z" + end));
    }

    private static JsonObject policy() {
        return JsonObject.of(
                "name", "No shells", "action", "DENY", "target_type", "MCP", "target_value", "*-shell", "priority", 1);
    }

    private static void refused(String field, String path, JsonObject body) {
        var answer = owner.api().call(400, "POST", path, body);
        assertThat(answer.getJsonArray("details").getJsonObject(0).getString("field"))
                .as(answer.encode())
                .isEqualTo(field);
        assertThat(answer.getString("message"))
                .as("the pattern as it is published")
                .doesNotContain("\\z");
    }
}
