package mcphub.analysis.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import mcphub.kernel.RepositoryUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryUrlTest {
    @TempDir
    Path home;

    @Test
    void configurationComesBeforeEnvironmentBeforeFileBeforeDefault() throws IOException {
        var lower = Map.of(
                "npm_config_registry", "https://lower.example/npm", "NPM_CONFIG_REGISTRY", "https://upper.example");
        var upper = Map.of("NPM_CONFIG_REGISTRY", "https://upper.example");
        assertThat(RegistryUrl.find(Optional.of(" "), Map.of(), home))
                .asString()
                .matches("https://[^/]+/");

        Files.writeString(home.resolve(".npmrc"), """
                ; registry=https://no.example
                @acme:registry=https://no.example
                registry=https://first.example
                registry = "https://file.example/"
                fund=false
                """.replace("first.example", "first.example\r"));
        assertThat(RegistryUrl.find(Optional.empty(), Map.of(), home)).hasToString("https://file.example/");
        assertThat(RegistryUrl.find(Optional.empty(), upper, home)).hasToString("https://upper.example/");
        assertThat(RegistryUrl.find(Optional.empty(), lower, home)).hasToString("https://lower.example/npm/");
        assertThat(RegistryUrl.find(Optional.of("http://own.example:4873"), lower, home))
                .hasToString("http://own.example:4873/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://x.example",
                "x.example",
                "https://u:secret@x.example",
                "https://x.example?a=b",
                "${HOST}",
                "http:///"
            })
    void whatIsNoPlainWebUrlIsRefusedWithoutShowingIt(String url) {
        assertThatThrownBy(() -> RegistryUrl.find(Optional.of(url), Map.of(), home))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the configured registry must be an http or https URL without user, query or variables");
    }

    @ParameterizedTest
    @CsvSource({
        "git+https://github.com/a/b.git, https://github.com/a/b",
        "git://github.com/a/b.git#main, https://github.com/a/b",
        "git+ssh://git@github.com/a/b.git, https://github.com/a/b",
        "git+ssh://git@github.com:a/b.git, https://github.com/a/b",
        "ssh://git@code.example:2222/a/b.git, https://code.example/a/b",
        "git@github.com:a/b.git, https://github.com/a/b",
        "http://www.github.com/a/b/, https://github.com/a/b",
        "https://user:secret@github.com/a/b, https://github.com/a/b",
        "https://GitHub.com/a/b/tree/main/x?q=1, https://github.com/a/b",
        "a/b, https://github.com/a/b",
        "gitlab:a/b, https://gitlab.com/a/b",
        "gist:11081aaa281, ",
        "https://github.com, ",
        "file:///etc/passwd, ",
        "javascript:alert(1), ",
        "https://x.example/a\"b, ",
        "../b, ",
        "not a url, "
    })
    void repositoriesAreBroughtIntoOneForm(String written, String expected) {
        assertThat(RepositoryUrl.normalised(written)).isEqualTo(Optional.ofNullable(expected));
    }

    @ParameterizedTest
    @CsvSource({
        "https://x.example/a, true",
        "https://X.example:443/a, true",
        "https://x.example:8443/a, false",
        "http://x.example/a, false",
        "https://x.example.evil/a, false",
        "https://u@x.example/a, false",
        "https://cdn.example/a, true",
        "https://cdn.example:22/a, false",
        "https://other.example:8443/a, true",
        "https://other.example/a, false",
        "ftp://x.example/a, false"
    })
    void onlyTheRegistrysHostAndConfiguredOnesAreAllowed(String uri, boolean allowed) {
        var usual = RegistrySettings.of(URI.create("https://x.example/npm/"));
        var settings = new RegistrySettings(
                usual.base(),
                Set.of("CDN.example", "other.example:8443"),
                usual.connectTimeout(),
                usual.manifestTimeout(),
                usual.tarballTimeout(),
                1,
                1,
                1,
                1);
        assertThat(settings.allows(URI.create(uri))).isEqualTo(allowed);
    }
}
