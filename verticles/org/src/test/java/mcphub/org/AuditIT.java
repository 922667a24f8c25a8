package mcphub.org;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.io.StringReader;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import mcphub.gateway.GatewayVerticle;
import mcphub.harness.People;
import mcphub.harness.TestHub;
import mcphub.identity.IdentityVerticle;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is written down, shown, exported, and found out when somebody changes it. */
@ExtendWith(VertxExtension.class)
final class AuditIT {
    private static TestHub hub;

    private static People people;

    @BeforeAll
    static void startHub(Vertx vertx) {
        hub = TestHub.start(vertx, Map.of(), IdentityVerticle.PART, OrgVerticle.PART, GatewayVerticle.PART);
        people = new People(hub);
    }

    private static String id(String org) {
        return org.substring(org.lastIndexOf('/') + 1);
    }

    private static List<String> actions(JsonObject list) {
        return list.getJsonArray("events").stream()
                .map(event -> ((JsonObject) event).getString("action"))
                .toList();
    }

    /** An organization in which something happened, seven times. */
    private static String eventful(People.Person owner, People.Person ann) {
        String org = people.organization(owner);
        people.member(owner, org, ann, "MEMBER");
        people.token(owner, org, "read:org:*");
        owner.api()
                .call(
                        200,
                        "PUT",
                        org,
                        JsonObject.of("name", "=cmd|' /C calc'!A0", "display_name", "comma, \"quoted\""));
        owner.api().call(201, "POST", org + "/areas", JsonObject.of("name", "Team", "slug", "team"));
        ann.api().call(403, "GET", org + "/tokens", null);
        return org;
    }

    @Test
    void every_change_says_who_how_what_and_what_it_was_before() {
        var owner = people.join("owner");
        var ann = people.join("ann");
        String org = eventful(owner, ann);

        var list = owner.api().get(org + "/audit-events");
        assertThat(actions(list))
                .containsExactly(
                        "access.denied",
                        "area.created",
                        "org.updated",
                        "token.created",
                        "org.member_joined",
                        "org.member_invited",
                        "org.created");
        var denied = list.getJsonArray("events").getJsonObject(0);
        assertThat(denied.getJsonObject("actor"))
                .isEqualTo(JsonObject.of("kind", "user", "id", ann.id(), "name", ann.email()));
        assertThat(denied.getJsonObject("target"))
                .isEqualTo(JsonObject.of("type", "operation", "id", "org.listTokens"));
        var updated = list.getJsonArray("events").getJsonObject(2);
        assertThat(updated.getJsonObject("before").getString("name")).startsWith("org-");
        assertThat(updated.getJsonObject("after").getString("display_name")).isEqualTo("comma, \"quoted\"");
        assertThat(updated.getString("credential")).isEqualTo("session");
        assertThat(updated.getString("ip")).isEqualTo("127.0.0.1");
        assertThat(updated.getString("request_id")).isNotEmpty();
    }

    @Test
    void events_are_filtered_and_paged() {
        var owner = people.join("owner");
        var ann = people.join("ann");
        String org = eventful(owner, ann);
        var api = owner.api();
        String path = org + "/audit-events";

        assertThat(actions(api.get(path + "?action=area.created"))).containsExactly("area.created");
        assertThat(actions(api.get(path + "?actor_id=" + ann.id())))
                .containsExactly("access.denied", "org.member_joined");
        api.call(400, "GET", path + "?action=made.up", null);
        api.call(400, "GET", path + "?since=yesterday", null);
        assertThat(api.call(400, "GET", path + "?since=2026-01-01T00:00:00%2B16:00", null)
                        .getString("message"))
                .contains("2026-01-01T00:00:00+16:00");
        api.call(400, "GET", path + "?cursor=x", null);
        String middle = api.get(path).getJsonArray("events").getJsonObject(3).getString("at");
        int later = api.get(path + "?since=" + middle).getInteger("total");
        int earlier = api.get(path + "?until=" + middle).getInteger("total");
        assertThat(later + earlier).isEqualTo(7);

        var seen = new HashSet<Long>();
        String next = "";
        do {
            var page = api.get(path + "?limit=2" + (next.isEmpty() ? "" : "&cursor=" + next));
            page.getJsonArray("events")
                    .forEach(event -> assertThat(seen.add(((JsonObject) event).getLong("position")))
                            .isTrue());
            next = Objects.requireNonNullElse(page.getString("next_cursor"), "");
        } while (!next.isEmpty());
        assertThat(seen).hasSize(7);
        assertThat(actions(api.get(path + "?limit=2&offset=5"))).containsExactly("org.member_invited", "org.created");
    }

    @Test
    void an_export_in_csv_and_ndjson_holds_the_same_events() throws IOException {
        var owner = people.join("owner");
        String org = eventful(owner, people.join("ann"));
        String path = org + "/audit-events";

        var ndjson = owner.api().send("GET", path, "accept", "application/x-ndjson");
        assertThat(ndjson.headers().firstValue("content-type")).hasValue("application/x-ndjson");
        var events = new JsonArray();
        ndjson.body().lines().forEach(line -> events.add(new JsonObject(line)));
        assertThat(events).isEqualTo(owner.api().get(path).getJsonArray("events"));

        var csv = owner.api().send("GET", path + "?action=org.updated", "accept", "text/csv");
        assertThat(csv.headers().firstValue("content-disposition").orElseThrow())
                .contains("audit-events.csv");
        try (var parser = CSVParser.parse(
                new StringReader(csv.body()),
                CSVFormat.RFC4180
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .get())) {
            var records = parser.getRecords();
            assertThat(records).hasSize(1);
            assertThat(new JsonObject(records.getFirst().get("after")).getString("display_name"))
                    .isEqualTo("comma, \"quoted\"");
            assertThat(records.getFirst().get("actor_name")).isEqualTo(owner.email());
        }
    }

    @Test
    void members_strangers_and_platform_administrators_do_not_read_it() {
        var owner = people.join("owner");
        var ann = people.join("ann");
        String org = eventful(owner, ann);

        ann.api().call(403, "GET", org + "/audit-events", null);
        ann.api().call(403, "GET", org + "/audit-events/verify", null);
        var stranger = people.join("stranger");
        stranger.api().call(404, "GET", org + "/audit-events", null);
        assertThat(actions(owner.api().get(org + "/audit-events")).stream().filter("access.denied"::equals))
                .as("the member's three, and not the stranger's, which the platform's chain has")
                .hasSize(3);
        assertThat(hub.query("select count(*) from audit.events where action = 'access.denied' and actor_id = '"
                        + stranger.id() + "'"))
                .isEqualTo("1");
    }

    @Test
    void no_row_is_changed_or_deleted_and_no_head_is_moved() {
        people.organization(people.join("owner"));
        for (String sql : List.of(
                "delete from audit.events",
                "update audit.events set action = 'org.created'",
                "truncate audit.events",
                "truncate audit.events, audit.chains",
                "delete from audit.chains",
                "update audit.chains set length = 0",
                "insert into audit.chains values (gen_random_uuid(), 0, '')")) {
            assertThatThrownBy(() -> hub.execute(sql)).as(sql).rootCause().hasMessageContaining("append-only");
        }
    }

    @Test
    void what_a_superuser_forces_is_found_where_it_was_done() {
        var owner = people.join("owner");
        var ann = people.join("ann");
        String[] tampering = {
            "update audit.events set after = '{}' where chain = '%s' and position = 3",
            "update audit.events set actor_name = 'somebody else' where chain = '%s' and position = 3",
            "update audit.events set at = at - interval '1 second' where chain = '%s' and position = 3",
            "delete from audit.events where chain = '%s' and position = 3",
            "update audit.events set action = 'org.updated', hash = sha256('x') where chain = '%s' and position = 3",
        };
        for (String sql : tampering) {
            String org = eventful(owner, ann);
            var sound = owner.api().get(org + "/audit-events/verify");
            assertThat(sound.getBoolean("valid")).isTrue();
            assertThat(sound.getInteger("events")).isEqualTo(7);
            assertThat(sound.getValue("broken_at")).isNull();

            force(sql.formatted(id(org)));

            var broken = owner.api().get(org + "/audit-events/verify");
            assertThat(broken.getBoolean("valid")).as(sql).isFalse();
            assertThat(broken.getInteger("broken_at")).as(sql).isEqualTo(3);
        }
    }

    @Test
    void events_that_are_cut_off_at_the_end_are_missed() {
        var owner = people.join("owner");
        String org = eventful(owner, people.join("ann"));
        force("delete from audit.events where chain = '%s' and position > 5".formatted(id(org)));

        var broken = owner.api().get(org + "/audit-events/verify");
        assertThat(broken.getBoolean("valid")).isFalse();
        assertThat(broken.getInteger("broken_at")).isEqualTo(6);
    }

    @Test
    void an_event_that_is_sealed_anew_is_found_by_the_next() {
        var owner = people.join("owner");
        String org = eventful(owner, people.join("ann"));
        force("update audit.events set actor_name = 'nobody' where chain = '%s' and position = 3".formatted(id(org)));
        force("update audit.events e set hash = audit.seal(e) where chain = '%s' and position = 3".formatted(id(org)));

        assertThat(owner.api().get(org + "/audit-events/verify").getInteger("broken_at"))
                .isEqualTo(4);
    }

    /** As a superuser does who turns the triggers off first. */
    private static void force(String sql) {
        hub.execute("set session_replication_role = replica; " + sql);
    }
}
