package mcphub.analysis.reading;

import com.google.re2j.Pattern;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** One text file: what it says, and which of it is code. The views are made when first asked for. */
public final class TextFile {
    private static final int LARGE_BUNDLE = 384 * 1024;
    private static final int LONG_LINE = 2_000;
    private static final int MESSAGE = 1_000;
    private static final int EVIDENCE = 200;
    private static final Pattern TEST = Pattern.compile(
            "(?i)(^|/)(tests?|__tests__|__mocks__|specs?|e2e|fixtures?|testdata|test-data|mocks)/|[._-](test|spec)s?\\.[a-z]+$|(^|/)(test_[^/]*|conftest)\\.py$");
    private static final Pattern VENDORED =
            Pattern.compile("(^|/)(node_modules|bower_components|vendor|third[_-]party|site-packages|\\.venv|venv)/");
    private static final Pattern EXAMPLE = Pattern.compile("(?i)(^|/)(examples?|docs?|samples?|demos?|benchmarks?)/");

    private final String path;
    private final String text;
    private final Language language;
    private final int[] lineStarts;
    private final boolean minified;
    private Lexer.@Nullable Views views;
    private @Nullable BitSet bundled;

    /** A file of this path, which tells its language, and this text. */
    public TextFile(String path, String text) {
        this(path, text, Language.of(path, text));
    }

    private TextFile(String path, String text, Language language) {
        this.path = path;
        this.text = text;
        this.language = language;
        this.lineStarts = lineStarts(text);
        this.minified = mostlyLongLines();
    }

    /** The same as JavaScript, whatever its name says. */
    TextFile asJavaScript() {
        return new TextFile(path, text, Language.JAVASCRIPT);
    }

    /** Its path inside the source. */
    public String path() {
        return path;
    }

    /** The last segment of its path. */
    public String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The language it is written in. */
    public Language language() {
        return language;
    }

    /** All of it. */
    public String text() {
        return text;
    }

    /** As long as the text; comments, regular expressions and the inside of strings are blanks. */
    public String code() {
        return views().code();
    }

    /** As long as the text; only comments are blanks. */
    public String spoken() {
        return views().spoken();
    }

    private Lexer.Views views() {
        var made = views;
        if (made == null) {
            made = Lexer.views(text, language);
            views = made;
        }
        return made;
    }

    /** Whether it belongs to the tests, by its path. */
    public boolean isTest() {
        return TEST.matcher(path).find();
    }

    /** Whether it was put here by a package manager, by its path. */
    public boolean isVendored() {
        return VENDORED.matcher(path).find();
    }

    /** Whether it documents or demonstrates, by its path. */
    public boolean isExample() {
        return EXAMPLE.matcher(path).find();
    }

    /** Whether it is code that runs in production: neither test nor vendored nor example. */
    public boolean isProductCode() {
        return language.isCode() && !isTest() && !isVendored() && !isExample();
    }

    /** Whether nobody can be expected to read it: most of it stands in very long lines. */
    public boolean isMinified() {
        return minified;
    }

    /** Whether the code at a position may come from somebody else: minified, a large bundle, or marked by the bundler. */
    public boolean isBundled(int position) {
        if (language != Language.JAVASCRIPT) {
            return false;
        }
        return text.length() > LARGE_BUNDLE || minified || bundledLines().get(lineOf(position));
    }

    /** Bundlers write the path of a module above it, as a comment; all up to the next such comment is that module. */
    private BitSet bundledLines() {
        var made = bundled;
        if (made == null) {
            made = new BitSet();
            boolean inside = false;
            for (int line = 1; line <= lineStarts.length; line++) {
                if (text.startsWith("// ", lineStarts[line - 1]) && lineEnd(line) - lineStarts[line - 1] < LONG_LINE) {
                    var comment = text.substring(lineStarts[line - 1] + 3, lineEnd(line))
                            .strip();
                    boolean isPath = comment.indexOf(' ') < 0 && comment.indexOf('/') > 0;
                    if (isPath && Language.of(comment).isCode()) {
                        inside = comment.contains("node_modules/");
                    }
                }
                made.set(line, inside);
            }
            bundled = made;
        }
        return made;
    }

    private boolean mostlyLongLines() {
        int inLongLines = 0;
        for (int line = 1; line <= lineStarts.length; line++) {
            int length = lineEnd(line) - lineStarts[line - 1];
            inLongLines += length > LONG_LINE ? length : 0;
        }
        return language.isCode() && inLongLines * 2L > text.length();
    }

    /** The 1-based line of a position. */
    public int lineOf(int position) {
        int found = Arrays.binarySearch(lineStarts, position);
        return found >= 0 ? found + 1 : -found - 1;
    }

    /** How far into its line a position is. */
    public int columnOf(int position) {
        return position - lineStarts[lineOf(position) - 1];
    }

    /** What stands at a position: its line, or of a long line what stands around. */
    public String around(int position, int length) {
        int line = lineOf(position);
        int start = lineStarts[line - 1];
        if (position - start > EVIDENCE / 4) {
            start = position - EVIDENCE / 4;
            while (start < position && isTokenCharacter(text.charAt(start))) {
                start++;
            }
        }
        return text.substring(start, Math.max(start, Math.min(lineEnd(line), position + length + EVIDENCE)));
    }

    /** What stands at a position, as evidence. */
    public String evidence(int position) {
        return oneLine(around(position, 0));
    }

    /** A sentence that has names out of the source in it: printable, on one line, bounded. */
    public static String message(String raw) {
        var printable = new StringBuilder();
        raw.codePoints()
                .limit(MESSAGE)
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? ' ' : c)
                .forEach(printable::appendCodePoint);
        return printable.toString();
    }

    /** Makes evidence of any text: printable, on one line, bounded; a word cut off may be a secret and is cut short. */
    public static String oneLine(String raw) {
        var printable = new StringBuilder();
        raw.codePoints()
                .limit(EVIDENCE * 4L)
                .map(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT ? ' ' : c)
                .forEach(printable::appendCodePoint);
        var line = printable.toString().strip();
        if (line.length() <= EVIDENCE) {
            return line;
        }
        int end = EVIDENCE - 1;
        while (end > 0 && isTokenCharacter(line.charAt(end - 1))) {
            end--;
        }
        return line.substring(0, Math.min(EVIDENCE - 1, end + 4)) + "…";
    }

    private static boolean isTokenCharacter(char c) {
        return Character.isLetterOrDigit(c) || "_-+/=.~".indexOf(c) >= 0;
    }

    private int lineEnd(int line) {
        return line < lineStarts.length ? lineStarts[line] - 1 : text.length();
    }

    private static int[] lineStarts(String text) {
        int[] starts = new int[16];
        int count = 1;
        for (int at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
            starts = count == starts.length ? Arrays.copyOf(starts, count * 2) : starts;
            starts[count++] = at + 1;
        }
        return Arrays.copyOf(starts, count);
    }
}
