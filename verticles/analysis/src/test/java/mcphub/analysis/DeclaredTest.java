package mcphub.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import mcphub.analysis.controls.Catalogue;
import mcphub.analysis.reading.Source;
import mcphub.analysis.source.Origin;
import mcphub.analysis.source.SourceFile;
import mcphub.analysis.source.SourceTree;
import org.junit.jupiter.api.Test;

final class DeclaredTest {
    private static final String TOKEN = "ghp_" + "a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8";

    private static String declared(String requirement) {
        var manifest = JsonObject.of("name", "server", "dependencies", JsonObject.of("library", requirement));
        return of(manifest).getJsonObject(0).getString("requirement");
    }

    private static JsonArray of(JsonObject manifest) {
        byte[] text = manifest.encode().getBytes(StandardCharsets.UTF_8);
        var tree = new SourceTree(List.of(new SourceFile("package.json", text.length, () -> text)));
        return Declared.of(new Source(tree, Origin.GIT), Catalogue.shipped()::redacted, Map.of());
    }

    @Test
    void a_requirement_is_told_as_it_stands() {
        assertThat(declared("^1.2.3 || >=2")).isEqualTo("^1.2.3 || >=2");
        assertThat(declared("git+https://git.example.org/acme/library.git#v1"))
                .isEqualTo("git+https://git.example.org/acme/library.git#v1");
    }

    @Test
    void tokens_and_passwords_in_addresses_are_not_kept() {
        assertThat(declared("git+https://" + TOKEN + "@git.example.org/acme/library.git"))
                .isEqualTo("git+https://…@git.example.org/acme/library.git");
        assertThat(declared("https://ann:secret@git.example.org/library.tgz")).doesNotContain("secret", "ann");
        assertThat(declared("https://git.example.org/library.tgz?token=" + TOKEN))
                .doesNotContain(TOKEN);
    }

    @Test
    void it_is_one_line() {
        assertThat(declared("1\n\n\r2\u20283\u0000")).isEqualTo("1 2 3 ");
    }
}
