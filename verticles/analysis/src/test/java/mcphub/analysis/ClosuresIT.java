package mcphub.analysis;

import static mcphub.analysis.ClosuresBench.manifest;
import static mcphub.analysis.ClosuresBench.releases;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import mcphub.analysis.closure.ResolutionJson;
import mcphub.analysis.source.SourceUnavailable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What installations bring, from a registry and from what is stored of it. */
@ExtendWith(VertxExtension.class)
final class ClosuresIT {
    @TempDir
    private static Path folder;

    private static ClosuresBench bench;

    @BeforeAll
    static void start(Vertx vertx) {
        bench = new ClosuresBench(vertx, folder);
    }

    @AfterAll
    static void stop() {
        bench.close();
    }

    @Test
    void what_was_asked_lately_is_not_asked_again_and_later_only_whether_it_changed() {
        bench.publish("low", "1.0.0", Map.of());
        bench.publish("mid", "1.0.0", Map.of("low", "^1.0.0", "lost", "1"));
        var manifest = manifest("top", Map.of("mid", "1"));

        var first = bench.run(() -> bench.closures(30).resolve(null, manifest, null));
        var second = bench.run(() -> bench.closures(30).resolve("top", manifest, null));

        assertThat(releases(first)).containsExactly("low@1.0.0", "mid@1.0.0");
        assertThat(first.troubles()).singleElement().satisfies(trouble -> {
            assertThat(trouble.name()).isEqualTo("lost");
            assertThat(trouble.from()).isEqualTo("mid@1.0.0");
        });
        assertThat(ResolutionJson.of(second)).isEqualTo(ResolutionJson.of(first));
        assertThat(bench.asked("low")).containsExactly("200 low");
        assertThat(bench.asked("lost"))
                .as("it may have come since: asked again by the second, once")
                .containsExactly("404 lost", "404 lost");

        bench.publish("low", "1.1.0", Map.of());
        var third = bench.run(() -> bench.closures(0).resolve(null, manifest, null));

        assertThat(releases(third)).containsExactly("low@1.1.0", "mid@1.0.0");
        assertThat(bench.asked("low")).containsExactly("200 low", "200 low");
        assertThat(bench.asked("mid")).containsExactly("200 mid", "304 mid");
    }

    @Test
    void a_registry_that_is_away_is_no_answer() {
        bench.publish("flaky", "1.0.0", Map.of());
        var manifest = manifest("needs-flaky", Map.of("flaky", "1"));
        bench.stub.failWith(503);
        try {
            assertThatThrownBy(() -> bench.run(() -> bench.closures(30).resolve(null, manifest, null)))
                    .hasRootCauseInstanceOf(SourceUnavailable.class);
        } finally {
            bench.stub.failWith(200);
        }

        assertThat(releases(bench.run(() -> bench.closures(30).resolve(null, manifest, null))))
                .containsExactly("flaky@1.0.0");
    }

    @Test
    void the_same_resolution_of_a_version_is_one_row() {
        bench.publish("kept", "1.0.0", Map.of());
        String version = bench.version("keeper");
        var closures = bench.closures(30);

        var kept = bench.run(() -> {
            var resolution = closures.resolve(null, manifest("keeper", Map.of("kept", "1")), null);
            bench.record(closures, version, resolution);
            return bench.record(closures, version, resolution);
        });

        assertThat(bench.hub.query(
                        "select string_agg(sha256 || ' ' || complete, ',') from analysis.resolutions where sha256 = '"
                                + kept.sha256() + "' and version_id = '" + version + "'"))
                .isEqualTo(kept.sha256() + " true");
    }

    @Test
    void of_the_resolutions_of_a_version_the_newest_three_are_kept() {
        String version = bench.version("hoarder");
        var closures = bench.closures(30);

        var kept = bench.run(() -> List.of("1", "2", "3", "4", "5").stream()
                .map(spec -> closures.resolve(null, manifest("hoarder", Map.of("no-such-" + spec, spec)), null))
                .map(resolution -> bench.record(closures, version, resolution).sha256())
                .toList());

        assertThat(bench.hub.query("select string_agg(sha256, ' ' order by as_of) from analysis.resolutions "
                        + "where version_id = '" + version + "'"))
                .isEqualTo(String.join(" ", kept.subList(2, 5)));
    }

    @Test
    void what_takes_too_long_has_no_result_and_may_be_tried_again() {
        bench.publish("prompt", "1.0.0", Map.of());
        var manifest = manifest("hasty", Map.of("prompt", "1"));

        assertThatThrownBy(
                        () -> bench.run(() -> bench.closures(30, Duration.ZERO).resolve(null, manifest, null)))
                .hasRootCauseInstanceOf(SourceUnavailable.class)
                .hasMessageContaining("could not be resolved in 0 minutes");
        assertThat(releases(bench.run(() -> bench.closures(30).resolve(null, manifest, null))))
                .containsExactly("prompt@1.0.0");
    }

    @Test
    void what_a_release_brings_is_resolved_when_it_is_analysed() {
        bench.publish("brought", "1.0.0", Map.of());
        bench.publish("brought", "1.2.0", Map.of());
        bench.publish("bringer", "1.0.0", Map.of("brought", "~1.0.0"));
        bench.stub.say("bringer", "1.0.0", "peerDependencies", Map.of("never", "1"));
        bench.stub.say("bringer", "1.0.0", "peerDependenciesMeta", Map.of("never", Map.of("optional", true)));

        String mcp = bench.hub.certify("bringer", "1.0.0");

        assertThat(bench.hub.query("select string_agg(r.complete::text, ',') from analysis.resolutions r "
                        + "join analysis.versions v on v.id = r.version_id where v.mcp_id = '" + mcp + "'"))
                .isEqualTo("true");
        assertThat(bench.asked("brought")).containsExactly("200 brought");
    }

    @Test
    void a_release_with_a_lock_of_its_own_is_not_resolved() {
        bench.publish("locked", "1.0.0", Map.of("unasked", "1"));
        bench.stub.say("locked", "1.0.0", "_hasShrinkwrap", true);

        String mcp = bench.hub.certify("locked", "1.0.0");

        assertThat(bench.hub.query("select count(*) from analysis.resolutions r "
                        + "join analysis.versions v on v.id = r.version_id where v.mcp_id = '" + mcp + "'"))
                .isEqualTo("0");
        assertThat(bench.asked("unasked")).isEmpty();
    }
}
