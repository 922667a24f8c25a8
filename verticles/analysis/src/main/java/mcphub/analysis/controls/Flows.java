package mcphub.analysis.controls;

import com.google.re2j.Pattern;
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
            "SQL_CONCATENATION", List.of("sql", "statement"),
            "PATH_TRAVERSAL", List.of("path"),
            "SERVER_SIDE_REQUEST_FORGERY", List.of("url"),
            "UNSAFE_DESERIALIZATION", List.of("deserialise"),
            "CROSS_SITE_SCRIPTING", List.of("html"),
            "REGEX_INJECTION", List.of("regex"),
            "LISTENS_ON_ALL_INTERFACES", List.of("listen", "transport", "cors", "cors-credentials"));

    private static final Pattern RUNS = Pattern.compile(
            "(?i)\\b(?:runs?|execut\\w*|evaluat\\w*|starts?|interprets?)\\b.{0,60}\\b(?:commands?|shell|scripts?|code|python|javascript|processe?s?|programs?)\\b|\\b(?:shell|terminal)\\b");

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
        Twins.once(flaws, source.reached())
                .forEach((flaw, twin) ->
                        source.text(flaw.file()).ifPresent(file -> report(flaw, twin, source, file, findings)));
        return findings.verdict(source, control.name() + ": nothing found", control.name());
    }

    private static void report(Finding flaw, String twin, Source source, TextFile file, Findings findings) {
        String whose = flaw.says()
                + (twin.isEmpty() ? "" : " (in " + twin + ", too, of which it was built)")
                + (flaw.labels() == 0 ? "" : ": " + Label.words(flaw.labels()))
                + (flaw.tool() == null ? "" : ", the tool '" + flaw.tool() + "'")
                + (flaw.trace().isEmpty() ? "" : ". From " + String.join(" → ", flaw.trace()));
        findings.at(
                file,
                flaw.position(),
                severity(flaw, source, file),
                file.evidence(flaw.position()),
                TextFile.message(whose));
    }

    private static Severity severity(Finding flaw, Source source, TextFile file) {
        boolean isForeign = (flaw.labels() & Label.FOREIGN) != 0;
        return switch (flaw.kind()) {
            case "transport", "cors-credentials" -> Severity.MEDIUM;
            case "cors" -> Severity.LOW;
            case "listen" -> isOpenToAll(source) ? Severity.MEDIUM : Severity.LOW;
            default -> isForeign ? ofForeign(flaw, source, file) : Severity.LOW;
        };
    }

    private static Severity ofForeign(Finding flaw, Source source, TextFile file) {
        // what another server answers, somebody who is at least known by name has chosen
        boolean isAsked = (flaw.labels() & (Label.TOOL | Label.HTTP)) != 0;
        return switch (flaw.kind()) {
            case "command", "code", "sql", "template", "deserialise" -> isAsked ? Severity.HIGH : Severity.MEDIUM;
            case "command-any", "code-any" -> isAsked && !isMeant(flaw, source) ? Severity.HIGH : Severity.MEDIUM;
            case "statement" ->
                file.text().toUpperCase(java.util.Locale.ROOT).contains("READ ONLY") ? Severity.HIGH : Severity.MEDIUM;
            // who talks to a server of his own only keeps himself waiting
            case "regex" -> (flaw.labels() & Label.HTTP) != 0 ? Severity.MEDIUM : Severity.LOW;
            default -> Severity.MEDIUM;
        };
    }

    /** Whether the tool says that it runs what it is given; where it is not known which, whether any does. */
    private static boolean isMeant(Finding flaw, Source source) {
        return source.evidence().told().stream()
                .filter(told -> flaw.tool() == null || flaw.tool().equals(told.tool()))
                .anyMatch(told -> RUNS.matcher(told.text()).find());
    }

    /** Whether what listens serves tools to anybody, or lets requests reach where they should not. */
    private static boolean isOpenToAll(Source source) {
        return source.evidence().findings().stream()
                .anyMatch(each -> each.kind().equals("transport") || (each.labels() & Label.HTTP) != 0);
    }
}
