package mcphub.analysis.controls;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * One text file, ready to be searched.
 *
 * @param language null where it is no source code that we know
 * @param text its text, very long lines cut
 * @param code the same without comments and contents of strings, position by position; the text itself where it is no source code
 * @param lineStarts where each line begins
 */
record TextFile(String path, @Nullable Language language, String text, String code, LineStarts lineStarts) {
    private static final int MAX_EVIDENCE = 200;
    private static final int MINIFIED_LINE = 2_000;

    /** Where the lines of a text begin; compared by content nowhere, so an array will do. */
    static final class LineStarts {
        private final int[] starts;

        private LineStarts(int[] starts) {
            this.starts = starts;
        }

        static LineStarts of(String text) {
            int[] starts = new int[1 + (int) text.chars().filter(c -> c == '\n').count()];
            int line = 1;
            for (int i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) {
                starts[line++] = i + 1;
            }
            return new LineStarts(starts);
        }

        int lineAt(int position) {
            int found = Arrays.binarySearch(starts, position);
            return found >= 0 ? found + 1 : -found - 1;
        }

        int count() {
            return starts.length;
        }

        int start(int line) {
            return starts[line - 1];
        }
    }

    static TextFile of(String path, String text) {
        Language language = Language.of(path).orElse(null);
        String code = language == null ? text : Lexer.code(text, language);
        return new TextFile(path, language, text, code, LineStarts.of(text));
    }

    /** The 1-based line of a position. */
    int line(int position) {
        return lineStarts.lineAt(position);
    }

    /** What stands around a position, on one line, short enough to be shown. */
    String evidence(int position) {
        int start = lineStarts.start(line(position));
        int end = text.indexOf('\n', position);
        end = end < 0 ? text.length() : end;
        int from = end - start <= MAX_EVIDENCE ? start : Math.max(start, position - MAX_EVIDENCE / 4);
        String shown = text.substring(from, Math.min(end, from + MAX_EVIDENCE)).strip();
        return shown.replaceAll("\\p{Cntrl}", " ");
    }

    /** Whether it was made by a program: bundled or minified. */
    boolean isGenerated() {
        return path.endsWith(".min.js") || (text.length() > MINIFIED_LINE && text.length() / lineStarts.count() > 300);
    }

    /** Whether it only checks the software, and never runs where the software does. */
    boolean isTest() {
        return path.matches("(?i)(.*/)?(tests?|__tests__|spec|specs|e2e|fixtures|testdata|examples?|__mocks__)/.*")
                || path.matches("(?i).*([._-](test|spec)\\.[a-z]+|/test_[^/]*\\.py|_test\\.(py|go))");
    }
}
