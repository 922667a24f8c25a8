package mcphub.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class SettingsReaderTest {

    @Test
    void flags_win_over_the_environment_which_wins_over_the_file_which_wins_over_the_defaults() {
        var reader = SettingsReader.defaults()
                .file("http: {port: 1, max_in_flight: 1}\nlimits: {anonymous_per_minute: 1}")
                .environment(Map.of("HUB_HTTP_PORT", "2", "HUB_LIMITS_ANONYMOUS_PER_MINUTE", "2"))
                .set("http.port", "3");

        assertThat(reader.read().http().port()).isEqualTo(3);
        assertThat(reader.read().limits().anonymousPerMinute()).isEqualTo(2);
        assertThat(reader.read().http().maxInFlight()).isEqualTo(1);
        assertThat(reader.read().http().host()).isEqualTo("127.0.0.1");
    }

    @Test
    void every_key_has_its_name_in_the_environment_by_one_rule() {
        assertThat(SettingsReader.variable("limits.anonymous_per_minute")).isEqualTo("HUB_LIMITS_ANONYMOUS_PER_MINUTE");
        assertThat(SettingsReader.variable("home")).isEqualTo("HUB_HOME");
    }

    @Test
    void lists_are_given_with_commas() {
        var reader = SettingsReader.defaults()
                .environment(Map.of("HUB_VERTICLES", "gateway, catalog", "HUB_HTTP_CORS_ORIGINS", ""));

        assertThat(reader.read().verticles()).containsExactly("gateway", "catalog");
        assertThat(reader.read().http().corsOrigins()).isEmpty();
    }

    @Test
    void an_unknown_key_is_an_error_that_names_it() {
        assertThatThrownBy(() -> SettingsReader.defaults().file("http: {prot: 1}"))
                .hasMessageContaining("http.prot");
        assertThatThrownBy(() -> SettingsReader.defaults().set("htpp.port", 1)).hasMessageContaining("htpp.port");
    }

    @Test
    void a_value_of_the_wrong_kind_is_an_error_that_names_the_key_and_its_variable() {
        assertThatThrownBy(() ->
                        SettingsReader.defaults().set("http.port", "eighty").read())
                .hasMessageContaining("http.port")
                .hasMessageContaining("HUB_HTTP_PORT");
    }
}
