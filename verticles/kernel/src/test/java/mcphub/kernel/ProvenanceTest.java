package mcphub.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said of the value that a finding is about. */
final class ProvenanceTest {
    @Test
    void tool_value_and_design_are_told_as_far_as_they_are_known() {
        assertThat(Provenance.of("run", List.of("tool-argument", "remote-answer"), true))
                .isEqualTo(
                        "in the tool run · value: an argument that a tool's caller gives, or what another server answers · by design: the tool says that it does just this");
        assertThat(Provenance.of(null, List.of("operator"), false)).isEqualTo("value: the operator's settings");
        assertThat(Provenance.of(null, List.of(), false)).isEmpty();
    }

    @Test
    void a_finding_of_before_says_nothing() {
        assertThat(Provenance.of(JsonObject.of("message", "A command"))).isEmpty();
        assertThat(Provenance.of(new JsonObject()
                        .putNull("tool")
                        .put("values", JsonArray.of("http-request"))
                        .put("by_design", false)))
                .isEqualTo("value: a request over HTTP");
    }
}
