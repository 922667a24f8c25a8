package mcphub.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import mcphub.kernel.Contract.Operation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the contract must say of every operation. That each is served is checked when a verticle starts. */
final class ContractTest {
    static Stream<Operation> operations() {
        return ApiClient.contract().operations().stream();
    }

    @ParameterizedTest
    @MethodSource("operations")
    void an_operation_has_a_rule_of_access_words_an_example_and_errors(Operation operation) {
        var model = operation.model();
        assertThat(model.getJsonObject("x-access")).as("x-access").isNotNull();
        assertThat(model.getString("summary")).as("summary").isNotBlank();
        assertThat(model.getString("description")).as("description").isNotBlank();
        assertThat(model.getJsonArray("tags").getString(0)).isEqualTo(operation.verticle());
        var responses = model.getJsonObject("responses");
        assertThat(responses.fieldNames()).as("errors").contains("500");
        var content = responses.getJsonObject("200").getJsonObject("content");
        content.fieldNames().stream()
                .filter(type -> !type.startsWith("image/png"))
                .forEach(type -> assertThat(content.getJsonObject(type).containsKey("example"))
                        .as("example of " + type)
                        .isTrue());
    }

    @ParameterizedTest
    @MethodSource("operations")
    void an_operation_with_parameters_promises_to_name_the_wrong_one(Operation operation) {
        boolean parameters = operation.model().containsKey("parameters");
        assertThat(operation.model().getJsonObject("responses").containsKey("400"))
                .isEqualTo(parameters);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void a_cached_read_promises_its_etag_and_that_it_may_be_unchanged(Operation operation) {
        boolean cached = "public".equals(operation.model().getString("x-cache"));
        var responses = operation.model().getJsonObject("responses");
        var headers = responses.getJsonObject("200").getJsonObject("headers");
        assertThat(headers.containsKey("ETag")).isEqualTo(cached);
        assertThat(responses.containsKey("304")).isEqualTo(cached);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void only_liveness_is_answered_however_busy_the_hub_is(Operation operation) {
        boolean liveness = operation.name().startsWith("live");
        assertThat(operation.model().getJsonObject("responses").containsKey("503"))
                .isNotEqualTo(liveness);
    }

    @ParameterizedTest
    @MethodSource("operations")
    void what_is_limited_promises_to_say_so(Operation operation) {
        boolean limited = !"none".equals(operation.model().getString("x-rate-limit"));
        var responses = operation.model().getJsonObject("responses");
        assertThat(responses.containsKey("429")).isEqualTo(limited);
        assertThat(responses.getJsonObject("200").getJsonObject("headers").containsKey("RateLimit"))
                .isEqualTo(limited);
    }

    @Test
    void the_published_contract_is_one_document_without_references_to_files() {
        var document = ApiClient.contract().published();
        assertThat(document.encode()).doesNotContain("yaml#");
        assertThat(document.getString("openapi")).isEqualTo("3.0.3");
        var kinds = new TreeSet<>(document.getJsonObject("components").fieldNames());
        assertThat(kinds).containsExactly("headers", "parameters", "responses", "schemas");
    }

    @Test
    void every_object_that_is_answered_is_closed_so_that_a_new_field_is_seen() {
        var schemas =
                ApiClient.contract().published().getJsonObject("components").getJsonObject("schemas");
        var open = schemas.stream()
                .filter(e -> e.getValue() instanceof JsonObject s
                        && "object".equals(s.getValue("type"))
                        && !s.containsKey("additionalProperties"))
                .map(java.util.Map.Entry::getKey)
                .toList();
        assertThat(open).isEmpty();
    }

    @Test
    void the_public_endpoints_of_the_specification_are_all_there() {
        assertThat(ApiClient.contract().operations().stream().map(o -> o.method() + " " + o.path()))
                .contains(
                        "GET /api/v1/mcps",
                        "GET /api/v1/mcps/{mcpId}",
                        "GET /api/v1/mcps/{mcpId}/versions",
                        "GET /api/v1/mcps/{mcpId}/versions/{versionId}",
                        "GET /api/v1/mcps/{mcpId}/versions/{versionId}/snapshot/latest",
                        "GET /api/v1/mcps/{mcpId}/versions/{versionId}/controls",
                        "GET /api/v1/mcps/{mcpId}/versions/{versionId}/scores",
                        "GET /healthz",
                        "GET /health",
                        "GET /readyz",
                        "GET /ready");
        assertThat(ApiClient.contract().verticles()).isEqualTo(Set.copyOf(List.of("catalog", "gateway")));
    }
}
