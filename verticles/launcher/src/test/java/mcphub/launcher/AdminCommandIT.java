package mcphub.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import mcphub.harness.TestServers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code hub admin}, beside a hub that runs; no other test reads what the process is told. */
final class AdminCommandIT {
    private static final String PASSWORD = "a first long password";

    @TempDir
    private Path home;

    @Test
    void the_first_administrator_is_made_beside_a_running_hub_and_signs_in() {
        try (var hub = WholeHub.inProcess(Map.of())) {
            assertThat(admin(hub, PASSWORD + "\n", "create", "--email", "root@example.org", "--password-stdin"))
                    .isZero();
            var me = hub.api().as(signIn(hub, PASSWORD)).get("/api/v1/auth/me");
            assertThat(me.getString("platform_role")).isEqualTo("PLATFORM_ADMIN");
            assertThat(me.getString("plan")).isEqualTo("ENTERPRISE");

            String old = signIn(hub, PASSWORD);
            assertThat(admin(
                            hub,
                            "the second long password\n",
                            "create",
                            "--email",
                            "Root@example.org",
                            "--password-stdin"))
                    .isZero();
            signIn(hub, "the second long password");
            hub.api().as(old).call(401, "GET", "/api/v1/auth/me", null);

            String before = signIn(hub, "the second long password");
            assertThat(admin(hub, "", "rotate-keys")).isZero();
            hub.api().as(before).call(200, "GET", "/api/v1/auth/me", null);
            assertThat(
                            hub.query(
                                    "select string_agg(action, ' ' order by position) from audit.events where credential = 'console'"))
                    .isEqualTo("user.created user.platform_role_granted signing_key.rotated");
            String first = receiptKey(hub);
            assertThat(admin(hub, "", "rotate-keys", "--receipts")).isZero();
            assertThat(receiptKey(hub)).isNotEqualTo(first);
            assertThat(hub.api()
                            .get("/api/v1/receipt-keys")
                            .getJsonArray("keys")
                            .getJsonObject(1)
                            .getString("kid"))
                    .as("the old one stays")
                    .isEqualTo(first);
        }
    }

    private static String receiptKey(WholeHub hub) {
        return hub.api()
                .get("/api/v1/receipt-keys")
                .getJsonArray("keys")
                .getJsonObject(0)
                .getString("kid");
    }

    private static String signIn(WholeHub hub, String password) {
        return hub.api()
                .call(
                        200,
                        "POST",
                        "/api/v1/auth/login",
                        JsonObject.of("email", "root@example.org", "password", password))
                .getString("access_token");
    }

    @Test
    void wrong_input_is_refused_in_a_sentence() {
        try (var hub = WholeHub.inProcess(Map.of())) {
            assertThat(admin(hub, "short\n", "create", "--email", "a@example.org", "--password-stdin"))
                    .isNotZero();
            assertThat(admin(hub, "", "create", "--email", "a@example.org", "--password-stdin"))
                    .isNotZero();
            assertThat(admin(hub, PASSWORD, "create", "--email", "nobody", "--password-stdin"))
                    .isNotZero();
            assertThat(admin(hub, PASSWORD, "create", "--email", "a@example.org"))
                    .isNotZero();
            assertThat(hub.query("select count(*) from identity.users")).isEqualTo("0");
        }
    }

    private int admin(WholeHub hub, String input, String... arguments) {
        var all = new java.util.ArrayList<>(java.util.List.of("admin"));
        all.addAll(java.util.List.of(arguments));
        all.addAll(java.util.List.of(
                "--home",
                home.toString(),
                "--set",
                "database.url=" + hub.databaseUrl(),
                "--set",
                "redis.url=" + TestServers.redisUrl(),
                "--set",
                "identity.secret=a secret that only the tests have"));
        InputStream before = System.in;
        System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
        try {
            var result = Commands.run(all);
            assertThat(result.printed()).doesNotContain("\tat ", PASSWORD);
            return result.exit();
        } finally {
            System.setIn(before);
        }
    }
}
