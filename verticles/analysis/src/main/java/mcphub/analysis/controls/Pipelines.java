package mcphub.analysis.controls;

import com.google.re2j.Pattern;
import java.util.List;
import mcphub.analysis.reading.Source;
import mcphub.analysis.reading.TextFile;

/** Judges the pipelines that build and test the code. */
final class Pipelines {
    private static final String NO_PIPELINE = "There is no pipeline to read";
    private static final int LONGEST = 200_000;
    private static final Pattern WORKFLOW = Pattern.compile("^\\.github/workflows/[^/]+\\.ya?ml$");
    private static final Pattern USES =
            Pattern.compile("(?m)^\\s*-?\\s*uses:\\s*['\"]?([\\w.-]+)/([\\w./-]+)@([^\\s'\"#]+)");
    private static final Pattern RUN_BLOCK = Pattern.compile("^\\s*-?\\s*(?:run|script):\\s*(?:[|>][+-]?\\s*)?$");
    private static final Pattern RUN_LINE = Pattern.compile("^\\s*-?\\s*(?:run|script):\\s*\\S");

    private Pipelines() {}

    static Verdict missing(Source source, Control control) {
        if (!pipelines(source, control.list("files")).isEmpty()) {
            return Verdict.passed("There is a pipeline");
        }
        var findings = new Findings();
        findings.overall(control.severity(), "No pipeline builds or tests this code");
        return findings.verdict("", control.name());
    }

    static Verdict noTests(Source source, Control control) {
        var pipelines = pipelines(source, control.list("files"));
        if (pipelines.isEmpty()) {
            return Verdict.inconclusive(NO_PIPELINE);
        }
        if (pipelines.stream()
                .anyMatch(file -> control.list("commands").stream().anyMatch(file.text()::contains))) {
            return Verdict.passed("The pipeline runs the tests");
        }
        var findings = new Findings();
        findings.overall(control.severity(), "No pipeline runs the tests");
        return findings.verdict("", control.name());
    }

    static Verdict unpinned(Source source, Control control) {
        var workflows = workflows(source);
        if (workflows.isEmpty()) {
            return Verdict.inconclusive("There is no GitHub workflow to read");
        }
        var findings = new Findings();
        for (var file : workflows) {
            var matcher = USES.matcher(file.text());
            while (matcher.find()) {
                boolean trusted = control.list("trusted_owners").contains(matcher.group(1));
                var ref = matcher.group(3);
                boolean moving = control.list("moving").contains(ref);
                if (moving || (!trusted && !ref.matches("[0-9a-f]{40}"))) {
                    findings.at(
                            file,
                            matcher.start(1),
                            moving ? Severity.MEDIUM : control.severity(),
                            matcher.group(1) + "/" + matcher.group(2) + "@" + ref,
                            "This action can change without notice: name it by its commit");
                }
            }
        }
        return findings.verdict("Every action of others is named by its commit", control.name());
    }

    static Verdict untrustedInput(Source source, Control control) {
        var workflows = workflows(source);
        if (workflows.isEmpty()) {
            return Verdict.inconclusive("There is no GitHub workflow to read");
        }
        var findings = new Findings();
        for (var file : workflows) {
            for (var rule : control.rules()) {
                Search.hits(file, rule).stream()
                        .filter(hit -> !rule.needs().isEmpty() || isRun(file, hit.position()))
                        .forEach(hit -> findings.at(
                                file, hit.position(), rule.severity(), file.evidence(hit.position()), rule.says()));
            }
        }
        return findings.verdict("No pipeline runs what strangers write", control.name());
    }

    /** Whether a position lies in what a step runs, rather than in its environment or inputs. */
    private static boolean isRun(TextFile file, int position) {
        var lines = file.text().substring(0, position).split("\n", -1);
        var own = lines[lines.length - 1];
        if (RUN_LINE.matcher(own).find()) {
            return true;
        }
        int indent = indent(own);
        for (int i = lines.length - 2; i >= 0; i--) {
            if (!lines[i].isBlank() && indent(lines[i]) < indent) {
                return RUN_BLOCK.matcher(lines[i]).find();
            }
        }
        return false;
    }

    private static int indent(String line) {
        return line.length() - line.stripLeading().length();
    }

    private static List<TextFile> workflows(Source source) {
        return source.texts().stream()
                .filter(file ->
                        WORKFLOW.matcher(file.path()).find() && file.text().length() < LONGEST)
                .toList();
    }

    private static List<TextFile> pipelines(Source source, List<String> files) {
        return source.texts().stream()
                .filter(file -> files.contains(file.path())
                        || WORKFLOW.matcher(file.path()).find())
                .toList();
    }
}
