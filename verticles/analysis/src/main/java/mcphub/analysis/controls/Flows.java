package mcphub.analysis.controls;

import java.util.List;
import java.util.Map;
import mcphub.analysis.reading.Source;
import mcphub.analysis.reading.TextFile;
import mcphub.scanner.Scanner.Finding;
import mcphub.scanner.values.Label;

/** Judges by what the scanner saw foreign values do; in languages that it does not read, by the rules of the control alone. */
final class Flows {
    private static final Map<String, List<String>> KINDS = Map.of(
            "COMMAND_INJECTION", List.of("command", "command-any", "open"),
            "ARGUMENT_INJECTION", List.of("option"),
            "DYNAMIC_CODE_EVALUATION", List.of("code", "code-any", "template", "format"),
            "SQL_CONCATENATION", List.of("sql", "statement", "statement-one", "statement-kept"),
            "PATH_TRAVERSAL", List.of("path"),
            "SERVER_SIDE_REQUEST_FORGERY", List.of("url"),
            "UNSAFE_DESERIALIZATION", List.of("deserialise"),
            "CROSS_SITE_SCRIPTING", List.of("html"),
            "REGEX_INJECTION", List.of("regex"),
            "LISTENS_ON_ALL_INTERFACES", List.of("listen", "transport", "cors", "cors-credentials"));

    private Flows() {}

    static Verdict judge(Source source, Control control) {
        var files = source.productCode();
        boolean isRead = files.stream().anyMatch(file -> file.language().isScanned());
        var byRules = CodeRules.readable(source, control);
        if (!isRead && byRules.isEmpty()) {
            return Verdict.inconclusive("There is no program code in a language that this control reads");
        }
        var findings = new Findings();
        for (var file : byRules) {
            control.rules().forEach(rule -> CodeRules.report(file, rule, Search.hits(file, rule), findings));
        }
        var kinds = KINDS.getOrDefault(control.id(), List.of());
        var flaws = source.evidence().findings().stream()
                .filter(flaw -> kinds.contains(flaw.kind()))
                .toList();
        var severities = new FlowSeverities(source);
        Twins.once(flaws, source.reached())
                .forEach((flaw, twin) ->
                        source.text(flaw.file()).ifPresent(file -> report(flaw, twin, severities, file, findings)));
        return findings.verdict(source, control.name() + ": nothing found", control.name());
    }

    private static void report(Finding flaw, String twin, FlowSeverities severities, TextFile file, Findings findings) {
        String whose = flaw.says()
                + (twin.isEmpty() ? "" : " (in " + twin + ", too, of which it was built)")
                + (flaw.labels() == 0 ? "" : ": " + Label.words(flaw.labels()))
                + (flaw.tool() == null ? "" : ", the tool '" + flaw.tool() + "'")
                + (flaw.trace().isEmpty() ? "" : ". From " + String.join(" → ", flaw.trace()));
        findings.at(
                file,
                flaw.position(),
                severities.of(flaw, file),
                file.evidence(flaw.position()),
                TextFile.message(whose));
    }
}
