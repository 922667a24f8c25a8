package mcphub.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import mcphub.gateway.GatewayVerticle;
import mcphub.harness.ApiClient;
import mcphub.harness.HubUnderTest;
import mcphub.harness.People;
import mcphub.harness.TestHub;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** People whom another issuer vouches for. */
@ExtendWith(VertxExtension.class)
@Order(1) // what takes long begins first
final class OidcIT {
    private static final String ME = "/api/v1/auth/me";

    private static final OidcIssuerStub ISSUER = new OidcIssuerStub();

    private static final OidcIssuerStub OTHER = new OidcIssuerStub();

    private static TestHub hub;

    @BeforeAll
    static void hub(Vertx vertx) {
        hub = TestHub.start(
                vertx,
                Map.of(
                        "identity.oidc_issuers",
                        List.of(
                                ISSUER.url() + ' ' + OidcIssuerStub.AUDIENCE,
                                OTHER.url() + ' ' + OidcIssuerStub.AUDIENCE + ' ' + OTHER.url() + "/keys",
                                "http://127.0.0.1:1/ gone"),
                        "identity.new_user_plan",
                        "PRO"),
                IdentityVerticle.PART,
                GatewayVerticle.PART);
    }

    @AfterAll
    static void stop() {
        ISSUER.close();
        OTHER.close();
    }

    private static ApiClient as(OidcIssuerStub issuer, JsonObject claims) {
        return hub.api().as(issuer.sign("one", claims));
    }

    @Test
    void whom_a_known_issuer_vouches_for_gets_an_account_at_first_sight_and_the_same_one_ever_after() {
        var first = as(ISSUER, ISSUER.claims("s-1", "Ann@example.org")).call(200, "GET", ME, null);
        var again = as(ISSUER, ISSUER.claims("s-1", "renamed@example.org")).call(200, "GET", ME, null);
        var elsewhere = as(OTHER, OTHER.claims("o-9", "ann@example.org")).call(200, "GET", ME, null);

        assertThat(first.getString("email")).isEqualTo("Ann@example.org");
        assertThat(first.getString("plan")).isEqualTo("PRO");
        assertThat(first.getBoolean("has_password")).isFalse();
        assertThat(again.getString("id")).isEqualTo(first.getString("id"));
        assertThat(elsewhere.getString("id"))
                .as("the other issuer proved the same address")
                .isEqualTo(first.getString("id"));
    }

    @Test
    void an_address_that_the_issuer_did_not_verify_gets_in_nowhere() {
        for (Object unproven : new Object[] {false, "true", 1}) {
            var answer = as(ISSUER, ISSUER.claims("s-2", "bob@example.org").put("email_verified", unproven))
                    .call(401, "GET", ME, null);
            assertThat(answer.getString("message")).contains("did not verify");
        }
        as(ISSUER, ISSUER.claims("s-2", "")).call(401, "GET", ME, null);
        assertThat(hub.query("select count(*) from identity.users where email = 'bob@example.org'"))
                .isEqualTo("0");
    }

    @Test
    void an_account_that_somebody_else_prepared_for_an_address_is_its_owners_alone_from_then_on() {
        var people = new People(hub);
        people.account("victim@example.org", "FREE");
        hub.execute("update identity.users set email_verified = false where email = 'victim@example.org'");
        var trap = people.signIn("victim@example.org");

        var owner = as(ISSUER, ISSUER.claims("s-3", "victim@example.org")).call(200, "GET", ME, null);

        assertThat(owner.getString("id")).isEqualTo(trap.id());
        assertThat(owner.getBoolean("has_password")).isFalse();
        trap.api().call(401, "GET", ME, null);
        hub.api()
                .call(
                        401,
                        "POST",
                        "/api/v1/auth/login",
                        new JsonObject().put("email", "victim@example.org").put("password", People.PASSWORD));
    }

    @Test
    void tokens_for_others_of_others_or_of_another_time_are_refused() {
        long now = Instant.now().getEpochSecond();
        for (var claims : List.of(
                ISSUER.claims("s-4", "eve@example.org").put("aud", "another"),
                ISSUER.claims("s-4", "eve@example.org").put("exp", now - 120),
                ISSUER.claims("s-4", "eve@example.org").put("nbf", now + 600),
                ISSUER.claims("s-4", "eve@example.org").put("iss", "https://nobody.example.org"),
                ISSUER.claims("s-4", "eve@example.org").put("iss", OTHER.url()))) {
            as(ISSUER, claims).call(401, "GET", ME, null);
        }
        String good = ISSUER.sign("one", ISSUER.claims("s-4", "eve@example.org"));
        String[] parts = good.split("\\.", -1);
        hub.api().as(parts[0] + '.' + parts[1] + '.').call(401, "GET", ME, null);
        assertThat(hub.query("select count(*) from identity.users where email = 'eve@example.org'"))
                .isEqualTo("0");
    }

    @Test
    void a_key_that_is_new_at_the_issuer_is_found_and_unknown_ones_do_not_make_the_hub_ask_again_and_again() {
        as(OTHER, OTHER.claims("o-5", "dan@example.org")).call(200, "GET", ME, null);
        int before = OTHER.asked();
        var made = new OidcIssuerStub();
        made.addKey("unknown-0");
        for (int i = 0; i < 20; i++) {
            made.rename("unknown-" + i, "unknown-" + (i + 1));
            hub.api()
                    .as(made.sign("unknown-" + (i + 1), OTHER.claims("o-5", "dan@example.org")))
                    .call(401, "GET", ME, null);
        }
        made.close();
        assertThat(OTHER.asked() - before).isLessThanOrEqualTo(1);

        ISSUER.addKey("two");
        String token = ISSUER.sign("two", ISSUER.claims("s-5", "dan@example.org"));
        for (int i = 0; i < 60 && hub.api().as(token).send("GET", ME).statusCode() != 200; i++) {
            HubUnderTest.pause(250);
        }
        hub.api().as(token).call(200, "GET", ME, null);
    }

    @Test
    void an_issuer_that_does_not_answer_is_said_so_and_hurts_nobody_else() {
        var answer = as(
                        ISSUER,
                        ISSUER.claims("s-6", "gone@example.org")
                                .put("iss", "http://127.0.0.1:1/")
                                .put("aud", "gone"))
                .call(503, "GET", ME, null);
        assertThat(answer.getString("error")).isEqualTo("unavailable");
        as(ISSUER, ISSUER.claims("s-7", "there@example.org")).call(200, "GET", ME, null);
    }

    @Test
    void a_suspended_or_deleted_account_stays_out_whatever_the_issuer_says() {
        var claims = ISSUER.claims("s-8", "out@example.org");
        var id = as(ISSUER, claims).call(200, "GET", ME, null).getString("id");
        hub.execute("update identity.users set status = 'SUSPENDED' where id = '" + id + "'");
        await(claims, 403);
        hub.execute("update identity.users set deleted_at = now() where id = '" + id + "'");
        await(claims, 401);
        as(ISSUER, ISSUER.claims("s-9", "out@example.org")).call(401, "GET", ME, null);
    }

    private static void await(JsonObject claims, int status) {
        var api = as(ISSUER, claims);
        for (int i = 0; i < 50 && api.send("GET", ME).statusCode() != status; i++) {
            HubUnderTest.pause(20);
        }
        api.call(status, "GET", ME, null);
    }

    @Test
    void signing_out_is_the_issuers_business() {
        as(ISSUER, ISSUER.claims("s-10", "leaving@example.org")).call(400, "POST", "/api/v1/auth/logout", null);
    }
}
