package mcphub.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which package a command line of a launcher of npm packages starts; where it does not tell, it is nobody's. */
final class CommandLineTest {

    /** Command, arguments with spaces, variables that are set for it; kind, name and version, and what is warned of. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            npx  | -y good@1.0.0                                          |                              | npm good 1.0.0                                    |
            npx  | --yes --loglevel silent good@1.0.0                     |                              | npm good 1.0.0                                    |
            npx  | -w packages/a good@1.0.0                               |                              | npm good 1.0.0                                    |
            npx  | --loglevel good evil                                   |                              | npm evil -                                        | Not pinned
            npx  | --tag good evil                                        |                              | npm evil -                                        | Not pinned
            npx  | --scope good evil                                      |                              | npm evil -                                        | Not pinned
            npx  | -y -- good@1.0.0                                       |                              | npm good 1.0.0                                    |
            npx  | -y good@1.0.0 -p evil -c x                             |                              | npm good 1.0.0                                    |
            npx  | -y -p good@1.0.0 -p evil evil                          |                              | local npx: it fetches several packages -          |
            npx  | --package=good@1.0.0 --package=evil evil               |                              | local npx: it fetches several packages -          |
            pnpm | dlx --package good@1.0.0 --package evil evil           |                              | local pnpm: it fetches several packages -         |
            yarn | dlx -p good@1.0.0 -p evil evil                         |                              | local yarn: it fetches several packages -         |
            bunx | -p good@1.0.0 -p evil evil                             |                              | local bunx: it fetches several packages -         |
            npx  | -y -p good@1.0.0 -c curl_x                              |                              | local npx: its -c runs a line of its own -        |
            npm  | exec -y good@1.0.0 -c id                               |                              | local npm: its -c runs a line of its own -        |
            npm  | exec -y good@1.0.0 -p evil                             |                              | npm evil -                                        | Not pinned
            npm  | exec -y good@1.0.0 --packa evil                        |                              | local npm: its --packa is not known -             |
            npm  | exec -y good@1.0.0 -- -p evil                          |                              | npm good 1.0.0                                    |
            npm  | exec -y good@1.0.0 --stdio                             |                              | npm good 1.0.0                                    |
            npm  | exec -c id good@1.0.0                                  |                              | local npm: its -c runs a line of its own -        |
            pnpm | dlx -c --package good@1.0.0 curl                       |                              | local pnpm: its -c runs a line of its own -       |
            npx  | --node-options=--require=./hook.cjs good@1.0.0         |                              | local npx: its --node-options runs a line of its own - |
            npx  | --registry=https://elsewhere.example -y good@1.0.0     |                              | local npx: its --registry may fetch from elsewhere - |
            npx  | --registry https://elsewhere.example -y good@1.0.0     |                              | local npx: its --registry may fetch from elsewhere - |
            npx  | --@acme:registry=https://elsewhere.example @acme/x@1.0.0 |                            | local npx: its --@acme:registry may fetch from elsewhere - |
            npx  | --userconfig ./npmrc good@1.0.0                        |                              | local npx: its --userconfig may fetch from elsewhere - |
            npx  | -y good@1.0.0                                          | npm_config_registry          | local good: npm_config_registry may fetch it from elsewhere - |
            npx  | -y good@1.0.0                                          | NPM_CONFIG_REGISTRY          | local good: NPM_CONFIG_REGISTRY may fetch it from elsewhere - |
            npx  | -y good@1.0.0                                          | BUN_CONFIG_REGISTRY          | local good: BUN_CONFIG_REGISTRY may fetch it from elsewhere - |
            npx  | -y good@1.0.0                                          | npm_config_package           | local good: npm_config_package may fetch it from elsewhere - |
            env  | npm_config_registry=https://elsewhere.example npx good@1.0.0 |                        | local good: npm_config_registry may fetch it from elsewhere - |
            npx  | -y good@1.0.0                                          | NODE_OPTIONS                 | npm good 1.0.0                                    | NODE_OPTIONS may load other code into it
            npx  | -y good@1.0.0                                          | GITHUB_TOKEN                 | npm good 1.0.0                                    |
            npx  | -y -p good@1.0.0 good                                  |                              | npm good 1.0.0                                    |
            npx  | -y -p @acme/good@1.0.0 good                            |                              | npm @acme/good 1.0.0                              |
            npx  | -y -p good@1.0.0 curl https://elsewhere.example        |                              | npm good 1.0.0                                    | What runs is 'curl'
            npx  | --wonder good evil                                     |                              | local npx: its --wonder is not known -            |
            npx  | --pack=evil good@1.0.0                                 |                              | local npx: its --pack is not known -              |
            npx  | -yp evil good                                          |                              | local npx: its -yp is not known -                 |
            npx  | -ksECRET good                                          |                              | local npx: one of its flags is not known -        |
            npx  | -y                                                     |                              | local npx: it names no package -                  |
            """)
    void what_is_judged_is_what_the_launcher_fetches(
            String command, String arguments, String variable, String expected, String warning) {
        var read = CommandLine.read(command, List.of(arguments.split(" ")))
                .within(variable == null ? List.of() : List.of(variable));
        assertThat(read.kind() + " " + read.name() + " " + (read.version() == null ? "-" : read.version()))
                .isEqualTo(expected);
        if (warning == null) {
            assertThat(read.open()).isNull();
        } else {
            assertThat(read.open()).startsWith(warning);
        }
    }

    /** Command and arguments; the packages that are judged beside the line that is not understood. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            npx  | -y -p good@1.0.0 -p evil evil               | good@1.0.0 evil evil
            npx  | --registry=https://elsewhere.example evil   | evil
            npx  | --registry https://elsewhere.example evil   | evil
            npx  | --wonder good evil                          | good evil
            npx  | -c id evil                                  | id evil
            npm  | exec good -p evil -c id                     | good evil
            env  | npm_config_registry=x npx -y evil@2.0.0     | evil@2.0.0
            npx  | --wonder=a evil arguments                   | evil
            npx  | -y good@1.0.0                               |
            """)
    void what_is_said_against_a_package_counts_where_its_line_is_not_understood(
            String command, String arguments, String expected) {
        var all = CommandLine.all(command, List.of(arguments.split(" ")), List.of());
        assertThat(all.stream()
                        .skip(1)
                        .map(one -> one.version() == null ? one.name() : one.name() + '@' + one.version()))
                .isEqualTo(expected == null ? List.of() : List.of(expected.split(" ")));
        assertThat(all.getFirst().kind()).isEqualTo(expected == null ? "npm" : "local");
    }

    @ParameterizedTest
    @CsvSource({"npm_config_registry", "NPM_CONFIG_USERCONFIG"})
    void a_variable_that_leads_elsewhere_does_not_hide_the_package(String variable) {
        assertThat(CommandLine.all("npx", List.of("-y", "evil@1.0.0"), List.of(variable)))
                .extracting(CommandLine::kind)
                .containsExactly("local", "npm");
    }
}
