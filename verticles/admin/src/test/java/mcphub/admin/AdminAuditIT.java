package mcphub.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import mcphub.harness.ApiClient;
import org.junit.jupiter.api.Test;

/** What auditors see, and what the audit says of administrators. */
final class AdminAuditIT extends AdminCase {
    @Test
    void an_auditor_reads_everything_and_changes_nothing() {
        String email = unique("auditor");
        String id = people.account(email, "FREE");
        hub.execute("update identity.users set platform_role = 'AUDITOR' where id = '" + id + "'");
        var auditor = people.signIn(email).api();
        for (String read : List.of(
                "users",
                "orgs",
                "mcps",
                "categories",
                "tags",
                "audit",
                "jobs",
                "webhook-inbox",
                "settings",
                "statistics")) {
            auditor.get("/api/v1/admin/" + read);
        }
        auditor.call(403, "POST", USERS + "/" + id + "/suspend", null);
        auditor.call(403, "PATCH", "/api/v1/admin/settings", JsonObject.of("read_only", true));
    }

    @Test
    void the_three_views_of_the_audit_are_filtered_paged_and_exported_alike() {
        var fay = people.join("fay");
        String org = people.organization(fay);
        for (int i = 0; i < 5; i++) {
            people.token(fay, org, "read:org:*");
        }
        admin.api().call(200, "PATCH", USERS + "/" + fay.id() + "/plan", JsonObject.of("plan", "PRO"));
        String ofOrg = "/api/v1/admin/audit/orgs/" + org.replaceFirst(".*/", "");
        String ofUser = "/api/v1/admin/audit/users/" + fay.id();
        assertThat(admin.api().get(ofOrg + "?action=token.created").getInteger("total"))
                .isEqualTo(5);
        var seen = new ArrayList<String>();
        String cursor = "";
        do {
            var page = admin.api().get(ofUser + "?limit=3" + cursor);
            page.getJsonArray("events").forEach(e -> seen.add(((JsonObject) e).getString("action")));
            cursor = page.getString("next_cursor") == null ? "" : "&cursor=" + page.getString("next_cursor");
        } while (!cursor.isEmpty());
        assertThat(Set.copyOf(seen)).contains("token.created", "org.created", "user.signed_in", "user.plan_changed");
        var csv = admin.api().send("GET", ofUser, "accept", "text/csv");
        assertThat(csv.body().lines()).hasSize(seen.size() + 1);
        assertThat(csv.body()).startsWith("position,id,at");
        var all = admin.api().get("/api/v1/admin/audit?limit=100");
        assertThat(all.getJsonArray("events").stream()
                        .map(e -> ((JsonObject) e).getString("org_id"))
                        .distinct()
                        .count())
                .isGreaterThan(1);
        assertThat(admin.api()
                        .send("GET", "/api/v1/admin/audit?actor_id=" + fay.id(), "accept", "application/x-ndjson")
                        .body()
                        .lines()
                        .count())
                .isGreaterThanOrEqualTo(6);
        admin.api().call(400, "GET", "/api/v1/admin/audit?since=yesterday", null);
    }

    @Test
    void every_operation_says_what_is_not_there_and_what_is_wrong() {
        int cases = 0;
        for (var operation : ApiClient.contract().operations()) {
            if (!operation.verticle().equals("admin")) {
                continue;
            }
            var takes = operation.model().getJsonObject("requestBody");
            var body = takes == null
                    ? null
                    : takes.getJsonObject("content")
                            .getJsonObject("application/json")
                            .getJsonObject("example");
            if (operation.path().contains("{")) {
                admin.api().call(400, operation.method(), operation.path().replaceAll("\\{\\w+}", "nonsense"), body);
                int expected = operation.path().contains("/audit/") ? 200 : 404;
                admin.api().call(expected, operation.method(), operation.path().replaceAll("\\{\\w+}", NOBODY), body);
                cases += 2;
            }
            if (body != null) {
                String path = operation.path().replaceAll("\\{\\w+}", NOBODY);
                admin.api().call(400, operation.method(), path, JsonObject.of("nonsense", true));
                cases++;
            }
            if (operation.method().equals("GET")
                    && operation.path().endsWith("s")
                    && !operation.path().contains("{")
                    && !operation.name().startsWith("get")) {
                admin.api().call(400, "GET", operation.path() + "?limit=0", null);
                admin.api().call(400, "GET", operation.path() + "?offset=-1", null);
                cases += 2;
            }
        }
        System.out.println(cases + " cases of what is not there or wrong, at administrators' operations");
        assertThat(cases).isGreaterThan(80);
    }

    @Test
    void every_change_stands_in_the_audit_with_what_was_and_what_is() {
        var gus = people.join("gus");
        String path = USERS + "/" + gus.id();
        admin.api().call(200, "PUT", path, JsonObject.of("name", "Gustav", "email", gus.email()));
        admin.api().call(200, "PATCH", path + "/plan", JsonObject.of("plan", "PRO"));
        admin.api().call(200, "PATCH", path + "/role", JsonObject.of("platform_role", "AUDITOR"));
        admin.api().call(200, "POST", path + "/suspend", null);
        admin.api().call(200, "POST", path + "/activate", null);
        admin.api().call(204, "DELETE", path, null);
        admin.api().call(200, "POST", path + "/restore", null);
        assertThat(lastAudit("user.updated", gus.id())).contains("Gustav").contains(" > ");
        assertThat(lastAudit("user.role_changed", gus.id()))
                .contains("\"platform_role\": null")
                .contains("\"platform_role\": \"AUDITOR\"");
        assertThat(lastAudit("user.suspended", gus.id()))
                .contains("\"status\": \"ACTIVE\"")
                .contains("\"status\": \"SUSPENDED\"");
        assertThat(lastAudit("user.deleted", gus.id())).contains(gus.email());
        assertThat(lastAudit("user.restored", gus.id())).contains(gus.email());
        assertThat(
                        hub.query(
                                "select distinct actor_id from audit.events where target_id = '" + gus.id()
                                        + "' and action like 'user.%ed' and action not in ('user.signed_in') and actor_id is not null and action in ('user.updated', 'user.role_changed', 'user.suspended')"))
                .isEqualTo(admin.id());
    }
}
