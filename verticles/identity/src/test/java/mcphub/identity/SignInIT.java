package mcphub.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import mcphub.harness.HubUnderTest;
import mcphub.harness.Parallel;
import mcphub.harness.People;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** Signing in: who is let in, who has to wait, who hears what. */
@Order(1) // what takes long begins first
final class SignInIT extends SignInCase {
    @Test
    void a_sign_in_answers_with_tokens_that_work() {
        people.account("ann@example.org", "PRO");
        var response = login("ANN@example.org", People.PASSWORD, "203.0.113.1");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("cache-control")).hasValue("no-store");
        var tokens = new JsonObject(response.body());
        assertThat(tokens.fieldNames()).containsExactly("access_token", "token_type", "expires_in", "refresh_token");
        assertThat(tokens.getString("token_type")).isEqualTo("Bearer");
        assertThat(tokens.getInteger("expires_in")).isEqualTo(900);
        var me = hub.api().as(tokens.getString("access_token")).call(200, "GET", ME, null);
        assertThat(me.getString("email")).isEqualTo("ann@example.org");
        assertThat(me.getString("plan")).isEqualTo("PRO");
        assertThat(me.getBoolean("has_password")).isTrue();
    }

    @Test
    void an_unknown_address_a_wrong_password_and_a_deleted_account_are_answered_alike() {
        people.account("known@example.org", "FREE");
        hub.execute("update identity.users set deleted_at = now() where id = '"
                + people.account("deleted@example.org", "FREE") + "'");

        var unknown = login("unknown@example.org", People.PASSWORD, "203.0.113.2");
        var wrong = login("known@example.org", "not the password", "203.0.113.2");
        var deleted = login("deleted@example.org", People.PASSWORD, "203.0.113.2");

        for (var response : List.of(unknown, wrong, deleted)) {
            assertThat(response.statusCode()).isEqualTo(401);
            assertThat(withoutId(response)).isEqualTo(withoutId(unknown));
            assertThat(response.headers().map().keySet())
                    .isEqualTo(unknown.headers().map().keySet());
        }
    }

    private String withoutId(HttpResponse<String> response) {
        return response.body().replaceAll("\"request_id\":\"[^\"]*\"", "");
    }

    @Test
    void five_wrong_passwords_and_the_sixth_try_has_to_wait_even_with_the_right_one() {
        people.account("guessed@example.org", "FREE");
        for (int i = 0; i < 5; i++) {
            assertThat(login("guessed@example.org", "guess number " + i, "203.0.113.3")
                            .statusCode())
                    .isEqualTo(401);
        }
        var sixth = login("guessed@example.org", People.PASSWORD, "203.0.113.3");
        assertThat(sixth.statusCode()).isEqualTo(429);
        assertThat(Integer.parseInt(sixth.headers().firstValue("retry-after").orElseThrow()))
                .isBetween(1, 900);

        assertThat(login("guessed@example.org", People.PASSWORD, "203.0.113.4").statusCode())
                .as("its owner, from elsewhere")
                .isEqualTo(200);
        for (int i = 0; i < 5; i++) {
            assertThat(login("nobody@example.org", "guess number " + i, "203.0.113.3")
                            .statusCode())
                    .isEqualTo(401);
        }
        assertThat(login("nobody@example.org", "guess", "203.0.113.3").statusCode())
                .as("an address that nobody has waits just so")
                .isEqualTo(429);
    }

    @Test
    void guesses_at_once_are_counted_too() throws InterruptedException {
        people.account("raced@example.org", "FREE");
        var answers = Parallel.run(
                30,
                i -> login("raced@example.org", "guess number " + i, "203.0.113.5")
                        .statusCode());

        assertThat(answers).filteredOn(status -> status == 401).hasSize(5);
        assertThat(answers).filteredOn(status -> status == 429).hasSize(25);
    }

    @Test
    void rotating_the_keys_signs_nobody_out() {
        var before = people.join("before-rotation");
        int keys = jwks().size();
        Vertx vertx = Vertx.vertx();
        IdentityVerticle.rotateKeys(
                        vertx, HubUnderTest.reader(hub.databaseUrl(), Map.of()).read())
                .await();
        vertx.close().await();

        before.api().call(200, "GET", ME, null);
        var after = people.signIn(before.email());
        after.api().call(200, "GET", ME, null);
        assertThat(jwks()).hasSize(keys + 1);
        refresh(200, before.refreshToken());
        assertThat(hub.query("select count(*) from audit.events where action = 'signing_key.rotated'"))
                .isNotEqualTo("0");
    }

    private List<?> jwks() {
        var document = hub.api().get("/.well-known/jwks.json");
        assertThat(hub.api().get("/api/v1/auth/.well-known/jwks.json")).isEqualTo(document);
        assertThat(document.encode()).doesNotContain("\"d\":", "\"p\":");
        return document.getJsonArray("keys").getList();
    }

    @Test
    void a_suspended_account_hears_so_only_with_the_right_password() {
        String id = people.account("suspended@example.org", "FREE");
        hub.execute("update identity.users set status = 'SUSPENDED' where id = '" + id + "'");

        assertThat(login("suspended@example.org", "not it", "203.0.113.7").statusCode())
                .isEqualTo(401);
        var right = login("suspended@example.org", People.PASSWORD, "203.0.113.7");
        assertThat(right.statusCode()).isEqualTo(403);
        assertThat(new JsonObject(right.body()).getString("error")).isEqualTo("account_suspended");
    }

    @Test
    void a_configured_address_makes_an_administrator_once_it_is_proven() {
        people.account("boss@example.org", "FREE");
        var boss = people.signIn("boss@example.org");
        assertThat(boss.api().call(200, "GET", ME, null).getString("platform_role"))
                .isEqualTo("PLATFORM_ADMIN");
        assertThat(hub.query(
                        "select count(*) from audit.events where action = 'user.platform_role_granted' and target_id = '"
                                + boss.id() + "'"))
                .isEqualTo("1");

        hub.execute("update identity.users set email_verified = false where id = '"
                + people.account("unproven@example.org", "FREE") + "'");
        assertThat(people.signIn("unproven@example.org")
                        .api()
                        .call(200, "GET", ME, null)
                        .getString("platform_role"))
                .isNull();
    }

    @Test
    void failed_and_good_sign_ins_are_in_the_audit_without_what_was_typed() {
        people.account("audited@example.org", "FREE");
        login("audited@example.org", "a wrong secret", "203.0.113.8");
        login("a password in the wrong field", "a wrong secret", "203.0.113.8");
        login("nobody-there@example.org", "a wrong secret", "203.0.113.8");
        login("audited@example.org", People.PASSWORD, "203.0.113.8");

        assertThat(hub.query(
                        "select string_agg(action || coalesce(' ' || (after ->> 'reason'), ''), ', ' order by position)"
                                + " from audit.events where ip = '203.0.113.8'"))
                .isEqualTo("user.sign_in_failed wrong password, user.sign_in_failed unknown account, user.signed_in");
        assertThat(hub.query(
                        "select count(*) from audit.events e where e::text ~ 'nobody-there|wrong secret|wrong field'"))
                .isEqualTo("0");
    }
}
