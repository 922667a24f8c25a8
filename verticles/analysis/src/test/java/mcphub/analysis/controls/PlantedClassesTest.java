package mcphub.analysis.controls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import mcphub.analysis.source.Origin;
import mcphub.analysis.source.SourceFile;
import mcphub.analysis.source.SourceTree;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Servers with flaws of the classes that are about how tools are offered and what they do together, each marked in its line, and honest ones that look alike. */
final class PlantedClassesTest {
    private static final Path FOLDER = Path.of("src", "test", "resources", "mcphub", "analysis", "planted", "classes");
    private static final Pattern MARK = Pattern.compile("(?://|#) flaw (high|medium|low): .*$");

    /** The places of a control's findings, or those that are marked: file, line, severity. */
    private static Set<String> found(List<SourceFile> files, String control) {
        var places = new TreeSet<String>();
        Catalogue.shipped().judge(new SourceTree(files, List.of()), Origin.UPLOAD).stream()
                .filter(result -> result.control().id().equals(control))
                .flatMap(result -> result.verdict().findings().stream())
                .forEach(finding -> places.add(finding.file()
                        + ':'
                        + finding.line()
                        + ' '
                        + finding.severity().name().toLowerCase(Locale.ROOT)));
        return places;
    }

    private static Set<String> marked(String path, String text) {
        var places = new TreeSet<String>();
        var lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            var mark = MARK.matcher(lines.get(i));
            if (mark.find()) {
                places.add(path + ':' + (i + 1) + ' ' + mark.group(1));
            }
        }
        return places;
    }

    private static Set<String> known(String name) throws IOException {
        return new TreeSet<>(Files.readAllLines(FOLDER.resolve(name)));
    }

    @ParameterizedTest
    @CsvSource({
        "authentication, HTTP_AUTHENTICATION_MISSING",
        "privilege, EXCESSIVE_PRIVILEGE",
        "flow, CROSS_TOOL_FLOW",
        "results, RESULT_INJECTION"
    })
    void what_is_planted_is_found_as_bad_as_it_is_and_what_looks_like_it_is_not(String kind, String control)
            throws IOException {
        var missed = new TreeSet<String>();
        var reported = new TreeSet<String>();
        int flaws = 0;
        int honest = 0;
        for (String side : List.of("bad", "honest")) {
            try (var samples = Files.list(FOLDER.resolve(kind).resolve(side))) {
                for (Path sample : samples.sorted().toList()) {
                    var files = new ArrayList<SourceFile>();
                    var expected = new TreeSet<String>();
                    try (var paths = Files.walk(sample)) {
                        for (Path each :
                                paths.filter(Files::isRegularFile).sorted().toList()) {
                            String path = Objects.requireNonNull(sample.getParent())
                                    .relativize(each)
                                    .toString()
                                    .replace('\\', '/');
                            String within = Files.isDirectory(sample) ? path.substring(path.indexOf('/') + 1) : path;
                            files.add(Case.file(within, Files.readAllBytes(each)));
                            expected.addAll(marked(within, Files.readString(each)));
                        }
                    }
                    flaws += expected.size();
                    honest += side.equals("honest") ? 1 : 0;
                    var found = found(files, control);
                    for (String place : expected) {
                        if (!found.contains(place)) {
                            missed.add(kind + '/' + place);
                        }
                    }
                    for (String place : found) {
                        if (!expected.contains(place)) {
                            reported.add(kind + '/' + place);
                        }
                    }
                }
            }
        }
        System.out.printf(
                "%s: %d of %d flaws found, %d reported that are none, in %d honest ones and the rest%n",
                kind, flaws - missed.size(), flaws, reported.size(), honest);
        assertThat(reported).isEqualTo(of(kind, known("reported.txt")));
        assertThat(missed).isEqualTo(of(kind, known("missed.txt")));
    }

    private static Set<String> of(String kind, Set<String> places) {
        places.removeIf(each -> !each.startsWith(kind + '/'));
        return places;
    }
}
