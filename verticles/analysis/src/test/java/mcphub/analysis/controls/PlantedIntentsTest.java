package mcphub.analysis.controls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import mcphub.analysis.source.Origin;
import mcphub.analysis.source.SourceFile;
import mcphub.analysis.source.SourceTree;
import org.junit.jupiter.api.Test;

/**
 * Packages that would harm whoever installs or runs them, and honest ones that look alike, written by somebody who had not seen the engine. What is suspected, or found
 * at its place, is counted; what is not is listed beside the samples, so that nobody takes it for seen.
 */
final class PlantedIntentsTest {
    private static final Path FOLDER = Path.of("src", "test", "resources", "mcphub", "analysis", "planted");
    private static final int NEAR = 3;
    private static final int MOST_HIGH_OF_HONEST = 3;
    private static final int LEAST_PERCENT = 80;

    private enum Seen {
        SUSPECTED,
        HIGH,
        NOTHING
    }

    /** One line of samples.tsv. */
    private record Sample(String folder, String kind, List<String> places) {
        static List<Sample> all() throws IOException {
            return Files.readAllLines(FOLDER.resolve("samples.tsv")).stream()
                    .map(line -> line.split("\t"))
                    .filter(parts -> parts[0].startsWith("intents/"))
                    .map(parts -> new Sample(parts[0], parts[1], List.of(parts[3].split(" "))))
                    .toList();
        }

        boolean isBad() {
            return folder.startsWith("intents/bad/");
        }

        String name() {
            return folder.substring(folder.lastIndexOf('/') + 1);
        }

        Seen seen(List<ControlResult> results) {
            if (Catalogue.shipped().suspicion(results).isPresent()) {
                return Seen.SUSPECTED;
            }
            return results.stream()
                            .flatMap(result -> result.verdict().findings().stream())
                            .anyMatch(finding ->
                                    finding.severity().compareTo(Severity.HIGH) <= 0 && (!isBad() || isNear(finding)))
                    ? Seen.HIGH
                    : Seen.NOTHING;
        }

        private boolean isNear(Finding finding) {
            return places.stream().anyMatch(place -> {
                int colon = place.lastIndexOf(':');
                return place.substring(0, colon).equals(finding.file())
                        && finding.line() != null
                        && Math.abs(finding.line() - Integer.parseInt(place.substring(colon + 1))) <= NEAR;
            });
        }
    }

    /** As a release of npm where it is one, else as an upload; what is missing of licences, tests and the like says nothing of an intent. */
    private static List<ControlResult> judged(Sample sample) throws IOException {
        var files = new ArrayList<SourceFile>();
        Path base = FOLDER.resolve(sample.folder());
        try (var paths = Files.walk(base)) {
            for (Path each : paths.filter(Files::isRegularFile).sorted().toList()) {
                files.add(Case.file(base.relativize(each).toString().replace('\\', '/'), Files.readAllBytes(each)));
            }
        }
        boolean isNpm = Files.exists(base.resolve("package.json"));
        return Catalogue.shipped().judge(new SourceTree(files, List.of()), isNpm ? Origin.NPM : Origin.UPLOAD).stream()
                .filter(result -> result.control().category() != Dimension.MATURITY
                        && result.control().subCategory() != SubCategory.LICENSES
                        && result.control().subCategory() != SubCategory.LOCKFILE)
                .toList();
    }

    private static Set<String> known(String name) throws IOException {
        return new TreeSet<>(Files.readAllLines(FOLDER.resolve(name)).stream()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .toList());
    }

    @Test
    void what_would_harm_is_suspected_or_found_and_what_is_honest_is_not() throws IOException {
        var bad = new TreeMap<String, Seen>();
        var honest = new TreeMap<String, Seen>();
        for (Sample each : Sample.all()) {
            var results = judged(each);
            Seen seen = each.seen(results);
            (each.isBad() ? bad : honest).put(each.name(), seen);
            if (Boolean.getBoolean("planted.show")) {
                show(each, seen, results);
            }
        }
        System.out.printf("bad: %s%nhonest: %s%n", count(bad), count(honest));

        assertThat(named(honest, Seen.SUSPECTED)).isEmpty();
        assertThat(named(honest, Seen.HIGH)).isEqualTo(known("intents-reported.txt"));
        assertThat(named(honest, Seen.HIGH)).hasSizeLessThanOrEqualTo(MOST_HIGH_OF_HONEST);
        assertThat(named(bad, Seen.NOTHING)).isEqualTo(known("intents-missed.txt"));
        assertThat((bad.size() - named(bad, Seen.NOTHING).size()) * 100 / bad.size())
                .isGreaterThanOrEqualTo(LEAST_PERCENT);
    }

    private static Set<String> named(Map<String, Seen> all, Seen seen) {
        var names = new TreeSet<>(all.keySet());
        names.removeIf(name -> all.get(name) != seen);
        return names;
    }

    private static String count(Map<String, Seen> all) {
        var counts = new ArrayList<String>();
        for (Seen each : Seen.values()) {
            counts.add(each.name().toLowerCase(java.util.Locale.ROOT)
                    + ' '
                    + named(all, each).size());
        }
        return all.size() + ": " + String.join(", ", counts);
    }

    private static void show(Sample sample, Seen seen, List<ControlResult> results) {
        System.out.println("@@ " + sample.folder() + '\t' + seen + '\t' + sample.kind());
        for (var result : results) {
            for (var finding : result.verdict().findings()) {
                if (finding.severity().compareTo(Severity.MEDIUM) <= 0) {
                    System.out.println("@@    " + finding.severity() + ' '
                            + result.control().id() + ' ' + finding.file() + ':' + finding.line() + ' '
                            + finding.message());
                }
            }
        }
    }
}
