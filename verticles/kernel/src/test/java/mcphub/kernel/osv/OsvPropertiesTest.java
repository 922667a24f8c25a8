package mcphub.kernel.osv;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import mcphub.kernel.Resources;
import mcphub.kernel.npm.NpmRange;
import mcphub.kernel.npm.NpmVersion;
import mcphub.kernel.osv.Event.Kind;
import org.junit.jupiter.api.Test;

/** Made-up advisories beside the versions and ranges that npm's own semver was asked about. */
final class OsvPropertiesTest {
    private static final int ADVISORIES = 300;
    private final List<JsonObject> lines = Resources.text("mcphub/kernel/npm/ranges.jsonl")
            .lines()
            .map(JsonObject::new)
            .toList();
    private final List<NpmVersion> versions = lines.getFirst().getJsonArray("versions").stream()
            .flatMap(text -> NpmVersion.strict((String) text).stream())
            .toList();
    private final Random random = new Random(20_260_101);

    OsvPropertiesTest() throws IOException {}

    /** As the specification of OSV evaluates one, word for word. */
    private static boolean isAffected(NpmVersion version, List<Event> events) {
        var limits = events.stream().filter(event -> event.kind() == Kind.LIMIT).toList();
        if (!limits.isEmpty() && limits.stream().noneMatch(limit -> version.compareTo(read(limit)) < 0)) {
            return false;
        }
        boolean affected = false;
        for (var event : events.stream()
                .sorted(Comparator.comparing(OsvPropertiesTest::read).thenComparing(Event::kind))
                .toList()) {
            int order = version.compareTo(read(event));
            affected = switch (event.kind()) {
                case INTRODUCED -> affected || order >= 0;
                case FIXED -> affected && order < 0;
                case LAST_AFFECTED -> affected && order <= 0;
                case LIMIT -> affected;
            };
        }
        return affected;
    }

    private static NpmVersion read(Event event) {
        return NpmVersion.strict(event.version().equals("0") ? "0.0.0-0" : event.version())
                .orElseThrow();
    }

    private List<Event> events() {
        var events = new ArrayList<Event>();
        var kinds = List.of(Kind.INTRODUCED, Kind.INTRODUCED, Kind.FIXED, Kind.FIXED, Kind.LAST_AFFECTED, Kind.LIMIT);
        for (int i = 1 + random.nextInt(5); i > 0; i--) {
            var kind = kinds.get(random.nextInt(kinds.size()));
            events.add(new Event(
                    kind,
                    kind == Kind.INTRODUCED && random.nextInt(3) == 0
                            ? "0"
                            : versions.get(random.nextInt(versions.size())).toString()));
        }
        return events;
    }

    @Test
    void a_version_is_affected_where_the_specification_says_so() {
        for (int i = 0; i < ADVISORIES; i++) {
            var events = events();
            var affected = new AffectedVersions("npm", List.of(new OsvRange(OsvRange.Type.SEMVER, events)), List.of());
            for (var version : versions) {
                assertThat(affected.version(version.toString()) == Affectedness.AFFECTED)
                        .as(version + " of " + events)
                        .isEqualTo(isAffected(version, events));
            }
        }
    }

    @Test
    void what_is_said_of_a_range_holds_for_the_versions_that_npm_finds_in_it() {
        Map<Affectedness, Integer> answers = new EnumMap<>(Affectedness.class);
        for (var line : lines.subList(1, lines.size())) {
            var range = NpmRange.read(line.getString("range"), NpmRange.Reading.LOOSE);
            var events = events();
            var affected = new AffectedVersions("npm", List.of(new OsvRange(OsvRange.Type.SEMVER, events)), List.of());
            var answer = affected.range(line.getString("range"));
            answers.merge(answer, 1, Integer::sum);
            var fixed =
                    events.stream().filter(event -> event.kind() == Kind.FIXED).map(OsvPropertiesTest::read);
            var taken = Stream.concat(versions.stream(), fixed)
                    .filter(version -> range.filter(of -> of.has(version)).isPresent())
                    .sorted()
                    .toList();
            var hit = taken.stream()
                    .filter(version -> isAffected(version, events))
                    .toList();
            String what = line.getString("range") + " of " + events;
            switch (answer) {
                case AFFECTED -> assertThat(hit).as(what).isEqualTo(taken);
                case NOT_AFFECTED ->
                    assertThat(hit.isEmpty() || !hit.getLast().equals(taken.getLast()))
                            .as(what)
                            .isTrue();
                case MAY_BE_AFFECTED -> {}
                case NOT_READABLE -> assertThat(range).as(what).isEmpty();
            }
        }
        assertThat(answers.keySet()).containsExactly(Affectedness.values());
    }
}
