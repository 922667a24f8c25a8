package mcphub.report.layout;

import java.text.Normalizer;
import java.util.BitSet;
import java.util.Locale;

/** Text from anywhere, so that nothing in it acts on the page: what cannot be seen, or turns what stands around it, is written as its code point. */
public final class Visible {
    private static final int MOST = 20_000;
    /** Of marks upon one letter: no language writes more, and more of them hide it. */
    private static final int MOST_MARKS = 6;

    private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
    private static final int ZERO_WIDTH_JOINER = 0x200D;

    /** What fonts have as nothing at all: the joiner of graphemes, fillers of Hangul and Khmer, selectors of variants, the Braille pattern without a dot. */
    private static final BitSet BLANK = new BitSet();

    static {
        BLANK.set(0x034F);
        BLANK.set(0x115F, 0x1161);
        BLANK.set(0x17B4, 0x17B6);
        BLANK.set(0x180B, 0x1810);
        BLANK.set(0x2800);
        BLANK.set(0x3164);
        BLANK.set(0xFE00, 0xFE10);
        BLANK.set(0xFFA0);
        BLANK.set(0xE0100, 0xE01F0);
    }

    private Visible() {}

    /** The text in one spelling (NFC), cut where it is longer than anybody reads. */
    static String of(String text) {
        String cut = text.length() <= MOST ? text : text.substring(0, MOST);
        var out = new StringBuilder(cut.length());
        int before = ' ';
        int marks = 0;
        for (int c : Normalizer.normalize(cut.replace("\r\n", "\n"), Normalizer.Form.NFC)
                .codePoints()
                .toArray()) {
            if (isMark(c) && !BLANK.get(c)) {
                marks++;
            } else if (!isSpelling(c, before)) {
                more(out, marks);
                marks = 0;
            }
            if (BLANK.get(c)) {
                out.append(code(c));
            } else if (marks <= MOST_MARKS) {
                append(out, c, before);
            }
            before = c;
        }
        more(out, marks);
        if (cut.length() < text.length()) {
            out.append("… (").append(text.length() - cut.length()).append(" more characters, which the API shows)");
        }
        return out.toString();
    }

    /** Its beginning, of so many characters as they are shown: one that is shown as its code point takes eight. */
    public static String cut(String text, int most) {
        String shown = of(text);
        return shown.codePointCount(0, shown.length()) <= most
                ? shown
                : shown.substring(0, shown.offsetByCodePoints(0, most)) + "…";
    }

    private static boolean isMark(int c) {
        int type = Character.getType(c);
        return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
    }

    private static void more(StringBuilder out, int marks) {
        if (marks > MOST_MARKS) {
            out.append('[').append(marks - MOST_MARKS).append(" more marks]");
        }
    }

    private static void append(StringBuilder out, int c, int before) {
        switch (Character.getType(c)) {
            case Character.CONTROL -> out.append(c == '\n' ? "\n" : c == '\t' ? "    " : code(c));
            case Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> out.append(' ');
            case Character.FORMAT -> {
                if (isSpelling(c, before)) {
                    out.appendCodePoint(c);
                } else {
                    out.append(code(c));
                }
            }
            case Character.SURROGATE, Character.UNASSIGNED, Character.PRIVATE_USE -> out.append(code(c));
            default -> out.appendCodePoint(c);
        }
    }

    /** Whether it says how Arabic letters join, which Persian words are spelled with; elsewhere it makes one name look like another. */
    private static boolean isSpelling(int c, int before) {
        return (c == ZERO_WIDTH_NON_JOINER || c == ZERO_WIDTH_JOINER)
                && Character.UnicodeScript.of(before) == Character.UnicodeScript.ARABIC;
    }

    /** A code point by its number. */
    static String code(int c) {
        return String.format(Locale.ROOT, "[U+%04X]", c);
    }
}
