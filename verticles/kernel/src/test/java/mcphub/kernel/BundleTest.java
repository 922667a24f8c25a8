package mcphub.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

final class BundleTest {
    private static final String MAIN = """
            paths:
              /areas: {$ref: org/areas.yaml#/areas}
            components:
              schemas:
                Error: {type: object}
            """;

    private static JsonObject bundle(String main, String areas) {
        return Bundle.of("v1.yaml", file -> new JsonObject(Yaml.parse(file.equals("v1.yaml") ? main : areas)));
    }

    @Test
    void path_items_are_put_in_place_and_components_of_other_files_are_lifted() {
        var document = bundle(MAIN, """
                areas:
                  get:
                    responses:
                      '200': {schema: {$ref: '#/components/schemas/Area'}}
                      '400': {schema: {$ref: '../v1.yaml#/components/schemas/Error'}}
                components:
                  schemas:
                    Area: {properties: {owner: {$ref: '#/components/schemas/Owner'}}}
                    Owner: {type: string}
                    Unused: {type: string}
                """);

        assertThat(document.getJsonObject("paths").getJsonObject("/areas").encode())
                .contains("#/components/schemas/Area", "#/components/schemas/Error")
                .doesNotContain("yaml");
        assertThat(document.getJsonObject("components").getJsonObject("schemas").fieldNames())
                .containsExactlyInAnyOrder("Error", "Area", "Owner");
    }

    @Test
    void a_name_that_two_files_use_is_an_error() {
        String areas = """
                areas: {get: {a: {$ref: '#/components/schemas/Error'}}}
                components: {schemas: {Error: {type: string}}}
                """;
        assertThatThrownBy(() -> bundle(MAIN, areas))
                .hasMessageContaining("Error")
                .hasMessageContaining("org/areas.yaml");
    }

    @Test
    void a_reference_that_leads_nowhere_is_an_error_that_names_it() {
        assertThatThrownBy(() -> bundle(MAIN, "other: {}")).hasMessageContaining("org/areas.yaml#/areas");
        assertThatThrownBy(() -> bundle(MAIN, "areas: {get: {a: {$ref: '#/components/schemas/Missing'}}}"))
                .hasMessageContaining("Missing");
        assertThatThrownBy(() -> bundle(MAIN, "areas: {get: {a: {$ref: '#/areas'}}}"))
                .hasMessageContaining("#/areas");
    }

    @Test
    void references_in_a_circle_come_to_an_end() {
        String areas = """
                areas: {get: {a: {$ref: '#/components/schemas/Tree'}}}
                components: {schemas: {Tree: {properties: {child: {$ref: '#/components/schemas/Tree'}}}}}
                """;
        assertThat(bundle(MAIN, areas).encode()).contains("Tree");
    }
}
