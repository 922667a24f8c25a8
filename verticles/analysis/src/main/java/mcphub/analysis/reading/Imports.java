package mcphub.analysis.reading;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import java.text.Normalizer;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What code imports of other packages, by the words that stand in it; in time linear in the code, whatever its author wrote. What is imported under a name that does not stand there, or stands there in
 * another spelling, is {@link #ANYTHING}: it is for who asks about what is not imported, and an author may want to hide it.
 */
public final class Imports {
    /** Stands for imports of which nobody can tell what they import. */
    public static final String ANYTHING = "*";

    private static final int MOST = 10_000;
    private static final Pattern PYTHON = Pattern.compile(
            "(?m)(?:^|[;:])[ \\t\\f]*(?:from[ \\t\\f]+([A-Za-z_][\\w.]{0,300})[ \\t\\f]+import[ \\t\\f]*([(\\\\]?)([\\w, \\t]{0,300})|import[ \\t\\f]+([\\w., \\t]{1,300}))(\\)?)");
    /** Imports by other means, code that is made at run time, and imports that are spread over lines or blanks. */
    private static final Pattern HIDDEN_PYTHON = Pattern.compile(
            "\\b(?:__import__|import_module|find_spec|spec_from_\\w+|module_from_spec|exec_module|load_module|find_loader|exec|eval|runpy|run_module|run_path"
                    + "|__builtins__|builtins|__loader__|SourceFileLoader|zipimport|resolve_name|pydoc)\\b"
                    + "|\\b(?:sys[ \\t]*\\.[ \\t]*executable|getattr[ \\t]*\\([ \\t]*importlib)\\b"
                    + "|(?m)(?:^|[;:])[ \\t\\f]*(?:import|from)[ \\t\\f]*\\\\"
                    + "|(?:^|[;:])[ \\t\\f]*from[ \\t\\f]+[\\w.]+[ \\t\\f]*\\\\"
                    + "|(?:^|[;:])[ \\t\\f]*from[ \\t\\f]+\\w[\\w. \\t\\f]*(?:[ \\t\\f]\\.|\\.[ \\t\\f])[\\w. \\t\\f]*\\bimport\\b"
                    + "|(?:^|[;:])[ \\t\\f]*from[ \\t\\f]+[\\w.]{301}");

    private Imports() {}

    /**
     * The names as they stand in imports, sorted; of Python with what is taken from a module, such as {@code mcp.server.Server}.
     *
     * @param code in JavaScript, TypeScript or Python
     * @param manifest whose own names for imports stand for what they are mapped to
     * @param paths of all files of the source
     */
    static SortedSet<String> of(Collection<TextFile> code, Optional<Manifest> manifest, Collection<String> paths) {
        var found = new TreeSet<String>();
        var javaScript = new JavaScriptImports(
                new OwnFiles(code.stream().map(TextFile::path).collect(Collectors.toSet()), Set.copyOf(paths)));
        manifest.ifPresent(own -> mapped(own.root().path("imports"), found));
        for (var file : code) {
            if (found.size() >= MOST) {
                found.add(ANYTHING);
                break;
            }
            if (file.path().endsWith(".py")) {
                python(file.text(), found);
            } else {
                javaScript.add(file, found);
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

    /** Python takes each end of a line for one, and letters of names for the plain ones that look alike. */
    private static void python(String written, SortedSet<String> into) {
        String text = Normalizer.normalize(written, Normalizer.Form.NFKC).replace('\r', '\n');
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
