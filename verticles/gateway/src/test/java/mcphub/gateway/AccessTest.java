package mcphub.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import mcphub.kernel.Caller;
import mcphub.kernel.Contract.Operation;
import mcphub.kernel.Problem;
import mcphub.kernel.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which rules of access a hub starts with. */
final class AccessTest {
    private static Access rule(String rule) {
        return Access.of(new Operation("org.do", "POST", "/orgs/{orgId}/do", new JsonObject(rule)));
    }

    private static Access nowhere(String rule) {
        return Access.of(new Operation("org.do", "POST", "/do", new JsonObject(rule.replace('\'', '"'))));
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
                "{'x-access': {'permission': 'org:view', 'pla': 'PRO'}}",
                "{'x-access': {'token': 'ci'}}"
            })
    void an_operation_whose_rule_is_missing_or_unknown_does_not_start(String operation) {
        assertThatThrownBy(() -> rule(operation.replace('\'', '"')))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("org.do");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'x-access': {'token': 'write'}}",
                "{'x-access': {'token': null}}",
                "{'x-access': {'token': 'ci', 'scope': 'read'}}",
                "{'x-access': {'token': 'ci', 'signedIn': true}}",
                "{'x-access': {'signedIn': true, 'people': '/elsewhere'}}"
            })
    void nor_does_one_of_no_organization(String operation) {
        assertThatThrownBy(() -> nowhere(operation)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void people_are_told_where_to_go_where_only_tokens_may() {
        var access = nowhere("{'x-access': {'token': 'ci', 'people': '/elsewhere'}}");
        var person = Caller.decode(new JsonObject("{\"kind\": \"USER\", \"id\": \"1\", \"credential\": \"session\"}"));
        var token = new JsonObject("{\"kind\": \"TOKEN\", \"id\": \"1\", \"credential\": \"service_token\"}");

        assertThat(access.refusal(person, new JsonObject()))
                .hasMessage("This needs a service token with the scope ci:org:*; people use /elsewhere")
                .extracting(Refusal::problem)
                .isEqualTo(Problem.FORBIDDEN);
        assertThat(access.refusal(Caller.decode(token.put("scopes", JsonArray.of("read"))), new JsonObject()))
                .isNotNull();
        assertThat(access.refusal(Caller.decode(token.put("scopes", JsonArray.of("ci"))), new JsonObject()))
                .isNull();
        assertThat(access.refusal(Caller.anonymous("127.0.0.1"), new JsonObject()))
                .extracting(Refusal::problem)
                .isEqualTo(Problem.UNAUTHORIZED);
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
