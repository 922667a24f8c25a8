package mcphub.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import mcphub.harness.ApiClient;
import mcphub.harness.People;
import mcphub.harness.TestServers;
import mcphub.kernel.Digests;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A hub in a process of its own, which everybody shows their secrets to; then its log, its answers and its database are searched for them. */
final class SecretsIT {
    private static final String WRONG = "a-wrong-password-8c1f";
    private static final String FRESH = "a-fresh-password-77aa";

    @TempDir
    private Path folder;

    private final List<String> answers = new ArrayList<>();

    @Test
    void no_password_and_no_token_is_in_the_log_the_errors_the_audit_or_the_database()
            throws IOException, InterruptedException {
        var secrets = new LinkedHashMap<String, String>();
        try (var hub =
                HubProcess.start(folder, List.of(), Map.of("identity.secret", "a secret that only the tests have"))) {
            var people = new People(hub.database(), hub.api());
            var owner = people.join("owner");
            var ann = people.join("ann");
            String org = people.organization(owner);
            var invited = owner.api()
                    .call(
                            201,
                            "POST",
                            org + "/users/invite",
                            JsonObject.of("email", "new@example.org", "role", "VIEWER"));
            String accept = "/api/v1/auth/invitations/" + invited.getString("token") + "/accept";
            ask(hub.api(), "POST", accept, JsonObject.of("name", "x", "password", "tiny-secret"));
            hub.api().call(200, "POST", accept, JsonObject.of("name", "New", "password", FRESH));
            ask(hub.api(), "POST", accept, JsonObject.of("name", "New", "password", FRESH));
            var token = people.token(owner, org, "read:org:*");
            String rotated = owner.api()
                    .call(200, "POST", org + "/tokens/" + token.getString("id") + "/rotate", null)
                    .getString("token");
            for (String credential : List.of(token.getString("token"), rotated, owner.token() + "x", ann.token())) {
                ask(hub.api().as(credential), "GET", org, null);
                ask(hub.api().as(credential), "GET", org + "/tokens", null);
            }
            ask(hub.api(), "POST", "/api/v1/auth/login", JsonObject.of("email", owner.email(), "password", WRONG));
            ask(hub.api(), "POST", "/api/v1/auth/login", JsonObject.of("email", WRONG, "password", WRONG));
            ask(
                    hub.api(),
                    "POST",
                    "/api/v1/auth/login",
                    JsonObject.of("email", owner.email(), "password", WRONG, "more", WRONG + "2"));
            ask(
                    owner.api(),
                    "PUT",
                    "/api/v1/auth/me/password",
                    JsonObject.of("current_password", WRONG, "new_password", FRESH));
            ask(hub.api(), "POST", "/api/v1/auth/refresh", JsonObject.of("refresh_token", owner.refreshToken()));
            ask(hub.api(), "POST", "/api/v1/auth/refresh", JsonObject.of("refresh_token", owner.refreshToken()));
            ask(hub.api(), "GET", "/api/v1/mcps?token=" + token.getString("token"), null);
            secrets.put("password", People.PASSWORD);
            secrets.put("wrong password", WRONG);
            secrets.put("fresh password", FRESH);
            secrets.put("short password", "tiny-secret");
            secrets.put("token", token.getString("token"));
            secrets.put("rotated token", rotated);
            secrets.put("access token", owner.token());
            secrets.put("signature", owner.token().substring(owner.token().lastIndexOf('.') + 1));
            secrets.put("refresh token", owner.refreshToken());
            secrets.put("invitation", invited.getString("token"));
            secrets.put("hub secret", "a secret that only the tests have");
            TimeUnit.MILLISECONDS.sleep(1_500);

            String dump = dump(hub.database());
            assertThat(dump)
                    .as("the digest is where it belongs")
                    .contains(java.util.HexFormat.of()
                            .formatHex(Digests.sha256(rotated).getBytes()))
                    .contains("$argon2id$");
            secrets.forEach((what, secret) -> assertThat(dump.contains(secret))
                    .as(what + " in the database")
                    .isFalse());
            assertThat(dump).doesNotContain("BEGIN PRIVATE KEY");
        }
        String log = Files.readString(folder.resolve("hub.log"));
        assertThat(log.lines().count()).as("there is a log to search").isGreaterThan(20);
        secrets.forEach((what, secret) -> {
            assertThat(log.contains(secret)).as(what + " in the log").isFalse();
            assertThat(String.join("\n", answers).contains(secret))
                    .as(what + " in an answer")
                    .isFalse();
        });
    }

    private void ask(ApiClient api, String method, String path, @org.jspecify.annotations.Nullable JsonObject body) {
        var response = api.send(method, path, body);
        if (response.statusCode() >= 400) {
            answers.add(response.body());
        }
    }

    /** Every row of every table, as text. */
    private static String dump(String database) {
        var all = new StringBuilder();
        String tables = TestServers.query(
                database,
                "select string_agg(format('%I.%I', schemaname, tablename), ',') from pg_tables"
                        + " where schemaname not in ('pg_catalog', 'information_schema')");
        for (String table : tables.split(",", -1)) {
            all.append(TestServers.query(database, "select string_agg(t::text, E'\\n') from " + table + " t"))
                    .append('\n');
        }
        String text = all.toString();
        // bytes are dumped in hex: look into them too
        return text + new String(hex(text), StandardCharsets.ISO_8859_1);
    }

    private static byte[] hex(String text) {
        var bytes = new java.io.ByteArrayOutputStream();
        var match = java.util.regex.Pattern.compile("\\\\x((?:[0-9a-f]{2})+)").matcher(text);
        while (match.find()) {
            bytes.writeBytes(java.util.HexFormat.of().parseHex(match.group(1)));
        }
        return bytes.toByteArray();
    }
}
