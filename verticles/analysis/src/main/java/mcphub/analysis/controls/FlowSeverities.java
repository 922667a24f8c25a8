package mcphub.analysis.controls;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import mcphub.analysis.reading.Source;
import mcphub.analysis.reading.TextFile;
import mcphub.scanner.Scanner.Finding;
import mcphub.scanner.values.Label;

/** How bad the flaws of one source are. What is the same for all of them is found out once: an author may bring thousands. */
final class FlowSeverities {
    private static final Set<String> OPEN = Set.of("transport-open", "transport-runs");

    private final Map<String, Boolean> readsOnly = new HashMap<>();
    private final Stated stated;

    /** Whether whoever comes over HTTP is told of elsewhere as one whom nobody asks. */
    private final boolean isToldOf;

    private final boolean isOpenToAll;

    FlowSeverities(Source source) {
        stated = new Stated(source);
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
            case "command", "command-any", "code-any" ->
                isAsked && !isByDesign(flaw, file) ? Severity.HIGH : Severity.MEDIUM;
            case "code", "sql", "template", "deserialise" -> isAsked ? Severity.HIGH : Severity.MEDIUM;
            // one statement does not leave the transaction that it is run in
            case "statement-kept" -> readsOnly(file) ? Severity.LOW : Severity.MEDIUM;
            case "statement" -> readsOnly(file) ? Severity.HIGH : Severity.MEDIUM;
            // who talks to a server of his own only keeps himself waiting
            case "regex" -> (flaw.labels() & Label.HTTP) != 0 ? Severity.MEDIUM : Severity.LOW;
            // an address, or a name, that a server which the program chose gives it
            case "url", "option" -> isAsked ? Severity.MEDIUM : Severity.LOW;
            case "path-any" ->
                (flaw.labels() & Label.TOOL) != 0 && stated.maySay(Stated.Deed.TAKES_PATHS, flaw)
                        ? Severity.LOW
                        : Severity.MEDIUM;
            case "option-poor" -> Severity.LOW;
            default -> Severity.MEDIUM;
        };
    }

    /** Whether its tool says that it does just this with what it is given. */
    boolean isByDesign(Finding flaw, TextFile file) {
        // what comes over HTTP is of no tool, whatever tools there are beside
        if ((flaw.labels() & (Label.TOOL | Label.HTTP)) != Label.TOOL) {
            return false;
        }
        return switch (flaw.kind()) {
            case "command", "code" -> stated.says(Stated.Deed.RUNS, flaw);
            // wherever that makes it less bad, the limit that it brings about stands
            case "command-any", "code-any" -> stated.maySay(Stated.Deed.RUNS, flaw);
            // who says that he only reads has no statement in mind that does more
            case "statement" -> !readsOnly(file) && stated.says(Stated.Deed.TAKES_STATEMENTS, flaw);
            case "statement-one", "statement-kept" -> stated.says(Stated.Deed.TAKES_STATEMENTS, flaw);
            case "url" -> stated.says(Stated.Deed.TAKES_ADDRESSES, flaw);
            case "path-any" -> stated.maySay(Stated.Deed.TAKES_PATHS, flaw);
            default -> false;
        };
    }

    /** Whose value it is about: whoever comes over HTTP, where a transport lets anybody run something. */
    static int owners(Finding flaw) {
        return flaw.kind().equals("transport-runs") ? flaw.labels() | Label.HTTP : flaw.labels();
    }

    /** Whether a file says that its statements only read. */
    private boolean readsOnly(TextFile file) {
        return readsOnly.computeIfAbsent(
                file.path(), path -> file.text().toUpperCase(Locale.ROOT).contains("READ ONLY"));
    }
}
