package mcphub.analysis.reading;

import com.google.re2j.Pattern;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Files that run as JavaScript though their names say something else: Node takes every ending that it does not know for it. */
final class Disguised {
    /** What Node itself takes for something else. */
    private static final Pattern DATA = Pattern.compile("(?i)\\.(?:json|node|wasm)$");

    private static final Pattern TYPES = Pattern.compile("(?i)\\.d\\.[mc]?ts$");

    private final Map<String, TextFile> code = new TreeMap<>();
    private final Set<String> unread = new TreeSet<>();

    /** Takes an entry point: what is started without saying by what may be a script of a shell. */
    void entered(String path, @Nullable TextFile file, boolean isStarted) {
        if (!isStarted || (file != null && Language.isRunAsJavaScript(file.text()))) {
            run(path, file);
        } else if (file == null || !file.language().isCode()) {
            unread.add(path);
        }
    }

    /** Takes what code names: of what is imported and not required, bundlers make texts and pictures. */
    void named(String path, @Nullable TextFile file, boolean isRequired) {
        boolean isOther = file != null && file.language().isCode();
        if (isRequired
                || (!isOther
                        && !PackageFiles.isAsset(path)
                        && !TYPES.matcher(path).find())) {
            run(path, file);
        }
    }

    private void run(String path, @Nullable TextFile file) {
        if (DATA.matcher(path).find() || (file != null && file.language() == Language.JAVASCRIPT)) {
            return;
        }
        if (file == null || file.language().isCode() || path.endsWith(".pyw")) {
            unread.add(path);
        } else if (!file.text().startsWith("#!") || Language.isRunAsJavaScript(file.text())) {
            code.put(path, file.asJavaScript());
        }
    }

    /** A file as it runs. */
    TextFile read(TextFile file) {
        return code.getOrDefault(file.path(), file);
    }

    /** Those that nobody here reads as what they are, some because they are not there as texts. */
    Set<String> unread() {
        return Collections.unmodifiableSet(unread);
    }
}
