package mcphub.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What people copy from a forge's pages names its repository. */
final class RepositoryUrlTest {
    @ParameterizedTest
    @CsvSource({
        "https://github.com/Acme/mono/tree/main/packages/a, github.com/acme/mono",
        "https://github.com/acme/mono/blob/main/README.md, github.com/acme/mono",
        "https://github.com/acme/tree, github.com/acme/tree",
        "https://gitlab.com/group/sub/mono/-/tree/main/packages, gitlab.com/group/sub/mono",
        "https://gitlab.acme.example/group/mono/-/blob/main/x.js, gitlab.acme.example/group/mono",
        "https://bitbucket.org/acme/mono/src/main/packages/a/, bitbucket.org/acme/mono",
        "https://bitbucket.org/acme/src, bitbucket.org/acme/src",
        "git+https://github.com/acme/mono.git, github.com/acme/mono",
    })
    void the_folder_behind_a_repository_is_left_out(String written, String key) {
        assertThat(RepositoryUrl.key(written)).hasValue(key);
    }

    @ParameterizedTest
    @CsvSource({
        "https://github.com/acme/mono/tree/main/packages/a, packages/a",
        "https://github.com/acme/mono/tree/main/packages/a/, packages/a",
        "https://github.com/acme/mono/blob/main/packages/a/README.md, packages/a",
        "https://github.com/acme/mono/blob/main/README.md, ''",
        "https://github.com/acme/mono/tree/main, ''",
        "https://github.com/acme/mono, ''",
        "https://github.com/acme/mono/tree/main/../../x, ''",
        "https://gitlab.acme.example/group/mono/-/tree/main/packages/b?ref_type=heads, packages/b",
        "https://bitbucket.org/acme/mono/src/main/packages/a/, packages/a",
        "https://git.example.org/group/src/main/x, ''",
    })
    void the_folder_behind_a_repository_is_kept_apart(String written, String folder) {
        assertThat(RepositoryUrl.folder(written).orElse("")).isEqualTo(folder);
    }

    @ParameterizedTest
    @CsvSource({"packages/a, packages/a", "./packages/a/, packages/a", "/, ''", "., ''", "a/../../b, ''"})
    void a_folder_of_a_manifest_has_one_form(String written, String folder) {
        assertThat(RepositoryUrl.directory(written).orElse("")).isEqualTo(folder);
    }

    @Test
    void an_address_of_any_length_is_answered() {
        for (int segments : new int[] {300, 1_900, 30_000, 500_000}) {
            String path = "a/".repeat(segments) + "a";
            for (String address : new String[] {
                "https://a.example/" + path,
                "git+https://a.example/" + path,
                "git@a.example:" + path,
                "https://github.com/" + path,
                "https://a.example/" + path + "/-/tree/main/" + path,
                "https://a.example" + "/".repeat(segments) + "x"
            }) {
                assertThat(RepositoryUrl.normalised(address)).isEmpty();
                assertThat(RepositoryUrl.key(address)).isEmpty();
                assertThat(RepositoryUrl.folder(address)).isEmpty();
                assertThat(RepositoryUrl.fetchable(address)).isEqualTo(address);
            }
            assertThat(RepositoryUrl.directory("./".repeat(segments) + path)).isEmpty();
        }
    }
}
