package mcphub.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import mcphub.harness.ApiClient;
import mcphub.harness.HubUnderTest;
import mcphub.harness.People;
import mcphub.kernel.Contract.Operation;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every operation of the contract, asked by everybody who could ask. Whether somebody is let in is told from the answer: who is, hears of a wrong body or a thing
 * that is not there; who is not, hears 401, 403, or that there is no such organization.
 */
final class AccessMatrixIT {
    private static final String NOBODY = "00000000-0000-4000-8000-000000000000";
    private static WholeHub hub;
    private static People people;
    private static String org;
    private static String suspendedOrg;
    private static final Map<Who, ApiClient> CALLERS = new EnumMap<>(Who.class);
    private static final Map<Who, String> EMAILS = new EnumMap<>(Who.class);

    /** What comes of it. */
    private enum Outcome {
        ADMITTED,
        UNAUTHORIZED,
        FORBIDDEN,
        SUSPENDED,
        NO_ORG
    }

    /** The roles of an organization as the domain page lists them: which permissions the lowest of them has. */
    private static final Map<Who, Set<String>> PERMISSIONS = Map.of(
            Who.VIEWER, Set.of("org:view", "members:view", "policies:view", "reports:view", "mcps:view"),
            Who.MEMBER,
                    Set.of("org:view", "members:view", "policies:view", "reports:view", "mcps:view", "mcps:publish"),
            Who.ADMIN,
                    Set.of(
                            "org:view",
                            "org:edit",
                            "members:view",
                            "members:invite",
                            "members:remove",
                            "members:role",
                            "areas:manage",
                            "policies:view",
                            "policies:manage",
                            "tokens:manage",
                            "audit:view",
                            "reports:create",
                            "reports:view",
                            "mcps:view",
                            "mcps:publish"));

    @BeforeAll
    static void everybody() {
        hub = WholeHub.inProcess(Map.of());
        people = new People(hub);
        var owner = people.join("owner");
        org = people.organization(owner, "acme");
        CALLERS.put(Who.ANONYMOUS, hub.api());
        put(Who.OWNER, owner);
        for (Who who : List.of(Who.VIEWER, Who.MEMBER, Who.ADMIN)) {
            var person = people.join(who.name());
            people.member(owner, org, person, who.name());
            put(who, person);
        }
        var stranger = people.join("stranger");
        String elsewhere = people.organization(stranger, "elsewhere");
        put(Who.STRANGER, stranger);
        for (Who who : List.of(Who.AUDITOR, Who.PLATFORM_ADMIN)) {
            var person = people.join(who.name());
            hub.execute("update identity.users set platform_role = '" + who + "' where id = '" + person.id() + "'");
            put(who, person);
        }
        for (String verb : List.of("read", "publish", "ci", "report")) {
            String token = people.token(owner, org, verb + ":org:acme").getString("token");
            CALLERS.put(
                    Who.valueOf(verb.toUpperCase(java.util.Locale.ROOT) + "_TOKEN"),
                    hub.api().as(token));
        }
        String[] all = {"read:org:*", "publish:org:*", "ci:org:*", "report:org:*"};
        CALLERS.put(
                Who.OTHERS_TOKEN,
                hub.api().as(people.token(stranger, elsewhere, all).getString("token")));
        var expired = people.token(owner, org, all);
        hub.execute("update org.tokens set expires_at = now() - interval '1 second' where id = '"
                + expired.getString("id") + "'");
        CALLERS.put(Who.EXPIRED_TOKEN, hub.api().as(expired.getString("token")));
        var revoked = people.token(owner, org, all);
        owner.api().call(204, "DELETE", org + "/tokens/" + revoked.getString("id"), null);
        CALLERS.put(Who.REVOKED_TOKEN, hub.api().as(revoked.getString("token")));
        var suspended = people.join("suspended");
        people.member(owner, org, suspended, "ADMIN");
        hub.execute("update identity.users set status = 'SUSPENDED' where id = '" + suspended.id() + "'");
        put(Who.SUSPENDED_USER, suspended);
        var ofSuspended = people.join("of-suspended");
        put(Who.MEMBER_OF_SUSPENDED, ofSuspended);
        suspendedOrg = people.organization(ofSuspended, "suspended");
        hub.execute("update org.orgs set status = 'SUSPENDED' where slug = 'suspended'");
    }

    private static void put(Who who, People.Person person) {
        CALLERS.put(who, person.api());
        EMAILS.put(who, person.email());
    }

    private static ApiClient caller(Who who) {
        return Objects.requireNonNull(CALLERS.get(who));
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    @Test
    void every_operation_lets_in_whom_the_domain_says_and_nobody_else() {
        var wrong = new ArrayList<String>();
        int cases = 0;
        for (Operation operation : operations()) {
            for (Who who : Who.values()) {
                String path = path(operation, who == Who.MEMBER_OF_SUSPENDED ? suspendedOrg : org);
                var response = ask(caller(who), operation, path);
                Outcome outcome = outcome(operation, response);
                Outcome expected = expected(operation, who);
                cases++;
                if (outcome != expected) {
                    wrong.add(operation.id() + " by " + who + ": expected " + expected + ", got "
                            + response.statusCode() + " " + response.body());
                }
                putBack(operation, who, response);
            }
        }
        System.out.println(cases + " cases of who may do what: "
                + ApiClient.contract().operations().size() + " operations, " + Who.values().length + " callers");
        assertThat(wrong).isEmpty();
    }

    @Test
    void what_is_somebody_elses_is_answered_like_what_does_not_exist() {
        for (Operation operation : operations()) {
            if (operation.path().startsWith("/api/v1/orgs/{orgId}")) {
                var stranger = caller(Who.STRANGER);
                var real = ask(stranger, operation, path(operation, org));
                var none = ask(stranger, operation, path(operation, "/api/v1/orgs/" + NOBODY));
                assertThat(real.statusCode()).as(operation.id()).isEqualTo(404);
                assertThat(withoutId(real)).isEqualTo(withoutId(none));
            }
        }
    }

    /** Those that end something come last. */
    private static List<Operation> operations() {
        var last = List.of("org.leaveOrg", "org.deleteOrg", "identity.logout");
        return ApiClient.contract().operations().stream()
                .sorted(Comparator.comparingInt(o -> last.indexOf(o.id())))
                .toList();
    }

    private static String path(Operation operation, String inOrg) {
        return operation
                .path()
                .replace("/api/v1/orgs/{orgId}", inOrg)
                .replace("{token}", "mcphub_inv_none")
                .replace("{asset}", "home.css")
                .replace("{scope}", "@acme")
                .replaceAll("\\{\\w+}", NOBODY);
    }

    /** A body that is wrong: whoever is let in hears so, and nothing changes. */
    private static HttpResponse<String> ask(ApiClient caller, Operation operation, String path) {
        boolean json = operation.model().containsKey("requestBody")
                && operation
                        .model()
                        .getJsonObject("requestBody")
                        .getJsonObject("content")
                        .containsKey("application/json");
        return caller.send(operation.method(), path, json ? new JsonObject().put("nonsense", true) : null);
    }

    private static Outcome outcome(Operation operation, HttpResponse<String> response) {
        if (response.statusCode() == 401) {
            return Outcome.UNAUTHORIZED;
        }
        if (response.statusCode() == 403) {
            return response.body().contains("account_suspended") ? Outcome.SUSPENDED : Outcome.FORBIDDEN;
        }
        return response.statusCode() == 404
                        && response.body().contains("Organization not found")
                        && !operation.verticle().equals("admin")
                ? Outcome.NO_ORG
                : Outcome.ADMITTED;
    }

    private static Outcome expected(Operation operation, Who who) {
        var rule = operation.model().getJsonObject("x-access");
        if (rule.containsKey("credential")) {
            return rule.getString("credential").equals("signature") ? Outcome.UNAUTHORIZED : Outcome.ADMITTED;
        }
        if (who == Who.EXPIRED_TOKEN || who == Who.REVOKED_TOKEN) {
            return Outcome.UNAUTHORIZED;
        }
        if (who == Who.SUSPENDED_USER) {
            return Outcome.SUSPENDED;
        }
        if (rule.containsKey("anyone")) {
            return Outcome.ADMITTED;
        }
        if (who == Who.ANONYMOUS) {
            return Outcome.UNAUTHORIZED;
        }
        if (rule.containsKey("platformRole")) {
            boolean may = who == Who.PLATFORM_ADMIN
                    || (who == Who.AUDITOR && rule.getString("platformRole").equals("AUDITOR"));
            return may ? Outcome.ADMITTED : Outcome.FORBIDDEN;
        }
        String scope = rule.getString(rule.containsKey("token") ? "token" : "scope", "none");
        String verb = who.name().replace("_TOKEN", "").toLowerCase(java.util.Locale.ROOT);
        if (rule.containsKey("signedIn") || rule.containsKey("token")) {
            boolean others = who == Who.OTHERS_TOKEN && !scope.equals("none");
            boolean person = !who.name().endsWith("TOKEN") && rule.containsKey("signedIn");
            return person || verb.equals(scope) || others ? Outcome.ADMITTED : Outcome.FORBIDDEN;
        }
        String permission = rule.getString("permission");
        return switch (who) {
            case STRANGER, AUDITOR, PLATFORM_ADMIN, OTHERS_TOKEN -> Outcome.NO_ORG;
            case MEMBER_OF_SUSPENDED -> Outcome.SUSPENDED;
            case VIEWER, MEMBER, ADMIN ->
                PERMISSIONS.getOrDefault(who, Set.of()).contains(permission) ? Outcome.ADMITTED : Outcome.FORBIDDEN;
            case OWNER -> Outcome.ADMITTED;
            case READ_TOKEN, PUBLISH_TOKEN, CI_TOKEN, REPORT_TOKEN ->
                verb.equals(scope) ? Outcome.ADMITTED : Outcome.FORBIDDEN;
            case ANONYMOUS, EXPIRED_TOKEN, REVOKED_TOKEN, SUSPENDED_USER -> throw new IllegalStateException();
        };
    }

    /** Who left, deleted or signed out is put back, for those who ask after. */
    private static void putBack(Operation operation, Who who, HttpResponse<String> response) {
        if (response.statusCode() != 204) {
            return;
        }
        if (operation.id().equals("identity.logout")) {
            put(who, people.signIn(Objects.requireNonNull(EMAILS.get(who))));
            return;
        }
        hub.execute("update org.orgs set deleted_at = null where slug = 'acme'");
        hub.execute(
                "insert into org.members (org_id, user_id, role) select o.id, u.id, split_part(upper(u.name), '-', 1)"
                        + " from org.orgs o, identity.users u where o.slug = 'acme'"
                        + " and split_part(upper(u.name), '-', 1) in ('VIEWER', 'MEMBER', 'ADMIN') on conflict (org_id, user_id) do nothing");
        for (int i = 0; i < 100 && caller(who).send("GET", org).statusCode() != 200; i++) {
            HubUnderTest.pause(20);
        }
    }

    private static String withoutId(HttpResponse<String> response) {
        return response.body().replaceAll("\"request_id\":\"[^\"]*\"", "");
    }

    @Test
    void an_unknown_credential_is_refused_wherever_it_is_looked_at() {
        for (String bad : List.of(
                "nonsense", "mcphub_" + "a".repeat(42), UUID.randomUUID().toString(), "a.b.c")) {
            var response = hub.api().as(bad).send("GET", "/api/v1/mcps");
            assertThat(response.statusCode()).as(bad).isEqualTo(401);
            assertThat(response.headers().firstValue("www-authenticate")).hasValue("Bearer");
        }
        assertThat(hub.api()
                        .send("GET", "/api/v1/mcps", "authorization", "Basic YTpi")
                        .statusCode())
                .isEqualTo(401);
    }
}
