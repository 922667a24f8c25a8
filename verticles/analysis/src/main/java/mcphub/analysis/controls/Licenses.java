package mcphub.analysis.controls;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import mcphub.analysis.reading.Manifest;
import mcphub.analysis.reading.Source;
import mcphub.analysis.reading.TextFile;
import mcphub.kernel.licenses.LicenseExpression;
import mcphub.kernel.licenses.LicenseList;
import mcphub.kernel.licenses.LicenseTerm;

/** Judges whether a version may be used at all, and on which terms. */
final class Licenses {
    private static final int READ = 4_000;
    private static final int LONGEST = 2_000;

    private Licenses() {}

    static Verdict missing(Source source, Control control) {
        var declared = declared(source);
        var text = text(source);
        if (declared.isPresent() || (text.isPresent() && source.description().isEmpty())) {
            return Verdict.passed(declared.map(name -> "The licence is " + TextFile.oneLine(name))
                    .orElse("There is a licence text"));
        }
        var findings = new Findings();
        if (text.isPresent()) {
            findings.overall(Severity.MEDIUM, "There is a licence text, but the manifest names no licence");
        } else {
            findings.overall(
                    control.severity(), "Neither the manifest nor a file names a licence: nobody may use this");
        }
        return findings.verdict("", control.name());
    }

    static Verdict notSpdx(Source source, Control control) {
        var declared = declared(source);
        if (declared.isEmpty()) {
            return Verdict.inconclusive("The manifest names no licence");
        }
        return LicenseExpression.of(declared.get())
                .problem()
                .map(problem -> inManifest(
                        source, control, control.severity(), declared.get(), "Not SPDX: " + TextFile.oneLine(problem)))
                .orElseGet(() -> Verdict.passed("The licence is a valid SPDX expression"));
    }

    static Verdict textMissing(Source source, Control control) {
        if (text(source).isPresent()) {
            return Verdict.passed("The licence text is there");
        }
        var findings = new Findings();
        findings.overall(control.severity(), "The licence text is not part of the source");
        return findings.verdict("", control.name());
    }

    /** The kindest alternative of the expression counts, and of that the strictest part. */
    static Verdict copyleft(Source source, Control control) {
        var declared = declared(source);
        if (declared.isEmpty()) {
            return Verdict.inconclusive("The manifest names no licence");
        }
        var levels = Stream.of("weak", "strong", "restricted")
                .map(name -> LicenseList.of(String.join(", ", control.list(name))))
                .toList();
        var strictness = LicenseExpression.of(declared.get()).alternatives().stream()
                .mapToInt(alternative -> alternative.stream()
                        .mapToInt(term -> strictness(term, levels))
                        .max()
                        .orElse(0))
                .min()
                .orElse(0);
        return switch (strictness) {
            case 0 -> Verdict.passed("The licence asks for no more than attribution, or is not known to");
            case 1 -> inManifest(source, control, Severity.LOW, declared.get(), "Changes to this code must be shared");
            case 2 ->
                inManifest(
                        source,
                        control,
                        control.severity(),
                        declared.get(),
                        "Works that include this code must be shared under its licence");
            default ->
                inManifest(
                        source,
                        control,
                        control.severity(),
                        declared.get(),
                        "The licence restricts who may use this, or for what");
        };
    }

    private static int strictness(LicenseTerm term, List<LicenseList> levels) {
        int strictest = levels.size();
        while (strictest > 0 && !levels.get(strictest - 1).holds(term)) {
            strictest--;
        }
        return strictest;
    }

    static Verdict disagrees(Source source, Control control) {
        var declared = declared(source).orElse("").toLowerCase(Locale.ROOT);
        var text = text(source);
        var family = text.flatMap(file -> family(file, control));
        boolean comparable = control.list("phrases").stream()
                .anyMatch(entry -> declared.startsWith(entry.substring(0, entry.indexOf('='))));
        if (!comparable || family.isEmpty()) {
            return Verdict.inconclusive("There are no two statements of a known licence to compare");
        }
        if (declared.contains(family.get())) {
            return Verdict.passed("The manifest and the licence text agree");
        }
        var findings = new Findings();
        findings.inFile(
                text.orElseThrow().path(),
                control.severity(),
                declared,
                "The manifest says " + TextFile.oneLine(declared) + ", the text reads like " + family.get());
        return findings.verdict("", control.name());
    }

    /** What the text begins like: entries of the catalogue are {@code family=phrase}. */
    private static Optional<String> family(TextFile file, Control control) {
        var text = file.text()
                .substring(0, Math.min(READ, file.text().length()))
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\s+", " ");
        return control.list("phrases").stream()
                .filter(entry -> text.contains(entry.substring(entry.indexOf('=') + 1)))
                .map(entry -> entry.substring(0, entry.indexOf('=')))
                .findFirst();
    }

    private static Verdict inManifest(
            Source source, Control control, Severity severity, String evidence, String message) {
        var findings = new Findings();
        var manifest = source.description().orElseThrow();
        findings.onLine(manifest.file(), manifest.lineOf("license"), severity, evidence, message);
        return findings.verdict("", control.name());
    }

    private static Optional<String> declared(Source source) {
        return source.description()
                .flatMap(Manifest::license)
                .map(name -> name.substring(0, Math.min(LONGEST, name.length())));
    }

    private static Optional<TextFile> text(Source source) {
        return source.texts().stream()
                .filter(file -> file.path().indexOf('/') < 0 || file.path().startsWith("LICENSES/"))
                .filter(file -> {
                    var name = file.name().toLowerCase(Locale.ROOT);
                    return file.path().startsWith("LICENSES/")
                            || name.startsWith("license")
                            || name.startsWith("licence")
                            || name.startsWith("copying")
                            || name.startsWith("unlicense");
                })
                .findFirst();
    }
}
