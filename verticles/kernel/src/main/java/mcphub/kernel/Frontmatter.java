package mcphub.kernel;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The YAML in front of a Markdown file, between two lines of three dashes: all of the file that clients read settings from. */
public final class Frontmatter {
    /** Lines end as YAML's readers and {@code scripts/gate.sh} see it; without a second line of dashes it is all the file, as some readers take it. */
    private static final Pattern BLOCK =
            Pattern.compile("\\A\uFEFF?\\s*---.*?(?=(?<=\n)---[ \t\r]*(\n|\\z)|\\z)", Pattern.DOTALL);

    private Frontmatter() {}

    /** Whether a file is Markdown, by its name. */
    public static boolean isIn(@Nullable String path) {
        return path != null && path.toLowerCase(Locale.ROOT).endsWith(".md");
    }

    /** The beginning of a text up to the second line of dashes; empty where it does not begin with the first. */
    public static String of(String text) {
        var block = BLOCK.matcher(text);
        return block.lookingAt() ? block.group() : "";
    }
}
