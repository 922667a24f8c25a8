package mcphub.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What files beside a configuration, variables and wrappers say of what its lines start. */
final class ProjectTest {
    private static Project project(String... pathsAndTexts) {
        var files = new JsonArray();
        for (int i = 0; i < pathsAndTexts.length; i += 2) {
            files.add(JsonObject.of("path", pathsAndTexts[i], "text", pathsAndTexts[i + 1]));
        }
        return Project.of(files);
    }

    private static Asked read(Project project, String path, JsonObject server) {
        String text = JsonObject.of("mcpServers", JsonObject.of("s", server)).encode();
        return ClientConfig.read(text, path, project).getFirst();
    }

    private static JsonObject npx(String... args) {
        return JsonObject.of("command", "npx", "args", new JsonArray(List.of(args)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            registry=https://elsewhere.example/npm/           | @acme/x@1.0.0 | https://elsewhere.example/npm
            registry = "https://elsewhere.example"            | x@1.0.0       | https://elsewhere.example
            registry=https://registry.npmjs.org/              | x@1.0.0       |
            @acme:registry=https://npm.acme.example           | @acme/x@1.0.0 | https://npm.acme.example
            @acme:registry=https://npm.acme.example           | @other/x@1.0.0 |
            //npm.acme.example/:_authToken=secret             | @acme/x@1.0.0 |
            ; registry=https://elsewhere.example              | x@1.0.0       |
            registry=${COMPANY}                               | x@1.0.0       | a registry that a variable names
            "registry"=https://elsewhere.example             | x@1.0.0       | https://elsewhere.example
            "\\u0072egistry" = https://elsewhere.example     | x@1.0.0       | https://elsewhere.example
            'registry'=https://elsewhere.example              | x@1.0.0       | https://elsewhere.example
            ${ANY}=https://elsewhere.example                  | x@1.0.0       | a registry that a variable names
            userconfig=./other                                | x@1.0.0       | an npmrc of its own
            """)
    void an_npmrc_beside_a_configuration_says_where_packages_come_from(String line, String spec, String registry) {
        for (String path : List.of(".npmrc", "./.npmrc", "packages\\a\\.npmrc", ".NPMRC")) {
            var asked = read(project(path, "save-exact=true\n" + line + "\n"), ".mcp.json", npx("-y", spec));
            assertThat(asked.registry()).isEqualTo(registry);
            assertThat(asked.toString()).doesNotContain("secret");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            .yarnrc.yml         | npmRegistryServer: "https://elsewhere.example"               | x@1.0.0       | https://elsewhere.example
            .yarnrc.yml         | npmScopes: {acme: {npmRegistryServer: "https://npm.acme.example"}} | @acme/x@1.0.0 | https://npm.acme.example
            .yarnrc.yml         | npmScopes: {acme: {npmRegistryServer: "https://npm.acme.example"}} | x@1.0.0 |
            .yarnrc.yml         | npmRegistryServer: "https://registry.npmjs.org"              | x@1.0.0       |
            .yarnrc.yml         | npmRegistryServer: [oops                                     | x@1.0.0       | a registry that a variable names
            .yarnrc.yml         | nodeLinker: node-modules                                     | x@1.0.0       |
            bunfig.toml         | install.registry = "https://elsewhere.example"               | x@1.0.0       | https://elsewhere.example
            bunfig.toml         | install = {registry = {url = "https://elsewhere.example"}}   | x@1.0.0       | https://elsewhere.example
            bunfig.toml         | install = {scopes = {acme = "https://npm.acme.example"}}     | @acme/x@1.0.0 | https://npm.acme.example
            bunfig.toml         | install = {scopes = {"@acme" = {url = "https://npm.acme.example"}}} | @acme/x@1.0.0 | https://npm.acme.example
            bunfig.toml         | smol = true                                                  | x@1.0.0       |
            pnpm-workspace.yaml | registries: {default: "https://elsewhere.example"}           | x@1.0.0       | https://elsewhere.example
            pnpm-workspace.yaml | registries: {"@acme": "https://npm.acme.example"}            | @acme/x@1.0.0 | https://npm.acme.example
            pnpm-workspace.yaml | packages: [a, b]                                             | x@1.0.0       |
            """)
    void the_settings_of_yarn_bun_and_pnpm_say_where_packages_come_from(
            String file, String text, String spec, String registry) {
        for (String path : List.of(file, "packages/a/" + file)) {
            assertThat(read(project(path, text), ".mcp.json", npx("-y", spec)).registry())
                    .isEqualTo(registry);
        }
    }

    @Test
    void of_two_npmrc_files_the_one_counts_that_leads_elsewhere_and_a_shell_makes_the_line_unread() {
        var two = project(
                ".npmrc", "registry=https://registry.npmjs.org", "a/.npmrc", "registry=https://elsewhere.example");
        assertThat(read(two, ".mcp.json", npx("x@1.0.0")).registry()).isEqualTo("https://elsewhere.example");
        var shell = project(".npmrc", "script-shell=/tmp/evil");
        assertThat(read(shell, ".mcp.json", npx("x@1.0.0")).place())
                .extracting(Asked.Place::kind)
                .isEqualTo("local");
    }

    @Test
    void the_nearest_file_above_a_configuration_names_its_node_and_a_wrapper_names_it_better() {
        var project = project(
                ".nvmrc", "# ours\nv22.4.0\n",
                "packages/a/.node-version", "18",
                "packages/b/.tool-versions", "python 3.12\nnodejs 20.1.0 # lts");
        for (var row : List.of(
                List.of(".mcp.json", "v22.4.0"),
                List.of(".vscode/mcp.json", "v22.4.0"),
                List.of("packages/a/.mcp.json", "18"),
                List.of("packages/a/.cursor/mcp.json", "18"),
                List.of("packages/b/.mcp.json", "20.1.0"))) {
            assertThat(read(project, row.get(0), npx("x")).node()).isEqualTo(row.get(1));
        }
        for (String line : List.of(
                "volta run --node 16 npx x",
                "volta run --node=16 -- npx x",
                "fnm exec --using 16 npx x",
                "nvm exec 16 npx x",
                "mise exec node@16 -- npx x",
                "env A=b mise x node@16 python@3 -- npx x")) {
            var words = List.of(line.split(" "));
            var server =
                    JsonObject.of("command", words.getFirst(), "args", new JsonArray(words.subList(1, words.size())));
            assertThat(read(project, ".mcp.json", server))
                    .as(line)
                    .extracting(Asked::name, Asked::node)
                    .containsExactly("x", "16");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "HOME, ./evil, an npmrc of its own",
        "HOME, /home/../srv/x, an npmrc of its own",
        "USERPROFILE, C:\\evil, an npmrc of its own",
        "PREFIX, /srv/node, an npmrc of its own",
        "XDG_CONFIG_HOME, ${workspaceFolder}/x, an npmrc of its own",
        "HOME, /home/jane.doe, ",
        "HOME, /Users/jane/, ",
        "HOME, ${HOME}, ",
        "APPDATA, C:\\Users\\Jane Doe\\AppData\\Roaming\\, ",
        "APPDATA, ${env:APPDATA}, ",
        "XDG_CONFIG_HOME, /home/jane/.config, ",
    })
    void a_home_of_its_own_is_another_source_and_the_users_is_not(String name, String value, String registry) {
        var server = npx("x@1.0.0").put("env", JsonObject.of(name, value));
        assertThat(read(Project.NONE, ".mcp.json", server).registry()).isEqualTo(registry);
    }

    @ParameterizedTest
    @CsvSource({
        "/srv/x, true",
        "../x, true",
        "a/../../x, true",
        "~, true",
        "., false",
        "packages/a, false",
        "${workspaceFolder}/a, false"
    })
    void a_folder_outside_of_the_project_is_warned_of(String cwd, boolean warned) {
        assertThat(read(Project.NONE, ".mcp.json", npx("x@1.0.0").put("cwd", cwd))
                        .cautions()
                        .contains("It is started in another folder, whose settings are not read"))
                .isEqualTo(warned);
    }
}
