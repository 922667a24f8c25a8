package mcphub.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
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

    @BeforeParameterizedClassInvocation
    void startHub() {
        registry = new NpmStub();
        registry.publish("@example/files", "1.2.0", Packages.good("@example/files", "1.2.0"));
        registry.publish("risky-shell", "0.0.1", Packages.bad("risky-shell", "0.0.1"));
        hub = deployment.start(Map.of("npm.registry_url", registry.url()));
        good = hub.certify("@example/files", "");
        hub.certify("risky-shell", "0.0.1");
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
