package mcphub.analysis.reading;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A comment {@code mcp-hub-ignore CONTROL reason}, by which an author asks that a finding be hidden.
 *
 * @param file path inside the source
 * @param position where the mark stands in the text
 * @param line 1-based, where it stands
 * @param isAlone whether nothing but the comment stands in that line, so that it is about the next one
 * @param control what it names; empty where nothing
 * @param reason what it says why; empty where nothing
 */
public record Suppression(String file, int position, int line, boolean isAlone, String control, String reason) {
    private static final String MARK = "mcp-hub-ignore";
    private static final int LONGEST = 1_000;
    private static final int MOST = 1_000;
    private static final Pattern NAME = Pattern.compile("\\w*");
    private static final Pattern SAYS_SOMETHING = Pattern.compile("[\\p{L}\\p{N}]");
    private static final Pattern ENDS_MARKUP = Pattern.compile("(?i)\\.(md|markdown|html?|xml|svg)$");
    private static final List<String> BEGINNINGS = List.of("#", "//", "--", ";", "<!--");
    private static final List<String> ENDINGS = List.of("*/", "-->", "\"", "'", ",", " ");
    private static final String MARKUP = "<!--";

    /** Those of a file, in their order, the first thousand. Where its language is not known, they stand behind a sign that begins comments. */
    public static List<Suppression> in(TextFile file) {
        var found = new ArrayList<Suppression>();
        String text = file.text();
        for (int at = text.indexOf(MARK); at >= 0 && found.size() < MOST; at = text.indexOf(MARK, at + MARK.length())) {
            int start = text.lastIndexOf('\n', at) + 1;
            String before = text.substring(Math.max(start, at - LONGEST), at);
            boolean isComment = file.language().isCode()
                    ? file.spoken().charAt(at) != text.charAt(at)
                    : beginnings(file).anyMatch(beforeComment(before)::endsWith);
            if (isComment) {
                found.add(of(file, at, isAlone(file, before, start, at)));
            }
        }
        return found;
    }

    private static Suppression of(TextFile file, int at, boolean isAlone) {
        int from = at + MARK.length();
        int end = file.text().indexOf('\n', from);
        int most = Math.min(from + LONGEST, file.text().length());
        String rest = file.text()
                .substring(from, end < 0 ? most : Math.min(end, most))
                .strip();
        var name = NAME.matcher(rest);
        String control = name.lookingAt() ? name.group() : "";
        String said = withoutEnd(rest.substring(control.length()).strip());
        String reason = SAYS_SOMETHING.matcher(said).find() ? TextFile.message(said) : "";
        return new Suppression(file.path(), at, file.lineOf(at), isAlone, control, reason);
    }

    /** Without what ends a comment, or the text of JSON that stands for one. */
    private static String withoutEnd(String said) {
        String left = said;
        for (boolean isCut = true; isCut; ) {
            String before = left;
            for (String end : ENDINGS) {
                left = left.endsWith(end) ? left.substring(0, left.length() - end.length()) : left;
            }
            isCut = !left.equals(before);
        }
        return left.strip();
    }

    private static Stream<String> beginnings(TextFile file) {
        return ENDS_MARKUP.matcher(file.path()).find() ? Stream.of(MARKUP) : BEGINNINGS.stream();
    }

    /** Up to where a comment begins; JSON has none, and a key of that name in their place: {@code "//": "mcp-hub-ignore …"}. */
    private static String beforeComment(String before) {
        int end = before.length();
        while (end > 0 && " \t\"':*".indexOf(before.charAt(end - 1)) >= 0) {
            end--;
        }
        return before.substring(0, end);
    }

    private static boolean isAlone(TextFile file, String before, int start, int at) {
        if (file.language().isCode()) {
            // a longer line is not looked at: a hostile one may hold nothing but marks
            int most = Math.min(at + LONGEST, file.text().length());
            int end = file.text().substring(at, most).indexOf('\n');
            boolean isShort =
                    at - start < LONGEST && (end >= 0 || most == file.text().length());
            return isShort
                    && file.spoken().substring(start, end < 0 ? most : at + end).isBlank();
        }
        return before.chars().noneMatch(Character::isLetterOrDigit);
    }

    /** Whether it is about a line of its file. */
    public boolean isAbout(int otherLine) {
        return otherLine == line || (isAlone && otherLine == line + 1);
    }
}
