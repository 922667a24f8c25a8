package mcphub.analysis.controls;

import java.util.Map;
import java.util.Optional;

/** A programming language by its file endings, as far as the controls tell languages apart. */
enum Language {
    JAVASCRIPT("JavaScript"),
    TYPESCRIPT("TypeScript"),
    PYTHON("Python"),
    GO("Go"),
    RUST("Rust"),
    JAVA("Java"),
    CSHARP("C#"),
    SHELL("Shell");

    private static final Map<String, Language> BY_ENDING = Map.ofEntries(
            Map.entry("js", JAVASCRIPT),
            Map.entry("mjs", JAVASCRIPT),
            Map.entry("cjs", JAVASCRIPT),
            Map.entry("jsx", JAVASCRIPT),
            Map.entry("ts", TYPESCRIPT),
            Map.entry("mts", TYPESCRIPT),
            Map.entry("cts", TYPESCRIPT),
            Map.entry("tsx", TYPESCRIPT),
            Map.entry("py", PYTHON),
            Map.entry("go", GO),
            Map.entry("rs", RUST),
            Map.entry("java", JAVA),
            Map.entry("kt", JAVA),
            Map.entry("cs", CSHARP),
            Map.entry("sh", SHELL),
            Map.entry("bash", SHELL));

    private final String title;

    Language(String title) {
        this.title = title;
    }

    /** Its usual name. */
    String title() {
        return title;
    }

    /** The language of a file by its path. */
    static Optional<Language> of(String path) {
        int dot = path.lastIndexOf('.');
        return dot < 0 ? Optional.empty() : Optional.ofNullable(BY_ENDING.get(path.substring(dot + 1)));
    }

    boolean isJavaScript() {
        return this == JAVASCRIPT || this == TYPESCRIPT;
    }

    /** Whether a hash sign begins a comment. */
    boolean hasHashComments() {
        return this == PYTHON || this == SHELL;
    }
}
