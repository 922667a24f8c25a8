package mcphub.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Map;
import mcphub.analysis.closure.Budget;
import mcphub.analysis.closure.Client;
import mcphub.analysis.closure.Closure;
import mcphub.analysis.closure.Registry;
import org.junit.jupiter.api.Test;

/** What people are told of a resolution that did not come to an end. */
class ResolvedTreeTest {
    private static Resolved wanting(Map<String, String> dependencies) {
        var manifest = new JsonMapper().createObjectNode().put("name", "top").put("version", "1.0.0");
        dependencies.forEach(
                (name, spec) -> manifest.withObjectProperty("dependencies").put(name, spec));
        Registry empty = name -> new Registry.Unknown("nobody knows it");
        var client = new Client("11.19.1", "24.22.0", "linux", "x64", "glibc");
        return Resolved.of(new Closure(empty, client, Budget.USUAL).ofPackage(manifest, null));
    }

    @Test
    void nothing_that_opens_an_address_is_told() {
        var resolved = wanting(Map.of("a", "git+https://me:s3cret@git.example/o/r.git"));

        assertThat(ResolvedTree.gaps(resolved))
                .containsExactly("What is installed could not be resolved to the end: a"
                        + " git+https://…@git.example/o/r.git (an address, which is not followed)");
        assertThat(ResolvedTree.of(resolved, Map.of()).toString()).doesNotContain("s3cret");
    }

    @Test
    void whatever_it_is_called_a_sentence_is_short_and_can_be_stored() {
        var gap = ResolvedTree.gaps(wanting(Map.of("\0" + "n".repeat(2_000), "1")))
                .getFirst();

        assertThat(gap).hasSizeLessThan(400).contains("nnn… (nobody knows it)").doesNotContain("\0");
    }
}
