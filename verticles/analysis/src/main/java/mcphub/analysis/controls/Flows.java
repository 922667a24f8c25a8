package mcphub.analysis.controls;

import static java.util.Map.entry;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mcphub.analysis.reading.Source;
import mcphub.analysis.reading.TextFile;
import mcphub.scanner.Scanner.Finding;
import mcphub.scanner.values.Label;
import org.jspecify.annotations.Nullable;

/** Judges by what the scanner saw foreign values do; in languages that it does not read, by the rules of the control alone. */
final class Flows {
    private static final Map<String, List<String>> KINDS = Map.ofEntries(
            entry("COMMAND_INJECTION", List.of("command", "command-any", "open")),
            entry("ARGUMENT_INJECTION", List.of("option", "option-poor")),
            entry("DYNAMIC_CODE_EVALUATION", List.of("code", "code-any", "template", "format")),
            entry("SQL_CONCATENATION", List.of("sql", "statement", "statement-one", "statement-kept")),
            entry("PATH_TRAVERSAL", List.of("path", "path-any")),
            entry("SERVER_SIDE_REQUEST_FORGERY", List.of("url")),
            entry("UNSAFE_DESERIALIZATION", List.of("deserialise")),
            entry("CROSS_SITE_SCRIPTING", List.of("html")),
            entry("REGEX_INJECTION", List.of("regex")),
            entry("LISTENS_ON_ALL_INTERFACES", List.of("listen", "cors", "cors-credentials")),
            entry(
                    "HTTP_AUTHENTICATION_MISSING",
                    List.of("transport", "transport-compared", "transport-open", "transport-runs")),
            entry("EXCESSIVE_PRIVILEGE", List.of("privilege", "privilege-low")),
            entry("CROSS_TOOL_FLOW", List.of("tool-flow", "file-sent")),
            entry("RESULT_INJECTION", List.of("shown")),
            entry("TLS_VERIFICATION_DISABLED", List.of("tls", "tls-option")),
            entry("INSECURE_RANDOMNESS", List.of("random")),
            entry("SECRET_LOGGED", List.of("log", "log-name")),
            entry("ENVIRONMENT_EXPOSED", List.of("environment")),
            entry("DATA_THEFT", List.of("theft", "hoard", "sight", "sight-asked", "who", "copied")),
            entry(
                    "REMOTE_CONTROL",
                    List.of("control", "remote-code", "remote-data", "fetched-run", "fetched-hidden", "command-fetch")),
            entry("HIDDEN_CODE", List.of("hidden-code", "hidden-name")),
            entry("LASTING_CHANGES", List.of("lasting", "lasting-foreign", "starting", "starting-foreign", "clients")));

    /** What is reported once a file where it stands in bundled code. */
    private static final Set<String> ONCE = Set.of("tls", "tls-option", "random", "log-name", "environment");

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
                .filter(flaw -> source.text(flaw.file()).isPresent())
                .toList();
        var severities = source.once(FlowSeverities.class, FlowSeverities::new);
        var once = Twins.once(flaws, source.followed());
        var designs = Designs.of(once.keySet(), severities, source);
        once.keySet().removeIf(designs::isToldWithAnother);
        var bundled = new HashMap<String, Integer>();
        once.keySet()
                .forEach(flaw -> source.text(flaw.file())
                        .filter(file -> isOfBundle(flaw, file))
                        .ifPresent(file -> bundled.merge(file.path() + '|' + flaw.kind(), 1, Integer::sum)));
        once.forEach((flaw, twin) -> source.text(flaw.file()).ifPresent(file -> {
            // as rules do: the first one of a file stands for all
            Integer n = isOfBundle(flaw, file) ? bundled.put(file.path() + '|' + flaw.kind(), 0) : null;
            if (n == null || n > 0) {
                String many = n == null ? "" : " (in bundled code, " + n + " in this file)";
                int standsFor = designs.standsFor(flaw);
                findings.at(
                        file,
                        flaw.position(),
                        severities.of(flaw, file),
                        file.evidence(flaw.position()),
                        message(flaw, many + design(standsFor) + of(twin)),
                        Flow.of(FlowSeverities.owners(flaw), tool(flaw), standsFor > 0));
            }
        }));
        return findings.verdict(source, Findings.NOTHING, control.name());
    }

    /** Whether it is nobody's value, in code that may be another author's. */
    private static boolean isOfBundle(Finding flaw, TextFile file) {
        return ONCE.contains(flaw.kind()) && file.isBundled(flaw.position());
    }

    private static String design(int standsFor) {
        return standsFor == 0
                ? ""
                : standsFor == 1
                        ? ", which the tool says that it does"
                        : ", which the tool says that it does (in " + standsFor + " places)";
    }

    private static String of(String twin) {
        return twin.isEmpty() ? "" : " (in " + twin + ", too, of which it was built)";
    }

    private static @Nullable String tool(Finding flaw) {
        return flaw.tool() == null ? null : TextFile.message(flaw.tool());
    }

    private static String message(Finding flaw, String more) {
        return TextFile.message(flaw.says()
                + more
                + (flaw.labels() == 0 ? "" : ": " + Label.words(flaw.labels()))
                + (flaw.tool() == null ? "" : ", the tool '" + flaw.tool() + "'")
                + (flaw.trace().isEmpty() ? "" : ". From " + String.join(" → ", flaw.trace())));
    }
}
