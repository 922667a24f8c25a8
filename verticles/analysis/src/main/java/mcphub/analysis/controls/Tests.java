package mcphub.analysis.controls;

import java.util.List;
import mcphub.analysis.reading.Manifest;
import mcphub.analysis.reading.Manifest.Ecosystem;
import mcphub.analysis.reading.Source;
import mcphub.analysis.reading.TextFile;

/** Judges whether the code is tested, as far as files show it. */
final class Tests {
    private static final String NO_CODE = "There is no program code to test";

    private Tests() {}

    static Verdict missing(Source source, Control control) {
        if (source.ownCode().isEmpty()) {
            return Verdict.inconclusive(NO_CODE);
        }
        int tests = tests(source).size();
        if (tests > 0) {
            return Verdict.passed(tests + (tests == 1 ? " file of tests" : " files of tests"));
        }
        var findings = new Findings();
        findings.overall(control.severity(), "There are no tests");
        return findings.verdict("", control.name());
    }

    static Verdict thin(Source source, Control control) {
        long code = source.ownCode().stream()
                .mapToLong(file -> file.text().length())
                .sum();
        long tests =
                tests(source).stream().mapToLong(file -> file.text().length()).sum();
        if (code == 0) {
            return Verdict.inconclusive(NO_CODE);
        }
        long percent = tests * 100 / code;
        if (percent >= control.limit("least_percent")) {
            return Verdict.passed("There is " + percent + " % as much test code as code");
        }
        var findings = new Findings();
        findings.overall(control.severity(), "There is only " + percent + " % as much test code as code");
        return findings.verdict("", control.name());
    }

    static Verdict noScript(Source source, Control control) {
        var manifest = source.description();
        if (manifest.isEmpty()) {
            return Verdict.inconclusive("There is no manifest that could say how to run the tests");
        }
        boolean runs = source.manifests().stream().anyMatch(each -> runsTests(each, source, control));
        if (runs) {
            return Verdict.passed("The manifest says how to run the tests");
        }
        var findings = new Findings();
        findings.onLine(
                manifest.get().file(),
                manifest.get().ecosystem() == Ecosystem.NPM ? manifest.get().lineOf("scripts") : 1,
                control.severity(),
                "",
                "The manifest does not say how to run tests");
        return findings.verdict("", control.name());
    }

    private static boolean runsTests(Manifest manifest, Source source, Control control) {
        return switch (manifest.ecosystem()) {
            case NPM -> {
                var script = manifest.scripts().path("test").asText("");
                yield !script.isBlank() && !script.contains("no test specified");
            }
            case PYPI ->
                control.list("python").stream()
                        .anyMatch(word -> manifest.file().text().contains(word)
                                || source.paths().contains(word));
        };
    }

    private static List<TextFile> tests(Source source) {
        return source.texts().stream()
                .filter(file -> file.language().isCode() && !file.isVendored())
                .filter(file -> file.isTest()
                        || (file.path().endsWith(".rs") && file.text().contains("#[test]"))
                        || file.path().endsWith("_test.go"))
                .toList();
    }
}
