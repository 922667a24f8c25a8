package mcphub.analysis.reading;

import com.google.re2j.Pattern;
import java.util.Collection;
import java.util.SortedSet;
import java.util.TreeSet;

/** What code imports of other packages, by the words that stand in it; in time linear in the code, whatever its author wrote. */
final class Imports {
    private static final int MOST = 10_000;
    private static final Pattern JAVASCRIPT =
            Pattern.compile("\\b(?:from|import|require)\\s*\\(?\\s*[\"'`]([@A-Za-z][^\"'`\\n]{0,300})[\"'`]");
    private static final Pattern PYTHON = Pattern.compile(
            "(?m)^[ \\t]*(?:from[ \\t]+([A-Za-z_][\\w.]{0,300})[ \\t]+import[ \\t(]+([\\w, \\t]{0,300})|import[ \\t]+([\\w., \\t]{1,300}))");

    private Imports() {}

    /** The names as they stand in imports, sorted; of Python with what is taken from a module, such as {@code mcp.server.Server}, where that stands on the same line. */
    static SortedSet<String> of(Collection<TextFile> code) {
        var found = new TreeSet<String>();
        for (var file : code) {
            if (found.size() >= MOST) {
                break;
            }
            if (file.path().endsWith(".py")) {
                python(file.text(), found);
            } else {
                var imports = JAVASCRIPT.matcher(file.text());
                while (imports.find()) {
                    found.add(imports.group(1));
                }
            }
        }
        return found;
    }

    private static void python(String text, SortedSet<String> into) {
        var imports = PYTHON.matcher(text);
        while (imports.find()) {
            String from = imports.group(1);
            var names = (from == null ? imports.group(3) : imports.group(2)).split(",", -1);
            boolean isAny = false;
            for (String name : names) {
                String word = name.strip().split("\\s+", -1)[0];
                isAny |= !word.isEmpty();
                if (!word.isEmpty()) {
                    into.add(from == null ? word : from + "." + word);
                }
            }
            if (from != null && !isAny) {
                into.add(from);
            }
        }
    }
}
