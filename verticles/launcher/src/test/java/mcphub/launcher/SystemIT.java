package mcphub.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import mcphub.harness.ApiClient;
import mcphub.harness.NpmStub;
import mcphub.harness.Packages;
import mcphub.harness.RawHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every hub does, however it is deployed. */
@ParameterizedClass
@EnumSource(Deployment.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SystemIT {
    @Parameter
    private Deployment deployment = Deployment.IN_PROCESS;

    private NpmStub registry;
    private WholeHub hub;
    private String good;
    private String bad;

    @BeforeParameterizedClassInvocation
    void startHub() {
        registry = new NpmStub();
        registry.publish("@example/files", "1.2.0", Packages.good("@example/files", "1.2.0"));
        registry.publish("risky-shell", "0.0.1", Packages.bad("risky-shell", "0.0.1"));
        hub = deployment.start(Map.of("npm.registry_url", registry.url()));
        good = hub.certify("@example/files", "");
        bad = hub.certify("risky-shell", "0.0.1");
    }

    @AfterParameterizedClassInvocation
    void stopHub() {
        hub.close();
        registry.close();
    }

    @Test
    void a_release_becomes_a_certified_version_with_its_whole_life_recorded() {
        var mcp = hub.api().get("/api/v1/mcps/" + good);

        assertThat(mcp.getString("name")).isEqualTo("@example/files");
        assertThat(mcp.getString("license")).isEqualTo("MIT");
        assertThat(mcp.getString("repo_url")).isEqualTo("https://github.com/example/files");
        assertThat(mcp.getJsonObject("latest_version").getString("status")).isEqualTo("CERTIFIED");
        var events = hub.api().get(hub.latest(good) + "/events").getJsonArray("events");
        assertThat(events.stream().map(e -> ((JsonObject) e).getString("status")))
                .containsExactly("PENDING_ANALYSIS", "INGESTING", "INGESTED", "ANALYZING", "CERTIFIED");
    }

    /** The samples of the specification's "Public Endpoints": path, then each field with the type that it has there. */
    static Stream<List<String>> samples() {
        return Stream.of(
                List.of(
                        "/api/v1/mcps",
                        "mcps:array",
                        "total:number",
                        "limit:number",
                        "offset:number",
                        "mcps.0.id:string",
                        "mcps.0.name:string",
                        "mcps.0.description:string",
                        "mcps.0.repo_url:string",
                        "mcps.0.language:string",
                        "mcps.0.license:string",
                        "mcps.0.visibility:string",
                        "mcps.0.latest_version.id:string",
                        "mcps.0.latest_version.visible_version:string",
                        "mcps.0.latest_version.status:string",
                        "mcps.0.latest_version.global_score:number",
                        "mcps.0.created_at:string",
                        "mcps.0.updated_at:string"),
                List.of("{mcp}", "id:string", "name:string", "latest_version:object", "snapshot:object"),
                List.of("{mcp}/versions", "versions:array", "total:number", "limit:number", "offset:number"),
                List.of("{version}", "id:string", "source_size:number", "tarball_url:string", "tarball_sha256:string"),
                List.of(
                        "{version}/snapshot/latest",
                        "id:string",
                        "version_id:string",
                        "global_score:number",
                        "security_score:number",
                        "supply_chain_score:number",
                        "maturity_score:number",
                        "toolchain_version:string",
                        "scoring_version:string",
                        "controls_catalog_version:string",
                        "total_findings:number",
                        "critical_findings:number",
                        "high_findings:number",
                        "medium_findings:number",
                        "low_findings:number",
                        "created_at:string"),
                List.of(
                        "{version}/controls",
                        "controls:array",
                        "total:number",
                        "passed:number",
                        "failed:number",
                        "controls.0.id:string",
                        "controls.0.control_id:string",
                        "controls.0.control_name:string",
                        "controls.0.control_category:string",
                        "controls.0.passed:boolean",
                        "controls.0.severity:string",
                        "controls.0.message:string"),
                List.of(
                        "{version}/scores",
                        "global_score:number",
                        "scores.security.score:number",
                        "scores.security.weight:number",
                        "scores.security.breakdown.vulnerabilities:number",
                        "scores.security.breakdown.secrets:number",
                        "scores.security.breakdown.code_quality:number",
                        "scores.supply_chain.score:number",
                        "scores.supply_chain.weight:number",
                        "scores.supply_chain.breakdown.dependencies:number",
                        "scores.supply_chain.breakdown.licenses:number",
                        "scores.supply_chain.breakdown.lockfile:null",
                        "scores.maturity.score:number",
                        "scores.maturity.weight:number",
                        "scores.maturity.breakdown.documentation:number",
                        "scores.maturity.breakdown.tests:null",
                        "scores.maturity.breakdown.ci_cd:null",
                        "grade:string",
                        "toolchain_version:string",
                        "scoring_version:string"));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void every_field_of_the_specifications_samples_is_there_with_its_type(List<String> sample) {
        String path = sample.getFirst().replace("{mcp}", "/api/v1/mcps/" + good).replace("{version}", hub.latest(good));
        var answer = hub.api().get(path);

        for (String field : sample.subList(1, sample.size())) {
            String[] parts = field.split(":", -1);
            assertThat(typeAt(answer, parts[0])).as(path + " " + parts[0]).isEqualTo(parts[1]);
        }
    }

    private static String typeAt(Object from, String path) {
        Object value = from;
        for (String step : path.split("\\.", -1)) {
            value = value instanceof JsonArray array
                    ? array.getValue(Integer.parseInt(step))
                    : ((JsonObject) value).getValue(step);
        }
        return switch (value) {
            case null -> "null";
            case JsonObject object -> "object";
            case JsonArray array -> "array";
            case Number number -> "number";
            case Boolean bool -> "boolean";
            default -> "string";
        };
    }

    @Test
    void what_is_wrong_with_a_package_is_found_and_the_secret_is_not_shown() {
        var findings = hub.api().get(hub.latest(bad) + "/findings?limit=100").getJsonArray("findings");
        var controls = findings.stream()
                .map(f -> ((JsonObject) f).getString("control_id"))
                .toList();

        assertThat(controls)
                .contains(
                        "SECRET_EXPOSED",
                        "COMMAND_INJECTION",
                        "DYNAMIC_CODE_EVALUATION",
                        "INSTALL_SCRIPT",
                        "DEPENDENCY_UNPINNED",
                        "LICENSE_MISSING",
                        "README_MISSING");
        assertThat(findings.getJsonObject(0).getString("severity")).isEqualTo("critical");
        assertThat(findings.encode()).doesNotContain("Z7KQ2M4XW5RT5B3C");
        var mcp = hub.api().get("/api/v1/mcps/" + bad).getJsonObject("snapshot");
        assertThat(mcp.getInteger("global_score")).isLessThanOrEqualTo(59);
        assertThat(mcp.getString("grade")).isEqualTo("F");
        assertThat(mcp.getInteger("certification_level")).isZero();
    }

    @Test
    void an_upload_is_described_by_its_own_manifest() {
        var mcp = hub.api().get("/api/v1/mcps/" + hub.upload("described", Packages.good("described", "2.0.0")));

        assertThat(mcp.getString("description")).isEqualTo("Reads files for tests");
        assertThat(mcp.getString("license")).isEqualTo("MIT");
        assertThat(mcp.getString("repo_url")).isEqualTo("https://github.com/example/described");
        assertThat(mcp.getJsonObject("latest_version").getString("visible_version"))
                .matches("upload-[0-9a-f]{7}-\\d{4}-\\d{2}-\\d{2}");
        assertThat(mcp.getJsonObject("source").getString("type")).isEqualTo("upload");
    }

    @Test
    void who_signs_in_at_a_repository_is_not_published_and_a_licence_of_old_is_known() {
        String manifest =
                "{\"name\":\"older\",\"version\":\"1.0.0\",\"licenses\":[{\"type\":\"MIT\"}],\"homepage\":\"https://ann:secret@example.org/\",\"dependencies\":{\"a\":\"git+https://ann:s@cret@git.example.org/a\",\"b\":\"https://example.org/b.tgz?token=secret\"},\"repository\":{\"url\":\"git+https://ann:secret@git.example.org/ann/older.git\"}}";
        var mcp = hub.api()
                .get("/api/v1/mcps/" + hub.upload("older", Packages.tgz(Map.of("package/package.json", manifest))));

        assertThat(mcp.getString("license")).isEqualTo("MIT");
        assertThat(mcp.getString("repo_url")).isEqualTo("https://git.example.org/ann/older");
        assertThat(mcp.getString("homepage")).isNull();
        assertThat(hub.api()
                        .get(hub.latest(mcp.getString("id")) + "/findings?limit=100")
                        .encode())
                .contains("a git+https://…@git.example.org/a", "b https://example.org/b.tgz?token=…")
                .doesNotContain("secret", "s@cret");
    }

    @Test
    void the_same_tarball_analysed_twice_gives_the_same_content_to_the_byte() {
        byte[] tarball = Packages.bad("twice", "1.0.0");
        String first = hub.upload("twice-a", tarball);
        String second = hub.upload("twice-b", tarball);

        String content =
                "select content from analysis.snapshots s join analysis.versions v on v.snapshot_id = s.id where v.mcp_id = '";
        assertThat(hub.query(content + first + "'")).isNotEmpty().isEqualTo(hub.query(content + second + "'"));
        assertThat(hub.api().get(hub.latest(first) + "/snapshot/latest").getString("content_sha256"))
                .isEqualTo(
                        hub.api().get(hub.latest(second) + "/snapshot/latest").getString("content_sha256"));
    }

    @ParameterizedTest
    @CsvSource({
        "limit=0, limit",
        "limit=101, limit",
        "limit=-1, limit",
        "limit=abc, limit",
        "limit=1.5, limit",
        "limit=, limit",
        "limit=99999999999999999999, limit",
        "offset=-1, offset",
        "min_score=101, min_score",
        "level=4, level",
        "featured=maybe, featured",
        "sort=random, sort",
        "status=GREAT, status",
        "q=%00, q",
        "limit=1&limit=2, limit"
    })
    void a_bad_parameter_is_refused_by_name(String query, String parameter) {
        var response = hub.api().send("GET", "/api/v1/mcps?" + query);

        assertThat(response.statusCode()).isEqualTo(400);
        var error = new JsonObject(response.body());
        assertThat(error.getString("error")).isEqualTo("bad_request");
        assertThat(error.getString("message")).contains("'" + parameter + "'");
        assertThat(error.getJsonArray("details").getJsonObject(0).getString("field"))
                .isEqualTo(parameter);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "q=100%25",
                "q=%22",
                "q=x%22y",
                "q=%5C",
                "q=_",
                "q=%27%3B--",
                "q=a%2Bb",
                "q=%F0%9F%98%80",
                "q=%20",
                "unknown=1",
                "q=%22%20-x%20or",
                "q=(%7C%26!"
            })
    void odd_search_terms_are_just_terms(String query) {
        assertThat(hub.api().get("/api/v1/mcps?" + query).getInteger("total")).isNotNegative();
    }

    @Test
    void wildcards_in_a_term_are_taken_literally() {
        assertThat(hub.api().get("/api/v1/mcps?q=100%25").getInteger("total")).isZero();
        assertThat(hub.api().get("/api/v1/mcps?q=@example/files").getInteger("total"))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/mcps/not-a-uuid, 400",
        "GET, /api/v1/mcps/00000000-0000-0000-0000-000000000000, 404",
        "GET, /api/v1/mcps/%00, 400",
        "GET, /api/v1/nothing, 404",
        "DELETE, /api/v1/mcps, 405",
        "POST, /healthz, 405",
        "GET, /docs/..%2f..%2fsecret, 400",
        "GET, /docs/none.js, 404"
    })
    void what_is_not_there_is_refused_in_the_error_format(String method, String path, int status) {
        var response = hub.api().send(method, path);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        ApiClient.assertError(response, path);
    }

    @Test
    void a_trailing_slash_changes_nothing() {
        assertThat(hub.api().get("/api/v1/mcps/")).isEqualTo(hub.api().get("/api/v1/mcps"));
    }

    @Test
    void a_query_of_ten_megabytes_is_refused_as_too_long() {
        String answer = RawHttp.get(hub.api().base(), "/api/v1/mcps?q=" + "x".repeat(10_000_000));

        assertThat(answer).startsWith("HTTP/1.0 414 ").contains("\"error\":\"uri_too_long\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"q=%", "q=%zz", "q=%C3%28"})
    void a_broken_encoding_is_never_a_server_error(String query) {
        String answer = RawHttp.get(hub.api().base(), "/api/v1/mcps?" + query);

        assertThat(answer).containsPattern("^HTTP/1.1 (200|400) ");
    }

    @Test
    void a_version_of_another_mcp_is_not_found_under_this_one() {
        String foreign = hub.latest(bad).replace(bad, good);
        for (String part : List.of("", "/snapshot/latest", "/controls", "/scores", "/findings", "/events")) {
            assertThat(hub.api().send("GET", foreign + part).statusCode())
                    .as(part)
                    .isEqualTo(404);
        }
    }

    @Test
    void private_and_deleted_mcps_do_not_exist_for_strangers() {
        String id = hub.upload("hidden-" + UUID.randomUUID(), Packages.good("hidden", "1.0.0"));
        String version = hub.latest(id);
        String missing = hub.api()
                .send("GET", "/api/v1/mcps/00000000-0000-0000-0000-000000000000")
                .body()
                .replaceAll("\"request_id\":\"[^\"]*\"", "");
        for (String change : List.of("visibility = 'private'", "visibility = 'public', deleted_at = now()")) {
            hub.execute("update catalog.mcps set " + change + " where id = '" + id + "'");
            for (String path : List.of(
                    "/api/v1/mcps/" + id,
                    "/api/v1/mcps/" + id + "/versions",
                    version,
                    version + "/snapshot/latest",
                    version + "/controls",
                    version + "/scores",
                    version + "/findings",
                    version + "/events")) {
                assertThat(hub.api().send("GET", path).statusCode()).as(path).isEqualTo(404);
            }
            assertThat(hub.api().send("GET", "/api/v1/mcps/" + id).body().replaceAll("\"request_id\":\"[^\"]*\"", ""))
                    .isEqualTo(missing);
            assertThat(hub.api().get("/api/v1/mcps?q=hidden").getInteger("total"))
                    .isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "risky, risky-shell",
        "rsiky-shell, risky-shell",
        "xample/fil, @example/files",
        "FILES, @example/files",
        "reads, @example/files"
    })
    void search_finds_by_word_by_substring_and_in_spite_of_typing_errors(String term, String name) {
        var names = hub.api().get("/api/v1/mcps?query=" + term).getJsonArray("mcps").stream()
                .map(m -> ((JsonObject) m).getString("name"));

        assertThat(names).contains(name);
    }

    @Test
    void lists_are_filtered_sorted_paged_and_counted() {
        var worst = hub.api().get("/api/v1/mcps?min_score=60&sort=score&limit=1&facets=true");
        assertThat(worst.getJsonArray("mcps")).hasSize(1);
        assertThat(worst.getJsonArray("mcps")
                        .getJsonObject(0)
                        .getJsonObject("latest_version")
                        .getInteger("global_score"))
                .isGreaterThanOrEqualTo(60);
        assertThat(worst.getJsonObject("facets")
                        .getJsonArray("status")
                        .getJsonObject(0)
                        .getString("value"))
                .isEqualTo("CERTIFIED");

        var beyond = hub.api().get("/api/v1/mcps?offset=1000");
        assertThat(beyond.getJsonArray("mcps")).isEmpty();
        assertThat(beyond.getInteger("total")).isPositive();
        assertThat(hub.api().get("/api/v1/mcps?license=mit&level=2").getInteger("total"))
                .isPositive();
        var names = hub.api().get("/api/v1/mcps?sort=name&limit=100").getJsonArray("mcps").stream()
                .map(m -> ((JsonObject) m).getString("name"))
                .toList();
        assertThat(names).isSortedAccordingTo(String::compareTo);
    }

    @Test
    void a_public_read_is_validated_by_its_etag_and_compressed_when_asked() {
        String path = "/api/v1/mcps/" + good;
        var plain = hub.api().send("GET", path);
        String tag = plain.headers().firstValue("etag").orElseThrow();

        assertThat(tag).startsWith("\"");
        var unchanged = hub.api().send("GET", path, "If-None-Match", tag);
        assertThat(unchanged.statusCode()).isEqualTo(304);
        assertThat(unchanged.body()).isEmpty();
        var packed = hub.api().send("GET", path, "Accept-Encoding", "gzip");
        assertThat(packed.headers().firstValue("content-encoding")).hasValue("gzip");
        assertThat(packed.headers().firstValue("etag").orElseThrow()).isNotEqualTo(tag);
        assertThat(hub.api().send("HEAD", path).headers().firstValue("etag")).hasValue(tag);
    }

    @Test
    void the_request_id_goes_in_and_out_and_every_response_is_safe_to_show() {
        var mine = hub.api().send("GET", "/api/v1/mcps", "X-Request-Id", "build-42");
        var forged = hub.api().send("GET", "/api/v1/mcps", "X-Request-Id", "a b<script>");

        assertThat(mine.headers().firstValue("x-request-id")).hasValue("build-42");
        assertThat(forged.headers().firstValue("x-request-id").orElseThrow()).doesNotContain("<");
        assertThat(mine.headers().firstValue("x-content-type-options")).hasValue("nosniff");
        assertThat(mine.headers().firstValue("content-security-policy")).isPresent();
        assertThat(hub.api()
                        .send("GET", "/api/v1/mcps", "Origin", "https://example.org")
                        .headers()
                        .firstValue("access-control-allow-origin"))
                .hasValue("*");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/docs",
                "/docs/home.js",
                "/docs/home.css",
                "/docs/home-detail.js",
                "/docs/home-parts.js",
                "/docs/docs.js",
                "/docs/swagger-ui.css",
                "/docs/swagger-ui-bundle.js",
                "/api/v1/openapi.yaml",
                "/metrics",
                "/healthz",
                "/health",
                "/readyz",
                "/ready"
            })
    void the_hubs_own_pages_and_probes_are_there(String path) {
        assertThat(hub.api().send("GET", path).statusCode()).isEqualTo(200);
    }

    @Test
    void ready_says_what_was_asked() {
        var ready = hub.api().get("/readyz");

        assertThat(ready.getString("status")).isEqualTo("ready");
        assertThat(ready.getJsonObject("checks").fieldNames())
                .containsExactlyInAnyOrder(
                        "database", "redis", "catalog", "identity", "org", "policy", "webhook", "report", "admin");
    }
}
