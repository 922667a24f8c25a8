package mcphub.kernel.npm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import mcphub.kernel.SettingsReader;
import mcphub.kernel.npm.Packument.Release;
import org.junit.jupiter.api.Test;

/** Which releases a name may mean. */
final class NpmPickTest {
    private static final NpmPick PICK = new NpmPick(List.of("20.20.2", "24.22.0"), List.of("10.9.9", "11.21.2"));

    @Test
    void a_bare_name_means_what_latest_names_even_where_that_is_not_the_newest() {
        var package_ = of("1.1.0", good("1.0.0"), good("1.1.0"), good("2.0.0"));

        assertThat(PICK.choices(package_, null).versions()).containsExactly("1.1.0");
        assertThat(PICK.choices(package_, "").versions()).containsExactly("1.1.0");
        assertThat(PICK.choices(package_, "^2").versions()).containsExactly("2.0.0");
    }

    @Test
    void a_bare_name_falls_back_where_latest_is_deprecated_and_the_tag_does_not() {
        var package_ = of("2.0.0", good("1.0.0"), good("1.9.0"), new Release("2.0.0", "use another", null, null));

        assertThat(PICK.choices(package_, "").versions()).containsExactly("1.9.0");
        assertThat(PICK.choices(package_, "latest").versions()).containsExactly("2.0.0");
    }

    @Test
    void each_node_and_each_npm_may_take_another_release() {
        var package_ = of(
                "3.0.0",
                good("1.0.0"),
                new Release("2.0.0", null, ">=18", ">=11"),
                new Release("3.0.0", null, ">=22", null));

        assertThat(PICK.choices(package_, "").versions()).containsExactlyInAnyOrder("1.0.0", "2.0.0", "3.0.0");
        assertThat(PICK.on(List.of("24.22.0")).choices(package_, "").versions()).containsExactly("3.0.0");
    }

    @Test
    void what_nothing_fits_says_why() {
        var package_ = new Packument(Map.of("latest", "1.0.0", "gone", "9.9.9"), List.of(good("1.0.0")));

        assertThat(PICK.choices(package_, "^7").nothing())
                .isEqualTo("the registry has no release and no tag that '^7' could mean");
        assertThat(PICK.choices(package_, "gone").nothing())
                .isEqualTo("the tag 'gone' names 9.9.9, which the registry does not have");
        assertThat(PICK.choices(new Packument(Map.of(), List.of()), "").nothing())
                .isEqualTo("the registry has no release of it");
        assertThat(PICK.choices(package_, "^7").versions()).isEmpty();
    }

    @Test
    void versions_are_read_as_npm_reads_them() {
        var package_ = of("0.1.15", good("0.1.15"), good("0.1.16"), good("2026.8.31"));

        assertThat(PICK.choices(package_, "v0.1.15").versions()).containsExactly("0.1.15");
        assertThat(PICK.choices(package_, "=0.1.15").versions()).containsExactly("0.1.15");
        assertThat(PICK.choices(package_, "2026.08.31").versions()).containsExactly("2026.8.31");
        assertThat(PICK.choices(package_, "0.1").versions())
                .as("a range, in which latest lies")
                .containsExactly("0.1.15");
    }

    @Test
    void the_settings_name_the_clients_and_only_exact_releases_will_do() {
        var gate = SettingsReader.defaults().read().gate();
        assertThat(NpmPick.of(gate).clients()).contains("node 22.").contains("npm 10.");

        assertThatThrownBy(() -> PICK.on(List.of("22")))
                .hasMessage("gate.node_versions has '22'; expected exact releases such as 24.0.0");
        assertThatThrownBy(() -> PICK.on(List.of())).hasMessageContaining("gate.node_versions");
    }

    private static Packument of(String latest, Release... releases) {
        return new Packument(Map.of("latest", latest), List.of(releases));
    }

    private static Release good(String version) {
        return new Release(version, null, null, null);
    }
}
