package mcphub.analysis.controls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import mcphub.analysis.reading.Source;
import mcphub.analysis.source.Origin;
import mcphub.analysis.source.SourceFile;
import mcphub.analysis.source.SourceTree;
import org.junit.jupiter.api.Test;

/**
 * Servers whose texts mislead a model, and honest ones that look alike, by somebody who had not seen the control. What it does not see, or takes for bad, is listed beside
 * the samples, so that nobody takes it for seen.
 */
final class PlantedTextsTest {
    private static final Path PLANTED = Path.of("src", "test", "resources", "mcphub", "analysis", "planted");
    private static final String CONTROL = "TOOL_POISONING";
    private static final int NEAR = 3;

    private record Sample(String folder, List<String> places) {}

    private static List<Sample> samples(String kind) throws IOException {
        return Files.readAllLines(PLANTED.resolve("samples.tsv")).stream()
                .map(line -> line.split("\t"))
                .filter(row -> row[0].startsWith("texts/" + kind + "/"))
                .map(row -> new Sample(row[0], List.of(row[3].split(" "))))
                .toList();
    }

    private static List<Finding> findings(Sample sample, Catalogue catalogue) throws IOException {
        var files = new ArrayList<SourceFile>();
        var base = PLANTED.resolve(sample.folder());
        try (var paths = Files.walk(base)) {
            for (Path each : paths.filter(Files::isRegularFile).sorted().toList()) {
                files.add(Case.file(base.relativize(each).toString().replace('\\', '/'), Files.readAllBytes(each)));
            }
        }
        var source = new Source(new SourceTree(files, List.of()), Origin.GIT);
        return Objects.requireNonNull(Judges.all().get(CONTROL))
                .judge(source, catalogue.control(CONTROL))
                .findings()
                .stream()
                .filter(each -> each.severity().compareTo(Severity.MEDIUM) <= 0)
                .toList();
    }

    private static boolean isNear(Finding finding, String place) {
        int colon = place.lastIndexOf(':');
        Integer line = finding.line();
        return place.substring(0, colon).equals(finding.file())
                && line != null
                && Math.abs(line - Integer.parseInt(place.substring(colon + 1))) <= NEAR;
    }

    private static Set<String> known(String which) throws IOException {
        return new TreeSet<>(Files.readAllLines(PLANTED.resolve("texts").resolve(which + ".txt")));
    }

    @Test
    void texts_that_mislead_a_model_are_found_and_honest_ones_are_not() throws IOException {
        var catalogue = Catalogue.shipped();
        var missed = new TreeSet<String>();
        var elsewhere = new TreeSet<String>();
        var reported = new TreeSet<String>();
        var bad = samples("bad");
        for (var sample : bad) {
            var found = findings(sample, catalogue);
            found.forEach(each -> System.out.println(sample.folder() + " " + each));
            if (found.isEmpty()) {
                missed.add(sample.folder());
            } else if (found.stream().noneMatch(each -> sample.places().stream().anyMatch(at -> isNear(each, at)))) {
                elsewhere.add(sample.folder());
            }
        }
        var honest = samples("honest");
        for (var sample : honest) {
            var found = findings(sample, catalogue);
            found.forEach(each -> System.out.println(sample.folder() + " " + each));
            if (!found.isEmpty()) {
                reported.add(sample.folder());
            }
        }
        System.out.printf(
                "texts: %d of %d found, %d of them at another place; %d of %d honest ones reported%n",
                bad.size() - missed.size(), bad.size(), elsewhere.size(), reported.size(), honest.size());
        System.out.println("missed " + missed + "\nelsewhere " + elsewhere + "\nreported " + reported);
        assertThat(missed).isEqualTo(known("missed"));
        assertThat(reported).isEqualTo(known("reported"));
    }
}
