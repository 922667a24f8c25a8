package mcphub.analysis.controls;

import java.util.List;
import java.util.Map;
import mcphub.analysis.reading.Language;
import mcphub.analysis.reading.Source;
import mcphub.analysis.reading.TextFile;
import mcphub.scanner.Scanner.Finding;
import mcphub.scanner.values.Label;

/** Judges by what the scanner saw foreign values do; in languages that it does not read, by the rules of the control alone. */
final class Flows {
    private static final Map<String, List<String>> KINDS = Map.of(
            "COMMAND_INJECTION", List.of("command", "open"),
            "DYNAMIC_CODE_EVALUATION", List.of("code"),
            "SQL_CONCATENATION", List.of("sql", "statement"),
            "PATH_TRAVERSAL", List.of("path"),
            "SERVER_SIDE_REQUEST_FORGERY", List.of("url"));

    private Flows() {}

    static Verdict judge(Source source, Control control) {
        var files = source.productCode();
        boolean isRead = files.stream().anyMatch(file -> file.language() == Language.JAVASCRIPT);
        var byRules = CodeRules.readable(source, control);
        if (!isRead && byRules.isEmpty()) {
            return Verdict.inconclusive("There is no program code in a language that this control reads");
        }
        var findings = new Findings();
        for (var file : byRules) {
            control.rules().forEach(rule -> CodeRules.report(file, rule, Search.hits(file, rule), findings));
        }
        for (Finding flaw : source.evidence().findings()) {
            var file = source.text(flaw.file());
            if (KINDS.getOrDefault(control.id(), List.of()).contains(flaw.kind()) && file.isPresent()) {
                report(flaw, file.get(), findings);
            }
        }
        return findings.verdict(source, control.name() + ": nothing found", control.name());
    }

    private static void report(Finding flaw, TextFile file, Findings findings) {
        String whose = flaw.says() + ": " + Label.words(flaw.labels())
                + (flaw.tool() == null ? "" : ", the tool '" + flaw.tool() + "'")
                + (flaw.trace().isEmpty() ? "" : ". From " + String.join(" → ", flaw.trace()));
        findings.at(
                file, flaw.position(), severity(flaw, file), file.evidence(flaw.position()), TextFile.message(whose));
    }

    private static Severity severity(Finding flaw, TextFile file) {
        if ((flaw.labels() & Label.FOREIGN) == 0) {
            return Severity.LOW;
        }
        return switch (flaw.kind()) {
            case "command", "code", "sql" -> Severity.HIGH;
            case "statement" ->
                file.text().toUpperCase(java.util.Locale.ROOT).contains("READ ONLY") ? Severity.HIGH : Severity.MEDIUM;
            default -> Severity.MEDIUM;
        };
    }
}
