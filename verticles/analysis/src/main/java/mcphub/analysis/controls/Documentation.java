package mcphub.analysis.controls;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import mcphub.analysis.reading.Manifest.Ecosystem;
import mcphub.analysis.reading.Source;
import mcphub.analysis.reading.TextFile;

/** Judges what a version tells the people who use it. */
final class Documentation {
    private static final String NO_MANIFEST = "There is no manifest that describes the package";

    private Documentation() {}

    static Verdict readmeMissing(Source source, Control control) {
        return readme(source).isPresent()
                ? Verdict.passed("There is a README")
                : overall(control, "There is no README at the root");
    }

    static Verdict readmeThin(Source source, Control control) {
        var readme = readme(source);
        if (readme.isEmpty()) {
            return Verdict.inconclusive("There is no README to read");
        }
        var file = readme.get();
        var text = file.text().toLowerCase(Locale.ROOT);
        var findings = new Findings();
        if (text.strip().length() < control.limit("least_characters")) {
            findings.inFile(
                    file.path(),
                    control.severity(),
                    text.strip().length() + " characters",
                    "The README is too short to explain a server");
        }
        for (var topic : control.list("topics")) {
            var words = Arrays.asList(topic.substring(topic.indexOf('=') + 1).split("\\|", -1));
            if (words.stream().noneMatch(text::contains)) {
                findings.inFile(
                        file.path(),
                        control.severity(),
                        "",
                        "The README says nothing about " + topic.substring(0, topic.indexOf('=')));
            }
        }
        return findings.verdict("The README says what a user needs", control.name());
    }

    private static Optional<TextFile> readme(Source source) {
        return source.texts().stream()
                .filter(file -> file.path().indexOf('/') < 0)
                .filter(file -> file.name().toLowerCase(Locale.ROOT).startsWith("readme"))
                .findFirst();
    }

    /** One of the file names in the catalogue stands at the root or in a usual folder. */
    static Verdict fileMissing(Source source, Control control) {
        var names = control.list("names");
        boolean present = source.paths().stream()
                .map(path -> path.toLowerCase(Locale.ROOT))
                .map(path -> path.startsWith(".github/") || path.startsWith("docs/")
                        ? path.substring(path.indexOf('/') + 1)
                        : path)
                .anyMatch(path -> names.stream().anyMatch(path::startsWith));
        return present
                ? Verdict.passed(names.getFirst() + " is there")
                : overall(control, "There is no " + names.getFirst());
    }

    /** One of the manifest's fields in the catalogue says something. */
    static Verdict fieldMissing(Source source, Control control) {
        var manifest = source.description();
        if (manifest.isEmpty()) {
            return Verdict.inconclusive(NO_MANIFEST);
        }
        var fields = control.list(manifest.get().ecosystem() == Ecosystem.NPM ? "npm" : "pypi");
        if (fields.stream().anyMatch(manifest.get()::has)) {
            return Verdict.passed("The manifest says it");
        }
        var findings = new Findings();
        findings.onLine(
                manifest.get().file(),
                1,
                control.severity(),
                "",
                "The manifest has none of: " + String.join(", ", fields));
        return findings.verdict("", control.name());
    }

    /** A library for scripts comes with its types; a program that is only run needs none. */
    static Verdict typesMissing(Source source, Control control) {
        var manifest = source.description().filter(found -> found.ecosystem() == Ecosystem.NPM);
        if (manifest.isEmpty()) {
            return Verdict.inconclusive("There is no package.json that can be read");
        }
        boolean library = !manifest.get().has("bin")
                && List.of("main", "module", "exports").stream().anyMatch(manifest.get()::has);
        boolean typed = List.of("types", "typings").stream().anyMatch(manifest.get()::has)
                || source.paths().stream().anyMatch(path -> path.endsWith(".ts") || path.endsWith(".mts"));
        if (library && !typed) {
            return overall(control, "A library without type declarations");
        }
        return Verdict.passed(library ? "Types are declared" : "The package is a program, not a library");
    }

    private static Verdict overall(Control control, String message) {
        var findings = new Findings();
        findings.overall(control.severity(), message);
        return findings.verdict("", control.name());
    }
}
