package mcphub.analysis.local;

import java.util.Objects;
import java.util.stream.Collectors;
import mcphub.kernel.Standing;

/** A report for comments and summaries of pipelines; what comes from the source is shown, and never is markup. */
final class MarkdownForm {
    private static final String SPECIAL = "\\`*_{}[]()<>#+-.!|~&";

    private MarkdownForm() {}

    static String write(ScanReport report) {
        var out = new StringBuilder();
        var scores = report.scores();
        out.append("## MCP Hub scan: ")
                .append(escaped(report.subject().shown()))
                .append("\n\n");
        if (report.suspicion() != null) {
            out.append("**Suspected of malice:** ")
                    .append(escaped(report.suspicion().reason()));
            out.append(report.isSuspicionKnown() ? " (in the baseline)" : "").append("\n\n");
        }
        if (report.vulnerable() != null) {
            out.append("**Known to be vulnerable:** ")
                    .append(escaped(report.vulnerable()))
                    .append("\n\n");
        }
        out.append(report.told()).append(". Score **").append(scores.global()).append("** of 100, grade **");
        out.append(scores.grade()).append("**, level ").append(scores.level().number());
        out.append(" (").append(report.worth()).append(").\n\n");
        out.append("| dimension | score |\n| --- | --- |\n");
        scores.dimensions()
                .forEach((dimension, score) -> out.append("| ")
                        .append(dimension.label().replace('_', ' '))
                        .append(" | ")
                        .append(score.score() == null ? "not judged" : score.score())
                        .append(" |\n"));
        out.append('\n');
        String levelReason = scores.levelReason();
        out.append(levelReason == null ? "" : "- no higher level: " + escaped(levelReason) + '\n');
        Standing.caps(report.scoresDocument().getJsonArray("caps"))
                .forEach(cap -> out.append("- ").append(escaped(cap)).append('\n'));
        out.append("- ").append(escaped(report.coverage())).append('\n');
        out.append("- what it is: ").append(escaped(report.kind().shown())).append('\n');
        var reading = report.reading();
        out.append("- ").append(reading.files()).append(" files read; of the code that runs ");
        out.append(reading.codeReadPercent()).append(" %\n");
        reading.leftOut()
                .forEach((what, n) -> out.append("- left out: ")
                        .append(n)
                        .append(' ')
                        .append(what)
                        .append('\n'));
        report.notes().forEach(note -> out.append("- ").append(escaped(note)).append('\n'));
        report.findings().forEach(finding -> finding(finding, out));
        return out.toString();
    }

    private static void finding(Reported finding, StringBuilder out) {
        out.append("\n### ").append(finding.severity().name()).append(": ");
        out.append(escaped(finding.control().name()));
        out.append(finding.isKnown() ? " (in the baseline)" : "");
        out.append(finding.suppression() == null ? "" : " (suppressed)").append("\n\n");
        out.append('`')
                .append(finding.control().id())
                .append("` ")
                .append(escaped(finding.place()))
                .append("\n\n");
        if (!finding.excerpt().isEmpty()) {
            String excerpt = finding.excerpt().stream()
                    .map(line -> (Objects.equals(line.number(), finding.line()) ? "> " : "  ") + line.number() + " | "
                            + line.text())
                    .collect(Collectors.joining("\n"));
            String fence = fence(excerpt);
            out.append(fence)
                    .append("text\n")
                    .append(excerpt)
                    .append('\n')
                    .append(fence)
                    .append("\n\n");
        }
        out.append(escaped(finding.trace().says())).append("\n\n");
        String provenance = finding.provenance();
        out.append(provenance.isEmpty() ? "" : escaped(provenance) + "\n\n");
        int step = 1;
        for (var each : finding.trace().steps()) {
            out.append(step++)
                    .append(". ")
                    .append(escaped(each.file() + ':' + each.line()))
                    .append(": ");
            out.append(escaped(each.what())).append('\n');
        }
        if (step > 1) {
            out.append(step).append(". ").append(escaped(finding.place())).append(": where it ends\n\n");
        }
        if (finding.suppression() != null) {
            out.append("Suppressed: ").append(escaped(finding.suppression())).append("\n\n");
        }
        out.append("What to do: ")
                .append(escaped(finding.control().remediation()))
                .append('\n');
    }

    /** Longer than any in the text, which therefore cannot end it. */
    private static String fence(String text) {
        int longest = 2;
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            run = text.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return "`".repeat(longest + 1);
    }

    private static String escaped(String text) {
        var out = new StringBuilder();
        Plain.of(text).chars().forEach(c -> {
            if (c == '@') {
                out.append("&#64;"); // hosts tell people whose name stands there, in spite of a backslash
            } else {
                out.append(SPECIAL.indexOf(c) >= 0 ? "\\" : "").append((char) c);
            }
        });
        return out.toString();
    }
}
