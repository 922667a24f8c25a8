package mcphub.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mcphub.harness.NpmStub;
import mcphub.harness.Packages;
import mcphub.harness.People;
import mcphub.kernel.Yaml;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What pipelines run: {@code hub gate}, the shell script, the GitHub Action and the GitLab job, all as processes. */
@Order(1) // what takes long begins first
final class PipelinesIT {
    private static final Path SCRIPTS = GateRunner.SCRIPTS;
    /** All that the shell script may use; sh and curl besides. */
    private static final List<String> TOOLS = List.of(
            "sh", "curl", "mktemp", "rm", "tr", "sed", "awk", "grep", "cat", "cp", "head", "sleep", "printf", "find",
            "sort", "od");

    private static final NpmStub REGISTRY = new NpmStub();
    private static WholeHub hub;
    private static String token;

    @TempDir
    private Path repository;

    private static JsonObject yaml(String file) throws IOException {
        return new JsonObject(Yaml.parse(Files.readString(SCRIPTS.resolve(file))));
    }

    @BeforeAll
    static void startHub() {
        REGISTRY.publish("good-files", "1.0.0", Packages.good("good-files", "1.0.0"));
        REGISTRY.publish("risky-shell", "0.0.1", Packages.bad("risky-shell", "0.0.1"));
        hub = WholeHub.inProcess(Map.of("npm.registry_url", REGISTRY.url()));
        hub.certify("good-files", "");
        hub.certify("risky-shell", "");
        var people = new People(hub);
        var owner = people.join("owner");
        String org = people.organization(owner);
        people.requireScore(owner, org, "Require Minimum Score");
        token = people.token(owner, org, "ci:org:*").getString("token");
    }

    @AfterAll
    static void stopHub() {
        hub.close();
        REGISTRY.close();
    }

    private GateRunner gates() {
        return new GateRunner(repository, token);
    }

    @BeforeEach
    void makeRepository() throws IOException {
        uses(".mcp.json", "good-files@1.0.0");
    }

    private void uses(String file, String spec) throws IOException {
        Path path = repository.resolve(file);
        Files.createDirectories(java.util.Objects.requireNonNull(path.getParent()));
        Files.writeString(
                path,
                "{\n\t// \"quoted\" \\ back\r\n  \"mcpServers\": {\"one\": {\"command\": \"npx\", \"args\": [\"-y\", \""
                        + spec + "\"]}}\n}\n");
    }

    private static Map<String, String> asked() {
        return new LinkedHashMap<>(Map.of("HUB_URL", hub.api().base(), "HUB_TOKEN", token));
    }

    /** Both gates do the same. */
    private void both(int exit, String said, Map<String, String> environment, String... arguments) {
        for (var ended : gates().both(environment, arguments)) {
            assertThat(ended.out()).contains(said);
            assertThat(ended.exit()).as(ended.out()).isEqualTo(exit);
        }
    }

    @Test
    void what_is_allowed_passes_and_what_is_denied_fails() throws IOException {
        both(0, "PASS", asked());
        uses(".vscode/mcp.json", "risky-shell@0.0.1");
        both(1, "Policy 'Require Minimum Score' denied: global score", asked(), "--environment", "production");
    }

    @Test
    void a_hub_that_cannot_be_asked_stops_the_pipeline_unless_told_otherwise() throws IOException {
        var away = asked();
        away.put("HUB_URL", "http://127.0.0.1:1");
        both(2, "does not answer", away, "--retries", "1");
        both(0, "--fail-open", away, "--retries", "0", "--fail-open");
        var wrong = asked();
        wrong.put("HUB_TOKEN", "mcphub_nonsense");
        both(2, "401", wrong);
        both(2, "HUB_URL", Map.of("HUB_TOKEN", token));
        both(2, "HUB_TOKEN", Map.of("HUB_URL", hub.api().base()));
        Files.writeString(repository.resolve("mcp.json"), "{\n oops");
        both(1, "line 2", asked());
        both(2, "401", wrong, "--fail-open");
        both(2, "HUB_URL", Map.of("HUB_TOKEN", token), "--fail-open");
        both(1, "line 2", asked(), "--fail-open");
        both(2, "Area not found", asked(), "--fail-open", "--area", "nowhere");
        both(2, "there is no folder", asked(), "--fail-open", "nowhere");
    }

    @Test
    void a_repository_without_configurations_has_nothing_to_ask() throws IOException {
        Files.delete(repository.resolve(".mcp.json"));
        Files.createDirectories(repository.resolve(".vscode"));
        Files.writeString(repository.resolve(".vscode/settings.json"), "{\"editor.tabSize\": 2}");
        both(0, "nothing to ask", asked());
    }

    @Test
    void the_formats_are_written_into_files() throws IOException {
        uses("mcp.json", "risky-shell@0.0.1");
        String[] out = {"--out", "v.json", "--out", "v.md", "--out", "v.sarif", "--out", "v.xml"};
        for (boolean withJava : new boolean[] {false, true}) {
            var ended = withJava ? gates().java(asked(), out) : gates().script(asked(), out);
            assertThat(ended.exit()).isEqualTo(1);
            assertThat(new JsonObject(Files.readString(repository.resolve("v.json"))).getString("result"))
                    .isEqualTo("FAIL");
            assertThat(Files.readString(repository.resolve("v.md"))).startsWith("## ❌ MCP Hub: FAIL");
            assertThat(new JsonObject(Files.readString(repository.resolve("v.sarif"))).getString("version"))
                    .isEqualTo("2.1.0");
            assertThat(Files.readString(repository.resolve("v.xml"))).contains("<failure");
            for (String file : List.of("v.json", "v.md", "v.sarif", "v.xml")) {
                Files.delete(repository.resolve(file));
            }
        }
        both(2, "must end in", asked(), "--out", "v.pdf");
    }

    @Test
    void the_script_needs_nothing_but_sh_curl_and_what_every_unix_has() throws IOException {
        Path bin = Files.createDirectory(repository.resolve("bin"));
        for (String tool : TOOLS) {
            for (String folder : String.valueOf(System.getenv("PATH")).split(":", -1)) {
                Path found = Path.of(folder, tool);
                if (Files.isExecutable(found) && !Files.exists(bin.resolve(tool))) {
                    Files.createSymbolicLink(bin.resolve(tool), found);
                }
            }
        }
        var environment = asked();
        environment.put("PATH", bin.toString());
        assertThat(gates().script(environment).exit()).isZero();
        uses("mcp.json", "risky-shell@0.0.1");
        var denied = gates().script(environment, "--out", "summary.md");
        assertThat(denied.exit()).isEqualTo(1);
        assertThat(Files.readString(repository.resolve("summary.md"))).contains("| risky-shell | 0.0.1 |");
    }

    @Test
    void the_github_action_runs_its_steps() throws IOException {
        var action = yaml("ci/github/action.yml");
        var step = action.getJsonObject("runs").getJsonArray("steps").getJsonObject(0);
        var inputs = Map.of(
                "url",
                hub.api().base(),
                "token",
                token,
                "environment",
                "production",
                "folder",
                ".",
                "retries",
                "1",
                "sarif",
                "v.sarif",
                "fail-open",
                "false");
        var environment = new LinkedHashMap<String, String>();
        step.getJsonObject("env").forEach(entry -> {
            String input = String.valueOf(entry.getValue()).replaceAll("^\\$\\{\\{ inputs\\.|\\s*}}$", "");
            environment.put(entry.getKey(), String.valueOf(inputs.get(input)));
        });
        environment.putAll(Map.of(
                "GITHUB_ACTION_PATH", SCRIPTS.resolve("ci/github").toString(),
                "GITHUB_STEP_SUMMARY", repository.resolve("summary.md").toString(),
                "GITHUB_OUTPUT", repository.resolve("output").toString(),
                "RUNNER_TEMP", repository.toString()));
        assertThat(gates().run(environment, List.of("sh", "-e", "-c", step.getString("run")))
                        .exit())
                .isZero();
        uses("mcp.json", "risky-shell@0.0.1");
        var denied = gates().run(environment, List.of("sh", "-e", "-c", step.getString("run")));
        assertThat(denied.exit()).isEqualTo(1);
        assertThat(denied.out())
                .contains("\n::error file=mcp.json,line=3,title=MCP Hub%3A one (risky-shell 0.0.1)::Policy 'Require")
                .doesNotContain("::error file=.mcp.json");
        String example = Files.readString(SCRIPTS.resolve("ci/github/example.yml"));
        assertThat(example).contains("uses: ", "/scripts/ci/github@");
        yaml("ci/github/example.yml");
        assertThat(Files.readString(repository.resolve("summary.md"))).contains("PASS", "FAIL");
        assertThat(Files.readString(repository.resolve("output"))).isEqualTo("result=allowed\nresult=denied\n");
        assertThat(repository.resolve("v.sarif")).exists();
    }

    @Test
    void the_steps_of_azure_and_jenkins_run() throws IOException {
        var environment = asked();
        environment.put("MCP_HUB_GATE", SCRIPTS.resolve("gate.sh").toString());
        environment.put("GATE_ENVIRONMENT", "production");
        environment.put("GATE_FOLDER", ".");
        String azure = yaml("ci/azure/mcp-hub.yml")
                .getJsonArray("steps")
                .getJsonObject(0)
                .getString("script");
        String jenkins =
                Files.readString(SCRIPTS.resolve("ci/jenkins/Jenkinsfile")).split("'''", -1)[1];
        for (String script : List.of(azure, jenkins)) {
            uses(".mcp.json", "good-files@1.0.0");
            assertThat(gates().run(environment, List.of("sh", "-e", "-c", script))
                            .exit())
                    .isZero();
            uses(".mcp.json", "risky-shell@0.0.1");
            assertThat(gates().run(environment, List.of("sh", "-e", "-c", script))
                            .exit())
                    .isEqualTo(1);
            assertThat(repository.resolve("mcp-hub.xml")).exists();
        }
    }

    @Test
    void the_gitlab_job_runs_its_script() throws IOException {
        var job = yaml("ci/gitlab/mcp-hub.yml").getJsonObject("mcp-hub-gate");
        var environment = asked();
        job.getJsonObject("variables")
                .forEach(entry -> environment.put(entry.getKey(), String.valueOf(entry.getValue())));
        environment.put("MCP_HUB_GATE", SCRIPTS.resolve("gate.sh").toString());
        String script = String.join(
                "\n", job.getJsonArray("script").stream().map(String::valueOf).toList());
        assertThat(gates().run(environment, List.of("sh", "-e", "-c", script)).exit())
                .isZero();
        for (Object artifact : job.getJsonObject("artifacts").getJsonArray("paths")) {
            assertThat(repository.resolve(String.valueOf(artifact))).exists();
        }
    }
}
