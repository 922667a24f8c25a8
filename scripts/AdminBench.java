import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import mcphub.kernel.Database;
import mcphub.kernel.Passwords;
import mcphub.kernel.Query;
import mcphub.kernel.SettingsReader;
import mcphub.launcher.Hub;

/** Started by scripts/bench-admin: servers and load in this process; first and last pages are asked for in turn. */
public final class AdminBench {
    private static final int ASKED = 300;
    private static final int WARM_UP = 50;
    private static final int CHUNK = 500_000;
    private static final String PASSWORD = "correct horse battery staple";
    private static final String KEY = "to_char(%s at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"')";

    public static void main(String[] args) throws Exception {
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            failure.printStackTrace();
            System.exit(1);
        });
        int users = Integer.parseInt(args[0]);
        int events = Integer.parseInt(args[1]);
        var reader = SettingsReader.defaults()
                .set("home", Files.createTempDirectory("mcphub-bench-").toString())
                .set("http.port", 0)
                .set("database.statement_timeout_ms", 1_800_000)
                .set("plans.free.requests_per_minute", 0)
                .set("verticles", "gateway,admin,identity");
        try (var hub = Hub.start(reader)) {
            var vertx = Vertx.vertx();
            var database = Database.open(vertx, hub.settings().database());
            long began = System.nanoTime();
            fill(database, new Passwords(vertx).hash(PASSWORD).await(), users, events);
            System.out.printf("%,d users and %,d audit events were generated in %d s%n", users, events, (System.nanoTime() - began) / 1_000_000_000);
            var http = HttpClient.newHttpClient();
            String token = new JsonObject(http.send(HttpRequest.newBuilder(URI.create(hub.url() + "/api/v1/auth/login")).header("content-type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(JsonObject.of("email", "admin@example.org", "password", PASSWORD).encode())).build(),
                    HttpResponse.BodyHandlers.ofString()).body()).getString("access_token");
            var lists = new LinkedHashMap<String, String>();
            String chain = "00000000-0000-4000-8000-000000000003";
            lists.put("/api/v1/admin/users?limit=20", last(database, "u.created_at", "identity.users u", "", "u.created_at, u.id"));
            lists.put("/api/v1/admin/users?limit=20&sort=email", one(database, "select json_build_array(lower(u.email), u.id)::text as doc from identity.users u order by lower(u.email) desc, u.id desc offset 15 limit 1"));
            lists.put("/api/v1/admin/users?limit=20&search=user7", last(database, "u.created_at", "identity.users u", "where lower(u.email || ' ' || u.name) like '%user7%'", "u.created_at, u.id"));
            lists.put("/api/v1/admin/audit?limit=20", last(database, "e.at", "audit.events e", "", "e.at, e.id"));
            lists.put("/api/v1/admin/audit?limit=20&action=token.created", last(database, "e.at", "audit.events e", "where e.action = 'token.created'", "e.at, e.id"));
            lists.put("/api/v1/admin/audit/orgs/" + chain + "?limit=20", last(database, "e.at", "audit.events e", "where e.chain = '" + chain + "'", "e.at, e.id"));
            System.out.printf("%-72s %9s %9s %9s %9s %7s%n", "list", "p50 first", "p50 last", "p99 first", "p99 last", "ratio");
            for (var list : lists.entrySet()) {
                String cursor = Base64.getUrlEncoder().withoutPadding().encodeToString(list.getValue().getBytes(StandardCharsets.UTF_8));
                measure(http, token, hub.url() + list.getKey(), hub.url() + list.getKey() + "&cursor=" + cursor);
            }
        }
        System.exit(0); // the embedded servers' threads would keep it here
    }

    private static String last(Database database, String key, String from, String where, String order) {
        return one(database, "select json_build_array(" + KEY.formatted(key) + ", " + order.substring(order.indexOf(", ") + 2) + ")::text as doc from " + from + " " + where
                + " order by " + order + " offset 15 limit 1");
    }

    private static String one(Database database, String sql) {
        return database.run(new Query("one", sql, List.of()), new JsonObject()).await().iterator().next().getString("doc");
    }

    private static void sql(Database database, String sql) {
        database.run(new Query("fill", sql, List.of()), new JsonObject()).await();
    }

    private static void fill(Database database, String hash, int users, int events) {
        sql(database, "insert into identity.users (email, email_verified, name, password, platform_role) values ('admin@example.org', true, 'Admin', '" + hash + "', 'PLATFORM_ADMIN')");
        for (int from = 1; from <= users; from += CHUNK) {
            sql(database, "insert into identity.users (email, name, plan, created_at) select 'user' || n || '@example.org', 'Person ' || n,"
                    + " (array['FREE', 'PRO', 'ENTERPRISE'])[n % 3 + 1], now() - make_interval(secs => n) from generate_series(" + from + ", " + Math.min(users, from + CHUNK - 1) + ") n");
        }
        sql(database, "alter table audit.events disable trigger user");
        for (int from = 1; from <= events; from += CHUNK) {
            sql(database, "insert into audit.events (chain, position, at, actor_kind, credential, action, target_type, target_id, after, previous, hash)"
                    + " select ('00000000-0000-4000-8000-' || lpad((n % 20)::text, 12, '0'))::uuid, n, now() - make_interval(secs => n), 'system', 'none',"
                    + " (array['token.created', 'org.updated', 'user.signed_in', 'policy.created'])[n % 4 + 1], 'token', n::text, '{\"name\": \"x\"}', '', ''"
                    + " from generate_series(" + from + ", " + Math.min(events, from + CHUNK - 1) + ") n");
        }
        sql(database, "alter table audit.events enable trigger user");
        sql(database, "analyze identity.users");
        sql(database, "analyze audit.events");
    }

    private static void measure(HttpClient http, String token, String first, String last) throws Exception {
        var times = new long[2][ASKED];
        for (int i = -WARM_UP; i < ASKED; i++) {
            for (int page = 0; page < 2; page++) {
                long began = System.nanoTime();
                var response = http.send(HttpRequest.newBuilder(URI.create(page == 0 ? first : last)).header("authorization", "Bearer " + token).build(), HttpResponse.BodyHandlers.ofString());
                if (response.statusCode() != 200 || (page == 1) != (new JsonObject(response.body()).getString("next_cursor") == null)) {
                    throw new IllegalStateException(response.statusCode() + " " + response.body().substring(0, Math.min(300, response.body().length())));
                }
                if (i >= 0) {
                    times[page][i] = System.nanoTime() - began;
                }
            }
        }
        for (long[] page : times) {
            java.util.Arrays.sort(page);
        }
        String shown = URI.create(first).getRawPath() + "?" + URI.create(first).getRawQuery();
        System.out.printf("%-72s %9.2f %9.2f %9.2f %9.2f %7.2f%n", shown, ms(times[0], 50), ms(times[1], 50), ms(times[0], 99), ms(times[1], 99), ms(times[1], 99) / ms(times[0], 99));
    }

    private static double ms(long[] sorted, int percent) {
        return sorted[Math.min(sorted.length - 1, sorted.length * percent / 100)] / 1e6;
    }
}
