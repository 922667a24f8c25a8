package mcphub.analysis.controls;

import com.google.re2j.Pattern;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import mcphub.analysis.reading.Source;
import mcphub.analysis.reading.TextFile;
import mcphub.analysis.texts.Misleading;
import mcphub.analysis.texts.Sign;
import mcphub.analysis.texts.Texts;

/** Judges what a server tells the model about its tools: that it is there, and that it hides nothing. */
final class ToolTexts {
    private static final Pattern SCRIPT_TOOL = Pattern.compile(
            "(?:\\.(?:registerTool|tool|addTool)\\(\\s*(?:\\{\\s*name:\\s*)?|\\{\\s*name:\\s*)['\"`]([A-Za-z][\\w.-]{1,63})['\"`]");
    private static final Pattern PYTHON_TOOL =
            Pattern.compile("@[\\w.]+\\.tool\\b[^\\n]{0,200}\\n(?:@[^\\n]*\\n)*\\s*(?:async\\s+)?def\\s+(\\w+)");
    private static final Set<Sign> HIDING = EnumSet.of(Sign.INVISIBLE, Sign.REORDERED, Sign.OUT_OF_SIGHT);
    private static final Set<Sign> TAKING = EnumSet.of(Sign.FILES, Sign.HOST, Sign.OTHER_TOOLS, Sign.RECIPIENT);
    /** What honest servers ask for, too. */
    private static final Set<Sign> DOUBTFUL =
            EnumSet.of(Sign.CONVERSATION, Sign.OVERRIDE, Sign.CREDENTIALS, Sign.CONSENT);

    private static final int AROUND = 500;
    private static final int MOST = 500;

    private ToolTexts() {}

    /** Orders to the model that its user does not see. */
    static Verdict poisoning(Source source, Control control) {
        if (source.productCode().isEmpty()) {
            return Verdict.inconclusive("There is no program code in a language that this control reads");
        }
        boolean isWatcher = isWatcher(source, Pattern.compile(String.join("|", control.list("watchers"))));
        var findings = new Findings();
        var heard = Texts.in(source, control.lists());
        for (var each : heard.misleading()) {
            var worst = each.signs().stream().min(Comparator.naturalOrder()).orElseThrow();
            findings.at(each.file(), each.position(), severity(each, isWatcher), each.text(), worst.says());
        }
        if (heard.misleading().isEmpty() && !heard.isAll()) {
            return Verdict.inconclusive("Nothing was found in what was looked at; there are more texts than that");
        }
        return findings.verdict(source, "No hidden instructions in what the model reads", control.name());
    }

    /** Whether a package looks for such texts in others', and so has examples of them. */
    private static boolean isWatcher(Source source, Pattern words) {
        return source.description().stream()
                .flatMap(manifest -> Stream.of("name", "description").map(manifest::field))
                .flatMap(Optional::stream)
                .anyMatch(text -> words.matcher(text).find());
    }

    /** What hides, or both takes something and keeps it from the user, is critical; what takes something, or keeps something from the user, is high. */
    private static Severity severity(Misleading text, boolean isWatcher) {
        var signs = text.signs();
        boolean isTaking = signs.stream().anyMatch(TAKING::contains);
        boolean isHidden = signs.stream().anyMatch(HIDING::contains);
        if (isHidden) {
            return Severity.CRITICAL;
        }
        if (text.isQuoted() || (isWatcher && !text.isTold())) {
            return Severity.LOW;
        }
        if (isTaking && (signs.contains(Sign.SILENCE) || signs.contains(Sign.ENCODED))) {
            return Severity.CRITICAL;
        }
        boolean isPlain = isTaking || signs.contains(Sign.SILENCE) || signs.contains(Sign.LOOKALIKE);
        if (isPlain || signs.contains(Sign.ENCODED)) {
            return Severity.HIGH;
        }
        boolean isSome = signs.stream().anyMatch(DOUBTFUL::contains);
        return isSome ? Severity.MEDIUM : Severity.LOW;
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
