package mcphub.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Paths as code hosts take them. */
final class SarifLogTest {
    @ParameterizedTest
    @CsvSource({
        ".mcp.json, .mcp.json",
        "./packages/a/.mcp.json, packages/a/.mcp.json",
        "my dir/ä b.json, my%20dir/%C3%A4%20b.json",
        "a%20b#c?.json, a%2520b%23c%3F.json",
        "packages\\a\\.mcp.json, packages/a/.mcp.json",
        "C:\\proj\\.mcp.json, C%3A/proj/.mcp.json",
        "/ci/x/.mcp.json, /ci/x/.mcp.json",
        "a+b~c.json, a%2Bb~c.json",
    })
    void a_path_is_a_relative_reference_with_each_segment_encoded(String path, String expected) {
        assertThat(SarifLog.uri(path, ".mcp.json")).isEqualTo(expected);
        assertThat(URI.create(SarifLog.uri(path, ".mcp.json")).getScheme()).isNull();
    }
}
