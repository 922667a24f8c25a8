package mcphub.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import mcphub.harness.Packages;
import mcphub.kernel.Standing;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An MCP over time: its snapshots, what changed between two versions, and what its badge says. */
final class HistoryIT extends CatalogCase {
    private static final String MCPS = "/api/v1/mcps/";
    private String moving;
    private String first;
    private String second;

    private static byte[] release(String version, String dependencies, String code) {
        return Packages.tgz(Map.of(
                "package/package.json",
                "{\"name\":\"moving\",\"version\":\"" + version + "\",\"license\":\"MIT\",\"dependencies\":{"
                        + dependencies + "}}",
                "package/index.js",
                code));
    }

    @BeforeAll
    void publish() {
        String old = "server.tool('run', { input: z.string() }, ({ input }) => { eval(input); });\n";
        registry.publish("moving", "1.0.0", release("1.0.0", "\"zod\":\"^3.22.0\",\"left-pad\":\"1.3.0\"", old));
        moving = hub.certify("moving", "1.0.0");
        String fresh = "\n\n" + old + "import { exec } from 'child_process';\n"
                + "server.tool('list', { path: z.string() }, ({ path }) => { exec(`ls ${path}`); });\n";
        registry.publish("moving", "1.1.0", release("1.1.0", "\"zod\":\"^3.23.0\",\"ms\":\"2.1.3\"", fresh));
        hub.certify("moving", "1.1.0");
        var versions = hub.api().get(MCPS + moving + "/versions").getJsonArray("versions");
        second = versions.getJsonObject(0).getString("id");
        first = versions.getJsonObject(1).getString("id");
    }

    private static List<JsonObject> objects(JsonArray array) {
        return array.stream().map(JsonObject.class::cast).toList();
    }

    private String diff(String from, String to) {
        return MCPS + moving + "/versions/" + from + "/diff/" + to;
    }

    @Test
    void every_snapshot_is_told_the_newest_first() {
        var history = hub.api().get(MCPS + moving + "/history");
        var snapshots = objects(history.getJsonArray("snapshots"));
        assertThat(history.getInteger("total")).isEqualTo(2);
        assertThat(snapshots)
                .extracting(one -> one.getString("visible_version"))
                .containsExactly("1.1.0", "1.0.0");
        assertThat(snapshots).allMatch(one -> one.getBoolean("is_current"));
        assertThat(snapshots.getFirst().getString("snapshot_id"))
                .isEqualTo(hub.api()
                        .get(MCPS + moving + "/versions/" + second + "/snapshot/latest")
                        .getString("id"));
        assertThat(hub.api().get(MCPS + moving + "/history?limit=1&offset=1").getJsonArray("snapshots"))
                .hasSize(1);
        assertThat(hub.api().get(MCPS + moving + "/history?offset=9").getJsonArray("snapshots"))
                .isEmpty();
        hub.api().call(404, "GET", MCPS + UUID.randomUUID() + "/history", null);
    }

    @Test
    void findings_are_known_again_wherever_they_moved_to() {
        var diff = hub.api().get(diff(first, second));
        assertThat(objects(diff.getJsonArray("added")))
                .extracting(finding -> finding.getString("control_id"))
                .contains("COMMAND_INJECTION")
                .doesNotContain("DYNAMIC_CODE_EVALUATION");
        assertThat(diff.getJsonObject("findings").getInteger("added"))
                .isEqualTo(diff.getJsonArray("added").size());
        assertThat(diff.getJsonObject("findings").getInteger("kept")).isPositive();
        assertThat(objects(diff.getJsonArray("controls")))
                .contains(JsonObject.of(
                        "control_id",
                        "COMMAND_INJECTION",
                        "control_name",
                        controlName("COMMAND_INJECTION"),
                        "from",
                        "passed",
                        "to",
                        "failed"));
        assertThat(diff.getInteger("score_change"))
                .isEqualTo(diff.getJsonObject("to").getJsonObject("snapshot").getInteger("global_score")
                        - diff.getJsonObject("from").getJsonObject("snapshot").getInteger("global_score"));
        assertThat(diff.getBoolean("same_method")).isTrue();
        int all = hub.api()
                .get(MCPS + moving + "/versions/" + second + "/findings?limit=1")
                .getInteger("total");
        assertThat(diff.getJsonObject("findings").getInteger("added")
                        + diff.getJsonObject("findings").getInteger("kept"))
                .isEqualTo(all);
    }

    private String controlName(String id) {
        return objects(hub.api()
                        .get(MCPS + moving + "/versions/" + first + "/controls")
                        .getJsonArray("controls"))
                .stream()
                .filter(control -> control.getString("control_id").equals(id))
                .findFirst()
                .orElseThrow()
                .getString("control_name");
    }

    @Test
    void dependencies_came_went_and_changed_and_backwards_is_the_mirror_image() {
        var there = hub.api().get(diff(first, second));
        assertThat(objects(there.getJsonArray("dependencies")))
                .containsExactly(
                        dependency("left-pad", "1.3.0", null),
                        dependency("ms", null, "2.1.3"),
                        dependency("zod", "^3.22.0", "^3.23.0"));
        var back = hub.api().get(diff(second, first));
        assertThat(back.getJsonArray("removed")).isEqualTo(there.getJsonArray("added"));
        assertThat(back.getJsonArray("added")).isEqualTo(there.getJsonArray("removed"));
        assertThat(back.getInteger("score_change")).isEqualTo(-there.getInteger("score_change"));
    }

    private static JsonObject dependency(String name, @Nullable String from, @Nullable String to) {
        return new JsonObject()
                .put("ecosystem", "npm")
                .put("name", name)
                .put("from", from)
                .put("to", to);
    }

    @Test
    void a_version_beside_itself_has_no_differences_and_only_versions_of_one_mcp_are_compared() {
        var same = hub.api().get(diff(first, first));
        assertThat(same.getJsonArray("added")).isEmpty();
        assertThat(same.getJsonArray("removed")).isEmpty();
        assertThat(same.getJsonArray("controls")).isEmpty();
        assertThat(same.getJsonArray("dependencies")).isEmpty();
        assertThat(same.getJsonObject("findings").getInteger("added")).isZero();
        String others = hub.latest(good).replaceFirst(".*/", "");
        hub.api().call(404, "GET", diff(first, others), null);
        hub.api().call(404, "GET", diff(first, UUID.randomUUID().toString()), null);
        hub.api().call(400, "GET", diff(first, "1.1.0"), null);
    }

    @Test
    void a_badge_can_be_seen_read_aloud_and_kept() {
        String path = MCPS + good + "/badge.svg";
        var badge = hub.api().send("GET", path);
        var snapshot = hub.api().get(MCPS + good).getJsonObject("snapshot");
        assertThat(badge.statusCode()).isEqualTo(200);
        assertThat(badge.headers().firstValue("content-type")).contains("image/svg+xml");
        assertThat(badge.headers().firstValue("cache-control")).contains("public, max-age=300");
        assertThat(badge.body())
                .contains("<title>MCP Hub: grade " + snapshot.getString("grade") + ", "
                        + snapshot.getInteger("global_score") + " of 100, ")
                .contains(Standing.coverage(snapshot.getJsonObject("coverage")) + "</title>");
        String tag = badge.headers().firstValue("etag").orElseThrow();
        assertThat(hub.api().send("GET", path, "if-none-match", tag).statusCode())
                .isEqualTo(304);
        assertThat(hub.api().send("GET", path + "?show=level").body())
                .contains("(level "
                        + hub.api()
                                .get(MCPS + good)
                                .getJsonObject("latest_version")
                                .getInteger("effective_level") + " of 3)");
        assertThat(hub.api().send("GET", path + "?show=stars").statusCode()).isEqualTo(400);
        assertThat(hub.api()
                        .send("GET", MCPS + UUID.randomUUID() + "/badge.svg")
                        .statusCode())
                .isEqualTo(404);
    }

    @Test
    void a_badge_does_not_praise_what_became_known_to_be_bad() {
        String mcp = hub.upload("badge-states", Packages.good("badge-states", "1.0.0"));
        for (var state : Map.of(
                        "KNOWN_VULNERABLE", "vulnerable", "DEPRECATED", "deprecated", "ANALYZING", "not analysed yet")
                .entrySet()) {
            hub.execute("update analysis.versions set status = '" + state.getKey() + "' where mcp_id = '" + mcp + "'");
            assertThat(hub.api().send("GET", MCPS + mcp + "/badge.svg").body())
                    .contains(state.getValue())
                    .doesNotContain("of 100");
        }
    }
}
