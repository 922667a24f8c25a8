package mcphub.kernel;

import static org.assertj.core.api.Assertions.assertThat;

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
}
