package mcphub.analysis.controls;

import com.google.re2j.Pattern;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import mcphub.analysis.reading.Source;
import mcphub.analysis.reading.TextFile;
import mcphub.scanner.Scanner.Finding;
import mcphub.scanner.values.Label;

/** How bad the flaws of one source are. What is the same for all of them is found out once: an author may bring thousands. */
final class FlowSeverities {
    private static final Pattern RUNS = Pattern.compile(
            "(?i)\\b(?:runs?|execut\\w*|evaluat\\w*|starts?|interprets?)\\b.{0,60}\\b(?:commands?|shell|scripts?|code|python|javascript|processe?s?|programs?)\\b|\\b(?:shell|terminal)\\b");

    private static final Pattern PATHS = Pattern.compile(
            "(?i)\\b(?:absolute|full|local|file ?system)\\b.{0,20}\\b(?:path|file|folder|director)|\\b(?:file|folder|directory|image|document|project|output|save|download)[ _-]?(?:path|location)s?\\b|\\bpaths? (?:to|of|where)\\b");

    private static final Set<String> OPEN = Set.of("transport-open", "transport-runs");

    private final Map<String, Boolean> readsOnly = new HashMap<>();
    /** Tools that say that they run what they are given; empty for one whose name is not known. */
    private final Set<String> runners = new HashSet<>();

    /** Tools that say that they take a path of this machine; empty for one whose name is not known. */
    private final Set<String> takers = new HashSet<>();

    /** Whether whoever comes over HTTP is told of elsewhere as one whom nobody asks. */
    private final boolean isToldOf;

    private final boolean isOpenToAll;

    private final boolean areAllRunners;

    FlowSeverities(Source source) {
        var tools = new HashSet<String>();
        for (var told : source.evidence().told()) {
            if (told.tool() != null) {
                tools.add(told.tool());
            }
            if (RUNS.matcher(told.text()).find()) {
                runners.add(told.tool() == null ? "" : told.tool());
            }
        }
        source.evidence().told().stream()
                .filter(told -> PATHS.matcher(told.text()).find())
                .forEach(told -> takers.add(told.tool() == null ? "" : told.tool()));
        areAllRunners = !tools.isEmpty() && runners.containsAll(tools);
        isToldOf = source.evidence().findings().stream().anyMatch(each -> OPEN.contains(each.kind()));
        isOpenToAll = source.evidence().findings().stream()
                .anyMatch(each -> each.kind().equals("transport") || (each.labels() & Label.HTTP) != 0);
    }

    Severity of(Finding flaw, TextFile file) {
        boolean isForeign = (flaw.labels() & Label.FOREIGN) != 0;
        return switch (flaw.kind()) {
            case "starting",
                    "transport",
                    "transport-open",
                    "privilege",
                    "file-sent",
                    "cors-credentials",
                    "random",
                    "log",
                    "environment" -> Severity.MEDIUM;
            case "cors", "tls-option", "log-name", "transport-compared", "privilege-low", "shown", "tool-flow" ->
                Severity.LOW;
            case "tls", "transport-runs" -> Severity.HIGH;
            case "theft",
                    "hoard",
                    "sight",
                    "control",
                    "remote-code",
                    "fetched-hidden",
                    "hidden-code",
                    "hidden-name",
                    "lasting-foreign",
                    "starting-foreign" -> Severity.CRITICAL;
            case "sight-asked", "copied", "remote-data", "fetched-run", "command-fetch", "lasting" -> Severity.HIGH;
            case "who", "clients" -> Severity.LOW;
            case "listen" -> isOpenToAll && !isToldOf ? Severity.MEDIUM : Severity.LOW;
            default -> isForeign ? guarded(flaw, ofForeign(flaw, file)) : Severity.LOW;
        };
    }

    /** Not the highest, where only those who are asked who they are come that far. */
    private static Severity guarded(Finding flaw, Severity severity) {
        return severity == Severity.HIGH && (flaw.labels() & Label.GUARDED) != 0 ? Severity.MEDIUM : severity;
    }

    private Severity ofForeign(Finding flaw, TextFile file) {
        // what another server answers, somebody who is at least known by name has chosen
        boolean isAsked = (flaw.labels() & (Label.TOOL | Label.HTTP)) != 0;
        return switch (flaw.kind()) {
            case "command" -> isAsked && !isMeantFor(flaw) ? Severity.HIGH : Severity.MEDIUM;
            case "code", "sql", "template", "deserialise" -> isAsked ? Severity.HIGH : Severity.MEDIUM;
            case "command-any", "code-any" -> isAsked && !isMeant(flaw) ? Severity.HIGH : Severity.MEDIUM;
            // one statement does not leave the transaction that it is run in
            case "statement-kept" -> readsOnly(file) ? Severity.LOW : Severity.MEDIUM;
            case "statement" -> readsOnly(file) ? Severity.HIGH : Severity.MEDIUM;
            // who talks to a server of his own only keeps himself waiting
            case "regex" -> (flaw.labels() & Label.HTTP) != 0 ? Severity.MEDIUM : Severity.LOW;
            // an address, or a name, that a server which the program chose gives it
            case "url", "option" -> isAsked ? Severity.MEDIUM : Severity.LOW;
            case "path-any" -> isAsked && isMeantToTakePaths(flaw) ? Severity.LOW : Severity.MEDIUM;
            case "option-poor" -> Severity.LOW;
            default -> Severity.MEDIUM;
        };
    }

    /** Whether the tool that it is of says that it runs what it is given; where it is not known which, whether all do. */
    private boolean isMeantFor(Finding flaw) {
        return flaw.tool() == null ? !runners.isEmpty() && areAllRunners : runners.contains(flaw.tool());
    }

    /** Whether the tool says that it runs what it is given; where it is not known which, whether any does. */
    private boolean isMeant(Finding flaw) {
        return flaw.tool() == null ? !runners.isEmpty() : runners.contains(flaw.tool());
    }

    private boolean isMeantToTakePaths(Finding flaw) {
        return (flaw.labels() & Label.TOOL) != 0
                && (flaw.tool() == null ? !takers.isEmpty() : takers.contains(flaw.tool()));
    }

    /** Whether a file says that its statements only read. */
    private boolean readsOnly(TextFile file) {
        return readsOnly.computeIfAbsent(
                file.path(), path -> file.text().toUpperCase(Locale.ROOT).contains("READ ONLY"));
    }
}
