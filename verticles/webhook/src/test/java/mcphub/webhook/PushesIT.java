package mcphub.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.List;
import mcphub.harness.Forge;
import org.junit.jupiter.api.Test;

/** Pushes, tags and releases, and what is asked of analysis for them. */
final class PushesIT extends InboundCase {
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
}
