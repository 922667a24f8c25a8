package mcphub.analysis.controls;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import mcphub.analysis.reading.LicenseText;
import mcphub.analysis.reading.Source;
import mcphub.analysis.reading.TextFile;
import mcphub.analysis.reading.VersionLicense;
import mcphub.kernel.licenses.LicenseExpression;
import mcphub.kernel.licenses.LicenseList;
import mcphub.kernel.licenses.LicenseTerm;

/** Judges whether a version may be used at all, and on which terms. */
final class Licenses {
    private static final List<String> MEANINGS = List.of(
            "Changes to this code must be shared",
            "Works that include this code must be shared under its licence",
            "The licence restricts who may use this, or for what");

    private Licenses() {}

    static Verdict missing(Source source, Control control) {
        var license = VersionLicense.of(source);
        var file = license.declared().flatMap(VersionLicense::fileNamed);
        var findings = new Findings();
        if (file.isPresent()) {
            if (source.text(file.get()).isEmpty()) {
                findings.overall(
                        control.severity(),
                        "The manifest says that the licence is in " + TextFile.oneLine(file.get())
                                + ", which is not there");
            }
            return findings.verdict("The licence is " + license.words(), control.name());
        }
        if (license.declared().isPresent()
                || (hasText(source) && source.description().isEmpty())) {
            return Verdict.passed(
                    license.expression().isPresent() ? "The licence is " + license.words() : "There is a licence text");
        }
        if (hasText(source)) {
            findings.overall(
                    Severity.MEDIUM,
                    "There is a licence text, but the manifest names no licence"
                            + license.expression()
                                    .map(read -> "; it is taken to be " + license.words())
                                    .orElse(""));
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

    static Verdict copyleft(Source source, Control control) {
        var license = VersionLicense.of(source);
        if (license.terms().isEmpty()) {
            return Verdict.inconclusive("The manifest names no licence, and no text is recognised as one");
        }
        int strictness = strictness(license.terms().get(), control);
        if (strictness == 0) {
            return Verdict.passed("The licence asks for no more than attribution, or is not known to");
        }
        var severity = strictness == 1 ? Severity.LOW : control.severity();
        var message = MEANINGS.get(strictness - 1);
        if (license.from().isPresent()) {
            var findings = new Findings();
            findings.inFile(
                    license.from().get().split(", ", 2)[0],
                    severity,
                    license.expression().orElse(""),
                    message);
            return findings.verdict("", control.name());
        }
        return inManifest(source, control, severity, license.declared().orElse(""), message);
    }

    /** How much is asked for, 0 for next to nothing: the kindest alternative of the expression counts, and of that the strictest part. */
    static int strictness(LicenseExpression expression, Control control) {
        var levels = Stream.of("weak", "strong", "restricted")
                .map(name -> LicenseList.of(String.join(", ", control.list(name))))
                .toList();
        return expression.alternatives().stream()
                .mapToInt(alternative -> alternative.stream()
                        .mapToInt(term -> strictness(term, levels))
                        .max()
                        .orElse(0))
                .min()
                .orElse(0);
    }

    private static int strictness(LicenseTerm term, List<LicenseList> levels) {
        int strictest = levels.size();
        while (strictest > 0 && !levels.get(strictest - 1).holds(term)) {
            strictest--;
        }
        return strictest;
    }

    private static Verdict inManifest(
            Source source, Control control, Severity severity, String evidence, String message) {
        var findings = new Findings();
        var manifest = source.description().orElseThrow();
        findings.onLine(manifest.file(), manifest.lineOf("license"), severity, evidence, message);
        return findings.verdict("", control.name());
    }

    private static Optional<String> declared(Source source) {
        return VersionLicense.of(source).declared();
    }

    private static boolean hasText(Source source) {
        return source.licenseTexts().stream().anyMatch(LicenseText::own);
    }
}
