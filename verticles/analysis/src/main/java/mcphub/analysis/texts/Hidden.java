package mcphub.analysis.texts;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds what a text holds that nobody sees: characters without a glyph, marks of direction, what lies far below or is concealed on a terminal. */
final class Hidden {
    private static final int RUN = 8;
    private static final int SELECTORS = 4;
    private static final int BELOW = 30;
    private static final int WORDS = 3;
    private static final int LONGEST_WORD = 25;
    private static final int ASIDE = 200;
    private static final int BLACK_FLAG = 0x1F3F4;
    private static final int END_OF_TAG = 0xE007F;
    private static final String LATIN_LOOKALIKES =
            "\u0430\u0435\u043e\u0440\u0441\u0443\u0445\u0456\u0458\u0455\u04bb\u0501\u051b\u051d\u04cf\u043a\u0410\u0412\u0415\u041a\u041c\u041d\u041e\u0420\u0421\u0422\u0425\u03bf\u0391\u0392\u0395\u0396\u0397\u0399\u039a\u039c\u039d\u039f\u03a1\u03a4\u03a5\u03a7\u0131\u0261\u0251";
    private static final Set<String> TERMINAL = Set.of("\u001b[8m", "\u001b[28m");

    private Hidden() {}

    /** Something hidden. */
    record Find(Sign sign, int index, String shown) {}

    static List<Find> in(String text) {
        var finds = new ArrayList<Find>();
        if (!isAscii(text)) {
            tags(text, finds);
            invisible(text, finds);
            directions(text, finds);
        }
        int below = below(text);
        if (below > 0) {
            finds.add(new Find(Sign.OUT_OF_SIGHT, below, text.substring(below).strip()));
        }
        for (var code : TERMINAL) {
            int at = text.indexOf(code);
            if (at >= 0 && at + 20 < text.length()) {
                finds.add(new Find(Sign.OUT_OF_SIGHT, at, text.substring(at + code.length())));
            }
        }
        return finds;
    }

    /** Tag characters spell letters; behind a black flag they name its region. */
    private static void tags(String text, List<Find> finds) {
        int i = text.indexOf('\uDB40');
        while (i >= 0) {
            var shown = new StringBuilder();
            int at = i;
            boolean isFlag = i >= 2 && text.codePointBefore(i) == BLACK_FLAG;
            boolean isEnded = false;
            while (at + 1 < text.length() && text.codePointAt(at) >> 7 == 0xE0000 >> 7) {
                isEnded = text.codePointAt(at) == END_OF_TAG;
                shown.append((char) (text.codePointAt(at) & 0x7F));
                at += 2;
                if (isFlag && isEnded) {
                    break;
                }
            }
            boolean isRegion = isFlag && isEnded && shown.length() <= 8;
            if (!shown.isEmpty() && !isRegion) {
                finds.add(new Find(Sign.INVISIBLE, i, shown.toString()));
                return;
            }
            i = text.indexOf('\uDB40', Math.max(at, i + 1));
        }
    }

    private static boolean isInvisible(int c) {
        return c == 0x200B
                || c == 0x200C
                || c == 0x200D
                || (c >= 0x2060 && c <= 0x2064)
                || c == 0xFEFF
                || c == 0x180E
                || c == 0x3164
                || c == 0x115F
                || c == 0x1160;
    }

    private static boolean isSelector(int c) {
        return (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0100 && c <= 0xE01EF);
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }

    private static boolean isAscii(String text, int at) {
        return at >= 0 && at < text.length() && text.charAt(at) < 0x80 && Character.isLetter(text.charAt(at));
    }

    /** A single one joins letters of scripts that need it, or emojis; runs of them are bits, and within Latin words they keep a search from finding these. */
    private static void invisible(String text, List<Find> finds) {
        int run = 0;
        int selectors = 0;
        int within = 0;
        int first = -1;
        int i = 0;
        while (i < text.length()) {
            int c = text.codePointAt(i);
            int length = Character.charCount(c);
            boolean isOne = isInvisible(c);
            run = isOne ? run + 1 : 0;
            selectors = isSelector(c) ? selectors + 1 : 0;
            if (isOne && isAscii(text, i - 1) && isAscii(text, i + length)) {
                within++;
                first = first < 0 ? i : first;
            }
            if (run >= RUN || selectors >= SELECTORS) {
                finds.add(new Find(Sign.INVISIBLE, i, "characters without a glyph, one after the other"));
                return;
            }
            i += length;
        }
        if (within >= 2) {
            finds.add(new Find(Sign.INVISIBLE, first, plain(text)));
        }
    }

    /** An override of the direction within a text; isolates and embeddings are for texts that have letters from right to left. */
    private static void directions(String text, List<Find> finds) {
        int from = 0;
        while (from < text.length()) {
            int end = text.indexOf("\n\n", from);
            end = end < 0 ? text.length() : end;
            int at = turned(text, from, end);
            if (at >= 0) {
                finds.add(new Find(Sign.REORDERED, at, plain(text.substring(from, end))));
                return;
            }
            from = end + 2;
        }
    }

    private static int turned(String text, int from, int end) {
        int override = -1;
        int embedding = -1;
        int words = 0;
        boolean isRightToLeft = false;
        for (int i = from; i < end; i++) {
            char c = text.charAt(i);
            override = override < 0 && (c == 0x202D || c == 0x202E) ? i : override;
            embedding = embedding < 0 && (c == 0x202A || c == 0x202B || (c >= 0x2066 && c <= 0x2068)) ? i : embedding;
            byte direction = Character.getDirectionality(c);
            isRightToLeft |= direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
                    || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC;
            words += c == ' ' && i > from && text.charAt(i - 1) != ' ' ? 1 : 0;
        }
        boolean isText = words >= WORDS && end - from <= LONGEST_WORD * (words + 1);
        return !isText ? -1 : override >= 0 ? override : isRightToLeft ? -1 : embedding;
    }

    /** Where a text goes on behind many empty lines or blanks; -1 where nowhere. */
    private static int below(String text) {
        int lines = 0;
        int blanks = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!Character.isWhitespace(c) && c != 0xA0) {
                if (i > lines + blanks && (lines >= BELOW || blanks >= ASIDE)) {
                    return i;
                }
                lines = 0;
                blanks = 0;
            } else if (c == '\n') {
                lines++;
            } else {
                blanks++;
            }
        }
        return -1;
    }

    /** The same without what nobody sees. */
    static String plain(String text) {
        if (isAscii(text)) {
            return text;
        }
        var plain = new StringBuilder();
        text.codePoints()
                .filter(c -> !isInvisible(c) && Character.getType(c) != Character.FORMAT)
                .forEach(plain::appendCodePoint);
        return plain.toString();
    }

    /** Whether a name is Latin but for letters that look like Latin ones. */
    static boolean isLookalike(String name) {
        boolean isLatin = false;
        boolean isOther = false;
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            isLatin |= c < 0x80 && Character.isLetter(c);
            if (Character.isWhitespace(c)) {
                return false;
            }
            if (c >= 0x80) {
                if (LATIN_LOOKALIKES.indexOf(c) < 0 && !(c >= 0xFF21 && c <= 0xFF5A)) {
                    return false;
                }
                isOther = true;
            }
        }
        return isLatin && isOther;
    }
}
