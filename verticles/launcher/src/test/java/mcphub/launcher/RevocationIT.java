package mcphub.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import mcphub.harness.ApiClient;
import mcphub.harness.People;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What one node takes away is gone on the other, while requests run there. */
final class RevocationIT {
    private static final String ORGS = "/api/v1/orgs";
    private static WholeHub hub;
    private static People people;

    @BeforeAll
    static void hub() {
        // remembered for much longer than the test waits: only the notice can be what ends it
        hub = WholeHub.twoGateways(Map.of("limits.caller_cache_seconds", 300));
        people = new People(hub);
    }

    @AfterAll
    static void stop() {
        hub.close();
    }

    /** Asks the second node without pause, while the first one changes something; gives the milliseconds until the answer is another one. */
    private static long millisUntil(int status, ApiClient second, String path, Runnable change)
            throws InterruptedException {
        var stop = new AtomicBoolean();
        var load = Thread.ofVirtual().start(() -> {
            while (!stop.get()) {
                second.send("GET", path);
            }
        });
        assertThat(second.send("GET", path).statusCode()).isEqualTo(200);
        TimeUnit.MILLISECONDS.sleep(200);
        change.run();
        long from = System.nanoTime();
        while (second.send("GET", path).statusCode() != status
                && System.nanoTime() - from < TimeUnit.SECONDS.toNanos(5)) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
        long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - from);
        stop.set(true);
        load.join();
        assertThat(second.send("GET", path).statusCode()).isEqualTo(status);
        return took;
    }

    @Test
    void a_revoked_token_a_suspended_user_a_removed_member_and_a_signed_out_session_within_a_second()
            throws InterruptedException {
        var owner = people.join("owner");
        var ann = people.join("ann");
        String org = people.organization(owner);
        people.member(owner, org, ann, "MEMBER");
        var token = people.token(owner, org, "read:org:*");
        var first = hub.firstApi().as(owner.token());

        long revoked = millisUntil(
                401,
                hub.api().as(token.getString("token")),
                org,
                () -> first.call(204, "DELETE", org + "/tokens/" + token.getString("id"), null));
        long demoted = millisUntil(
                200,
                ann.api(),
                org,
                () -> first.call(200, "PATCH", org + "/members/" + ann.id() + "/role", JsonObject.of("role", "ADMIN")));
        long removed =
                millisUntil(404, ann.api(), org, () -> first.call(204, "DELETE", org + "/members/" + ann.id(), null));
        var other = people.signIn(ann.email());
        long signedOut = millisUntil(
                401,
                other.api(),
                ORGS,
                () -> hub.firstApi().as(other.token()).call(204, "POST", "/api/v1/auth/logout", null));
        long suspended = millisUntil(
                403,
                ann.api(),
                ORGS,
                () -> hub.execute("update identity.users set status = 'SUSPENDED' where id = '" + ann.id() + "'"));
        String orgId = org.substring(ORGS.length() + 1);
        long closed = millisUntil(
                403,
                owner.api(),
                org,
                () -> hub.execute("update org.orgs set status = 'SUSPENDED' where id = '" + orgId + "'"));

        System.out.printf(
                "until the second node knew: token revoked %d ms, role changed %d ms, member removed %d ms, signed out %d ms, user suspended"
                        + " %d ms, organization suspended %d ms%n",
                revoked, demoted, removed, signedOut, suspended, closed);
        assertThat(java.util.List.of(revoked, removed, signedOut, suspended, closed))
                .allMatch(ms -> ms < 1_000);
    }
}
