package mcphub.advisories;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import mcphub.harness.TestServers;
import org.junit.jupiter.api.Test;

/** A registry, asked as npm audit asks. */
final class AuditedRegistryIT extends AskedFeedsCase {
    @Test
    void a_registry_is_asked_as_npm_audit_asks_and_its_word_gives_way_to_a_record(Vertx vertx) {
        answer = JsonObject.of(
                        "a",
                        JsonArray.of(
                                AuditStub.advisory("GHSA-xvch-5gv4-984h", ">=1.0.0 <1.2.6"),
                                AuditStub.advisory("GHSA-jf85-cpcp-j695", "<=1.0.0 || 3.0.0")),
                        "nobody",
                        JsonArray.of(AuditStub.advisory("GHSA-35jh-r3h4-6jhm", "*")),
                        "b",
                        JsonArray.of(
                                AuditStub.advisory("none", "*"), AuditStub.advisory("GHSA-35jh-r3h4-6jhm", "no range")))
                .encode();
        deploy(vertx, "advisories.registries", "npm WORLD/npm");
        settled(1);
        assertThat(last()).isEqualTo("done");
        assertThat(asked.getFirst().encode()).isEqualTo("{\"a\":[\"1.0.0\"],\"b\":[\"1.1.0\"]}");
        assertThat(
                        query(
                                "select string_agg(id || ' ' || severity || ' ' || score || ' ' || summary, ', ' order by id) from advisories.records"))
                .isEqualTo("GHSA-jf85-cpcp-j695 high 7.5 Title, GHSA-xvch-5gv4-984h high 7.5 Title");
        assertThat(query("select string_agg(ranges::text, ' ' order by record_id) from advisories.affected"))
                .contains(
                        "{\"last_affected\":\"1.0.0\"}",
                        "{\"introduced\":\"3.0.0\"},{\"last_affected\":\"3.0.0\"}",
                        "{\"introduced\":\"1.0.0\"},{\"fixed\":\"1.2.6\"}");
        assertThat(query("select jsonb_array_length(broken) from advisories.imports"))
                .isEqualTo("3");

        again(2);
        assertThat(query("select counts ->> 'unchanged' from advisories.imports order by created_at desc limit 1"))
                .isEqualTo("2");
        answer = JsonObject.of("a", JsonArray.of(AuditStub.advisory("GHSA-xvch-5gv4-984h", "<1.2.7")))
                .encode();
        again(3);
        assertThat(query("select ranges::text from advisories.affected where record_id like 'GHSA-xvch%'"))
                .contains("1.2.7");

        TestServers.execute(
                database,
                "with f as (insert into advisories.feeds (name, kind) values ('u', 'upload') returning id) "
                        + "update advisories.records set feed_id = f.id, modified = '2022-03-18' from f where records.id like 'GHSA-xvch%'");
        answer = JsonObject.of("a", JsonArray.of(AuditStub.advisory("GHSA-xvch-5gv4-984h", "<9.0.0")))
                .encode();
        again(4);
        assertThat(query("select ranges::text from advisories.affected where record_id like 'GHSA-xvch%'"))
                .contains("1.2.7");
    }

    @Test
    void a_registry_that_has_no_such_answer_says_so_in_its_feed(Vertx vertx) {
        deploy(vertx, "advisories.registries", "npm WORLD/npm");
        settled(1);
        assertThat(last())
                .isEqualTo(
                        "failed: This registry answers nothing to npm audit: it has no /-/npm/v1/security/advisories/bulk");
    }
}
