package mcphub.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import mcphub.harness.Parallel;
import mcphub.harness.People;
import org.junit.jupiter.api.Test;

/** What becomes of sessions and their tokens. */
final class SessionsIT extends SignInCase {
    @Test
    void a_refresh_token_is_good_once_and_gives_the_next() {
        var ann = people.join("rotating");
        var next = refresh(200, ann.refreshToken());

        hub.api().as(next.getString("access_token")).call(200, "GET", ME, null);
        ann.api().call(200, "GET", ME, null);
        refresh(200, next.getString("refresh_token"));
    }

    @Test
    void a_refresh_token_that_is_used_twice_ends_the_whole_family() {
        var ann = people.join("robbed");
        var thief = refresh(200, ann.refreshToken());

        refresh(401, ann.refreshToken());
        refresh(401, thief.getString("refresh_token"));
        hub.api().as(thief.getString("access_token")).call(401, "GET", ME, null);
        assertThat(hub.query(
                        "select count(*) from audit.events where action = 'user.refresh_token_reused' and target_id = '"
                                + ann.id() + "'"))
                .isEqualTo("1");
        people.signIn(ann.email()).api().call(200, "GET", ME, null);
    }

    @Test
    void of_twenty_uses_of_one_refresh_token_at_once_no_family_survives() throws InterruptedException {
        var ann = people.join("racing");
        var answers = Parallel.run(
                20,
                i -> hub.api()
                        .send("POST", REFRESH, new JsonObject().put("refresh_token", ann.refreshToken()))
                        .statusCode());

        assertThat(answers).filteredOn(status -> status == 200).hasSize(1);
        assertThat(answers).filteredOn(status -> status == 401).hasSize(19);
        ann.api().call(401, "GET", ME, null);
    }

    @Test
    void signing_out_ends_this_session_at_once_and_no_other() {
        var phone = people.join("two-devices");
        var laptop = people.signIn(phone.email());

        phone.api().call(204, "POST", "/api/v1/auth/logout", null);

        phone.api().call(401, "GET", ME, null);
        refresh(401, phone.refreshToken());
        laptop.api().call(200, "GET", ME, null);
    }

    @Test
    void a_new_password_ends_every_other_session() {
        var phone = people.join("careful");
        var laptop = people.signIn(phone.email());
        String path = ME + "/password";

        var wrong = phone.api()
                .call(
                        403,
                        "PUT",
                        path,
                        new JsonObject()
                                .put("current_password", "not it")
                                .put("new_password", "another long password"));
        assertThat(wrong.getString("message")).contains("current password is wrong");
        phone.api()
                .call(
                        400,
                        "PUT",
                        path,
                        new JsonObject()
                                .put("current_password", People.PASSWORD)
                                .put("new_password", "short"));
        phone.api()
                .call(
                        204,
                        "PUT",
                        path,
                        new JsonObject()
                                .put("current_password", People.PASSWORD)
                                .put("new_password", "another long password"));

        phone.api().call(200, "GET", ME, null);
        laptop.api().call(401, "GET", ME, null);
        refresh(401, laptop.refreshToken());
        assertThat(login(phone.email(), People.PASSWORD, "203.0.113.6").statusCode())
                .isEqualTo(401);
        assertThat(login(phone.email(), "another long password", "203.0.113.6").statusCode())
                .isEqualTo(200);
    }
}
