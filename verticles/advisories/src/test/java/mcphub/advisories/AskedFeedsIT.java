package mcphub.advisories;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import mcphub.harness.Osv;
import mcphub.harness.TestServers;
import org.junit.jupiter.api.Test;

/** The API of osv.dev, asked about what public versions are made of. */
final class AskedFeedsIT extends AskedFeedsCase {
    private void hit(String id, String ecosystem, String name) {
        records.put(id, Osv.record(id, ecosystem, name, "0", "3.0.0"));
    }

    @Test
    void the_api_is_asked_about_public_versions_and_what_is_new_is_fetched(Vertx vertx) {
        hit("GHSA-1", "npm", "a");
        hit("GHSA-2", "npm", "a");
        hit("GHSA-3", "PyPI", "c");
        refusals.addAll(List.of(429, 503));
        deploy(vertx, "advisories.apis", "npm+PyPI WORLD");
        settled(1);

        assertThat(last()).isEqualTo("done");
        assertThat(asked.getFirst().getJsonArray("queries").encode())
                .as("a range is asked about as all of its package, and what is private about not at all")
                .isEqualTo("[{\"package\":{\"ecosystem\":\"PyPI\",\"name\":\"c\"},\"version\":\"2.0\"},"
                        + "{\"package\":{\"ecosystem\":\"npm\",\"name\":\"a\"},\"version\":\"1.0.0\"},"
                        + "{\"package\":{\"ecosystem\":\"npm\",\"name\":\"b\"}}]");
        assertThat(asked.get(1).getJsonArray("queries"))
                .as("the next page of one")
                .hasSize(1);
        assertThat(query("select string_agg(id, ' ' order by id) from advisories.records"))
                .isEqualTo("GHSA-1 GHSA-2 GHSA-3");
        assertThat(
                        query(
                                "select kind || ' ' || complete_of::text || ' ' || asks::text || ' ' || (as_of > now() - interval '1 minute') from advisories.feeds"))
                .as("nobody asked about all")
                .isEqualTo("api {} {npm,PyPI} true");
        assertThat(fetched).hasSize(3);

        records.put(
                "GHSA-2",
                Osv.record("GHSA-2", "npm", "a", "0", "2.0.0")
                        .put("modified", "2026-02-01T00:00:00Z")
                        .put("withdrawn", "2026-02-01T00:00:00Z"));
        again(2);
        assertThat(fetched).as("only what has changed").hasSize(4).endsWith("GHSA-2");
        assertThat(query("select hub.utc(withdrawn) from advisories.records where id = 'GHSA-2'"))
                .isEqualTo("2026-02-01T00:00:00.000Z");
    }

    @Test
    void an_import_goes_on_behind_the_page_that_was_written(Vertx vertx) {
        TestServers.execute(database, """
                insert into analysis.components (version_id, ecosystem, package, version, requirement, itself)
                select v.id, 'npm', 'p' || lpad(n::text, 5, '0'), '1.0.0', '', false
                from analysis.versions v join catalog.mcps m on m.id = v.mcp_id, generate_series(1, 2000) n where m.visibility = 'public'
                """);
        TestServers.execute(
                database,
                "with f as (insert into advisories.feeds (name, kind, next_at, address, asks) values ('api-127.0.0.1-"
                        + world.getAddress().getPort() + "', 'api', now() + interval '1 hour', 'http://127.0.0.1:"
                        + world.getAddress().getPort() + "', '{npm}') returning id)"
                        + " insert into advisories.imports (feed_id, state, attempts, leased_until, counts)"
                        + " select id, 'running', 1, now() - interval '1 minute', '{\"files\": 502, \"asks\": [\"npm\"], \"after\": [\"npm\", \"p00500\"]}' from f");
        hit("GHSA-9", "npm", "p01999");
        deploy(vertx, "advisories.apis", "npm WORLD");
        settled(1);
        assertThat(last()).isEqualTo("done");
        assertThat(asked.stream().map(one -> one.getJsonArray("queries").size()))
                .as("a thousand at a time")
                .containsExactly(1000, 500);
        assertThat(query("select counts ->> 'files' from advisories.imports")).isEqualTo("2002");
        assertThat(query("select id from advisories.records")).isEqualTo("GHSA-9");
    }

    @Test
    void what_the_api_says_wrongly_is_named_or_refused(Vertx vertx) {
        hit("GHSA-1", "npm", "a");
        records.put("GHSA-2", Osv.record("GHSA-other", "npm", "a", "0", "1.0.0"));
        answer =
                "{\"results\": [{\"vulns\": [{\"id\": \"GHSA-1\"}, {\"id\": \"GHSA-2\"}, {\"id\": \"../etc\"}, {\"id\": 7}]}, {}]}";
        deploy(vertx, "advisories.apis", "npm WORLD");
        settled(1);
        assertThat(last()).isEqualTo("done");
        assertThat(
                        query(
                                "select string_agg(b ->> 'name' || ': ' || (b ->> 'reason'), ', ') from advisories.imports, jsonb_array_elements(broken) b"))
                .contains(
                        "GHSA-2: What the feed has under it is the record GHSA-other",
                        "../etc: The feed names it, and has it not");

        for (var wrong : Map.of(
                        "{\"results\": []}", "The answer has 0 results to 2 questions",
                        "{\"results\"", "The answer is no JSON",
                        "[[[[[", "The answer is no JSON",
                        "{\"results\": [{\"next_page_token\": \"on\"}, {}]}", "The answer has 2 results to 1 questions")
                .entrySet()) {
            answer = wrong.getKey();
            int before = Integer.parseInt(query("select count(*) from advisories.imports"));
            again(before + 1);
            assertThat(last()).isEqualTo("failed: " + wrong.getValue());
        }
        assertThat(query("select string_agg(id, ' ') from advisories.records")).isEqualTo("GHSA-1");
    }
}
