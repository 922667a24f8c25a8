package mcphub.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import mcphub.harness.Packages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The catalog, the controls and the policies read a licence alike, in whatever form it is told. */
final class LicensesReadOnceIT extends GateCase {
    private static final String NAME = "\"name\":\"%s\",\"version\":\"1.0.0\",\"description\":\"Reads\"";

    private String certified(String name, String manifest, String... pathAndText) {
        var files = pathAndText.length == 0
                ? Map.of("package/package.json", '{' + NAME.formatted(name) + manifest + '}')
                : Map.of(
                        "package/package.json",
                        '{' + NAME.formatted(name) + manifest + '}',
                        "package/" + pathAndText[0],
                        pathAndText[1]);
        var told = new JsonObject('{' + NAME.formatted(name) + manifest + '}');
        registry.publish(name, "1.0.0", Packages.tgz(files))
                .say(name, "1.0.0", "license", told.getValue("license", ""))
                .say(name, "1.0.0", "licenses", told.getValue("licenses", new JsonArray()));
        hub.certify(name, "1.0.0");
        return hub.api()
                .get("/api/v1/mcps?q=" + name)
                .getJsonArray("mcps")
                .getJsonObject(0)
                .getString("license");
    }

    private String decided(String name, String action, String list) {
        var house = house();
        house.policy("Licenses", action, "LICENSE", list, 10);
        if (action.equals("ALLOW")) {
            house.policy("Nothing else", "DENY", "MCP", "*", 20);
        }
        return first(house.evaluate(mcps(name + "@1.0.0"))).getString("result");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            legacylist   | ,"licenses":[{"type":"MIT"},{"type":"GPL-2.0"}] | (MIT OR GPL-2.0)
            legacytexts  | ,"license":["MIT","Apache-2.0"]                 | (MIT OR Apache-2.0)
            legacyobject | ,"license":{"type":"MIT"}                       | MIT
            smalloperator | ,"license":"MIT or Apache-2.0"                 | MIT or Apache-2.0
            """)
    void old_forms_are_a_choice_for_the_catalog_and_the_gate(String name, String manifest, String license) {
        assertThat(certified(name, manifest)).isEqualTo(license);
        assertThat(decided(name, "DENY", "GPL-*")).isEqualTo("ALLOWED");
        assertThat(decided(name, "ALLOW", "MIT")).isEqualTo("ALLOWED");
        assertThat(decided(name, "DENY", "unknown")).isEqualTo("ALLOWED");
    }

    @Test
    void a_text_tells_where_the_manifest_does_not() throws IOException {
        assertThat(certified("toldbytext", "", "LICENSE", text("GPL-3.0-only"))).isEqualTo("GPL-3.0-only");
        assertThat(decided("toldbytext", "DENY", "GPL-*")).isEqualTo("DENIED");

        assertThat(certified("toldbyfile", ",\"license\":\"SEE LICENSE IN terms.txt\"", "terms.txt", text("ISC")))
                .isEqualTo("ISC");
        assertThat(decided("toldbyfile", "ALLOW", "ISC")).isEqualTo("ALLOWED");

        assertThat(certified(
                        "changedtext",
                        "",
                        "LICENSE",
                        text("ISC") + "It must not be used by anybody whose name begins with A. ".repeat(9)))
                .isNull();
        assertThat(decided("changedtext", "DENY", "unknown")).isEqualTo("DENIED");
    }

    private static String text(String id) throws IOException {
        try (var file = LicensesReadOnceIT.class.getResourceAsStream("/resources/stdlicenses/" + id + ".json")) {
            return new JsonObject(new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8))
                    .getString("licenseText");
        }
    }
}
