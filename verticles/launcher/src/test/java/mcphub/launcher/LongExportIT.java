package mcphub.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import mcphub.harness.People;
import mcphub.harness.TestServers;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More audit events than the memory of the hub could hold. */
@Order(1) // what takes long begins first
final class LongExportIT {
    private static final int EVENTS = 76_000;
    private static final String HEAP = "-Xmx96m";

    @TempDir
    private Path folder;

    @Test
    void events_that_are_several_times_the_heap_stream_through_it() throws IOException, InterruptedException {
        try (var hub = HubProcess.start(
                folder,
                List.of(HEAP, "-XX:MaxDirectMemorySize=32m", "-XX:+ExitOnOutOfMemoryError"),
                Map.of("identity.secret", "a secret that only the tests have"))) {
            var people = new People(hub.database(), hub.api());
            var owner = people.join("owner");
            String org = people.organization(owner);
            fill(hub.database(), org.substring(org.lastIndexOf('/') + 1));
            var request = HttpRequest.newBuilder(URI.create(hub.api().base() + org + "/audit-events"))
                    .header("authorization", "Bearer " + owner.token())
                    .header("accept", "application/x-ndjson")
                    .build();
            long bytes = 0;
            int lines = 0;
            try (var http = HttpClient.newHttpClient();
                    var body = new BufferedReader(new InputStreamReader(
                            http.send(request, HttpResponse.BodyHandlers.ofInputStream())
                                    .body(),
                            StandardCharsets.UTF_8))) {
                for (String line = body.readLine(); line != null; line = body.readLine()) {
                    lines++;
                    bytes += line.length() + 1;
                }
            }

            System.out.printf("%,d events, %,d bytes, exported by a hub with %s%n", lines, bytes, HEAP);
            assertThat(lines).isEqualTo(EVENTS + 1);
            assertThat(bytes).isGreaterThan(3L * 96 * 1024 * 1024);
            hub.api().get("/healthz");
        }
    }

    /**
     * The chain's triggers take turns, of so many would take minutes: the rows are put in beside them. Indexes are made in one go behind that, which takes half
     * as long as row by row.
     */
    private static void fill(String database, String org) {
        TestServers.execute(
                database,
                "set session_replication_role = replica;"
                        + " create temporary table later as select indexdef from pg_indexes where schemaname = 'audit' and tablename = 'events' and indexdef not like '%UNIQUE%';"
                        + " do $$ declare i text; begin for i in select indexname from pg_indexes where schemaname = 'audit' and tablename = 'events' and indexdef not like '%UNIQUE%' loop execute 'drop index audit.' || i; end loop; end $$;"
                        + " insert into audit.events (id, chain, position, at, actor_kind, credential, action, target_type, target_id, after, previous, hash)"
                        + " select gen_random_uuid(), '" + org
                        + "', n + 1, now(), 'user', 'session', 'org.updated', 'org', '" + org
                        + "', json_build_object('name', 'acme', 'display_name', repeat('an organization of some length; ', 120)), sha256('a'), sha256('b')"
                        + " from generate_series(1, " + EVENTS + ") n;"
                        + " do $$ declare i text; begin for i in select indexdef from later loop execute i; end loop; end $$;"
                        + " analyze audit.events; update audit.chains set length = length + " + EVENTS
                        + " where chain = '" + org + "'");
    }
}
