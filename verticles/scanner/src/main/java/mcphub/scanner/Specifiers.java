package mcphub.scanner;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Names of files as JavaScript's imports have them, relative to the file that imports. */
public final class Specifiers {
    private static final List<String> ENDINGS = List.of(
            "",
            ".js",
            ".mjs",
            ".cjs",
            ".ts",
            ".mts",
            ".cts",
            ".tsx",
            ".jsx",
            "/index.js",
            "/index.mjs",
            "/index.cjs",
            "/index.ts");
    /** What a compiler makes a {@code .js} of. */
    private static final List<String> SOURCES = List.of(".ts", ".mts", ".cts", ".tsx");

    /** How far up sources are looked for: nobody's lie deeper, and each step is a look at all endings. */
    private static final int MOST_FOLDERS = 12;

    private Specifiers() {}

    /** The package of npm that a name is of, which may go on with a path inside of it; a scope alone is all there is of one. */
    public static String packageName(String specifier) {
        int slash = specifier.indexOf('/');
        int end = slash >= 0 && specifier.startsWith("@") ? specifier.indexOf('/', slash + 1) : slash;
        return end < 0 ? specifier : specifier.substring(0, end);
    }

    /** The package of npm that a file is of, by the innermost folder of modules that it lies in; empty where it lies in none. */
    public static String packageOf(String path) {
        int at = ("/" + path).lastIndexOf("/node_modules/");
        String inside = at < 0 ? "" : path.substring(at + "node_modules/".length());
        String name = packageName(inside);
        return name.equals(inside) ? "" : name;
    }

    /**
     * The file that is meant by a name which a compiler's settings map to a folder, such as {@code ~/x}, {@code @/x}, {@code #x} or {@code src/x}: below the folder of
     * sources that is nearest to who asks. The settings themselves are no code, and not read.
     *
     * @return null where it is none of them
     */
    public static @Nullable String aliased(String from, String specifier, Set<String> paths) {
        if (!specifier.startsWith("~")
                && !specifier.startsWith("@/")
                && !specifier.startsWith("#")
                && !specifier.startsWith("src/")) {
            return null;
        }
        String behind = specifier.startsWith("src/") ? specifier : specifier.replaceFirst("^[~@#]/?", "");
        int most = MOST_FOLDERS;
        for (int end = from.lastIndexOf('/'); end >= 0 && most-- > 0; end = from.lastIndexOf('/', end - 1)) {
            String folder = from.substring(0, end);
            String found = file(folder + "/src/x", behind, paths);
            found = found == null ? file(folder + "/x", behind, paths) : found;
            if (found != null) {
                return found;
            }
        }
        String found = file("src/x", behind, paths);
        return found == null ? file("x", behind, paths) : found;
    }

    /** The path that is meant, whether or not anything is there; null where it is outside. */
    public static @Nullable String inside(String from, String specifier) {
        String folder = from.contains("/") ? from.substring(0, from.lastIndexOf('/')) : "";
        var parts = new ArrayDeque<String>();
        for (String part : (folder + '/' + specifier).split("/", -1)) {
            if (part.equals("..")) {
                if (parts.pollLast() == null) {
                    return null;
                }
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        return String.join("/", parts);
    }

    /** All files that may be meant: which of them is, depends on who asks. */
    public static List<String> files(String from, String specifier, Set<String> paths) {
        String path = inside(from, specifier);
        return path == null
                ? List.of()
                : ENDINGS.stream()
                        .map(ending -> path + ending)
                        .filter(paths::contains)
                        .toList();
    }

    /**
     * The file that is meant.
     *
     * @param from the path of the file that imports; its folder is where the name begins
     * @param specifier such as {@code ./tools/run} or {@code ../index.js}
     * @param paths all files of the program
     * @return null where it is none of them, or outside
     */
    public static @Nullable String file(String from, String specifier, Set<String> paths) {
        String path = inside(from, specifier);
        if (path == null) {
            return null;
        }
        for (String ending : ENDINGS) {
            if (paths.contains(path + ending)) {
                return path + ending;
            }
        }
        String bare = path.replaceFirst("\\.(js|mjs|cjs|jsx)$", "");
        for (String ending : SOURCES) {
            if (paths.contains(bare + ending)) {
                return bare + ending;
            }
        }
        return null;
    }
}
