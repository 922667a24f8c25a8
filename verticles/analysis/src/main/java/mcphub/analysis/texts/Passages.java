package mcphub.analysis.texts;

import java.util.ArrayList;
import java.util.List;
import mcphub.analysis.reading.TextFile;

/** Finds the texts in a file of code, of JSON, or of nothing but text; in time linear in the file. */
final class Passages {
    private static final int LONGEST_GAP = 300;
    private static final int LOOK_BACK = 120;
    private static final String QUOTES = "'\"`";
    private static final String JOINS = QUOTES + "+()\\.frbuFRBU";

    private final TextFile file;
    private final String raw;
    private final String code;
    private final String spoken;
    private final List<Passage> found = new ArrayList<>();
    private Pieces pieces = new Pieces();
    private int begin;

    private Passages(TextFile file) {
        this.file = file;
        this.raw = file.text();
        this.code = file.code();
        this.spoken = file.spoken();
    }

    /** All of it as one. */
    static Passage whole(TextFile file) {
        var pieces = new Pieces();
        pieces.plain(file.text(), 0, file.text().length());
        return new Passage(file, pieces.text(), pieces.at(), file.name(), false);
    }

    /** What stands in strings. */
    static List<Passage> inCode(TextFile file) {
        var passages = new Passages(file);
        passages.strings();
        return passages.found;
    }

    /** Strings of JSON, each with its key; a key is one, too. */
    static List<Passage> inJson(TextFile file) {
        var all = new ArrayList<Passage>();
        var text = file.text();
        var key = "";
        int at = text.indexOf('"');
        while (at >= 0) {
            int end = at + 1;
            while (end < text.length() && text.charAt(end) != '"') {
                end += text.charAt(end) == '\\' ? 2 : 1;
            }
            end = Math.min(end, text.length());
            var pieces = new Pieces();
            pieces.escaped(text, at + 1, end);
            int next = end + 1;
            while (next < text.length() && Character.isWhitespace(text.charAt(next))) {
                next++;
            }
            boolean isKey = next < text.length() && text.charAt(next) == ':';
            all.add(new Passage(file, pieces.text(), pieces.at(), isKey ? "" : key, isKey));
            key = isKey ? pieces.text() : key;
            at = text.indexOf('"', end + 1);
        }
        return all;
    }

    private void strings() {
        int last = -1;
        int i = 0;
        while (i < raw.length()) {
            if (code.charAt(i) == spoken.charAt(i)) {
                i++;
                continue;
            }
            int end = i;
            int next = i;
            while (next < raw.length() && Character.isWhitespace(code.charAt(next))) {
                end = spoken.charAt(next) == code.charAt(next) ? end : next + 1;
                next++;
            }
            var glue = last < 0 ? null : glue(last, i);
            if (glue == null) {
                close(last);
                begin = i;
            } else {
                pieces.between(glue, last - 1);
            }
            pieces.escaped(raw, i, end);
            last = end;
            i = next;
        }
        close(last);
    }

    private void close(int end) {
        if (!pieces.isEmpty()) {
            found.add(new Passage(file, pieces.text(), pieces.at(), nameBefore(begin), isKey(begin, end)));
            pieces = new Pieces();
        }
    }

    /** What comes between two pieces of one text; null where they are two texts. */
    private @org.jspecify.annotations.Nullable String glue(int from, int to) {
        if (to - from > LONGEST_GAP) {
            return null;
        }
        var gap = code.substring(from, to).strip();
        boolean isHole = gap.endsWith("}") && (gap.startsWith("${") || gap.startsWith("{")) && gap.indexOf('\n') < 0;
        if (isHole) {
            return " … ";
        }
        boolean isList = false;
        for (int i = 0; i < gap.length(); i++) {
            char c = gap.charAt(i);
            isList |= c == ',';
            if (c != ',' && !Character.isWhitespace(c) && JOINS.indexOf(c) < 0) {
                return null;
            }
        }
        if (isList) {
            return gap.indexOf('\n') < 0 ? null : "\n\n";
        }
        boolean isApart = Character.isWhitespace(raw.charAt(from)) || Character.isWhitespace(raw.charAt(to - 1));
        return isApart ? " " : "";
    }

    private static boolean isName(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$';
    }

    /** {@code name = "…}, {@code name: "…}, {@code name("…}; behind a list's bracket, too. */
    private String nameBefore(int start) {
        int i = start - 1;
        int least = Math.max(0, start - LOOK_BACK);
        while (i >= least && (Character.isWhitespace(raw.charAt(i)) || (QUOTES + "fr[").indexOf(raw.charAt(i)) >= 0)) {
            i--;
        }
        while (i >= least && "(:=+ \n".indexOf(raw.charAt(i)) >= 0) {
            i--;
        }
        while (i >= least && QUOTES.indexOf(raw.charAt(i)) >= 0) {
            i--;
        }
        int end = i + 1;
        while (i >= least && isName(raw.charAt(i))) {
            i--;
        }
        return raw.substring(Math.min(i + 1, end), end);
    }

    private boolean isKey(int from, int end) {
        int i = end;
        while (i < raw.length() && (QUOTES.indexOf(raw.charAt(i)) >= 0 || raw.charAt(i) == ' ')) {
            i++;
        }
        return i < raw.length() && raw.charAt(i) == ':' && from > 0;
    }
}
