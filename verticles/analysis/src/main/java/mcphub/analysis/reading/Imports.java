package mcphub.analysis.reading;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.Collection;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What code imports of other packages, by the words that stand in it; in time linear in the code, whatever its author wrote. What is imported under a name that does not stand there, or stands there in
 * another spelling, is {@link #ANYTHING}: it is for who asks about what is not imported, and an author may want to hide it.
 */
public final class Imports {
    /** Stands for imports of which nobody can tell what they import. */
    public static final String ANYTHING = "*";

    private static final int MOST = 10_000;
    private static final String SPACE = "(?:\\s|/\\*[^*]*\\*+(?:[^/*][^*]*\\*+)*/|//[^\\n]*\\n)*";
    private static final Pattern JAVASCRIPT = Pattern.compile(
            "\\b(?:from|import|require|resolve)" + SPACE + "\\(?" + SPACE + "[\"'`]([^\"'`\\n]{1,300})[\"'`]");
    /** A call of what imports with anything but a plain text, a name for what imports, code that is made at run time. */
    private static final Pattern HIDDEN_JAVASCRIPT = Pattern.compile("\\b(?:import|require|_load)" + SPACE + "\\("
            + SPACE
            + "(?:[^\"'`\\s/]|[\"'`][^\"'`\\n]{0,300}[\"'`]" + SPACE + "[+.,]|`[^`]*\\$\\{)"
            + "|[=(,:?]" + SPACE + "require" + SPACE + "[;,)\\n}:?]"
            + "|\\brequire" + SPACE + "(?:\\[|\\.(?:call|apply|bind)|\\?\\.)"
            + "|\\beval" + SPACE + "\\(|\\bnew" + SPACE + "Function\\b");

    /** What makes something that imports; in the form that everybody uses it is called {@code require}, and seen. */
    private static final Pattern MAKER = Pattern.compile("\\bcreateRequire" + SPACE + "\\(");

    private static final Pattern KNOWN_MAKER = Pattern.compile("\\brequire" + SPACE + "=" + SPACE + "(?:[\\w$]+" + SPACE
            + "\\." + SPACE + ")?createRequire" + SPACE + "\\(");

    private static final Pattern PYTHON = Pattern.compile(
            "(?m)(?:^|[;:])[ \\t]*(?:from[ \\t]+([A-Za-z_][\\w.]{0,300})[ \\t]+import[ \\t]*([(\\\\]?)([\\w, \\t]{0,300})|import[ \\t]+([\\w., \\t]{1,300}))(\\)?)");
    private static final Pattern HIDDEN_PYTHON = Pattern.compile(
            "\\b(?:__import__|import_module|find_spec|spec_from_\\w+|exec|eval|runpy|run_module)\\b|\\bimport[ \\t]*\\\\");

    private Imports() {}

    /**
     * The names as they stand in imports, sorted; of Python with what is taken from a module, such as {@code mcp.server.Server}.
     *
     * @param code in JavaScript, TypeScript or Python
     * @param manifest whose own names for imports stand for what they are mapped to
     */
    static SortedSet<String> of(Collection<TextFile> code, Optional<Manifest> manifest) {
        var found = new TreeSet<String>();
        manifest.ifPresent(own -> mapped(own.root().path("imports"), found));
        for (var file : code) {
            if (found.size() >= MOST) {
                found.add(ANYTHING);
                break;
            }
            if (file.path().endsWith(".py")) {
                python(file.text(), found);
            } else {
                javaScript(file.text(), found);
            }
        }
        return found;
    }

    private static void mapped(JsonNode node, SortedSet<String> into) {
        if (node.isTextual()) {
            into.add(node.textValue());
        }
        node.forEach(each -> mapped(each, into));
    }

    private static void javaScript(String text, SortedSet<String> into) {
        var imports = JAVASCRIPT.matcher(text);
        while (imports.find()) {
            into.add(imports.group(1).indexOf('\\') < 0 ? imports.group(1) : ANYTHING);
        }
        if (HIDDEN_JAVASCRIPT.matcher(text).find() || count(MAKER.matcher(text)) > count(KNOWN_MAKER.matcher(text))) {
            into.add(ANYTHING);
        }
    }

    private static int count(Matcher matcher) {
        int count = 0;
        while (matcher.find()) {
            count++;
        }
        return count;
    }

    private static void python(String text, SortedSet<String> into) {
        var imports = PYTHON.matcher(text);
        while (imports.find()) {
            String from = imports.group(1);
            // over several lines the others are not read
            boolean goesOn = from != null
                    && !imports.group(2).isEmpty()
                    && imports.group(5).isEmpty();
            boolean isAny = false;
            for (String name : (from == null ? imports.group(4) : imports.group(3)).split(",", -1)) {
                String word = name.strip().split("\\s+", -1)[0];
                isAny |= !word.isEmpty();
                if (!word.isEmpty()) {
                    into.add(from == null ? word : from + "." + word);
                }
            }
            if (from != null && (!isAny || goesOn)) {
                into.add(from);
            }
        }
        if (HIDDEN_PYTHON.matcher(text).find()) {
            into.add(ANYTHING);
        }
    }
}
