package mcphub.analysis.reading;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** The languages whose comments and strings the lexer can tell from code; anything else is plain text. */
public enum Language {
    JAVASCRIPT("//", true, "'\""),
    PYTHON("#", false, "'\""),
    GO("//", true, "\""),
    RUST("//", true, "\""),
    JAVA("//", true, "\""),
    CSHARP("//", true, "\""),
    TEXT("", false, "");

    private static final Map<String, Language> BY_EXTENSION = Map.ofEntries(
            Map.entry("js", JAVASCRIPT),
            Map.entry("mjs", JAVASCRIPT),
            Map.entry("cjs", JAVASCRIPT),
            Map.entry("jsx", JAVASCRIPT),
            Map.entry("ts", JAVASCRIPT),
            Map.entry("mts", JAVASCRIPT),
            Map.entry("cts", JAVASCRIPT),
            Map.entry("tsx", JAVASCRIPT),
            Map.entry("py", PYTHON),
            Map.entry("go", GO),
            Map.entry("rs", RUST),
            Map.entry("java", JAVA),
            Map.entry("kt", JAVA),
            Map.entry("cs", CSHARP));
    private static final Pattern RUNNER = Pattern.compile("^#!.*\\b(node|nodejs|deno|bun|tsx|ts-node)\\b");
    private static final List<String> DECLARATIONS = List.of(".d.ts", ".d.mts", ".d.cts");

    private final String lineComment;
    private final boolean blockComments;
    private final String quotes;

    Language(String lineComment, boolean blockComments, String quotes) {
        this.lineComment = lineComment;
        this.blockComments = blockComments;
        this.quotes = quotes;
    }

    /** The language of a file, by its name. TypeScript declarations hold no code and are text. */
    public static Language of(String path) {
        var name = path.toLowerCase(Locale.ROOT);
        if (DECLARATIONS.stream().anyMatch(name::endsWith)) {
            return TEXT;
        }
        return BY_EXTENSION.getOrDefault(name.substring(name.lastIndexOf('.') + 1), TEXT);
    }

    /** The same of a file whose name does not say so, by what its first line asks to be run by; the scanner knows Python by its ending alone, so that such a script is text, which is told where it is part of the program. */
    static Language of(String path, String text) {
        var named = of(path);
        if (named.isCode() || !text.startsWith("#!")) {
            return named;
        }
        return isRunAsJavaScript(text) ? JAVASCRIPT : TEXT;
    }

    /** Whether its first line asks to be run by what runs JavaScript. */
    static boolean isRunAsJavaScript(String text) {
        return text.startsWith("#!")
                && RUNNER.matcher(text.substring(0, Math.min(200, text.length())))
                        .find();
    }

    /** Whether files of this language are program code. */
    public boolean isCode() {
        return this != TEXT;
    }

    /** Whether the scanner follows values in it. */
    public boolean isScanned() {
        return this == JAVASCRIPT || this == PYTHON;
    }

    /** The name used in the controls catalogue: lower case. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    String lineComment() {
        return lineComment;
    }

    boolean blockComments() {
        return blockComments;
    }

    boolean quotes(char c) {
        return quotes.indexOf(c) >= 0;
    }

    boolean tripleQuotes() {
        return this == PYTHON || this == JAVA || this == CSHARP;
    }
}
