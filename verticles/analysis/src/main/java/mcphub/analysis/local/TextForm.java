package mcphub.analysis.local;

import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mcphub.kernel.Standing;

/** A report for people at a terminal. */
final class TextForm {
    private static final String FROM = "    from ";
    private static final String TO = "      to ";

    private TextForm() {}

    static String write(ScanReport report) {
        var out = new StringBuilder();
        report.findings().stream().filter(one -> one.suppression() == null).forEach(one -> finding(one, out));
        suppressed(report, out);
        out.append(report.subject().shown()).append(": ").append(report.told()).append('\n');
        scores(report, out);
        out.append("what it is: ").append(report.kind().shown()).append('\n');
        read(report.reading(), out);
        var open = report.notJudged();
        if (!open.isEmpty()) {
            out.append("not judged: ")
                    .append(open.size())
                    .append(" of ")
                    .append(report.results().size());
            out.append(" controls: ");
            out.append(open.stream().map(one -> one.control().id()).collect(Collectors.joining(", ")))
                    .append('\n');
        }
        report.notes().forEach(note -> out.append("note: ").append(note).append('\n'));
        return out.toString();
    }

    private static void finding(Reported finding, StringBuilder out) {
        var control = finding.control();
        out.append(finding.severity().name()).append("  ").append(control.id()).append("  ");
        var classes = Stream.concat(Stream.ofNullable(control.cwe()), control.owasp().stream())
                .collect(Collectors.joining(", "));
        out.append(control.name()).append(classes.isEmpty() ? "" : " (" + classes + ")");
        out.append(finding.isKnown() ? "  [in the baseline]" : "").append('\n');
        out.append("  ").append(finding.place()).append('\n');
        int width = finding.excerpt().isEmpty()
                ? 0
                : Integer.toString(finding.excerpt().getLast().number()).length();
        for (var line : finding.excerpt()) {
            boolean isIt = Objects.equals(line.number(), finding.line());
            out.append(isIt ? "  > " : "    ");
            out.append(("%" + width + "d | %s")
                            .formatted(line.number(), line.text())
                            .stripTrailing())
                    .append('\n');
        }
        out.append("  ").append(finding.trace().says()).append('\n');
        String provenance = finding.provenance();
        out.append(provenance.isEmpty() ? "" : "  " + provenance + '\n');
        String way = FROM;
        for (var step : finding.trace().steps()) {
            out.append(way).append(step.file()).append(':').append(step.line()).append("  ");
            out.append(step.what()).append('\n');
            way = TO;
        }
        if (!finding.trace().steps().isEmpty()) {
            out.append(TO).append(finding.place()).append("  where it ends").append('\n');
        }
        out.append("  what to do: ").append(control.remediation()).append('\n');
        out.append("  fingerprint: ").append(finding.fingerprint()).append("\n\n");
    }

    private static void suppressed(ScanReport report, StringBuilder out) {
        var hidden = report.findings().stream()
                .filter(one -> one.suppression() != null)
                .toList();
        hidden.forEach(one -> out.append("suppressed: ")
                .append(one.severity().label())
                .append(' ')
                .append(one.control().id())
                .append(' ')
                .append(one.place())
                .append(": ")
                .append(one.suppression())
                .append('\n'));
        out.append(hidden.isEmpty() ? "" : "\n");
    }

    private static void scores(ScanReport report, StringBuilder out) {
        var scores = report.scores();
        if (report.suspicion() != null) {
            out.append("SUSPECTED OF MALICE: ").append(report.suspicion().reason());
            out.append(report.isSuspicionKnown() ? " [in the baseline]" : "").append('\n');
        }
        if (report.vulnerable() != null) {
            out.append("KNOWN TO BE VULNERABLE: ")
                    .append(Plain.of(report.vulnerable()))
                    .append('\n');
        }
        out.append("score ").append(scores.global()).append(" of 100, grade ").append(scores.grade());
        out.append(", level ").append(scores.level().number()).append(": ").append(report.worth());
        String dimensions = scores.dimensions().entrySet().stream()
                .map(each -> each.getKey().label().replace('_', ' ')
                        + ' '
                        + (each.getValue().score() == null
                                ? "-"
                                : each.getValue().score()))
                .collect(Collectors.joining(", "));
        out.append(" (").append(dimensions).append(")\n");
        if (scores.levelReason() != null) {
            out.append("  no higher level: ")
                    .append(Plain.of(scores.levelReason()))
                    .append('\n');
        }
        Standing.caps(report.scoresDocument().getJsonArray("caps"))
                .forEach(cap -> out.append("  ").append(cap).append('\n'));
        out.append("  ").append(report.coverage()).append('\n');
    }

    private static void read(Reading reading, StringBuilder out) {
        out.append(String.format(
                Locale.ROOT,
                "read: %,d files, %,d of them text, %,d code that runs, of which %d %% was read%n",
                reading.files(),
                reading.texts(),
                reading.code(),
                reading.codeReadPercent()));
        reading.unread()
                .forEach(path ->
                        out.append("  not read: ").append(Plain.of(path)).append('\n'));
        reading.leftOut().forEach((what, n) -> out.append(String.format(Locale.ROOT, "  left out: %,d %s%n", n, what)));
    }
}
