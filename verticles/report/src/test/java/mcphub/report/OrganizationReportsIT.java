package mcphub.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import mcphub.harness.Packages;
import mcphub.harness.Pdf;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Reports of organizations: what they tell, and whom. */
@Order(1) // what takes long begins first
final class OrganizationReportsIT extends ReportsCase {
    @Test
    void what_is_private_is_reported_to_its_organization_and_within_it_to_its_area() {
        String hidden = hub.upload("hidden-" + org.substring(org.length() - 6), Packages.good("hidden", "1.0.0"));
        String area = area("vault");
        hide(hidden, area);
        var stranger = people.join("stranger");
        var inside = people.join("inside");
        var outside = people.join("outside");
        people.member(owner, org, inside, "VIEWER");
        people.member(owner, org, outside, "MEMBER");
        owner.api()
                .call(
                        201,
                        "POST",
                        org + "/areas/" + area + "/members",
                        JsonObject.of("user_id", inside.id(), "role", "VIEWER"));

        stranger.api().call(404, "POST", people.organization(stranger) + "/reports", of(snapshotOf(hidden)));
        String path = made(of(snapshotOf(hidden)));

        inside.api().get(path);
        assertThat(Pdf.get(inside, path + ".pdf").statusCode()).isEqualTo(200);
        assertThat(inside.api().get(org + "/reports").getInteger("total")).isEqualTo(1);
        outside.api().call(404, "GET", path, null);
        assertThat(Pdf.get(outside, path + ".pdf").statusCode()).isEqualTo(404);
        assertThat(outside.api().get(org + "/reports").getInteger("total")).isZero();

        String name = hub.query("select name from catalog.mcps where id = '" + hidden + "'");
        ask(name);
        String overall = made(JsonObject.of("type", "ORGANIZATION"));
        inside.api().get(overall);
        outside.api().call(404, "GET", overall, null);
        String moved = area("attic");
        hub.execute("update catalog.mcps set area_id = '" + moved + "' where id = '" + hidden + "'");
        String later = made(JsonObject.of("type", "ORGANIZATION"));
        owner.api().get(later);
        inside.api().call(404, "GET", later, null);
    }

    @Test
    void an_exception_for_what_lies_in_an_area_is_told_to_those_who_see_the_area() {
        String hidden = hub.upload("excepted-" + org.substring(org.length() - 6), Packages.good("excepted", "1.0.0"));
        String area = area("vault");
        hide(hidden, area);
        String policy = deny("Nothing old", "AGE", "max_days:1");
        owner.api()
                .call(
                        201,
                        "POST",
                        policy + "/exceptions",
                        JsonObject.of(
                                "mcp",
                                hidden,
                                "reason",
                                "Runs in the vault only",
                                "ends_at",
                                Instant.now().plus(Duration.ofDays(30)).toString()));
        var outside = people.join("outside");
        people.member(owner, org, outside, "MEMBER");

        String path = made(JsonObject.of("type", "ORGANIZATION"));

        assertThat(textOf(path)).contains("Nothing old Runs in the vault only owner-");
        outside.api().call(404, "GET", path, null);
        assertThat(Pdf.get(outside, path + ".pdf").statusCode()).isEqualTo(404);
    }

    @Test
    void an_organization_is_told_what_it_uses_and_what_its_policies_said() {
        String good = "good-" + org.substring(org.length() - 6);
        hub.upload(good, Packages.good("good", "1.0.0"));
        deny("No bad ones", "SCORE", "min:70");
        ask(good, NAME, "nobody-knows-this");

        String text = textOf(made(JsonObject.of("type", "ORGANIZATION", "paper", "LETTER")));

        assertThat(text)
                .contains("3 MCP servers are in use. By the newest verdict on each, 1 is allowed and 2 denied.")
                .contains(good, NAME, "nobody-knows-this", "No bad ones", "SCORE min:70")
                .contains("Failed 1");
        assertThat(text).contains(hub.api().get(hub.latest(mcp) + "/scores").getInteger("global_score") + " F");
    }

    @Test
    void what_is_allowed_in_one_environment_and_denied_in_another_is_told_apart() {
        var policy = owner.api().get(deny("Not there", "SCORE", "min:70"));
        owner.api()
                .call(
                        200,
                        "PATCH",
                        org + "/policies/" + policy.getString("id"),
                        JsonObject.of("environments", JsonArray.of("production")));
        hub.execute("update org.orgs set environments = '{production,staging}' where id = '" + orgId() + "'");
        for (String environment : List.of("production", "staging")) {
            pipeline.call(
                    200,
                    "POST",
                    "/api/v1/ci/evaluate",
                    JsonObject.of("mcps", JsonArray.of(JsonObject.of("name", NAME)), "environment", environment));
        }

        String text = textOf(made(JsonObject.of("type", "ORGANIZATION")));

        assertThat(text)
                .contains("1 MCP server is in use. By the newest verdict on each, 0 are allowed and 1 denied,"
                        + " in at least one of the environments in which they are used.")
                .containsPattern("production\\s+Denied")
                .containsPattern("staging\\s+Allowed");
    }

    @Test
    void what_was_asked_of_an_area_before_it_was_certified_is_told_to_those_who_see_the_area() {
        String area = area("vault");
        String name = "planned-" + orgId();
        hub.execute("insert into catalog.mcps (name, source_type, visibility, org_id, area_id) values ('" + name
                + "', 'upload', 'private', '" + orgId() + "', '" + area + "')");
        ask(name);
        var outside = people.join("outside");
        people.member(owner, org, outside, "MEMBER");

        String path = made(JsonObject.of("type", "ORGANIZATION"));

        outside.api().call(404, "GET", path, null);
        String evaluation = hub.query("select id from policy.evaluations where org_id = '" + orgId() + "'");
        owner.api().get(org + "/evaluations/" + evaluation);
        outside.api().call(404, "GET", org + "/evaluations/" + evaluation, null);
    }

    @Test
    void endless_names_make_no_endless_report() {
        ask("asked-long-ago");
        hub.execute(
                "insert into policy.evaluations (org_id, result, mcps, denied, caller_kind, rulebook, request, facts, answer) select org_id, 'FAIL', 1000, 1000, caller_kind, rulebook, n::text, (select json_agg(null::text) from generate_series(1, 1000)), json_build_object('mcps', (select json_agg(json_build_object('name', 'name-' || n || '-' || i, 'result', 'DENIED', 'reason', 'Unknown')) from generate_series(1, 1000) i)) from policy.evaluations cross join generate_series(1, 60) n where org_id = '"
                        + orgId() + "'");

        String text = textOf(made(JsonObject.of("type", "ORGANIZATION")));

        assertThat(text).contains("Of 50000 MCP servers, this report has the 2000 that were asked about last");
        assertThat(text).doesNotContain("asked-long-ago");
    }

    @Test
    void a_pipeline_that_asks_the_same_all_day_does_not_hide_what_others_use() {
        ask("asked-once");
        ask("asked-often");
        hub.execute(
                "insert into policy.evaluations (org_id, result, mcps, denied, caller_kind, rulebook, request, facts, answer) select org_id, result, mcps, denied, caller_kind, rulebook, request, facts, answer from policy.evaluations cross join generate_series(1, 600) where org_id = '"
                        + orgId() + "' and request like '%asked-often%'");

        assertThat(textOf(made(JsonObject.of("type", "ORGANIZATION"))))
                .contains("2 MCP servers are in use", "asked-once", "Evaluations 602");
    }

    @Test
    void an_organization_that_asked_for_nothing_hears_that() {
        assertThat(textOf(made(JsonObject.of("type", "ORGANIZATION"))))
                .contains("No pipeline of this organization asked");
    }
}
