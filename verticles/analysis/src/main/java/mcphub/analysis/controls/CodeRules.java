package mcphub.analysis.controls;

import java.util.List;
import mcphub.analysis.controls.Search.Hit;
import mcphub.analysis.reading.Source;
import mcphub.analysis.reading.TextFile;

/** Judges the controls that are nothing but rules over the code that runs in production. */
final class CodeRules {
    private static final String NO_CODE = "There is no program code in a language that this control reads";

    private CodeRules() {}

    static Verdict judge(Source source, Control control) {
        var files = readable(source, control);
        if (files.isEmpty()) {
            return Verdict.inconclusive(NO_CODE);
        }
        var findings = new Findings();
        for (var file : files) {
            for (var rule : control.rules()) {
                report(file, rule, Search.hits(file, rule), findings);
            }
        }
        return findings.verdict(source, Findings.NOTHING, control.name());
    }

    /** The production code in languages that any rule of the control is about. */
    static List<TextFile> readable(Source source, Control control) {
        return source.productCode().stream()
                .filter(file -> control.rules().stream()
                        .anyMatch(rule ->
                                rule.languages().isEmpty() || rule.languages().contains(file.language())))
                .toList();
    }

    /** Code that may come from somebody else is reported once a file and rule; a mark that its author writes makes nothing less bad. */
    static void report(TextFile file, Rule rule, List<Hit> hits, Findings findings) {
        hits.stream()
                .filter(hit -> !file.isBundled(hit.position()))
                .forEach(hit ->
                        findings.at(file, hit.position(), rule.severity(), file.evidence(hit.position()), rule.says()));
        var bundled =
                hits.stream().filter(hit -> file.isBundled(hit.position())).toList();
        if (!bundled.isEmpty()) {
            int position = bundled.getFirst().position();
            findings.at(
                    file,
                    position,
                    rule.severity(),
                    file.evidence(position),
                    rule.says() + " (in bundled code, " + bundled.size() + " in this file)");
        }
    }
}
