package mcphub.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.List;
import mcphub.harness.ApiClient;
import mcphub.harness.HubUnderTest;
import mcphub.harness.Packages;
import mcphub.harness.Parallel;
import org.junit.jupiter.api.Test;

/** What becomes of versions that are asked for, and of sources that do not exist. */
final class WishesIT extends PublishingCase {
    @Test
    void what_is_asked_for_is_a_version_at_once_and_keeps_its_id() {
        var ann = people.join("ann");
        String mcp = id(ann.api().call(201, "POST", MCPS, npm("asked")));
        hub.awaitSettled(mcp);
        registry.publish("asked", "1.1.0", Packages.good("asked", "1.1.0"));
        registry.publish("asked", "2.0.0-beta.1", Packages.good("asked", "2.0.0-beta.1"));
        registry.tag("asked", "latest", "1.0.0").tag("asked", "next", "2.0.0-beta.1");

        String exact = accepted(ann.api(), mcp, "1.1.0");
        String tagged = accepted(ann.api(), mcp, "next");
        hub.awaitSettled(mcp);
        var version = version(ann.api(), mcp, exact);
        assertThat(id(version)).isEqualTo(exact);
        assertThat(version.getString("visible_version")).isEqualTo("1.1.0");
        assertThat(version.getString("status")).isEqualTo("CERTIFIED");
        assertThat(version(ann.api(), mcp, tagged).getString("visible_version")).isEqualTo("2.0.0-beta.1");
        assertThat(accepted(ann.api(), mcp, "1.1.0")).isEqualTo(exact);
    }

    @Test
    void a_wish_for_what_is_there_already_leads_there() {
        var ann = people.join("ann");
        String mcp = id(ann.api().call(201, "POST", MCPS, npm("there")));
        hub.awaitSettled(mcp);
        String there = id(ann.api().get(MCPS + '/' + mcp).getJsonObject("latest_version"));

        String asked = accepted(ann.api(), mcp, "");
        hub.awaitSettled(mcp);
        assertThat(id(version(ann.api(), mcp, asked))).isEqualTo(there);
        assertThat(ann.api()
                        .get(MCPS + '/' + mcp + "/versions/" + asked + "/snapshot/latest")
                        .getString("version_id"))
                .isEqualTo(there);
        assertThat(ann.api().get(MCPS + '/' + mcp + "/versions").getInteger("total"))
                .isEqualTo(1);
        assertThat(accepted(ann.api(), mcp, "")).as("the same wish").isEqualTo(asked);
        hub.awaitSettled(mcp);
        assertThat(id(version(ann.api(), mcp, asked))).isEqualTo(there);
    }

    @Test
    void what_does_not_exist_fails_with_what_there_is_instead_and_can_be_asked_for_again() {
        var ann = people.join("ann");
        var source = npm("lacking");
        registry.publish("lacking", "1.4.0", Packages.good("lacking", "1.4.0"));
        registry.publish("lacking", "2.0.0", Packages.good("lacking", "2.0.0"));
        String mcp = id(ann.api().call(201, "POST", MCPS, source));
        hub.awaitSettled(mcp);

        String asked = accepted(ann.api(), mcp, "1.9.9");
        hub.awaitSettled(mcp);
        var failed = version(hub.api(), mcp, asked);
        assertThat(failed.getString("status")).isEqualTo("FAILED");
        assertThat(failed.getString("status_reason"))
                .isEqualTo(
                        "The package lacking has no version 1.9.9; its nearest is 1.4.0, its newest 2.0.0 (latest).");
        assertThat(statuses(mcp, asked)).containsExactly("PENDING_ANALYSIS", "FAILED");
        assertThat(ann.api()
                        .get(MCPS + '/' + mcp)
                        .getJsonObject("latest_version")
                        .getString("visible_version"))
                .isEqualTo("2.0.0");

        registry.publish("lacking", "1.9.9", Packages.good("lacking", "1.9.9"));
        people.join("eve").api().call(403, "POST", MCPS + '/' + mcp + "/versions/" + asked + "/reanalyze", null);
        ann.api().call(202, "POST", MCPS + '/' + mcp + "/versions/" + asked + "/reanalyze", null);
        hub.awaitSettled(mcp);
        assertThat(version(hub.api(), mcp, asked).getString("status")).isEqualTo("CERTIFIED");
    }

    @Test
    void a_package_that_does_not_exist_fails_and_is_there_when_it_appears() {
        var ann = people.join("ann");
        var body = JsonObject.of("source", JsonObject.of("type", "npm", "package", "not-yet"));
        var made = ann.api().call(201, "POST", MCPS, body);
        String mcp = id(made);
        assertThat(made.getJsonObject("latest_version").getString("status")).isEqualTo("PENDING_ANALYSIS");
        hub.awaitSettled(mcp);
        var failed = hub.api().get(MCPS + '/' + mcp).getJsonObject("latest_version");
        assertThat(failed.getString("status")).isEqualTo("FAILED");
        assertThat(failed.getString("status_reason")).isEqualTo("The registry has no package not-yet.");
        assertThat(hub.api().get(MCPS + "?status=FAILED&q=not-yet").getInteger("total"))
                .isEqualTo(1);

        registry.publish("not-yet", "1.0.0", Packages.good("not-yet", "1.0.0"));
        assertThat(accepted(ann.api(), mcp, "")).isEqualTo(id(failed));
        hub.awaitSettled(mcp);
        var now = hub.api().get(MCPS + '/' + mcp).getJsonObject("latest_version");
        assertThat(id(now)).isEqualTo(id(failed));
        assertThat(now.getString("visible_version")).isEqualTo("1.0.0");
        assertThat(statuses(mcp, id(now)))
                .containsExactly(
                        "PENDING_ANALYSIS",
                        "FAILED",
                        "PENDING_ANALYSIS",
                        "INGESTING",
                        "INGESTED",
                        "ANALYZING",
                        "CERTIFIED");
    }

    @Test
    void an_organization_hears_once_that_what_it_registered_does_not_exist() {
        var ann = people.join("ann");
        String org = people.organization(ann, "hears");
        hub.execute("insert into webhook.subscriptions (org_id, url, events, secret) values ('"
                + org.substring(org.lastIndexOf('/') + 1)
                + "', 'https://hooks.example.org/', '{version.failed}', '\\x00')");
        var body = JsonObject.of("source", JsonObject.of("type", "npm", "package", "unheard-of"));
        String mcp = id(ann.api().call(201, "POST", MCPS, body.put("organization", "hears")));
        hub.awaitSettled(mcp);
        // as a repository's or a package's turn would
        hub.execute("select analysis.queue_resolve('" + mcp + "', '')");
        hub.awaitSettled(mcp);
        assertThat(hub.query("select json_agg(e.payload::json -> 'data' ->> 'reason') from webhook.events e"))
                .isEqualTo("[\"The registry has no package unheard-of.\"]");
    }

    @Test
    void many_who_ask_at_once_for_the_same_get_the_same() throws InterruptedException {
        var ann = people.join("ann");
        String mcp = id(ann.api().call(201, "POST", MCPS, npm("crowded")));
        registry.publish("crowded", "1.1.0", Packages.good("crowded", "1.1.0"));
        var asked = Parallel.run(8, i -> accepted(ann.api(), mcp, "1.1.0"));
        assertThat(asked).containsOnly(asked.getFirst());
        hub.awaitSettled(mcp);
        assertThat(version(hub.api(), mcp, asked.getFirst()).getString("status"))
                .isEqualTo("CERTIFIED");
    }

    @Test
    void so_many_wishes_are_open_at_once_and_so_many_failures_are_kept() {
        var ann = people.join("ann");
        String mcp = id(ann.api().call(201, "POST", MCPS, npm("wishful")));
        hub.awaitSettled(mcp);
        wishes(mcp, 1, 100, "PENDING_ANALYSIS");
        var another = JsonObject.of("ref", "9.9.101");
        assertThat(ann.api()
                        .call(429, "POST", MCPS + '/' + mcp + "/versions", another)
                        .getString("message"))
                .contains("100 versions are asked for");
        accepted(ann.api(), mcp, "1.0.0");
        accepted(ann.api(), mcp, "9.9.7");
        hub.execute(
                "update analysis.versions set status = 'FAILED' where wanted is not null and mcp_id = '" + mcp + "'");
        wishes(mcp, 102, 130, "FAILED");
        accepted(ann.api(), mcp, "9.9.101");
        hub.awaitSettled(mcp);
        assertThat(hub.api().get(MCPS + '/' + mcp + "/versions").getInteger("total"))
                .isEqualTo(102);
        assertThat(hub.query(
                        "select count(*) from analysis.versions where wanted in ('9.9.1', '9.9.130') and mcp_id = '"
                                + mcp + "'"))
                .as("the newest are kept")
                .isEqualTo("1");
    }

    private void wishes(String mcp, int from, int to, String status) {
        hub.execute(
                "insert into analysis.versions (mcp_id, visible_version, source_type, source_ref, wanted, status, updated_at)"
                        + " select '" + mcp + "', '9.9.' || n, 'npm', '9.9.' || n, '9.9.' || n, '" + status
                        + "', now() + n * interval '1 ms' - interval '1 minute' from generate_series(" + from + ", "
                        + to + ") n");
    }

    @Test
    void a_suspended_organization_asks_for_nothing() {
        var ann = people.join("ann");
        String org = people.organization(ann, "halted");
        String mcp = id(ann.api().call(201, "POST", MCPS, npm("halted-tool").put("organization", "halted")));
        hub.awaitSettled(mcp);
        hub.execute("update org.orgs set status = 'SUSPENDED' where id = '" + org.substring(org.lastIndexOf('/') + 1)
                + "'");
        HubUnderTest.until(() -> ann.api().send("GET", org).statusCode() == 403);
        String code = ann.api()
                .call(403, "POST", MCPS + '/' + mcp + "/versions", JsonObject.of("ref", "1.0.0"))
                .getString("code");
        assertThat(code).isEqualTo("ACCOUNT_SUSPENDED");
        assertThat(hub.query("select count(*) from analysis.versions where mcp_id = '" + mcp + "'"))
                .isEqualTo("1");
    }

    @Test
    void what_is_deleted_meanwhile_is_no_failure() {
        var ann = people.join("ann");
        registry.publish("short-lived", "1.0.0", Packages.good("short-lived", "1.0.0"));
        registry.delay(300);
        var body = JsonObject.of(
                "source", JsonObject.of("type", "npm", "package", "short-lived"), "visibility", "private");
        String mcp = id(ann.api().call(201, "POST", MCPS, body));
        ann.api().call(204, "DELETE", MCPS + '/' + mcp, null);
        hub.awaitSettled(mcp);
        registry.delay(0);
        assertThat(hub.query("select j.state || ': ' || j.error from analysis.jobs j where j.mcp_id = '" + mcp
                        + "' order by j.created_at desc limit 1"))
                .isEqualTo("deleted: The MCP was deleted");
    }

    @Test
    void a_private_wish_is_nobody_elses_business() {
        var ann = people.join("ann");
        var eve = people.join("eve").api();
        var body = JsonObject.of(
                "source", JsonObject.of("type", "npm", "package", "hidden-wish"), "visibility", "private");
        String mcp = id(ann.api().call(201, "POST", MCPS, body));
        String asked = accepted(ann.api(), mcp, "3.0.0");
        hub.awaitSettled(mcp);
        assertThat(version(ann.api(), mcp, asked).getString("status_reason"))
                .isEqualTo("The registry has no package hidden-wish.");
        eve.call(404, "POST", MCPS + '/' + mcp + "/versions", JsonObject.of("ref", "3.0.0"));
        eve.call(404, "GET", MCPS + '/' + mcp + "/versions/" + asked, null);
        hub.api().call(404, "GET", MCPS + '/' + mcp + "/versions/" + asked, null);
        hub.api().call(401, "POST", MCPS + '/' + mcp + "/versions", JsonObject.of("ref", "3.0.0"));
        hub.execute("update identity.users set status = 'SUSPENDED' where id = '" + ann.id() + "'");
        HubUnderTest.until(() ->
                ann.api().send("GET", MCPS + '/' + mcp + "/versions/" + asked).statusCode() == 403);
    }

    @Test
    void no_latest_and_taken_back_are_told_apart() {
        var ann = people.join("ann");
        registry.publish("odd-nolatest", "1.0.0", Packages.good("odd-nolatest", "1.0.0"));
        registry.tag("odd-nolatest", "next", "1.0.0").untag("odd-nolatest", "latest");
        registry.unpublish("taken-back", "2026-01-14T10:00:00.000Z");
        var body = JsonObject.of("source", JsonObject.of("type", "npm", "package", "odd-nolatest"));
        String mcp = id(ann.api().call(201, "POST", MCPS, body));
        String asked = accepted(ann.api(), mcp, "latest");
        hub.awaitSettled(mcp);
        assertThat(version(ann.api(), mcp, asked).getString("status_reason"))
                .isEqualTo("The package odd-nolatest has no tag latest; its newest is 1.0.0 (next).");
        assertThat(ann.api()
                        .get(MCPS + '/' + mcp)
                        .getJsonObject("latest_version")
                        .getString("status"))
                .as("what npm installs by the bare name")
                .isEqualTo("CERTIFIED");

        var gone = JsonObject.of("source", JsonObject.of("type", "npm", "package", "taken-back"));
        String taken = id(ann.api().call(201, "POST", MCPS, gone));
        hub.awaitSettled(taken);
        assertThat(ann.api()
                        .get(MCPS + '/' + taken)
                        .getJsonObject("latest_version")
                        .getString("status_reason"))
                .isEqualTo("The package taken-back was unpublished on 2026-01-14.");
    }

    @Test
    void a_repository_that_does_not_exist_fails_with_the_reason() {
        var ann = people.join("ann");
        String address = registry.url() + "owner/nothing";
        var source = JsonObject.of("type", "git", "url", address);
        String mcp = id(ann.api().call(201, "POST", MCPS, JsonObject.of("source", source, "name", "nothing")));
        hub.awaitSettled(mcp);
        var version = ann.api().get(MCPS + '/' + mcp).getJsonObject("latest_version");
        assertThat(version.getString("status")).isEqualTo("FAILED");
        assertThat(version.getString("status_reason")).isNotBlank();
    }

    private String accepted(ApiClient api, String mcp, String ref) {
        var reply = api.send("POST", MCPS + '/' + mcp + "/versions", JsonObject.of("ref", ref));
        assertThat(reply.statusCode()).as(reply.body()).isEqualTo(202);
        String asked = id(new JsonObject(reply.body()));
        assertThat(reply.headers().firstValue("location")).contains(MCPS + '/' + mcp + "/versions/" + asked);
        return asked;
    }

    private static JsonObject version(ApiClient api, String mcp, String version) {
        return api.get(MCPS + '/' + mcp + "/versions/" + version);
    }

    private List<String> statuses(String mcp, String version) {
        return hub.api().get(MCPS + '/' + mcp + "/versions/" + version + "/events").getJsonArray("events").stream()
                .map(event -> ((JsonObject) event).getString("status"))
                .toList();
    }
}
