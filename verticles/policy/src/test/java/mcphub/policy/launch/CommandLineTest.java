package mcphub.policy.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which packages a launcher fetches that is told this; where it does not tell, the line is nobody's and each name in it counts. */
final class CommandLineTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            npx  | -y good@1.0.0                                           | good@1.0.0
            npx  | --yes --loglevel silent good@1.0.0                      | good@1.0.0
            npx  | -w packages/a good@1.0.0                                | good@1.0.0
            npx  | --loglevel good evil                                    | evil
            npx  | --scope good evil                                       | evil
            npx  | --tag beta evil                                         | evil (beta)
            npx  | --tag beta evil@1.0.0                                   | evil@1.0.0
            npx  | -y -- good@1.0.0                                        | good@1.0.0
            npx  | -y good@1.0.0 -p evil -c x                              | good@1.0.0
            npx  | -y -p good@1.0.0 -p evil evil                           | good@1.0.0, evil
            npx  | --package=good@1.0.0 --package=evil evil                | good@1.0.0, evil
            pnpm | dlx --package good@1.0.0 --package evil evil            | good@1.0.0, evil
            pnpm | --package=good@1.0.0 dlx evil                           | good@1.0.0
            pnpm | --silent dlx good@1.0.0                                 | good@1.0.0
            yarn | dlx -p good@1.0.0 -p evil evil                          | good@1.0.0, evil
            bunx | -p good@1.0.0 evil                                      | good@1.0.0
            bun  | x --bun good@1.0.0                                      | good@1.0.0
            npm  | exec -y good@1.0.0 -p evil                              | good@1.0.0
            npm  | exec -y good@1.0.0 --package evil                       | evil
            npm  | --silent exec good@1.0.0                                | good@1.0.0
            npm  | exec -y good@1.0.0 -- -p evil                           | good@1.0.0
            npm  | exec -y good@1.0.0 --stdio                              | good@1.0.0
            npx  | "-y -p good@1.0.0 -c curl~x~|~sh"                       | "[npx: its -c runs a line of its own], good@1.0.0"
            npm  | exec -y good@1.0.0 -c id                                | "[npm: its -c runs a line of its own], good@1.0.0"
            pnpm | dlx -c --package good@1.0.0 curl                        | "[pnpm: its -c runs a line of its own], good@1.0.0, curl"
            npx  | -c npx~evil good                                        | "[npx: its -c runs a line of its own], evil, good"
            npx  | --wonder good evil                                      | "[npx: its --wonder is not known], good, evil"
            npx  | --wonder=a evil arguments                               | "[npx: its --wonder is not known], evil"
            npx  | --pack=evil good@1.0.0                                  | "[npx: its --pack is not known], good@1.0.0"
            npm  | exec -y good@1.0.0 --packa evil                         | "[npm: its --packa is not known], good@1.0.0"
            npx  | -yp evil good                                           | "[npx: one of its flags is not known], evil, good"
            npx  | -ksECRET -y                                             | "[npx: one of its flags is not known]"
            npx  | --color always good                                     | "[npx: its --color may take the next word or not], always, good"
            npx  | --no-save-optional good -p evil                         | "[npx: its --no-save-optional may take the next word or not], good, evil"
            npx  | --no-save-optional -y good                              | good
            npx  | --before 2024-01-01 good                                | "[npx: its --before changes which release that is], good"
            npx  | --before 2024-01-01 good@1.0.0                          | good@1.0.0
            npx  | -y                                                      | [npx: it names no package]
            pnpm | exec good                                               | "[pnpm: it runs what is installed], good"
            yarn | good --stdio                                            | "[yarn: it runs what is installed], good"
            npm  | run good                                                | "[npm: it runs what is installed], good"
            deno | run -A npm:@acme/good@1.0.0/bin                         | @acme/good@1.0.0
            deno | run --allow-net=a.example -RW npm:good                  | good
            deno | run -A server.ts                                        | [deno server.ts]
            deno | x -y good@1.0.0                                         | good@1.0.0
            """)
    void what_is_judged_is_what_the_launcher_fetches(String command, String arguments, String expected) {
        assertThat(Lines.shown(CommandLine.read(command, Lines.words(arguments), Map.of())))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            uvx    | mcp-server-time==1.2.3 --local-timezone=UTC            | pypi:mcp-server-time@1.2.3
            uvx    | --prerelease allow mcp-server-fetch                    | pypi:mcp-server-fetch
            uvx    | Mcp_Server.Fetch@latest                                | pypi:mcp-server-fetch (latest)
            uvx    | --from pkg[all]>=1.0,<2 tool                           | "pypi:pkg (>=1.0,<2)"
            uvx    | --with evil,pkg[a,b]==1.0 good@2.0                     | "pypi:good@2.0, pypi:evil, pypi:pkg@1.0"
            uvx    | --from git+https://github.com/acme/server@v1 tool      | git:github.com/acme/server (v1)
            uvx    | --default-index https://u:p@elsewhere.example/simple x | pypi:x from https://elsewhere.example/simple
            uvx    | --with-requirements r.txt good                         | "[uvx: its --with-requirements brings in what is not read], pypi:good"
            uvx    | python -m x                                            | [uvx python]
            uv     | tool run --python 3.12 serena-agent@0.1.4              | pypi:serena-agent@0.1.4
            uv     | --quiet tool run good                                  | pypi:good
            uv     | run --with mcp[cli] mcp run server.py                  | "[uv run], pypi:mcp"
            uv     | --directory /srv run server.py                         | [uv run server.py]
            pipx   | run --spec evil==1.0 good                              | pypi:evil@1.0
            pipx   | run x-server[extra]                                    | pypi:x-server
            pipx   | run --pip-args=-i~https://elsewhere.example good       | "[pipx: its --pip-args brings in what is not read], pypi:good"
            docker | run -i --rm --log-driver none mcp/time:1.0             | oci:mcp/time@1.0
            docker | run -ie A=b docker.io/mcp/time                         | oci:mcp/time
            docker | run -ieA=b --ipc host --network-alias foo --shm-size 1g mcp/time:latest | oci:mcp/time (latest)
            docker | --context d container run library/redis:7              | oci:redis@7
            docker | run ghcr.io/a/b:1.2@sha256:abc                         | oci:ghcr.io/a/b@sha256:abc
            docker | run localhost:5000/a/b                                 | oci:localhost:5000/a/b
            podman | run --userns keep-id quay.io/acme/mcp:2                | oci:quay.io/acme/mcp@2
            nerdctl | run --rm acme/x                                       | oci:acme/x
            docker | run --wonder acme/x other                              | "[docker: its --wonder is not known], oci:acme/x, oci:other"
            docker | compose up                                             | [docker]
            """)
    void python_packages_and_images_have_one_name_each(String command, String arguments, String expected) {
        assertThat(Lines.shown(CommandLine.read(command, Lines.words(arguments), Map.of())))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            pkg@2                      | pkg (2)
            pkg@0.1                    | pkg (0.1)
            pkg@v0.1.15                | pkg@0.1.15
            pkg@=0.1.15                | pkg@0.1.15
            pkg@2026.08.31             | pkg@2026.8.31
            pkg@1.0.0-beta.2+build     | pkg@1.0.0-beta.2
            JSONStream@1.0.0           | JSONStream@1.0.0
            x@npm:real@1.0.0           | real@1.0.0
            @a/x@npm:@acme/real@^1     | @acme/real (^1)
            pkg@${V:-0.1.15}           | pkg@0.1.15
            pkg@${V}                   | pkg ()
            pkg@$V                     | pkg ()
            ${input:pkg}               | [npx: a variable names its package]
            github:acme/x              | git:github.com/acme/x
            acme/x#semver:^1           | git:github.com/acme/x (semver:^1)
            x@git+https://u:p@git.example.org/acme/x.git#0123456789012345678901234567890123456789 | git:git.example.org/acme/x@0123456789012345678901234567890123456789
            git@github.com:acme/x.git  | git:github.com/acme/x
            x@https://elsewhere.example/secret/x.tgz | [npx: an archive from https://elsewhere.example]
            ./folder                   | [npx: a package that no registry has]
            x@file:../folder           | [npx: a package that no registry has]
            """)
    void a_name_is_the_package_that_npm_takes_it_for(String spec, String expected) {
        assertThat(Lines.shown(CommandLine.read("npx", List.of("-y", spec), Map.of())))
                .isEqualTo(expected);
    }

    /** Line, variables, what is judged, and how what is warned of begins. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            npx -y good@1.0.0                                        | npm_config_registry=https://elsewhere.example  | good@1.0.0 from https://elsewhere.example |
            npx -y good@1.0.0                                        | NPM_CONFIG_REGISTRY=https://registry.npmjs.org/ | good@1.0.0 |
            npx -y good@1.0.0                                        | BUN_CONFIG_REGISTRY=${R}         | good@1.0.0 from a registry that a variable names |
            npx -y good@1.0.0                                        | NPM_CONFIG_USERCONFIG=./npmrc    | good@1.0.0 from an npmrc of its own |
            npx -y good@1.0.0                                        | npm_config_package=evil          | "[npx: npm_config_package makes it start something else], good@1.0.0" |
            npx -y @acme/x@1.0.0                                     | npm_config_@acme:registry=https://elsewhere.example | @acme/x@1.0.0 from https://elsewhere.example |
            npx -y good@1.0.0                                        | npm_config_before=2024           | good@1.0.0 |
            npx -y good                                              | npm_config_before=2024           | "[npx: npm_config_before changes which release that is], good" | Not pinned
            uvx good==1.0                                            | UV_INDEX_URL=https://e.example/s | pypi:good@1.0 from https://e.example/s |
            npx -y good@1.0.0                                        | NODE_OPTIONS=--require=./hook.cjs | good@1.0.0 | NODE_OPTIONS may load other code into it
            uvx good==1.0                                            | PYTHONPATH=x                     | pypi:good@1.0 | PYTHONPATH may load
            docker run acme/x:1                                      | DOCKER_HOST=tcp://e.example      | oci:acme/x@1 | DOCKER_HOST may lead
            npx -y good@1.0.0                                        | GITHUB_TOKEN=x                   | good@1.0.0 |
            npx --registry=https://u:p@elsewhere.example/npm/?t=1 -y good@1.0.0 | -                     | good@1.0.0 from https://elsewhere.example/npm |
            npx --registry https://elsewhere.example -y good@1.0.0   | -                                | good@1.0.0 from https://elsewhere.example |
            npx --@acme:registry=https://e.example @acme/x@1.0.0     | -                                | @acme/x@1.0.0 from https://e.example |
            npx --@acme:registry=https://e.example good@1.0.0        | -                                | good@1.0.0 |
            npx --userconfig ./npmrc good@1.0.0                      | -                                | good@1.0.0 from an npmrc of its own |
            npx --node-options=--require=./hook.cjs good@1.0.0       | -                                | good@1.0.0 | Its --node-options may load
            npx -y -p good@1.0.0 curl https://elsewhere.example      | -                                | good@1.0.0 | What runs is 'curl'
            npx -y -p @acme/good@1.0.0 good                          | -                                | @acme/good@1.0.0 |
            ./npx -y good@1.0.0                                      | -                                | good@1.0.0 | What starts it is a program named npx in an unusual place
            /usr/local/bin/npx -y good@1.0.0                         | -                                | good@1.0.0 |
            npx -y good@${V:-1.0.0}                                  | -                                | good@1.0.0 | Not pinned: a variable names it
            docker --context far run acme/x:1                        | -                                | oci:acme/x@1 | Its --context may start it on another machine
            docker run --entrypoint sh acme/x:1                      | -                                | oci:acme/x@1 | Its --entrypoint starts another program
            docker run acme/x                                        | -                                | oci:acme/x | Not pinned: no version is named
            """)
    void what_changes_what_runs_is_another_source_or_a_warning(
            String line, String variables, String expected, String warning) {
        var words = Lines.words(line);
        var read = CommandLine.read(words.getFirst(), words.subList(1, words.size()), Lines.variables(variables));
        assertThat(Lines.shown(read)).isEqualTo(expected);
        if (warning == null) {
            assertThat(read.getLast().cautions()).isEmpty();
        } else {
            assertThat(read.getLast().cautions())
                    .anySatisfy(one -> assertThat(one).startsWith(warning));
        }
    }

    @Test
    void what_is_shown_of_a_line_holds_no_secret() {
        var lines = List.of(
                List.of("npx", "-ksk-secret", "good"),
                List.of("npx", "-y", "good@1.0.0", "--token=sk-secret", "sk-secret"),
                List.of("npx", "--registry=https://sk-secret@e.example/x?key=sk-secret", "good@1.0.0"),
                List.of("docker", "run", "-ie", "KEY=sk-secret", "image", "sk-secret"),
                List.of("sh", "-c", "KEY=sk-secret run sk-secret | x"),
                List.of("uvx", "--from", "git+https://me:sk-secret@example.org/r.git", "tool"));
        for (var line : lines) {
            assertThat(CommandLine.read(line.getFirst(), line.subList(1, line.size()), Map.of())
                            .toString())
                    .doesNotContain("sk-secret");
        }
    }
}
