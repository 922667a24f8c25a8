package mcphub.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import mcphub.harness.ApiClient;
import mcphub.harness.GitServer;
import mcphub.harness.Packages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which version is the latest: the source says so, never the hour in which one was analysed. */
final class LatestIT extends PublishingCase {
    private static final String NAME = "latest-tool";
    private static final long MONDAY = 1_768_384_800L;

    @TempDir
    private Path folder;

    private JsonObject mcp(String id) {
        return hub.api().get(MCPS + '/' + id);
    }

    private static String words(JsonObject mcp, String field) {
        var version = mcp.getJsonObject(field);
        return version == null ? "none" : version.getString("visible_version") + " " + version.getString("status");
    }

    private void ask(ApiClient api, String id, String ref) {
        api.call(202, "POST", MCPS + '/' + id + "/versions", JsonObject.of("ref", ref));
        hub.awaitSettled(id);
    }

    @Test
    void whoever_asks_for_older_releases_changes_neither_the_latest_nor_what_the_package_says_of_itself() {
        var owner = people.join("older").api();
        for (String version : new String[] {"0.1.13", "0.1.14", "0.1.15", "0.2.0"}) {
            registry.publish(NAME, version, Packages.good(NAME, version));
        }
        registry.say(NAME, "0.1.13", "description", "An old text");
        String id = id(
                owner.call(201, "POST", MCPS, JsonObject.of("source", JsonObject.of("type", "npm", "package", NAME))));
        hub.awaitSettled(id);
        for (String older : new String[] {"0.1.14", "0.1.15", "0.1.13"}) {
            ask(owner, id, older);
        }

        var mcp = mcp(id);
        assertThat(words(mcp, "latest_version")).isEqualTo("0.2.0 CERTIFIED");
        assertThat(words(mcp, "latest_certified_version")).isEqualTo("0.2.0 CERTIFIED");
        assertThat(mcp.getString("description")).isEqualTo("Reads files for tests");
        var item = hub.api().get(MCPS + "?q=" + NAME).getJsonArray("mcps").getJsonObject(0);
        assertThat(words(item, "latest_version")).isEqualTo("0.2.0 CERTIFIED");
        assertThat(words(item, "latest_certified_version")).isEqualTo("0.2.0 CERTIFIED");
    }

    @Test
    void a_latest_release_that_failed_is_shown_as_failed_beside_the_newest_that_is_certified() {
        var owner = people.join("slips").api();
        String id = id(owner.call(201, "POST", MCPS, npm("slips")));
        hub.awaitSettled(id);
        registry.publish("slips", "0.9.0", Packages.good("slips", "0.9.0"));
        ask(owner, id, "0.9.0");
        registry.publish("slips", "1.0.1", new byte[] {1, 2, 3});
        ask(owner, id, "latest");

        var mcp = mcp(id);
        assertThat(words(mcp, "latest_version")).isEqualTo("1.0.1 FAILED");
        assertThat(words(mcp, "latest_certified_version"))
                .as("by SemVer, though 0.9.0 was published and analysed later")
                .isEqualTo("1.0.0 CERTIFIED");
        assertThat(mcp.getValue("snapshot")).isNull();
    }

    @Test
    void of_a_package_that_does_not_exist_the_latest_is_the_wish_for_it() {
        var owner = people.join("nothing").api();
        String id = id(owner.call(
                201, "POST", MCPS, JsonObject.of("source", JsonObject.of("type", "npm", "package", "no-such-thing"))));
        hub.awaitSettled(id);

        assertThat(words(mcp(id), "latest_version")).isEqualTo("the newest FAILED");
        assertThat(mcp(id).getValue("latest_certified_version")).isNull();
    }

    @Test
    void the_latest_of_a_repository_is_the_head_of_the_watched_branch_whatever_else_is_asked_for() throws IOException {
        try (var server = new GitServer(Files.createDirectory(folder.resolve("server")))) {
            server.create("acme/tool");
            String first = server.commit("acme/tool", "main", Map.of("README.md", "# one\n"), MONDAY);
            String id = hub.intake()
                    .git("acme-tool", server.url("acme/tool"), "main", new JsonObject())
                    .await();
            hub.awaitSettled(id);
            String second = server.commit("acme/tool", "main", Map.of("README.md", "# two\n"), MONDAY + 60);
            String other = server.commit("acme/tool", "other", Map.of("README.md", "# three\n"), MONDAY + 120);
            hub.execute("select analysis.queue_resolve('" + id + "', '')");
            hub.awaitSettled(id);
            for (String wish : new String[] {other, "other", first}) {
                hub.execute("select analysis.queue_resolve('" + id + "', '" + wish + "')");
                hub.awaitSettled(id);
            }

            var mcp = mcp(id);
            assertThat(mcp.getJsonObject("latest_version")
                            .getJsonObject("source")
                            .getString("ref"))
                    .isEqualTo(second);
            assertThat(words(mcp, "latest_certified_version")).startsWith("commit-" + second.substring(0, 7));
            assertThat(hub.query("select count(*) from analysis.versions where mcp_id = '" + id
                            + "' and status = 'CERTIFIED'"))
                    .isEqualTo("3");

            String third = server.commit("acme/tool", "main", Map.of("README.md", "# four\n"), MONDAY + 180);
            hub.execute("select analysis.queue_resolve('" + id + "', '" + other + "')");
            hub.awaitSettled(id);
            assertThat(mcp(id).getJsonObject("latest_version")
                            .getJsonObject("source")
                            .getString("ref"))
                    .as("seen when something else was asked for")
                    .isEqualTo(third);
        }
    }
}
