package mcphub.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import mcphub.harness.NpmStub;
import mcphub.harness.Packages;
import mcphub.harness.People;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both gates find every client's file, wherever it lies, and the hub reads it right; what is none stops nobody. */
@Order(1) // what takes long begins first
final class GateFilesIT {
    private static final NpmStub REGISTRY = new NpmStub();
    private static WholeHub hub;
    private static String token;
    private static String email;

    @TempDir
    private Path repository;

    @BeforeAll
    static void startHub() {
        REGISTRY.publish("risky-shell", "0.0.1", Packages.bad("risky-shell", "0.0.1"));
        REGISTRY.publish("good-files", "1.0.0", Packages.good("good-files", "1.0.0"));
        hub = WholeHub.inProcess(Map.of("npm.registry_url", REGISTRY.url()));
        hub.certify("risky-shell", "");
        hub.certify("good-files", "");
        var people = new People(hub);
        var owner = people.join("owner");
        String org = people.organization(owner, "files");
        email = owner.email();
        people.requireScore(owner, org, "Require Minimum Score");
        token = people.token(owner, org, "ci:org:*").getString("token");
    }

    @AfterAll
    static void stopHub() {
        hub.close();
        REGISTRY.close();
    }

    private static Map<String, String> asked() {
        return Map.of("HUB_URL", hub.api().base(), "HUB_TOKEN", token);
    }

    private void write(Map<String, String> files) throws IOException {
        for (var file : files.entrySet()) {
            write(file.getKey(), file.getValue().getBytes(StandardCharsets.UTF_8));
        }
    }

    private void write(String path, byte[] bytes) throws IOException {
        Path file = repository.resolve(path);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.write(file, bytes);
    }

    /** What each gate was told, both of which ended so. */
    private List<JsonArray> verdicts(int exit, String... arguments) throws IOException {
        var all = new ArrayList<JsonArray>();
        var more = new ArrayList<>(List.of(arguments));
        more.addAll(0, List.of("--out", "verdict.json"));
        for (boolean withJava : new boolean[] {false, true}) {
            String[] words = more.toArray(String[]::new);
            var gates = new GateRunner(repository, token);
            var ended = withJava ? gates.java(asked(), words) : gates.script(asked(), words);
            assertThat(ended.exit()).as(ended.out()).isEqualTo(exit);
            Path out = repository.resolve("verdict.json");
            all.add(new JsonObject(Files.readString(out)).getJsonArray("mcps"));
            Files.delete(out);
        }
        return all;
    }

    private static Collection<String> paths(JsonArray mcps) {
        var paths = new TreeSet<String>();
        mcps.forEach(
                mcp -> paths.add(((JsonObject) mcp).getJsonObject("used_in").getString("path")));
        return paths;
    }

    @Test
    void the_file_of_each_client_is_found_and_read() throws IOException {
        var files = ClientFiles.all();
        write(files);
        write(ClientFiles.others());
        for (var mcps : verdicts(1)) {
            assertThat(paths(mcps)).isEqualTo(new TreeSet<>(files.keySet()));
            for (Object each : mcps) {
                var mcp = (JsonObject) each;
                assertThat(mcp.getString("name")).as(mcp.encode()).isEqualTo("risky-shell");
                assertThat(mcp.getString("version")).as(mcp.encode()).isEqualTo("0.0.1");
                assertThat(mcp.getString("result")).isEqualTo("DENIED");
            }
            assertThat(mcps).hasSize(files.size());
        }
        assertThat(GateFiles.table())
                .allSatisfy(wanted -> assertThat(files.keySet().stream().anyMatch(wanted::isAt)
                                || wanted.pattern().endsWith("crushrc"))
                        .as(wanted.pattern())
                        .isTrue());
        var toml = new ArrayList<Integer>();
        for (var mcps : verdicts(1, "codex")) {
            toml.add(mcps.getJsonObject(0).getJsonObject("used_in").getInteger("line"));
            assertThat(paths(mcps)).containsExactly("codex/.codex/config.toml");
        }
        assertThat(toml).containsExactly(3, 3);
    }

    @Test
    void what_has_no_servers_passes_and_what_cannot_be_read_is_denied_beside_the_others() throws IOException {
        write(ClientFiles.others());
        for (var ended : new GateRunner(repository, token).both(asked())) {
            assertThat(ended.exit()).as(ended.out()).isZero();
            assertThat(ended.out()).contains("other/empty/.mcp.json other/none/.mcp.json", "no server is named");
        }
        write("good/.mcp.json", ClientFiles.claude().getBytes(StandardCharsets.UTF_8));
        write("wide/.mcp.json", ("\uFEFF" + ClientFiles.claude()).getBytes(StandardCharsets.UTF_16LE));
        for (String script : List.of("crush/.crushrc", "crush/crushrc")) {
            write(script, "//usr/bin/env x\n".getBytes(StandardCharsets.UTF_8));
        }
        write("broken/.codex/config.toml", "[mcp_servers.x]\ncommand = \n".getBytes(StandardCharsets.UTF_8));
        for (var mcps : verdicts(1)) {
            assertThat(paths(mcps))
                    .containsExactly(
                            "broken/.codex/config.toml",
                            "crush/.crushrc",
                            "crush/crushrc",
                            "good/.mcp.json",
                            "wide/.mcp.json");
            var broken = mcps.getJsonObject(0);
            assertThat(broken.getString("reason")).contains("It cannot be read: line 2: is no TOML");
            assertThat(broken.getJsonObject("used_in").getInteger("line")).isEqualTo(2);
            assertThat(mcps.getJsonObject(1).getString("reason")).contains("is a shell script, which is not read");
            assertThat(mcps.getJsonObject(4).getString("name")).isEqualTo("risky-shell");
        }
    }

    @Test
    void a_file_is_found_in_other_letters_and_with_escaped_keys_and_none_is_left_out_in_silence() throws IOException {
        byte[] claude = ClientFiles.claude().getBytes(StandardCharsets.UTF_8);
        write("a/.Cursor/MCP.json", claude);
        write(
                "b/.gemini/settings.json",
                ClientFiles.claude().replace("mcpServers", "\\u006dcpServers").getBytes(StandardCharsets.UTF_8));
        for (var mcps : verdicts(1)) {
            assertThat(paths(mcps)).containsExactly("a/.Cursor/MCP.json", "b/.gemini/settings.json");
        }
        write("c\n/.mcp.json", claude);
        var gates = new GateRunner(repository, token);
        var script = gates.script(asked(), "--fail-open");
        assertThat(script.exit()).as(script.out()).isEqualTo(2);
        assertThat(script.out()).contains("has a tab or a line break in it");
        assertThat(gates.java(asked()).out()).contains("c\n/.mcp.json");
    }

    @Test
    void without_any_file_a_gate_says_where_it_looked() {
        for (var ended : new GateRunner(repository, token).both(asked())) {
            assertThat(ended.exit()).isZero();
            assertThat(ended.out())
                    .contains(
                            "nothing to ask. Looked for: .mcp.json ",
                            ".codex/config.toml",
                            "opencode.json",
                            "SKILL.md");
        }
    }

    @Test
    void pinning_changes_nothing_but_versions_and_the_gate_is_content() throws IOException {
        var files = new java.util.TreeMap<String, String>();
        ClientFiles.all()
                .forEach((path, text) -> files.put(
                        path,
                        text.replace("risky-shell@0.0.1", "good-files")
                                .replace("risky-shell", "good-files")
                                .replace("0.0.1", "1.0.0")));
        write(files);
        var gates = new GateRunner(repository, token);
        var before = gates.command("pin", asked(), "--dry-run");
        assertThat(before.exit()).as(before.out()).isZero();
        assertThat(Files.readString(repository.resolve("claude/.mcp.json"))).isEqualTo(files.get("claude/.mcp.json"));
        var pinned = gates.command("pin", asked());
        assertThat(pinned.exit()).as(pinned.out()).isZero();
        for (var file : files.entrySet()) {
            assertThat(Files.readString(repository.resolve(file.getKey())))
                    .as(file.getKey())
                    .isEqualTo(
                            file.getValue().contains("\"identifier\"")
                                    ? file.getValue()
                                    : file.getValue().replace("good-files", "good-files@1.0.0"));
        }
        for (var mcps : verdicts(0)) {
            assertThat(mcps.encode()).doesNotContain("Not pinned");
        }
        write(
                "docker/.mcp.json",
                ClientFiles.claude().replace("risky-shell@0.0.1", "risky-shell").getBytes(StandardCharsets.UTF_8));
        var open = gates.command("pin", asked());
        assertThat(open.exit()).isEqualTo(1);
        assertThat(open.out()).contains("docker/.mcp.json:1 risky (risky-shell) is not pinned: Policy");
    }

    @Test
    void a_person_previews_the_gate_of_the_organization() throws IOException {
        write(".mcp.json", ClientFiles.claude().getBytes(StandardCharsets.UTF_8));
        var environment = new java.util.HashMap<>(
                Map.of("HUB_URL", hub.api().base(), "HUB_EMAIL", email, "HUB_PASSWORD", People.PASSWORD));
        var gates = new GateRunner(repository, token);
        var tried = gates.java(environment, "--preview", "files");
        assertThat(tried.exit()).as(tried.out()).isEqualTo(1);
        assertThat(tried.out()).contains("simulated", "Require Minimum Score");
        assertThat(gates.java(environment, "--preview", "others").exit()).isEqualTo(2);
        environment.put("HUB_PASSWORD", "wrong");
        assertThat(gates.java(environment, "--preview", "files").exit()).isEqualTo(2);
    }

    @Test
    void both_gates_send_where_yarn_bun_and_pnpm_fetch_from_and_none_of_their_secrets() throws IOException {
        write(".mcp.json", ClientFiles.claude().getBytes(StandardCharsets.UTF_8));
        for (var each : Map.of(
                        ".yarnrc.yml",
                        "npmAuthToken: s3cret\nnodeLinker: node-modules\nnpmRegistryServer: \"https://npm.acme.example\"\n",
                        "bunfig.toml",
                        "telemetry = false\n[install.registry]\nurl = \"https://npm.acme.example\"\ntoken = \"s3cret\"\n",
                        "pnpm-workspace.yaml",
                        "packages:\n  - a/*\nregistries:\n  default: https://npm.acme.example\n")
                .entrySet()) {
            write("sub/" + each.getKey(), each.getValue().getBytes(StandardCharsets.UTF_8));
            assertThat(GateFiles.below(repository).texts().get("sub/" + each.getKey()))
                    .contains("npm.acme.example")
                    .doesNotContain("s3cret", "a/*");
            for (var mcps : verdicts(1)) {
                assertThat(mcps.getJsonObject(0).getString("reason"))
                        .as(each.getKey())
                        .contains("another registry, https://npm.acme.example");
            }
            Files.delete(repository.resolve("sub/" + each.getKey()));
        }
    }

    @Test
    void both_gates_have_one_table_and_send_no_secret_of_an_npmrc() throws IOException {
        var lines =
                Files.readString(GateRunner.SCRIPTS.resolve("gate.sh")).lines().toList();
        int from = lines.indexOf("clients() {") + 2;
        assertThat(lines.subList(from, from + GateFiles.table().size()))
                .isEqualTo(GateFiles.table().stream()
                        .map(wanted -> (wanted.pattern() + ' ' + String.join(" ", wanted.only())).strip())
                        .toList());
        assertThat(lines.get(from + GateFiles.table().size())).isEqualTo("END");

        write(".mcp.json", ClientFiles.claude().getBytes(StandardCharsets.UTF_8));
        write(
                ".npmrc",
                "//npm.acme.example/:_authToken=npm_secret\n_auth=c2VjcmV0\nregistry=https://npm.acme.example/\n"
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(GateFiles.below(repository).texts().get(".npmrc")).isEqualTo("registry=https://npm.acme.example/");
        for (var mcps : verdicts(1)) {
            assertThat(mcps.getJsonObject(0).getString("reason"))
                    .contains("another registry, https://npm.acme.example");
        }
    }
}
