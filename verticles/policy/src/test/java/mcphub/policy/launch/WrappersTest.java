package mcphub.policy.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lines within lines: what only passes a simple command on is seen through; of any other each package that it names counts. A tilde stands for a space within a word. */
final class WrappersTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            cmd /c npx -y x@1.0.0
            cmd.exe /d /s /c npx -y x@1.0.0
            cmd /c npx~-y~x@1.0.0
            cmd /C npx~-y x@1.0.0
            sh -c npx~-y~x@1.0.0
            sh -c exec~npx~-y~'x@1.0.0'
            bash -lc exec~npx~-y~x@1.0.0
            bash -l -c A=b~npx~-y~x@1.0.0
            zsh -ic npx~-y~x@1.0.0
            powershell -NoProfile -ExecutionPolicy Bypass -Command npx~-y~x@1.0.0
            pwsh -c npx -y x@1.0.0
            wsl.exe npx -y x@1.0.0
            wsl -d Ubuntu -- npx -y x@1.0.0
            /usr/bin/env -S npx~-y~x@1.0.0
            env -i -u NODE_OPTIONS A=b npx -y x@1.0.0
            env -S A=b~npx~-y x@1.0.0
            node /usr/lib/node_modules/npm/bin/npx-cli.js -y x@1.0.0
            node --no-warnings /usr/lib/node_modules/npm/bin/npm-cli.js exec -y x@1.0.0
            mise exec node@20 -- npx -y x@1.0.0
            mise x -- npx -y x@1.0.0
            volta run --node 20 npx -y x@1.0.0
            op run --env-file=.env -- npx -y x@1.0.0
            doppler run -p a -c b -- npx -y x@1.0.0
            dotenv -e .env -- npx -y x@1.0.0
            corepack pnpm@9 dlx x@1.0.0
            corepack yarn dlx x@1.0.0
            sudo -nE -u me npx -y x@1.0.0
            nice -n 5 timeout -k 5 30s nohup npx -y x@1.0.0
            cross-env A=b npx -y x@1.0.0
            sh -c bash~-c~"npx~-y~x@1.0.0"
            "C:\\Program~Files\\nodejs\\npx.cmd"~-y~x@1.0.0
            npx~-y x@1.0.0
            """)
    void a_simple_command_is_read_through_what_passes_it_on(String line) {
        var words = Lines.words(line);
        assertThat(Lines.shown(CommandLine.read(words.getFirst(), words.subList(1, words.size()), Map.of())))
                .isEqualTo("x@1.0.0");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            "sh -c cd~/x~&&~npx~-y~evil~|~tee~log"   | "[sh: a line within it, which is not read], evil"
            sh -c npx~$FLAGS~good                    | "[sh: a line within it, which is not read], [npx: a variable names its package], good"
            sh -c $(cat~line)                        | [sh: a line within it, which is not read]
            sh -c npx~-y~good;~npx~-y~evil           | "[sh: a line within it, which is not read], good, evil"
            bash script.sh npx evil                  | "[bash: a line within it, which is not read], evil"
            cmd /c npx~-y~good~&~npx~evil            | "[cmd: a line within it, which is not read], good, evil"
            powershell -EncodedCommand x             | [powershell: a line within it, which is not read]
            powershell -Command npx~-y~$x;~npx~evil  | "[powershell: a line within it, which is not read], evil"
            sudo --wonder npx evil                   | "[sudo: a line within it, which is not read], evil"
            dotenv run -- npx evil                   | "[run], evil"
            foo npx -y evil                          | "[foo], evil"
            foo docker run -it acme/evil             | "[foo], oci:acme/evil"
            node server.js                           | [node server.js]
            npx dotenv-cli -- npx x@1.0.0            | "dotenv-cli, x@1.0.0"
            npx -y supergateway@1.0.0 --stdio npx~-y~evil~/x | "supergateway@1.0.0, evil"
            npx npm exec evil                        | "npm, evil"
            npx -y pnpm@9.0.0 dlx evil               | "pnpm@9.0.0, evil"
            npx -p good@1.0.0 npx evil               | "good@1.0.0, evil"
            npx -y mcp-proxy@1.0.0 uvx evil          | "mcp-proxy@1.0.0, pypi:evil"
            npx -y good@1.0.0 npx                    | good@1.0.0
            """)
    void each_package_that_a_line_names_counts_where_it_is_not_understood_or_handed_on(String line, String expected) {
        var words = Lines.words(line);
        assertThat(Lines.shown(CommandLine.read(words.getFirst(), words.subList(1, words.size()), Map.of())))
                .isEqualTo(expected);
    }

    @Test
    void variables_that_a_wrapper_sets_count() {
        var read = CommandLine.read(
                "env", List.of("npm_config_registry=https://elsewhere.example", "npx", "good@1.0.0"), Map.of());
        assertThat(Lines.shown(read)).isEqualTo("good@1.0.0 from https://elsewhere.example");
        assertThat(CommandLine.read("sh", List.of("-c", "NODE_OPTIONS=x npx good@1.0.0"), Map.of())
                        .getFirst()
                        .cautions())
                .singleElement()
                .asString()
                .startsWith("NODE_OPTIONS");
    }

    @Test
    void a_line_within_too_many_lines_is_not_read() {
        var words = new java.util.ArrayList<String>();
        for (int i = 0; i < 100; i++) {
            words.add("nohup");
        }
        words.addAll(List.of("npx", "evil"));
        assertThat(Lines.shown(CommandLine.read(words.getFirst(), words.subList(1, words.size()), Map.of())))
                .isEqualTo("[nohup], evil");
    }

    @Test
    void a_wrapper_within_itself_without_end_is_not_read_and_no_reader_runs_out_of_stack() {
        var deep = CommandLine.read("env", List.of("-S=".repeat(6_000) + "npx"), Map.of());
        assertThat(deep).allMatch(CommandLine::isLocal).isNotEmpty();
    }
}
