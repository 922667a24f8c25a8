package mcphub.analysis.installed;

import static mcphub.analysis.installed.Installations.git;
import static mcphub.analysis.installed.Installations.shown;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A lock that says two things of one says the same on every machine, every time. */
final class LockOrderTest {

    @ParameterizedTest
    @CsvSource({"editable, virtual", "virtual, directory", "editable, directory"})
    void of_two_folders_in_a_lock_of_python_the_first_kind_counts(String first, String second) {
        var lock = """
                [[package]]
                name = "tool"
                version = "1.0.0"
                source = { %s = "elsewhere", %s = "." }
                dependencies = [{ name = "anyio", version = "4.5.0" }]
                [[package]]
                name = "anyio"
                version = "4.5.0"
                [[package]]
                name = "anyio"
                version = "4.6.0"
                """;
        var project = "[project]\nname = \"tool\"\nversion = \"1.0.0\"\ndependencies = [\"anyio\"]\n";

        assertThat(shown(git("pyproject.toml", project, "uv.lock", lock.formatted(second, first))))
                .containsExactly("anyio 4.5.0", "anyio 4.6.0 development");
        assertThat(shown(git("pyproject.toml", project, "uv.lock", lock.formatted(first, second))))
                .containsExactlyInAnyOrder("anyio 4.5.0", "anyio 4.6.0");
    }

    @ParameterizedTest
    @CsvSource({
        "optionalDependencies, dependencies",
        "dependencies, devDependencies",
        "optionalDependencies, devDependencies"
    })
    void of_two_fields_in_a_lock_of_pnpm_the_one_counts_that_pnpm_goes_by(String first, String second) {
        var lock = """
                lockfileVersion: '9.0'
                importers:
                  .:
                    %s:
                      a: {specifier: '*', version: %s}
                    %s:
                      a: {specifier: '*', version: %s}
                packages:
                  a@1.0.0: {}
                  a@2.0.0: {}
                snapshots:
                  a@1.0.0: {}
                  a@2.0.0: {}
                """;
        var manifest = "{\"dependencies\": {\"a\": \"*\"}}";

        assertThat(shown(git(
                        "package.json", manifest, "pnpm-lock.yaml", lock.formatted(first, "1.0.0", second, "2.0.0"))))
                .containsExactlyInAnyOrder("a 1.0.0", "a 2.0.0 development");
        assertThat(shown(git(
                        "package.json", manifest, "pnpm-lock.yaml", lock.formatted(second, "2.0.0", first, "1.0.0"))))
                .containsExactlyInAnyOrder("a 1.0.0", "a 2.0.0 development");
    }
}
