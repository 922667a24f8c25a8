package mcphub.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import mcphub.harness.NpmStub;
import mcphub.harness.Packages;
import mcphub.kernel.ServiceTokens;
import mcphub.kernel.Yaml;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The README's first command, on embedded servers of its own; only the registry is a stand-in. */
@Order(1) // what takes long begins first
final class DemoIT {

    @TempDir
    private Path home;

    @Test
    void the_demo_gets_to_its_table_and_the_second_time_has_nothing_left_to_do() {
        try (var registry = new NpmStub()) {
            var packages = (List<?>) Yaml.resource("config/demo.yaml").getOrDefault("packages", List.of());
            packages.forEach(entry -> publish(registry, String.valueOf(((Map<?, ?>) entry).get("package"))));

            String first = demo(registry.url());
            assertThat(first)
                    .contains(
                            "SCORE  GRADE LEVEL STANDING            JUDGED  PARSED  WORST FINDING",
                            "Look around:",
                            "curl ");
            assertThat(first)
                    .contains("There is none for now: The registry has no version " + FontPackage.KOREAN.version()
                            + " of the package " + FontPackage.KOREAN.name());
            assertThat(first.lines()
                            .filter(line ->
                                    line.matches(".*: (analysed|verified|certified|known vulnerable), score .*")))
                    .hasSize(packages.size());
            assertThat(first).contains("mcp-remote 0.1.15: known vulnerable, score ");
            assertThat(first)
                    .containsPattern("The level stops at 1: advisories are a sample of \\d+ records; load a dump")
                    .contains("hub advisories import all.zip --name npm-dump --complete npm");

            assertThat(printed(first, "  password +(\\S+)")).hasSizeGreaterThanOrEqualTo(20);
            assertThat(ServiceTokens.isWellFormed(printed(first, "TOKEN=(\\S+)")))
                    .isTrue();

            String second = demo(registry.url());
            assertThat(printed(second, "  password +(\\S+)")).isNotEqualTo(printed(first, "  password +(\\S+)"));
            assertThat(printed(second, "TOKEN=(\\S+)")).isNotEqualTo(printed(first, "TOKEN=(\\S+)"));
            assertThat(second.lines()
                            .filter(line ->
                                    line.matches(".*: (analysed|verified|certified|known vulnerable), score .*")))
                    .hasSize(packages.size());
        }
    }

    @Test
    void without_a_network_the_demo_says_so_and_ends_with_what_it_has() {
        assertThat(demo("http://127.0.0.1:1/"))
                .contains("The npm registry does not answer", "The hub serves what it has");
    }

    private static String printed(String output, String pattern) {
        var match = Pattern.compile(pattern).matcher(output);
        assertThat(match.find()).as(pattern).isTrue();
        return match.group(1);
    }

    private static void publish(NpmStub registry, String source) {
        int at = source.indexOf('@', 1);
        String name = at < 0 ? source : source.substring(0, at);
        String version = at < 0 ? "1.0.0" : source.substring(at + 1);
        registry.publish(name, version, Packages.good(name, version));
    }

    private String demo(String registry) {
        return Commands.run(List.of(
                        "demo",
                        "--exit",
                        "--home",
                        home.toString(),
                        "--port",
                        "0",
                        "--set",
                        "npm.registry_url=" + registry,
                        "--set",
                        "advisories.folders=demo ../../config/advisories"))
                .printed();
    }
}
