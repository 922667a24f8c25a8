package mcphub.analysis.controls;

import com.google.re2j.Pattern;
import java.util.Map;
import java.util.TreeMap;
import mcphub.analysis.reading.Source;
import mcphub.analysis.reading.TextFile;

/** Judges what a server tells the model about its tools: that it is there, and that it hides nothing. */
final class ToolTexts {
    private static final Pattern SCRIPT_TOOL = Pattern.compile(
            "(?:\\.(?:registerTool|tool|addTool)\\(\\s*(?:\\{\\s*name:\\s*)?|\\{\\s*name:\\s*)['\"`]([A-Za-z][\\w.-]{1,63})['\"`]");
    private static final Pattern PYTHON_TOOL =
            Pattern.compile("@[\\w.]+\\.tool\\b[^\\n]{0,200}\\n(?:@[^\\n]*\\n)*\\s*(?:async\\s+)?def\\s+(\\w+)");
    private static final int AROUND = 500;
    private static final int MOST = 500;

    private ToolTexts() {}

    /** Orders to the model that its user does not see. */
    static Verdict poisoning(Source source, Control control) {
        var files = source.productCode();
        if (files.isEmpty()) {
            return Verdict.inconclusive("There is no program code in a language that this control reads");
        }
        var findings = new Findings();
        for (var file : files) {
            control.rules().forEach(rule -> CodeRules.report(file, rule, Search.hits(file, rule), findings));
            int tag = file.text().indexOf('\uDB40');
            if (tag >= 0 && tag + 1 < file.text().length() && file.text().codePointAt(tag) >> 7 == 0xE0000 >> 7) {
                findings.at(
                        file, tag, Severity.CRITICAL, "characters U+E0000 to U+E007F", "Text in invisible characters");
            }
        }
        var orders = control.list("orders").stream().map(Pattern::compile).toList();
        for (var told : source.evidence().told()) {
            var file = source.text(told.file());
            boolean isOrder =
                    orders.stream().anyMatch(each -> each.matcher(told.text()).find());
            if (isOrder && file.isPresent()) {
                findings.at(
                        file.get(),
                        told.position(),
                        control.severity(),
                        told.text(),
                        "A description asks the model for a file of credentials");
            }
        }
        return findings.verdict(source, "No hidden instructions in what the model reads", control.name());
    }

    /** Every tool says what it does. */
    static Verdict undocumented(Source source, Control control) {
        var tools = new TreeMap<String, Boolean>();
        var places = new TreeMap<String, TextFile>();
        for (var file : source.productCode()) {
            tools(file).forEach((name, described) -> {
                tools.merge(name, described, Boolean::logicalOr);
                places.putIfAbsent(name, file);
            });
        }
        if (tools.isEmpty()) {
            return Verdict.inconclusive("No tool is declared in a form that this control can read");
        }
        var findings = new Findings();
        tools.forEach((name, described) -> {
            var file = places.get(name);
            if (!described && file != null) {
                findings.at(
                        file,
                        Math.max(0, file.text().indexOf(name)),
                        control.severity(),
                        name,
                        "A tool without a description");
            }
        });
        return findings.verdict("All " + tools.size() + " tools found say what they do", control.name());
    }

    private static Map<String, Boolean> tools(TextFile file) {
        var found = new TreeMap<String, Boolean>();
        var text = file.spoken();
        var matcher = switch (file.language()) {
            case JAVASCRIPT -> file.isMinified() ? null : SCRIPT_TOOL.matcher(text);
            case PYTHON -> PYTHON_TOOL.matcher(text);
            default -> null;
        };
        while (matcher != null && matcher.find() && found.size() < MOST) {
            var after = text.substring(matcher.end(), Math.min(text.length(), matcher.end() + AROUND));
            boolean isCall = !matcher.group().startsWith("{");
            if (isCall || after.contains("inputSchema")) {
                found.merge(matcher.group(1), described(after, matcher.group()), Boolean::logicalOr);
            }
        }
        return found;
    }

    private static boolean described(String after, String declaration) {
        var next = after.stripLeading();
        boolean textFollows =
                next.startsWith(",") && !next.substring(1).stripLeading().startsWith("{");
        return textFollows
                || after.contains("description")
                || declaration.contains("description")
                || after.contains("\"\"\"")
                || after.contains("'''");
    }
}
