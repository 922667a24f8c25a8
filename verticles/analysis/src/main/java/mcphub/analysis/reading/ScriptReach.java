package mcphub.analysis.reading;

import com.google.re2j.Pattern;
import java.util.HashSet;

/** What a file of JavaScript leads to: its imports, and the files that it starts; in time linear in the file, whatever its author wrote. */
final class ScriptReach {
    /** Specifiers of modules, as they stand in imports. */
    private static final Pattern IMPORTS =
            Pattern.compile("\\b(from|import|require)\\s*(?:\\?\\.)?\\s*\\(?\\s*[\"'`]([^\"'`\\n$]{1,300})[\"'`]");

    private static final Pattern BEGINNINGS = Pattern.compile(
            "\\b(?:import|require)\\s*\\(\\s*(?:`(\\.{1,2}/[^`$\\n]{0,300})\\$\\{|[\"'](\\.{1,2}/[^\"'\\n]{0,300})[\"']\\s*\\+)");
    private static final Pattern STARTS = Pattern.compile(
            "\\bchild_process\\b|\\bworker_threads\\b|\\bcluster\\b|\\bWorker\\b|\\bspawn\\b|\\bexeca\\b|\\bcreateRequire\\b|\\bvm\\b");
    private static final Pattern STARTED = Pattern.compile("[\"'`]([^\"'`\\n$]{1,200}\\.(?:[mc]?[jt]s|py))[\"'`]");

    /** A name beside the file; whoever has it may import it in ways that nobody sees, such as by another name of what imports. */
    private static final Pattern BESIDE = Pattern.compile("[\"'`](\\.{1,2}/[^\"'`\\n$]{1,300})[\"'`]");

    private ScriptReach() {}

    static void of(TextFile file, Reached into) {
        String text = file.text();
        imports(file, text, into);
        // a comment may stand between what imports and the name
        imports(file, file.spoken(), into);
        var beside = BESIDE.matcher(file.spoken());
        var names = new HashSet<String>();
        while (beside.find()) {
            if (names.add(beside.group(1))) {
                into.perhaps(file, beside.group(1));
            }
        }
        var beginnings = BEGINNINGS.matcher(text);
        while (beginnings.find()) {
            into.begin(file, beginnings.group(1) == null ? beginnings.group(2) : beginnings.group(1));
        }
        if (file.language() == Language.JAVASCRIPT) {
            new Loaders(file, into).find();
        }
        if (STARTS.matcher(text).find()) {
            var started = STARTED.matcher(text);
            while (started.find()) {
                into.perhaps(file, started.group(1));
            }
        }
    }

    private static void imports(TextFile file, String text, Reached into) {
        var imports = IMPORTS.matcher(text);
        for (int from = 0; imports.find(from); from = imports.end(1)) {
            // Buffer.from("x") is no import
            boolean isCalled = imports.group(1).equals("from")
                    && text.substring(imports.end(1), imports.start(2)).contains("(");
            boolean isCode = !isCalled && !Character.isWhitespace(file.code().charAt(imports.start(1)));
            into.named(file, imports.group(2), isCode, imports.group(1).equals("require"));
        }
    }
}
