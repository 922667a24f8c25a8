package mcphub.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import mcphub.harness.ApiClient;
import mcphub.kernel.Action;
import org.junit.jupiter.api.Test;

/** What the contract must say as a whole. What it says of each operation is checked when it is read; that each is served, when a verticle starts. */
final class ContractTest {
    @Test
    void the_audit_speaks_of_what_the_contract_lists() {
        var listed = ApiClient.contract()
                .published()
                .getJsonObject("components")
                .getJsonObject("schemas")
                .getJsonObject("AuditAction")
                .getJsonArray("enum");
        assertThat(listed.stream())
                .containsExactlyElementsOf(
                        Stream.of(Action.values()).map(Action::wire).toList());
    }

    /** Both are taken by name by the same statement. */
    @Test
    void no_field_of_a_body_is_named_like_a_parameter() {
        var parameters = Set.of(
                "webhookId",
                "reportId",
                "deliveryId",
                "orgId",
                "areaId",
                "userId",
                "tokenId",
                "invitationId",
                "mcpId",
                "versionId",
                "caller");
        var schemas =
                ApiClient.contract().published().getJsonObject("components").getJsonObject("schemas");
        for (var schema : schemas) {
            var properties = ((JsonObject) schema.getValue()).getJsonObject("properties", new JsonObject());
            assertThat(properties.fieldNames()).as(schema.getKey()).doesNotContainAnyElementsOf(parameters);
        }
    }

    @Test
    void the_published_contract_is_one_document_without_references_to_files() {
        var document = ApiClient.contract().published();
        assertThat(document.encode()).doesNotContain("yaml#");
        assertThat(document.getString("openapi")).isEqualTo("3.0.3");
        var kinds = new TreeSet<>(document.getJsonObject("components").fieldNames());
        assertThat(kinds).containsExactly("headers", "parameters", "responses", "schemas", "securitySchemes");
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
    void the_endpoints_of_the_specification_are_there() {
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
                        "GET /ready",
                        "POST /api/v1/orgs",
                        "GET /api/v1/orgs/{orgId}",
                        "POST /api/v1/orgs/{orgId}/users/invite",
                        "GET /api/v1/orgs/{orgId}/roles",
                        "GET /api/v1/orgs/{orgId}/areas",
                        "POST /api/v1/orgs/{orgId}/areas",
                        "GET /api/v1/orgs/{orgId}/areas/{areaId}",
                        "PUT /api/v1/orgs/{orgId}/areas/{areaId}",
                        "DELETE /api/v1/orgs/{orgId}/areas/{areaId}",
                        "GET /api/v1/orgs/{orgId}/areas/{areaId}/members",
                        "POST /api/v1/orgs/{orgId}/areas/{areaId}/members",
                        "DELETE /api/v1/orgs/{orgId}/areas/{areaId}/members/{userId}",
                        "PATCH /api/v1/orgs/{orgId}/areas/{areaId}/members/{userId}/role",
                        "GET /api/v1/admin/users",
                        "GET /api/v1/admin/users/{userId}",
                        "POST /api/v1/admin/users",
                        "PUT /api/v1/admin/users/{userId}",
                        "PATCH /api/v1/admin/users/{userId}/plan",
                        "PATCH /api/v1/admin/users/{userId}/role",
                        "POST /api/v1/admin/users/{userId}/suspend",
                        "POST /api/v1/admin/users/{userId}/activate",
                        "DELETE /api/v1/admin/users/{userId}",
                        "POST /api/v1/admin/users/bulk/suspend",
                        "POST /api/v1/admin/users/bulk/activate",
                        "GET /api/v1/admin/orgs",
                        "GET /api/v1/admin/orgs/{orgId}",
                        "POST /api/v1/admin/orgs",
                        "PUT /api/v1/admin/orgs/{orgId}",
                        "PATCH /api/v1/admin/orgs/{orgId}/plan",
                        "POST /api/v1/admin/orgs/{orgId}/suspend",
                        "POST /api/v1/admin/orgs/{orgId}/activate",
                        "DELETE /api/v1/admin/orgs/{orgId}",
                        "GET /api/v1/admin/mcps",
                        "GET /api/v1/admin/mcps/{mcpId}",
                        "POST /api/v1/admin/mcps",
                        "PUT /api/v1/admin/mcps/{mcpId}",
                        "PATCH /api/v1/admin/mcps/{mcpId}/category",
                        "PATCH /api/v1/admin/mcps/{mcpId}/tags",
                        "POST /api/v1/admin/mcps/{mcpId}/featured",
                        "DELETE /api/v1/admin/mcps/{mcpId}",
                        "GET /api/v1/admin/categories",
                        "POST /api/v1/admin/categories",
                        "PUT /api/v1/admin/categories/{categoryId}",
                        "DELETE /api/v1/admin/categories/{categoryId}",
                        "GET /api/v1/admin/tags",
                        "POST /api/v1/admin/tags",
                        "PUT /api/v1/admin/tags/{tagId}",
                        "DELETE /api/v1/admin/tags/{tagId}",
                        "GET /api/v1/admin/audit",
                        "GET /api/v1/admin/audit/users/{userId}",
                        "GET /api/v1/admin/audit/orgs/{orgId}",
                        "POST /api/v1/webhooks/github",
                        "POST /api/v1/webhooks/gitlab",
                        "POST /api/v1/webhooks/bitbucket",
                        "POST /api/v1/webhooks/stripe",
                        "POST /api/v1/orgs/{orgId}/tokens",
                        "GET /api/v1/orgs/{orgId}/audit-events",
                        "POST /api/v1/orgs/{orgId}/reports",
                        "GET /api/v1/orgs/{orgId}/reports/{reportId}.pdf");
        assertThat(ApiClient.contract().verticles())
                .isEqualTo(Set.of("catalog", "gateway", "identity", "org", "policy", "webhook", "report", "admin"));
    }
}
