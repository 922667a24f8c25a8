package mcphub.org;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.Map;
import mcphub.gateway.GatewayVerticle;
import mcphub.harness.Parallel;
import mcphub.harness.People;
import mcphub.harness.TestHub;
import mcphub.identity.IdentityVerticle;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Many who want the same thing at the same moment: one gets it, and the rest are told so. */
@ExtendWith(VertxExtension.class)
@Order(1) // what takes long begins first
final class RacesIT {
    private static TestHub hub;

    private static People people;

    @BeforeAll
    static void hub(Vertx vertx) {
        hub = TestHub.start(vertx, Map.of(), IdentityVerticle.PART, OrgVerticle.PART, GatewayVerticle.PART);
        people = new People(hub);
    }

    private static String id(String org) {
        return org.substring(org.lastIndexOf('/') + 1);
    }

    private static void assertOneWon(List<Integer> answers, int won, int... lost) {
        assertThat(answers).filteredOn(status -> status == won).hasSize(1);
        assertThat(answers)
                .filteredOn(status -> status != won)
                .allMatch(status -> java.util.Arrays.stream(lost).anyMatch(l -> l == status));
    }

    @Test
    void of_fifty_invitations_of_one_address_one_stands() throws InterruptedException {
        var owner = people.join("owner");
        String org = people.organization(owner);
        var answers = Parallel.run(
                50,
                i -> owner.api()
                        .send(
                                "POST",
                                org + "/users/invite",
                                JsonObject.of("email", (i % 2 == 0 ? "Dan" : "dan") + "@example.org", "role", "VIEWER"))
                        .statusCode());

        assertOneWon(answers, 201, 409);
        assertThat(hub.query(
                        "select count(*) from org.invitations where status = 'PENDING' and org_id = '" + id(org) + "'"))
                .isEqualTo("1");
        assertThat(hub.query("select count(*) from audit.events where action = 'org.member_invited' and chain = '"
                        + id(org) + "'"))
                .isEqualTo("1");
    }

    @Test
    void of_fifty_accepts_of_one_link_one_joins() throws InterruptedException {
        var owner = people.join("owner");
        var ann = people.join("ann");
        String org = people.organization(owner);
        String token = owner.api()
                .call(201, "POST", org + "/users/invite", JsonObject.of("email", ann.email(), "role", "MEMBER"))
                .getString("token");
        var answers = Parallel.run(
                50,
                i -> ann.api()
                        .send("POST", "/api/v1/auth/invitations/" + token + "/accept")
                        .statusCode());

        assertOneWon(answers, 200, 404, 409);
        assertThat(hub.query("select count(*) from org.members where user_id = '" + ann.id() + "'"))
                .isEqualTo("1");
    }

    /** Who would have to wait longer for his password to be hashed than is of use is told to come again, and does. */
    private static int accept(String token, String name) {
        int status = 503;
        for (int tries = 0; status == 503 && tries < 20; tries++) {
            status = hub.api()
                    .send(
                            "POST",
                            "/api/v1/auth/invitations/" + token + "/accept",
                            JsonObject.of("name", name, "password", People.PASSWORD))
                    .statusCode();
        }
        return status;
    }

    @Test
    void of_fifty_accepts_that_would_each_make_the_account_one_does() throws InterruptedException {
        var owner = people.join("owner");
        String org = people.organization(owner);
        String token = owner.api()
                .call(201, "POST", org + "/users/invite", JsonObject.of("email", "fresh@example.org", "role", "MEMBER"))
                .getString("token");
        var answers = Parallel.run(50, i -> accept(token, "n" + i));

        assertOneWon(answers, 200, 401, 404, 409);
        assertThat(hub.query("select count(*) from identity.users where email = 'fresh@example.org'"))
                .isEqualTo("1");
        assertThat(hub.query("select count(*) from org.members where org_id = '" + id(org) + "'"))
                .isEqualTo("2");
    }

    @Test
    void an_organization_that_is_transferred_twice_at_once_has_one_owner() throws InterruptedException {
        for (int round = 0; round < 10; round++) {
            var owner = people.join("owner");
            var ann = people.join("ann");
            var bob = people.join("bob");
            String org = people.organization(owner);
            people.member(owner, org, ann, "ADMIN");
            people.member(owner, org, bob, "ADMIN");
            var answers = Parallel.run(
                    2,
                    i -> owner.api()
                            .send("POST", org + "/transfer", JsonObject.of("user_id", i == 0 ? ann.id() : bob.id()))
                            .statusCode());

            assertOneWon(answers, 200, 403, 409);
            assertThat(hub.query(
                            "select count(*) from org.members where role = 'OWNER' and org_id = '" + id(org) + "'"))
                    .isEqualTo("1");
        }
    }

    @Test
    void owners_who_pass_it_on_and_leave_at_once_leave_one_owner() throws InterruptedException {
        var owner = people.join("owner");
        var ann = people.join("ann");
        String org = people.organization(owner);
        people.member(owner, org, ann, "ADMIN");
        Parallel.run(20, i -> switch (i % 4) {
            case 0 -> owner.api().send("POST", org + "/transfer", JsonObject.of("user_id", ann.id()));
            case 1 -> ann.api().send("POST", org + "/transfer", JsonObject.of("user_id", owner.id()));
            case 2 -> ann.api().send("POST", org + "/leave");
            default -> owner.api().send("POST", org + "/leave");
        });

        assertThat(hub.query("select count(*) from org.members where role = 'OWNER' and org_id = '" + id(org) + "'"))
                .isEqualTo("1");
    }
}
