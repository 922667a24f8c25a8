package mcphub.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import mcphub.kernel.Contract.Operation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which rules of access a hub starts with. */
final class AccessTest {
    private static Access rule(String rule) {
        return Access.of(new Operation("org.do", "POST", "/orgs/{orgId}/do", new JsonObject(rule)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'x-access': {}}",
                "{'x-access': {'signedin': true}}",
                "{'x-access': {'anyone': false}}",
                "{'x-access': {'signedIn': 'yes'}}",
                "{'x-access': {'credential': 'optional'}}",
                "{'x-access': {'permission': 'org:rule'}}",
                "{'x-access': {'anyone': true, 'permission': 'org:view'}}",
                "{'x-access': {'anyone': true, 'scope': 'read'}}",
                "{'x-access': {'permission': 'org:view', 'scope': 'write'}}",
                "{'x-access': {'permission': 'org:view', 'areaRole': 'KING'}}",
                "{'x-access': {'permission': 'org:view', 'plan': 'GOLD'}}",
                "{'x-access': {'platformRole': 'ADMIN'}}",
                "{'x-access': {'permission': 'org:view', 'pla': 'PRO'}}"
            })
    void an_operation_whose_rule_is_missing_or_unknown_does_not_start(String operation) {
        assertThatThrownBy(() -> rule(operation.replace('\'', '"')))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("org.do");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'x-access': {'credential': 'ignored'}}",
                "{'x-access': {'anyone': true}}",
                "{'x-access': {'signedIn': true, 'scope': 'publish', 'plan': 'ENTERPRISE'}}",
                "{'x-access': {'permission': 'org:edit', 'areaRole': 'ADMIN', 'plan': 'PRO'}}",
                "{'x-access': {'platformRole': 'AUDITOR'}}"
            })
    void a_rule_that_is_known_does(String operation) {
        assertThat(rule(operation.replace('\'', '"'))).isNotNull();
    }
}
