package mcphub.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import mcphub.harness.GitServer;
import mcphub.harness.Packages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gate counts what stands around a line: the project's npmrc and Node, repositories that it fetches, and how long an organization waits for an analysis. */
final class SurroundingsIT extends GateCase {
    private static JsonObject request(String args, String... pathsAndTexts) {
        var server = JsonObject.of("command", "npx", "args", new JsonArray(List.of(args.split(" "))));
        var files = new JsonArray()
                .add(JsonObject.of(
                        "path",
                        ".mcp.json",
                        "text",
                        JsonObject.of("mcpServers", JsonObject.of("s", server)).encode()));
        for (int i = 0; i < pathsAndTexts.length; i += 2) {
            files.add(JsonObject.of("path", pathsAndTexts[i], "text", pathsAndTexts[i + 1]));
        }
        return JsonObject.of("configs", files);
    }

    @Test
    void the_projects_npmrc_makes_a_package_another_source_unless_it_is_a_declared_mirror() {
        var house = house();
        var asked = request("-y @example/files@1.2.0", "web/.npmrc", "registry=https://packages.example/npm/");
        assertThat(first(house.evaluate(request("-y @example/files@1.2.0"))).getString("result"))
                .isEqualTo("ALLOWED");
        var denied = first(house.evaluate(asked.copy()));
        assertThat(denied.getString("result")).isEqualTo("DENIED");
        assertThat(denied.getString("reason")).contains("https://packages.example/npm");
        house.owner()
                .api()
                .call(
                        200,
                        "PUT",
                        house.path(),
                        JsonObject.of("name", "House", "mirrors", JsonArray.of("https://packages.example/npm/")));
        assertThat(first(house.evaluate(asked.copy())).getString("result")).isEqualTo("ALLOWED");
    }

    @Test
    void the_version_of_node_that_the_project_names_decides_what_a_bare_name_means() {
        registry.publish("on-nodes", "1.0.0", Packages.good("on-nodes", "1.0.0"));
        registry.publish("on-nodes", "2.0.0", Packages.bad("on-nodes", "2.0.0"));
        registry.say("on-nodes", "2.0.0", "engines", JsonObject.of("node", ">=20"));
        hub.certify("on-nodes", "1.0.0");
        hub.certify("on-nodes", "2.0.0");
        var house = house();
        house.policy("Score", "DENY", "SCORE", "min:70", 1);
        assertThat(first(house.evaluate(request("-y on-nodes"))).getString("version"))
                .isEqualTo("2.0.0");
        for (String file : List.of(".nvmrc", ".node-version")) {
            var old = first(house.evaluate(request("-y on-nodes", file, "v18.20.0\n")));
            assertThat(old.getString("result")).as(old.encode()).isEqualTo("ALLOWED");
            assertThat(old.getString("version")).isEqualTo("1.0.0");
            assertThat(old.getJsonArray("warnings").encode())
                    .contains("Not pinned: judged is what npm may take now, 1.0.0");
        }
        assertThat(first(house.evaluate(request("-y on-nodes", ".nvmrc", "lts/*\n")))
                        .getString("version"))
                .isEqualTo("2.0.0");
    }

    @Test
    void a_repository_that_a_line_fetches_is_judged_at_an_analysed_commit_or_its_watched_branch(@TempDir Path folder)
            throws IOException {
        try (var server = new GitServer(Files.createDirectory(folder.resolve("git")))) {
            server.create("acme/tools");
            String manifest = "{\"name\": \"tools\", \"version\": \"1.0.0\", \"license\": \"MIT\"}";
            String commit = server.commit(
                    "acme/tools",
                    "main",
                    Map.of("package.json", manifest, "index.js", "export const a = 1;\n"),
                    1_768_384_800L);
            var publisher = house();
            String mcp = publisher
                    .owner()
                    .api()
                    .call(
                            201,
                            "POST",
                            "/api/v1/mcps",
                            JsonObject.of(
                                    "organization",
                                    publisher
                                            .owner()
                                            .api()
                                            .get(publisher.path())
                                            .getString("slug"),
                                    "name",
                                    "acme-tools",
                                    "source",
                                    JsonObject.of("type", "git", "url", server.url("acme/tools"), "branch", "main")))
                    .getString("id");
            hub.awaitSettled(mcp);
            // a forge that everybody knows cannot be here; its name can
            hub.execute("update catalog.mcps set repository_key = 'github.com/acme/tools' where id = '" + mcp + "'");
            var house = house();
            for (String spec :
                    List.of("github:acme/tools#" + commit, "git+https://github.com/Acme/Tools.git#" + commit)) {
                var judged = first(house.evaluate(request("-y " + spec)));
                assertThat(judged.getString("result")).as(judged.encode()).isEqualTo("ALLOWED");
                assertThat(judged.containsKey("global_score")).isTrue();
            }
            var branch = first(house.evaluate(request("-y acme/tools#main")));
            assertThat(branch.getString("result")).as(branch.encode()).isEqualTo("ALLOWED");
            assertThat(branch.getJsonArray("warnings").encode()).contains("Not pinned: judged is the latest version");
            for (String spec :
                    List.of("acme/tools", "acme/tools#next", "acme/tools#" + "0".repeat(40), "acme/absent#" + commit)) {
                var unknown = first(house.evaluate(request("-y " + spec)));
                assertThat(unknown.getString("result")).as(unknown.encode()).isEqualTo("DENIED");
                assertThat(unknown.containsKey("global_score")).isFalse();
            }
            house.policy("No tools", "DENY", "MCP", "github.com/acme/tools", 1);
            assertThat(first(house.evaluate(request("-y acme/tools#" + commit)))
                            .getJsonObject("matched_policy")
                            .getString("name"))
                    .isEqualTo("No tools");
        }
    }

    @Test
    void an_organization_says_how_long_it_waits_for_an_analysis() {
        registry.publish("slow-one", "1.0.0", Packages.good("slow-one", "1.0.0"));
        hub.certify("slow-one", "1.0.0");
        hub.execute(
                "update analysis.versions set status = 'ANALYZING', snapshot_id = null where mcp_id = (select id from catalog.mcps where source_package = 'slow-one')");
        var house = house();
        var asked = request("-y slow-one@1.0.0");
        assertThat(first(house.evaluate(asked.copy())).getString("result")).isEqualTo("DENIED");
        String path = house.path();
        var waiting = house.owner().api().call(200, "PUT", path, JsonObject.of("name", "House", "grace_minutes", 60));
        assertThat(waiting.getInteger("grace_minutes")).isEqualTo(60);
        var warned = first(house.evaluate(asked.copy()));
        assertThat(warned.getString("result")).as(warned.encode()).isEqualTo("ALLOWED");
        assertThat(warned.getJsonArray("warnings").encode()).contains("queued and not analysed yet");
        house.owner().api().call(200, "PUT", path, JsonObject.of("name", "House", "grace_minutes", 0));
        assertThat(first(house.evaluate(asked.copy())).getString("result")).isEqualTo("DENIED");
        house.owner().api().call(400, "PUT", path, JsonObject.of("name", "House", "grace_minutes", 10_081));
    }
}
