package mcphub.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.List;
import mcphub.harness.Packages;
import mcphub.kernel.Standing;
import org.junit.jupiter.api.Test;

/** Wherever a score is told, so is what limits it, and how much was judged. */
final class LimitsIT extends CatalogCase {
    private List<JsonObject> views() {
        String mcp = "/api/v1/mcps/" + bad;
        var detail = hub.api().get(mcp);
        String version =
                mcp + "/versions/" + detail.getJsonObject("latest_version").getString("id");
        var item =
                hub.api().get("/api/v1/mcps?q=risky-shell").getJsonArray("mcps").getJsonObject(0);
        var match = hub.api()
                .get("/api/v1/lookup?purl=pkg:npm/risky-shell@0.0.1")
                .getJsonArray("matches")
                .getJsonObject(0);
        var diff = hub.api()
                .get(version + "/diff/" + detail.getJsonObject("latest_version").getString("id"));
        return List.of(
                detail.getJsonObject("latest_version"),
                detail.getJsonObject("latest_certified_version"),
                item.getJsonObject("latest_version"),
                item.getJsonObject("latest_certified_version"),
                match.getJsonObject("version"),
                match.getJsonObject("mcp").getJsonObject("latest_version"),
                diff.getJsonObject("from").getJsonObject("version"),
                hub.api().get(version),
                hub.api().get(mcp + "/versions").getJsonArray("versions").getJsonObject(0),
                hub.api().get(mcp + "/history").getJsonArray("snapshots").getJsonObject(0),
                hub.api().get(version + "/snapshot/latest"),
                hub.api().get(version + "/scores"));
    }

    @Test
    void every_view_of_a_score_names_its_limits_its_coverage_and_the_level_that_counts() {
        var scores = hub.api().get(hub.latest(bad) + "/scores");
        assertThat(scores.getJsonArray("caps")).isNotEmpty();
        assertThat(scores.getJsonObject("coverage").getInteger("code_parsed_percent"))
                .isEqualTo(100);

        assertThat(views()).allSatisfy(view -> {
            for (String field :
                    List.of("global_score", "grade", "caps", "coverage", "effective_level", "level_reason")) {
                assertThat(view.getValue(field)).as(field + " of " + view).isEqualTo(scores.getValue(field));
            }
            assertThat(view.containsKey("effective_level_reason")).isTrue();
        });
        assertThat(hub.api().send("GET", "/api/v1/mcps/" + bad + "/badge.svg").body())
                .contains(Standing.caps(scores.getJsonArray("caps")))
                .contains(Standing.coverage(scores.getJsonObject("coverage")));
    }

    @Test
    void a_cap_of_the_level_alone_is_told_without_a_limit_of_the_score() {
        String limits = "[{\"reason\":\"nobody can look inside\",\"at_most\":null,\"level_at_most\":1}]";
        String mcp = hub.upload("level-capped", Packages.good("level-capped", "1.0.0"));
        hub.execute("update analysis.snapshots set scores = (scores::jsonb || jsonb_build_object('caps', '" + limits
                + "'::jsonb))::json where version_id = (select id from analysis.versions where mcp_id = '" + mcp
                + "')");

        var cap = hub.api().get(hub.latest(mcp)).getJsonArray("caps").getJsonObject(0);
        assertThat(cap.containsKey("at_most")).isTrue();
        assertThat(cap.getInteger("at_most")).isNull();
        assertThat(cap.getInteger("level_at_most")).isEqualTo(1);
        assertThat(hub.api().send("GET", "/api/v1/mcps/" + mcp + "/badge.svg").body())
                .contains("level at most 1: nobody can look inside");
    }

    @Test
    void of_what_is_not_analysed_nothing_is_said() {
        String mcp = hub.upload("unanalysed", Packages.good("unanalysed", "1.0.0"));
        hub.execute("update analysis.versions set snapshot_id = null, status = 'PENDING_ANALYSIS' where mcp_id = '"
                + mcp + "'");

        var version = hub.api().get("/api/v1/mcps/" + mcp).getJsonObject("latest_version");
        assertThat(version.getValue("caps")).isNull();
        assertThat(version.getValue("coverage")).isNull();
    }
}
