package mcphub.analysis.texts;

import java.util.ArrayList;
import java.util.List;

/** Splits a text into sentences. A line that is only wrapped goes on; a list's entry, a heading and an empty line begin anew. */
final class Sentences {
    private static final int LONGEST = 700;
    private static final List<String> ABBREVIATED = List.of("e.g.", "i.e.", "z.B.", "vs.", "incl.", "p. ej.", "ca.");
    private static final String STOPS = "。！？";

    private Sentences() {}

    /** From where to where. */
    record Span(int from, int to) {}

    static List<Span> of(String text) {
        var all = new ArrayList<Span>();
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            if (ends(text, i) || i - from >= LONGEST) {
                add(from, i + 1, all);
                from = i + 1;
            }
        }
        add(from, text.length(), all);
        return all;
    }

    private static void add(int from, int to, List<Span> all) {
        if (to - from > 3) {
            all.add(new Span(from, to));
        }
    }

    private static boolean ends(String text, int i) {
        char c = text.charAt(i);
        if (STOPS.indexOf(c) >= 0) {
            return true;
        }
        if (c == '\n') {
            return isNew(text, i + 1);
        }
        boolean isStop = c == '.' || c == '!' || c == '?';
        if (!isStop || i + 2 >= text.length() || !Character.isWhitespace(text.charAt(i + 1))) {
            return false;
        }
        if (ABBREVIATED.stream().anyMatch(each -> text.startsWith(each, i + 1 - each.length()))) {
            return false;
        }
        int next = i + 1;
        while (next < text.length() && next < i + 20 && Character.isWhitespace(text.charAt(next))) {
            next++;
        }
        return next < text.length() && !Character.isLowerCase(text.charAt(next));
    }

    /** Whether a line begins something of its own. */
    private static boolean isNew(String text, int line) {
        int i = line;
        while (i < text.length() && (text.charAt(i) == ' ' || text.charAt(i) == '\t')) {
            i++;
        }
        if (i >= text.length() || "\n\r-*#|<>[".indexOf(text.charAt(i)) >= 0) {
            return true;
        }
        if (Character.isDigit(text.charAt(i)) && i + 1 < text.length() && ".)".indexOf(text.charAt(i + 1)) >= 0) {
            return true;
        }
        // "name: what it is", as parameters are described
        int end = i;
        while (end < text.length()
                && (Character.isLetterOrDigit(text.charAt(end)) || "_`()".indexOf(text.charAt(end)) >= 0)) {
            end++;
        }
        return end > i && end + 1 < text.length() && text.charAt(end) == ':' && text.charAt(end + 1) == ' ';
    }
}
