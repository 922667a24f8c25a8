package mcphub.catalog.sbom;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is known of a version, and both documents of it, read by the formats' own libraries. */
final class InventoryTest {
    private static final String SHA = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    static JsonObject facts(@Nullable String license, JsonObject... dependencies) {
        return JsonObject.of("mcp_id", "6f1c2a52-3a55-4a3e-9b0e-0f4f3f1d7a10", "name", "@acme/JSON tool")
                .put("version", "1.0.0")
                .put("license", license)
                .put("source", JsonObject.of("type", "npm", "package", "@acme/JSONTool", "ref", "1.0.0"))
                .put("tarball_sha256", SHA)
                .put("content_sha256", SHA)
                .put("toolchain_version", "mcphub-static:2.3.0")
                .put("judged_at", "2026-01-14T10:00:00.123Z")
                .put("dependencies", new JsonArray(List.of(dependencies)));
    }

    private static JsonObject asked(String ecosystem, String name, String requirement, String scope) {
        return JsonObject.of("ecosystem", ecosystem, "name", name, "requirement", requirement)
                .put("scope", scope)
                .put("file", ecosystem.equals("npm") ? "package.json" : "pyproject.toml");
    }

    private static List<Component> components(JsonObject... dependencies) {
        return Objects.requireNonNull(Inventory.of(facts("MIT", dependencies)).components())
                .all();
    }

    private static String purl(String ecosystem, String name, String requirement) {
        return components(asked(ecosystem, name, requirement, "runtime"))
                .getFirst()
                .reference();
    }

    static void valid(JsonObject facts) {
        var inventory = Inventory.of(facts);
        String cyclone = CycloneDx.write(inventory);
        assertThat(Validators.cycloneDx(cyclone)).isEmpty();
        assertThat(CycloneDx.write(Inventory.of(facts))).isEqualTo(cyclone);
        String spdx = Spdx.write(inventory);
        assertThat(Spdx.write(Inventory.of(facts))).isEqualTo(spdx);
        // an identifier of old is valid, and quoted as it was written
        assertThat(Validators.spdx(spdx))
                .filteredOn(fault -> !fault.contains(" is deprecated."))
                .isEmpty();
    }

    @Test
    void a_version_is_known_where_the_lock_or_the_requirement_settles_it() {
        assertThat(purl("npm", "zod", "^3.22.0")).isEqualTo("pkg:npm/zod");
        assertThat(purl("npm", "zod", "3.22.0")).isEqualTo("pkg:npm/zod@3.22.0");
        assertThat(purl("npm", "zod", "=3.22.0-rc.1")).isEqualTo("pkg:npm/zod@3.22.0-rc.1");
        assertThat(purl("pypi", "Foo.Bar", "==1.0")).isEqualTo("pkg:pypi/foo-bar@1.0");
        assertThat(purl("pypi", "foo", "==1.*")).isEqualTo("pkg:pypi/foo");
        assertThat(components(asked("npm", "zod", "^3.22.0", "runtime").put("version", "3.23.8"))
                        .getFirst())
                .extracting(Component::reference, one -> String.join("|", one.requirements()))
                .containsExactly("pkg:npm/zod@3.23.8", "^3.22.0");
    }

    @Test
    void what_is_installed_under_another_name_or_from_elsewhere_is_not_taken_for_a_package() {
        assertThat(purl("npm", "mini", "npm:minimist@0.0.8")).isEqualTo("pkg:npm/minimist@0.0.8");
        assertThat(purl("npm", "mini", "npm:@acme/mini")).isEqualTo("pkg:npm/%40acme/mini");
        for (String elsewhere :
                List.of("github:acme/tool", "acme/tool", "https://example.org/x.tgz", "file:../x", "workspace:*")) {
            assertThat(components(asked("npm", "mini", elsewhere, "runtime"))
                            .getFirst()
                            .purl())
                    .as(elsewhere)
                    .isNull();
        }
        assertThat(components(asked("pypi", "mini", "@ https://example.org/x.whl", "runtime"))
                        .getFirst()
                        .purl())
                .isNull();
    }

    @Test
    void who_is_asked_for_twice_is_one_component_of_the_stronger_scope() {
        var both = components(
                asked("npm", "zod", "^3", "development"),
                asked("npm", "zod", "^3.1", "runtime").put("file", "packages/a/package.json"));
        assertThat(both).hasSize(1);
        assertThat(both.getFirst().scope()).isEqualTo(Component.Scope.RUNTIME);
        assertThat(both.getFirst().requirements()).containsExactly("^3", "^3.1");
        assertThat(both.getFirst().manifests()).containsExactly("package.json", "packages/a/package.json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MIT",
                "mit or Apache-2.0",
                "GPL-2.0-or-later WITH Classpath-exception-2.0",
                "SEE LICENSE IN LICENSE.txt",
                "UNLICENSED",
                "LicenseRef-own",
                "MIT OR LicenseRef-own AND LicenseRef-other",
                "DocumentRef-x:LicenseRef-y",
                "My \"own\" terms & <b>",
                "FSL-1.1-Apache-2.0",
                "LGPL-2.1+",
                "(MIT AND (ISC OR Zlib))"
            })
    void both_documents_are_valid_and_no_licence_is_dropped(String license) {
        var facts = facts(license, asked("npm", "zod", "^3.22.0", "runtime"));
        valid(facts);
        String quoted = new JsonObject().put("x", license).encode();
        assertThat(CycloneDx.write(Inventory.of(facts)).toLowerCase(java.util.Locale.ROOT))
                .contains(quoted.substring(5, quoted.length() - 1).toLowerCase(java.util.Locale.ROOT));
    }

    @Test
    void both_documents_are_valid_of_odd_facts() {
        valid(facts(
                null,
                asked("npm", "@a/b", "", "optional"),
                asked("npm", "a b\"<&>", "git+https://…@example.org/x", "development"),
                asked("pypi", "Zope.Interface", ">=1,<2; python_version < '3.12'", "runtime"),
                asked("npm", "JSONStream", "1.3.5", "runtime")));
        valid(facts("MIT").putNull("dependencies"));
        valid(facts("MIT")
                .put("name", "https://git.example.org")
                .put(
                        "source",
                        JsonObject.of(
                                "type", "git", "url", "https://git.example.org/acme/tool", "ref", "a".repeat(40))));
        valid(facts("MIT").put("source", JsonObject.of("type", "upload", "ref", SHA)));
    }

    private static JsonObject brought(String name, String version, String... via) {
        return JsonObject.of("ecosystem", "npm", "name", name, "version", version)
                .put("scope", "runtime")
                .put("settled", true)
                .put("via", new JsonArray(List.of(via)));
    }

    @Test
    void what_is_brought_along_is_linked_with_who_needs_it() {
        var facts = facts(
                "MIT",
                asked("npm", "http", "npm:axios@1.2.3", "runtime")
                        .put("version", "1.2.3")
                        .put("settled", true)
                        .put("license", "MIT")
                        .put("needs", new JsonArray(List.of("form-data@4.0.0"))),
                brought("form-data", "4.0.0", "axios").put("license", "my own"),
                brought("ms", "2.0.0").put("scope", "development"));
        valid(facts);
        var bom = new JsonObject(CycloneDx.write(Inventory.of(facts)));
        assertThat(bom.getJsonArray("dependencies").encode())
                .contains("{\"ref\":\"pkg:npm/axios@1.2.3\",\"dependsOn\":[\"pkg:npm/form-data@4.0.0\"]}")
                .contains("\"dependsOn\":[\"pkg:npm/axios@1.2.3\",\"pkg:npm/ms@2.0.0\"]");
        assertThat(bom.getJsonArray("components").encode()).contains("\"excluded\"", "\"my own\"", "mcphub:via");
        assertThat(bom.getJsonArray("compositions").getJsonObject(0).getString("aggregate"))
                .isEqualTo("complete");
        assertThat(Spdx.write(Inventory.of(facts)))
                .contains("brought along by axios", "my own", "DEV_DEPENDENCY_OF")
                .doesNotContain("These are not all");
    }

    @Test
    void what_is_not_all_says_so() {
        var facts = facts("MIT", JsonObject.of("incomplete", "yarn.lock cannot be read: its line 3 cannot be read"));
        valid(facts);
        var bom = new JsonObject(CycloneDx.write(Inventory.of(facts)));
        assertThat(bom.getJsonArray("compositions").getJsonObject(0).getString("aggregate"))
                .isEqualTo("incomplete");
        assertThat(bom.getJsonObject("metadata").encode()).contains("its line 3 cannot be read");
        assertThat(Spdx.write(Inventory.of(facts))).contains("its line 3 cannot be read");
    }

    @Test
    void what_has_no_name_that_a_registry_gives_has_no_package_url() {
        var odd = new JsonObject[] {
            asked("npm", "", "1.0.0", "runtime"),
            asked("npm", "a".repeat(250) + "…", "1.0.0", "runtime"),
            asked("npm", "@a/", "1.0.0", "runtime"),
            asked("pypi", "git+https", "==1.0", "runtime"),
            brought("b", "1".repeat(250) + "…")
        };
        assertThat(components(odd))
                .hasSize(5)
                .allSatisfy(one -> assertThat(one.purl()).isNull());
        valid(facts("MIT", odd));
    }
}
