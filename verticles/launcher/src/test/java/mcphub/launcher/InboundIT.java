package mcphub.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import mcphub.harness.Forge;
import mcphub.harness.Parallel;
import mcphub.harness.People;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What forges send: what is taken, what is refused, and what is asked of analysis (which is not there, so that it stays asked). */
@ParameterizedClass
@EnumSource(Deployment.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class InboundIT {
    private static final String SECRET = "a secret of the hub + its length";
    private static final String COMMIT = "a1b2c3d4e5f60718293a4b5c6d7e8f9012345678";
    private static final int MOST = 26_214_400;

    @Parameter
    private Deployment deployment = Deployment.IN_PROCESS;

    private WholeHub hub;
    private People.Person owner;
    private Forge forge;
    private int names;

    @BeforeParameterizedClassInvocation
    void start() {
        hub = deployment.start(Map.of(
                "analysis.poll_ms",
                3_600_000,
                "webhook.github_secret",
                "an older one, " + SECRET,
                "webhook.gitlab_secret",
                SECRET,
                "webhook.bitbucket_secret",
                SECRET,
                "webhook.poll_ms",
                100));
        // whoever works on jobs finds them locked
        hub.execute(
                "create function hold() returns trigger language plpgsql as $$ begin new.run_at := 'infinity'; return new; end $$");
        hub.execute("create trigger hold before insert on analysis.jobs for each row execute function hold()");
        owner = new People(hub).join("owner");
        forge = new Forge(hub.api(), SECRET);
    }

    @AfterParameterizedClassInvocation
    void stop() {
        hub.close();
    }

    private String url() {
        return "https://github.com/Acme/files-" + ++names + ".git";
    }

    private String register(String url, String branch) {
        var source = JsonObject.of("type", "git", "url", url);
        if (!branch.isEmpty()) {
            source.put("branch", branch);
        }
        return owner.api()
                .call(201, "POST", "/api/v1/mcps", JsonObject.of("source", source))
                .getString("id");
    }

    private void awaitLookedAt() {
        hub.awaitNone("select count(*) from webhook.inbox where state = 'queued'");
    }

    /** What analysis is asked for besides the first look, which registering asks for. */
    private String asked(String mcp) {
        awaitLookedAt();
        return hub.query(
                "select coalesce(string_agg(wanted, ',' order by created_at, wanted), '') from analysis.jobs where wanted <> '' and mcp_id = '"
                        + mcp + "'");
    }

    private static void assertTaken(HttpResponse<String> response, String status) {
        assertThat(new JsonObject(response.body()).getString("status")).isEqualTo(status);
    }

    private String outcome(String delivery) {
        awaitLookedAt();
        return hub.query("select state || ': ' || coalesce(outcome, '') from webhook.inbox where delivery_id = '"
                + delivery + "'");
    }

    @Test
    void a_push_asks_for_its_commit_once_however_often_it_comes() {
        String url = url();
        String mcp = register(url, "");
        String delivery = Forge.delivery();
        String push = Forge.push(url, 1, "refs/heads/main", COMMIT).encode();
        assertTaken(forge.github("push", delivery, push), "ACCEPTED");
        for (int i = 0; i < 3; i++) {
            var again = forge.github("push", delivery, push);
            assertThat(again.statusCode()).isEqualTo(200);
            assertTaken(again, "DUPLICATE");
        }
        assertTaken(forge.github("push", Forge.delivery(), push), "ACCEPTED");
        assertThat(asked(mcp)).isEqualTo(COMMIT);
        assertThat(outcome(delivery)).isEqualTo("done: Asked for 1 version");
    }

    @Test
    void a_repository_is_found_by_every_form_of_its_address_and_by_its_id_when_it_was_renamed() {
        String mcp = register("git@github.com:Acme/Renamed.git", "");
        int n = 0;
        for (String address : List.of(
                "https://github.com/acme/renamed",
                "https://www.github.com/ACME/Renamed.git",
                "ssh://git@github.com/acme/renamed.git",
                "git://github.com/acme/renamed.git",
                "https://github.com/acme/brand-new-name.git")) {
            String commit = COMMIT.substring(1) + n++;
            assertTaken(
                    forge.github(
                            "push",
                            Forge.delivery(),
                            Forge.push(address, 77, "refs/heads/main", commit).encode()),
                    "ACCEPTED");
            assertThat(asked(mcp)).as(address).endsWith(commit);
        }
        forge.github(
                "push",
                Forge.delivery(),
                Forge.push("https://evil.example/acme/renamed.git", 77, "refs/heads/main", COMMIT)
                        .encode());
        awaitLookedAt();
        assertThat(hub.query("select source_url from catalog.mcps where id = '" + mcp + "'"))
                .as("the address is followed: the old one may be somebody else's tomorrow")
                .isEqualTo("https://github.com/acme/brand-new-name.git");
        assertThat(hub.query("select count(*) from audit.events where action = 'mcp.repository_moved' and target_id = '"
                        + mcp + "'"))
                .isEqualTo("1");
    }

    @Test
    void who_takes_over_an_abandoned_address_does_not_take_over_the_mcp() {
        String url = url();
        String mcp = register(url, "");
        forge.github(
                "push",
                Forge.delivery(),
                Forge.push(url, 500, "refs/heads/main", COMMIT).encode());
        assertThat(asked(mcp)).isEqualTo(COMMIT);
        String delivery = Forge.delivery();
        forge.github(
                "push",
                delivery,
                Forge.push(url, 666, "refs/heads/main", "b".repeat(40)).encode());
        assertThat(outcome(delivery)).startsWith("ignored: No MCP has this repository");
        assertThat(asked(mcp)).isEqualTo(COMMIT);
    }

    @Test
    void only_the_watched_branch_counts_and_every_tag_and_release() {
        String url = url();
        String mcp = register(url, "release");
        String other = Forge.delivery();
        forge.github(
                "push", other, Forge.push(url, 3, "refs/heads/main", COMMIT).encode());
        assertThat(outcome(other)).isEqualTo("ignored: Not the branch that is watched");
        String deleted = Forge.delivery();
        forge.github(
                "push",
                deleted,
                Forge.push(url, 3, "refs/heads/release", "0".repeat(40)).encode());
        assertThat(outcome(deleted)).startsWith("ignored: Nothing was pushed");
        forge.github(
                "push",
                Forge.delivery(),
                Forge.push(url, 3, "refs/heads/release", COMMIT).encode());
        forge.github(
                "push",
                Forge.delivery(),
                Forge.push(url, 3, "refs/tags/v1.0", COMMIT).encode());
        var release = Forge.push(url, 3, "", COMMIT);
        release.remove("ref");
        release.put("action", "published").put("release", JsonObject.of("tag_name", "v2.0"));
        forge.github("release", Forge.delivery(), release.encode());
        forge.github(
                "release",
                Forge.delivery(),
                release.copy().put("action", "deleted").encode());
        assertThat(asked(mcp)).isEqualTo(COMMIT + ",refs/tags/v1.0,refs/tags/v2.0");
    }

    @Test
    void gitlab_and_bitbucket_are_understood_as_well() {
        String lab = "https://gitlab.example/acme/files-" + ++names + ".git";
        String mcp = register(lab, "");
        String delivery = Forge.delivery();
        assertTaken(
                forge.gitlab(
                        "Push Hook",
                        delivery,
                        Forge.gitlabPush(lab, 9, "refs/heads/main", COMMIT).encode()),
                "ACCEPTED");
        assertTaken(
                forge.gitlab(
                        "Push Hook",
                        delivery,
                        Forge.gitlabPush(lab, 9, "refs/heads/main", COMMIT).encode()),
                "DUPLICATE");
        forge.gitlab(
                "Tag Push Hook",
                Forge.delivery(),
                Forge.gitlabPush(lab, 9, "refs/tags/v1", COMMIT).encode());
        assertTaken(forge.gitlab("Issue Hook", Forge.delivery(), "{\"object_kind\": \"issue\"}"), "IGNORED");
        assertThat(asked(mcp)).isEqualTo(COMMIT + ",refs/tags/v1");

        String bucket = "https://bitbucket.org/acme/files-" + ++names;
        String other = register(bucket, "");
        assertTaken(
                forge.bitbucket(
                        "repo:push",
                        Forge.delivery(),
                        Forge.bitbucketPush(bucket, "{u-1}", "main", COMMIT).encode()),
                "ACCEPTED");
        assertThat(asked(other)).isEqualTo(COMMIT);
    }

    @Test
    void a_ping_and_what_the_hub_does_nothing_with_are_told_why() {
        var ping = forge.github("ping", Forge.delivery(), "{\"zen\": \"Keep it logically awesome.\"}");
        assertThat(ping.statusCode()).isEqualTo(200);
        assertThat(ping.body()).contains("it works");
        for (String event : List.of("fork", "delete", "issues", "something_new")) {
            var response = forge.github(event, Forge.delivery(), "{}");
            assertThat(response.statusCode()).isEqualTo(202);
            assertThat(response.body()).contains("IGNORED").contains("'" + event + "'");
        }
    }

    @Test
    void what_is_not_signed_as_it_should_be_is_refused() {
        String body = Forge.push(url(), 4, "refs/heads/main", COMMIT).encode();
        String good = "sha256=" + Forge.hmac(SECRET, body);
        String path = "/api/v1/webhooks/github";
        for (String[] headers : List.<String[]>of(
                new String[] {"X-GitHub-Event", "push", "X-GitHub-Delivery", "d-1"},
                new String[] {"X-Hub-Signature", good, "X-GitHub-Event", "push", "X-GitHub-Delivery", "d-1"},
                new String[] {
                    "X-Hub-Signature-256",
                    "sha1=" + Forge.hmac(SECRET, body).substring(24),
                    "X-GitHub-Event",
                    "push",
                    "X-GitHub-Delivery",
                    "d-1"
                },
                new String[] {
                    "X-Hub-Signature-256",
                    "sha256=" + Forge.hmac("not it", body),
                    "X-GitHub-Event",
                    "push",
                    "X-GitHub-Delivery",
                    "d-1"
                })) {
            assertThat(forge.post(path, body, headers).statusCode()).isEqualTo(401);
        }
        assertThat(forge.post(
                                path,
                                body,
                                "X-Hub-Signature-256",
                                good,
                                "X-Hub-Signature-256",
                                good,
                                "X-GitHub-Event",
                                "push",
                                "X-GitHub-Delivery",
                                "d-1")
                        .statusCode())
                .as("doubled")
                .isEqualTo(400);
        assertThat(forge.post(path, body, "X-Hub-Signature-256", good, "X-GitHub-Delivery", "d-1")
                        .body())
                .contains("X-GitHub-Event");
        assertThat(forge.post(path, body, "X-Hub-Signature-256", good, "X-GitHub-Event", "push")
                        .body())
                .contains("X-GitHub-Delivery");
        assertThat(forge.post(
                                path,
                                new JsonObject(body).encodePrettily(),
                                "X-Hub-Signature-256",
                                good,
                                "X-GitHub-Event",
                                "push",
                                "X-GitHub-Delivery",
                                "d-1")
                        .statusCode())
                .as("the same JSON, written anew")
                .isEqualTo(401);
        assertThat(forge.stripe("{}").statusCode())
                .as("no secret is configured")
                .isEqualTo(401);
        assertThat(hub.api()
                        .send(
                                "POST",
                                path,
                                HttpRequest.BodyPublishers.ofString(body),
                                "content-type",
                                "text/plain",
                                "X-Hub-Signature-256",
                                good)
                        .statusCode())
                .isEqualTo(415);
        assertThat(hub.query("select count(*) from webhook.inbox where delivery_id = 'd-1'"))
                .isEqualTo("0");
    }

    @Test
    void the_old_secret_is_good_beside_the_new_one() {
        assertTaken(new Forge(hub.api(), "an older one").github("ping", Forge.delivery(), "{}"), "IGNORED");
    }

    @Test
    void a_form_is_taken_like_json() {
        String url = url();
        String mcp = register(url, "");
        String json = Forge.push(url, 5, "refs/heads/main", COMMIT)
                .put("ü", "日本 +&=%")
                .encode();
        assertTaken(
                forge.github("push", Forge.delivery(), "payload=" + URLEncoder.encode(json, StandardCharsets.UTF_8)),
                "ACCEPTED");
        assertThat(asked(mcp)).isEqualTo(COMMIT);
    }

    @Test
    void a_payload_of_25_mb_is_taken_and_a_larger_one_is_not() {
        String url = url();
        String mcp = register(url, "");
        var push = Forge.push(url, 6, "refs/heads/main", COMMIT);
        int rest = MOST - push.copy().put("filler", "").encode().length();
        String largest = push.copy().put("filler", "x".repeat(rest)).encode();
        assertTaken(forge.github("push", Forge.delivery(), largest), "ACCEPTED");
        assertThat(asked(mcp)).isEqualTo(COMMIT);
        assertThat(forge.github("push", Forge.delivery(), largest + " ").statusCode())
                .isEqualTo(413);
    }

    @Test
    void nonsense_that_is_signed_is_written_down_as_such() {
        for (String body : List.of(
                "[]",
                "not json",
                "{\"repository\": 7}",
                "{\"repository\": {\"id\": {}}}",
                "[".repeat(5_000),
                "{\"ref\":\"refs/heads/main\",\"after\":\"zzz\",\"repository\":{\"id\":1,\"clone_url\":\"https://github.com/a/b\"}}",
                "payload=%",
                "payload=")) {
            String delivery = Forge.delivery();
            assertThat(forge.github("push", delivery, body).statusCode())
                    .as(body)
                    .isEqualTo(202);
            assertThat(outcome(delivery)).as(body).startsWith("ignored: ");
        }
    }

    @Test
    void an_mcps_own_secret_is_good_for_it_alone_and_for_a_day_after_the_next() {
        String url = url();
        String mcp = register(url, "");
        String other = register(url(), "");
        String path = "/api/v1/mcps/" + mcp + "/webhook-secret";
        var issued = owner.api().call(200, "POST", path, null);
        String query = "?mcp=" + mcp;
        assertThat(issued.getJsonObject("urls").getString("github")).endsWith("/api/v1/webhooks/github" + query);
        var own = new Forge(hub.api(), issued.getString("secret"));
        String push = Forge.push(url, 7, "refs/heads/main", COMMIT).encode();
        assertTaken(own.github(query, "push", Forge.delivery(), push), "ACCEPTED");
        assertThat(asked(mcp)).isEqualTo(COMMIT);
        assertThat(own.github("", "push", Forge.delivery(), push).statusCode()).isEqualTo(401);
        assertThat(own.github("?mcp=" + other, "push", Forge.delivery(), push).statusCode())
                .isEqualTo(401);
        assertThat(forge.github(query, "push", Forge.delivery(), push).statusCode())
                .as("the hub's secret is not this MCP's")
                .isEqualTo(401);
        String elsewhere = Forge.delivery();
        own.github(
                query,
                "push",
                elsewhere,
                Forge.push(url(), 8, "refs/heads/main", COMMIT).encode());
        assertThat(outcome(elsewhere)).startsWith("ignored: No MCP");

        var next =
                new Forge(hub.api(), owner.api().call(200, "POST", path, null).getString("secret"));
        assertTaken(next.github(query, "ping", Forge.delivery(), "{}"), "IGNORED");
        assertTaken(own.github(query, "ping", Forge.delivery(), "{}"), "IGNORED");
        hub.execute("update catalog.webhook_secrets set ends_at = now() where ends_at is not null");
        assertThat(own.github(query, "ping", Forge.delivery(), "{}").statusCode())
                .isEqualTo(401);
        assertThat(hub.query("select string_agg(encode(secret, 'escape'), ' ') from catalog.webhook_secrets"))
                .doesNotContain(next.secret());
        owner.api().call(204, "DELETE", path, null);
        assertThat(next.github(query, "ping", Forge.delivery(), "{}").statusCode())
                .isEqualTo(401);
        owner.api().call(404, "DELETE", path, null);
        new People(hub).join("stranger").api().call(403, "POST", path, null);
    }

    @Test
    void a_delivery_id_of_one_mcp_does_not_stand_in_the_way_of_anothers() {
        String url = url();
        String mcp = register(url, "");
        var own = new Forge(
                hub.api(),
                owner.api()
                        .call(200, "POST", "/api/v1/mcps/" + mcp + "/webhook-secret", null)
                        .getString("secret"));
        String delivery = Forge.delivery();
        assertTaken(own.github("?mcp=" + mcp, "ping", delivery, "{}"), "IGNORED");
        assertTaken(
                forge.github(
                        "push",
                        delivery,
                        Forge.push(url, 12, "refs/heads/main", COMMIT).encode()),
                "ACCEPTED");
        assertThat(asked(mcp)).isEqualTo(COMMIT);
    }

    @Test
    void more_than_fits_into_memory_at_once_is_taken_one_after_the_other_and_who_dawdles_is_hung_up_on()
            throws Exception {
        try (var small = WholeHub.inProcess(Map.of(
                "webhook.github_secret",
                SECRET,
                "webhook.max_buffered_bytes",
                100_000,
                "webhook.body_seconds",
                1,
                "http.max_in_flight",
                10))) {
            var sender = new Forge(small.api(), SECRET);
            try (var slow = new Socket()) {
                slow.connect(new InetSocketAddress(
                        InetAddress.getLoopbackAddress(),
                        URI.create(small.api().base()).getPort()));
                slow.getOutputStream()
                        .write(
                                "POST /api/v1/webhooks/github HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 26214400\r\n\r\n{"
                                        .getBytes(StandardCharsets.US_ASCII));
                slow.getOutputStream().flush();
                String body = "{\"filler\": \"" + "x".repeat(60_000) + "\"}";
                var statuses = Parallel.run(
                        60, i -> sender.github("push", "d-" + i, body).statusCode());
                assertThat(statuses).hasSize(60).containsOnly(202);
                assertThat(slow.getInputStream().read()).as("hung up on").isEqualTo(-1);
            }
        }
    }

    @Test
    void the_same_delivery_many_times_at_once_is_taken_once() throws InterruptedException {
        String url = url();
        String mcp = register(url, "");
        String push = Forge.push(url, 13, "refs/heads/main", COMMIT).encode();
        for (int round = 0; round < 10; round++) {
            String delivery = Forge.delivery();
            var answers = Parallel.run(
                    12, i -> new JsonObject(forge.github("push", delivery, push).body()).getString("status"));
            assertThat(answers).containsOnly("ACCEPTED", "DUPLICATE").containsOnlyOnce("ACCEPTED");
        }
        assertThat(asked(mcp)).isEqualTo(COMMIT);
    }
}
