package mcphub.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a level counts for now: by how old what is known of advisories is, and never by when the level was written down. */
final class StandingIT extends CatalogCase {
    private static final String NONE = "No feed has all advisories of npm";
    private String mcp;

    @BeforeEach
    void forgetFeeds() {
        mcp = "/api/v1/mcps/" + good;
        hub.execute(
                "delete from advisories.feeds; update analysis.snapshots set certification_level = 2 where version_id = "
                        + "(select id from analysis.versions where mcp_id = '" + good
                        + "'); select catalog.refresh_listing('"
                        + good + "')");
    }

    private void feed(String name, String completeOf, String asOf) {
        hub.execute("insert into advisories.feeds (name, kind, complete_of, as_of, imported_at) values ('" + name
                + "', 'folder', '{" + completeOf + "}', " + asOf + ", now())");
    }

    /** All that is said of the good one's level, in each view. */
    private void says(int level, @Nullable String reason) {
        var detail = hub.api().get(mcp);
        var version = detail.getJsonObject("latest_version");
        String path = mcp + "/versions/" + version.getString("id");
        var item = hub.api().get("/api/v1/mcps?q=files").getJsonArray("mcps").getJsonObject(0);
        for (var view : List.of(
                version,
                detail.getJsonObject("latest_certified_version"),
                item.getJsonObject("latest_version"),
                item.getJsonObject("latest_certified_version"),
                hub.api().get(path),
                hub.api().get(mcp + "/versions").getJsonArray("versions").getJsonObject(0),
                hub.api().get(path + "/scores"),
                hub.api()
                        .get("/api/v1/lookup?name=@example/files")
                        .getJsonArray("matches")
                        .getJsonObject(0)
                        .getJsonObject("mcp")
                        .getJsonObject("latest_version"))) {
            assertThat(view.getInteger("effective_level")).as(view.encode()).isEqualTo(level);
            assertThat(view.getString("effective_level_reason"))
                    .as(view.encode())
                    .isEqualTo(reason);
        }
        assertThat(version.getInteger("certification_level"))
                .as("what was found stays")
                .isEqualTo(2);
        assertThat(detail.getJsonObject("snapshot").getInteger("certification_level"))
                .isEqualTo(2);
        assertThat(hub.api().send("GET", mcp + "/badge.svg?show=level").body()).contains("(level " + level + " of 3)");
        var levels = hub.api()
                .get("/api/v1/mcps?facets=true")
                .getJsonObject("facets")
                .getJsonArray("level");
        assertThat(levels.stream().map(one -> ((JsonObject) one).getString("value")))
                .contains(String.valueOf(level));
        assertThat(hub.api().get("/api/v1/mcps?level=2").getInteger("total")).isEqualTo(level == 2 ? 1 : 0);
    }

    @Test
    void without_a_feed_that_has_all_nothing_counts_for_more_than_one() {
        says(1, NONE);
        feed("sample", "", "now()");
        feed("queued", "npm", "null");
        feed("other", "PyPI", "now()");
        says(1, NONE);
    }

    @Test
    void a_level_counts_while_a_feed_that_has_all_is_young_and_comes_back_with_a_younger_one() {
        feed("dump-npm", "npm", "now() - interval '6 days'");
        says(2, null);

        hub.execute("update advisories.feeds set as_of = '2026-01-14T09:00:00Z'");
        says(1, "Advisories of npm are as of 2026-01-14, more than 7 days ago");

        hub.execute("select catalog.refresh_listing('" + good + "')");
        feed("mirror", "npm", "now()");
        says(2, null);
    }

    @Test
    void how_old_is_too_old_is_the_operators() {
        feed("dump-npm", "npm", "now() - interval '6 days'");
        hub.execute("update advisories.rules set stale_days = 5");
        try {
            assertThat(hub.api().get(mcp).getJsonObject("latest_version").getString("effective_level_reason"))
                    .endsWith("more than 5 days ago");
        } finally {
            hub.execute("update advisories.rules set stale_days = 7");
        }
    }

    @Test
    void what_uses_nothing_of_an_ecosystem_is_not_held_up_by_it() {
        hub.execute("create table kept as select * from analysis.components; delete from analysis.components");
        try {
            says(2, null);
        } finally {
            hub.execute("insert into analysis.components select * from kept; drop table kept");
        }
    }

    @Test
    void a_list_goes_by_the_ecosystems_that_are_kept_beside_each_mcp_and_those_follow_the_components() {
        feed("dump-pypi", "PyPI", "now()");
        assertThat(kept()).isEqualTo("{npm}");
        assertThat(twos()).isZero();

        hub.execute("update analysis.components set ecosystem = 'PyPI'");
        assertThat(kept()).as("with the components, in one transaction").isEqualTo("{PyPI}");
        assertThat(twos()).isOne();

        hub.execute("update analysis.components set ecosystem = 'npm'");
        assertThat(twos()).isZero();
        hub.execute("update catalog.listings set ecosystems = '{}'");
        assertThat(twos()).as("no components are read, however many are listed").isOne();
        var levels = hub.api().get("/api/v1/mcps?facets=true").getJsonObject("facets");
        assertThat(levels.getJsonArray("level").encode()).contains("\"value\":\"2\"");
    }

    private String kept() {
        return hub.query("select ecosystems::text from catalog.listings where mcp_id = '" + good + "'");
    }

    private int twos() {
        return hub.api().get("/api/v1/mcps?level=2").getInteger("total");
    }
}
