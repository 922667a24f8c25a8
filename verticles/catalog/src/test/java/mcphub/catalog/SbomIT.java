package mcphub.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mcphub.catalog.sbom.Validators;
import mcphub.harness.Packages;
import mcphub.harness.Parallel;
import org.junit.jupiter.api.Test;

/** Bills of materials, read by the libraries of those who keep the formats. */
final class SbomIT extends CatalogCase {
    private static final String LOCKED = "{\"name\":\"locked\",\"lockfileVersion\":3,\"packages\":{"
            + "\"\":{\"dependencies\":{\"zod\":\"^3.22.0\"}},\"node_modules/zod\":{\"version\":\"3.23.8\",\"dependencies\":{\"ms\":\"^2.0.0\"}},"
            + "\"node_modules/ms\":{\"version\":\"2.1.3\",\"license\":\"MIT\"},\"node_modules/JSONStream\":{\"version\":\"1.3.5\",\"dev\":true}}}";

    private HttpResponse<String> sbom(String path, String... headers) {
        var response = hub.api().send("GET", path, headers);
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response;
    }

    @Test
    void a_package_is_cyclonedx_by_default() {
        var response = sbom(hub.latest(good) + "/sbom");
        assertThat(response.headers().firstValue("content-type"))
                .contains("application/vnd.cyclonedx+json; version=1.6");
        assertThat(response.headers().firstValue("content-disposition"))
                .contains("attachment; filename=\"mcphub-example-files-1.2.0.cdx.json\"");
        assertThat(Validators.cycloneDx(response.body())).isEmpty();
        var bom = new JsonObject(response.body());
        assertThat(bom.getString("specVersion")).isEqualTo("1.6");
        var root = bom.getJsonObject("metadata").getJsonObject("component");
        assertThat(root.getString("purl")).isEqualTo("pkg:npm/%40example/files@1.2.0");
        assertThat(root.getString("group")).isEqualTo("@example");
        assertThat(root.getJsonArray("licenses").getJsonObject(0).getString("expression"))
                .isEqualTo("MIT");
        assertThat(root.getJsonArray("hashes").getJsonObject(0).getString("content"))
                .isEqualTo(hub.api().get(hub.latest(good)).getString("tarball_sha256"));
        var zod = bom.getJsonArray("components").getJsonObject(0);
        assertThat(zod.getString("purl")).isEqualTo("pkg:npm/zod");
        assertThat(zod.getJsonArray("properties").encode())
                .contains("{\"name\":\"mcphub:requirement\",\"value\":\"^3.22.0\"}");
        assertThat(bom.getJsonArray("dependencies").getJsonObject(0).getJsonArray("dependsOn"))
                .containsExactly("pkg:npm/zod");
        assertThat(bom.getJsonArray("compositions").getJsonObject(0).getString("aggregate"))
                .isEqualTo("incomplete");
    }

    @Test
    void spdx_comes_where_it_is_asked_for_or_accepted() {
        String path = hub.latest(good) + "/sbom";
        var response = sbom(path + "?format=spdx");
        assertThat(response.headers().firstValue("content-type")).contains("application/spdx+json");
        assertThat(sbom(path, "accept", "application/spdx+json").body()).isEqualTo(response.body());
        assertThat(sbom(path + "?format=cyclonedx", "accept", "application/spdx+json")
                        .body())
                .contains("CycloneDX");
        assertThat(Validators.spdx(response.body())).isEmpty();
        var spdx = new JsonObject(response.body());
        assertThat(spdx.getString("spdxVersion")).isEqualTo("SPDX-2.3");
        assertThat(spdx.getJsonArray("packages").encode())
                .contains("pkg:npm/%40example/files@1.2.0", "pkg:npm/zod", "asked for as ^3.22.0 in package.json");
        assertThat(spdx.getJsonArray("relationships").encode())
                .contains("DEPENDS_ON")
                .contains("DESCRIBES");
    }

    @Test
    void what_a_lock_file_settles_has_its_version() {
        String mcp = hub.upload(
                "locked",
                Packages.tgz(Map.of(
                        "package/package.json",
                        "{\"name\":\"locked\",\"version\":\"1.0.0\",\"license\":\"Commons Clause\",\"dependencies\":{\"zod\":\"^3.22.0\"},\"devDependencies\":{\"JSONStream\":\"1.3.5\"}}",
                        "package/package-lock.json",
                        LOCKED)));
        String path = hub.latest(mcp) + "/sbom";
        assertThat(sbom(path).body())
                .contains("pkg:npm/zod@3.23.8", "pkg:npm/JSONStream@1.3.5", "\"Commons Clause\"", "pkg:generic/locked@")
                .contains("pkg:npm/ms@2.1.3", "mcphub:via", "\"excluded\"", "\"complete\"");
        assertThat(sbom(path + "?format=spdx").body())
                .contains("pkg:npm/zod@3.23.8", "DEV_DEPENDENCY_OF", "Commons Clause", "LicenseRef-");
    }

    @Test
    void the_same_snapshot_is_the_same_document_and_is_not_sent_twice() {
        for (String format : new String[] {"cyclonedx", "spdx"}) {
            String path = hub.latest(bad) + "/sbom?format=" + format;
            var once = sbom(path);
            assertThat(sbom(path).body()).isEqualTo(once.body());
            String tag = once.headers().firstValue("etag").orElseThrow();
            assertThat(hub.api().send("GET", path, "if-none-match", tag).statusCode())
                    .isEqualTo(304);
        }
        hub.api().call(400, "GET", hub.latest(bad) + "/sbom?format=swid", null);
    }

    @Test
    void many_who_ask_at_once_for_a_large_one_get_the_same_and_all_of_it() throws InterruptedException {
        var packages = new JsonObject().put("", JsonObject.of("dependencies", JsonObject.of("pkg-0", "1.0.0")));
        for (int i = 0; i < 2_000; i++) {
            packages.put(
                    "node_modules/pkg-" + i,
                    JsonObject.of(
                            "version", "1.0.0", "dependencies", JsonObject.of("pkg-" + (i + 1) % 2_000, "1.0.0")));
        }
        String mcp = hub.upload(
                "crowd",
                Packages.tgz(Map.of(
                        "package/package.json",
                        "{\"name\":\"crowd\",\"version\":\"1.0.0\",\"dependencies\":{\"pkg-0\":\"1.0.0\"}}",
                        "package/npm-shrinkwrap.json",
                        JsonObject.of("name", "crowd", "lockfileVersion", 3, "packages", packages)
                                .encode())));
        String path = hub.latest(mcp) + "/sbom?format=";
        var formats = List.of("spdx", "cyclonedx");
        var bodies = Parallel.run(16, n -> sbom(path + formats.get(n % 2)).body());
        assertThat(Set.copyOf(bodies))
                .hasSize(2)
                .allSatisfy(body -> assertThat(body).contains("pkg:npm/pkg-1999@1.0.0"));
        hub.execute("update catalog.mcps set name = 'crowd-2' where id = '" + mcp + "'");
        assertThat(sbom(path + "spdx").body()).as("no longer what was kept").isNotIn(bodies);
    }
}
