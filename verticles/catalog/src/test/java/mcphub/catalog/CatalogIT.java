package mcphub.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;
import mcphub.harness.Packages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The catalog: searched, filtered, sorted, paged, and what does not exist for strangers. */
final class CatalogIT extends CatalogCase {
    @ParameterizedTest
    @CsvSource({
        "limit=0, limit",
        "limit=101, limit",
        "limit=-1, limit",
        "limit=abc, limit",
        "limit=1.5, limit",
        "limit=, limit",
        "limit=99999999999999999999, limit",
        "offset=-1, offset",
        "min_score=101, min_score",
        "level=4, level",
        "featured=maybe, featured",
        "sort=random, sort",
        "status=GREAT, status",
        "q=%00, q",
        "limit=1&limit=2, limit"
    })
    void a_bad_parameter_is_refused_by_name(String query, String parameter) {
        var response = hub.api().send("GET", "/api/v1/mcps?" + query);

        assertThat(response.statusCode()).isEqualTo(400);
        var error = new JsonObject(response.body());
        assertThat(error.getString("error")).isEqualTo("bad_request");
        assertThat(error.getString("message")).contains("'" + parameter + "'");
        assertThat(error.getJsonArray("details").getJsonObject(0).getString("field"))
                .isEqualTo(parameter);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "q=100%25",
                "q=%22",
                "q=x%22y",
                "q=%5C",
                "q=_",
                "q=%27%3B--",
                "q=a%2Bb",
                "q=%F0%9F%98%80",
                "q=%20",
                "unknown=1",
                "q=%22%20-x%20or",
                "q=(%7C%26!"
            })
    void odd_search_terms_are_just_terms(String query) {
        assertThat(hub.api().get("/api/v1/mcps?" + query).getInteger("total")).isNotNegative();
    }

    @Test
    void wildcards_in_a_term_are_taken_literally() {
        assertThat(hub.api().get("/api/v1/mcps?q=100%25").getInteger("total")).isZero();
        assertThat(hub.api().get("/api/v1/mcps?q=@example/files").getInteger("total"))
                .isEqualTo(1);
    }

    @Test
    void a_version_of_another_mcp_is_not_found_under_this_one() {
        String foreign = hub.latest(bad).replace(bad, good);
        for (String part : List.of("", "/snapshot/latest", "/controls", "/scores", "/findings", "/events")) {
            assertThat(hub.api().send("GET", foreign + part).statusCode())
                    .as(part)
                    .isEqualTo(404);
        }
    }

    @Test
    void private_and_deleted_mcps_do_not_exist_for_strangers() {
        String id = hub.upload("hidden-" + UUID.randomUUID(), Packages.good("hidden", "1.0.0"));
        String version = hub.latest(id);
        String missing = hub.api()
                .send("GET", "/api/v1/mcps/00000000-0000-0000-0000-000000000000")
                .body()
                .replaceAll("\"request_id\":\"[^\"]*\"", "");
        for (String change : List.of("visibility = 'private'", "visibility = 'public', deleted_at = now()")) {
            hub.execute("update catalog.mcps set " + change + " where id = '" + id + "'");
            for (String path : List.of(
                    "/api/v1/mcps/" + id,
                    "/api/v1/mcps/" + id + "/versions",
                    version,
                    version + "/snapshot/latest",
                    version + "/controls",
                    version + "/scores",
                    version + "/findings",
                    version + "/events")) {
                assertThat(hub.api().send("GET", path).statusCode()).as(path).isEqualTo(404);
            }
            String told =
                    hub.api().send("GET", "/api/v1/mcps/" + id).body().replaceAll("\"request_id\":\"[^\"]*\"", "");
            if (change.contains("private")) {
                assertThat(told).isEqualTo(missing);
            } else {
                assertThat(told).contains("\"error\":\"deleted\"", "This MCP was deleted on ");
            }
            assertThat(hub.api().get("/api/v1/mcps?q=hidden").getInteger("total"))
                    .isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "risky, risky-shell",
        "rsiky-shell, risky-shell",
        "xample/fil, @example/files",
        "FILES, @example/files",
        "reads, @example/files"
    })
    void search_finds_by_word_by_substring_and_in_spite_of_typing_errors(String term, String name) {
        var names = hub.api().get("/api/v1/mcps?query=" + term).getJsonArray("mcps").stream()
                .map(m -> ((JsonObject) m).getString("name"));

        assertThat(names).contains(name);
    }

    @Test
    void lists_are_filtered_sorted_paged_and_counted() {
        var worst = hub.api().get("/api/v1/mcps?min_score=60&sort=score&limit=1&facets=true");
        assertThat(worst.getJsonArray("mcps")).hasSize(1);
        assertThat(worst.getJsonArray("mcps")
                        .getJsonObject(0)
                        .getJsonObject("latest_version")
                        .getInteger("global_score"))
                .isGreaterThanOrEqualTo(60);
        assertThat(worst.getJsonObject("facets")
                        .getJsonArray("status")
                        .getJsonObject(0)
                        .getString("value"))
                .isEqualTo("CERTIFIED");

        var beyond = hub.api().get("/api/v1/mcps?offset=1000");
        assertThat(beyond.getJsonArray("mcps")).isEmpty();
        assertThat(beyond.getInteger("total")).isPositive();
        assertThat(hub.api().get("/api/v1/mcps?license=mit&level=1").getInteger("total"))
                .isPositive();
        var names = hub.api().get("/api/v1/mcps?sort=name&limit=100").getJsonArray("mcps").stream()
                .map(m -> ((JsonObject) m).getString("name"))
                .toList();
        assertThat(names).isSortedAccordingTo(String::compareTo);
    }

    @Test
    void a_long_life_is_read_by_pages_to_its_end() {
        String mcp = hub.upload("long-lived", Packages.good("long-lived", "1.0.0"));
        String events = hub.latest(mcp) + "/events";
        int before = hub.api().get(events).getInteger("total");
        hub.execute(
                "insert into analysis.version_events (version_id, status, reason) select v.id, 'CERTIFIED', 'again ' || n"
                        + " from analysis.versions v cross join generate_series(1, 1200) n where v.mcp_id = '" + mcp
                        + "'");
        int total = before + 1_200;
        var first = hub.api().get(events);
        assertThat(first.getInteger("total")).isEqualTo(total);
        assertThat(first.getJsonArray("events")).hasSize(1_000);
        var last = hub.api().get(events + "?limit=5&offset=" + (total - 2)).getJsonArray("events");
        assertThat(last.stream().map(event -> ((JsonObject) event).getString("reason")))
                .containsExactly("again 1199", "again 1200");
        var beyond = hub.api().get(events + "?offset=" + total);
        assertThat(beyond.getJsonArray("events")).isEmpty();
        assertThat(beyond.getInteger("total")).isEqualTo(total);
        hub.api().call(400, "GET", events + "?limit=1001", null);
    }
}
