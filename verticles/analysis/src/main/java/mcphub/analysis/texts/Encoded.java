package mcphub.analysis.texts;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** Reads what stands in a text encoded, where it turns out to be a text. */
final class Encoded {
    private static final int LEAST_BASE64 = 32;
    private static final int LEAST_HEX = 48;
    private static final int LEAST_PERCENT = 4;
    private static final int MOST = 20;
    private static final int LONGEST = 20_000;

    private Encoded() {}

    /** A text, and where it stood encoded. */
    record Find(int index, String text) {}

    private enum Kind {
        BASE64,
        HEX,
        PERCENT;

        private boolean has(char c) {
            boolean isLetter = c < 0x80 && Character.isLetterOrDigit(c);
            return switch (this) {
                case BASE64 -> isLetter || "+/_-=".indexOf(c) >= 0;
                case HEX -> c == ' ' || (c < 0x80 && Character.digit(c, 16) >= 0);
                case PERCENT -> isLetter || "._~+-%".indexOf(c) >= 0;
            };
        }
    }

    static List<Find> in(String text) {
        var finds = new ArrayList<Find>();
        if (text.length() >= LEAST_BASE64) {
            for (Kind kind : Kind.values()) {
                search(kind, text, finds);
            }
        }
        return finds;
    }

    /** Letters shifted by thirteen. */
    static String rotated(String text) {
        var rotated = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char base = c >= 'a' && c <= 'z' ? 'a' : c >= 'A' && c <= 'Z' ? 'A' : 0;
            rotated.append(base == 0 ? c : (char) (base + (c - base + 13) % 26));
        }
        return rotated.toString();
    }

    private static void search(Kind kind, String text, List<Find> finds) {
        int from = -1;
        int found = 0;
        for (int i = 0; i <= text.length() && found < MOST; i++) {
            boolean isPart = i < text.length() && kind.has(text.charAt(i));
            if (isPart && from < 0) {
                from = i;
            } else if (!isPart && from >= 0) {
                if (i - from >= LEAST_BASE64 && i - from <= LONGEST) {
                    var decoded = decoded(kind, text.substring(from, i));
                    if (isText(decoded)) {
                        finds.add(new Find(from, decoded));
                        found++;
                    }
                }
                from = -1;
            }
        }
    }

    private static String decoded(Kind kind, String raw) {
        try {
            return switch (kind) {
                case PERCENT ->
                    raw.chars().filter(c -> c == '%').count() < LEAST_PERCENT
                            ? ""
                            : URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
                case HEX -> {
                    var digits = raw.replace(" ", "");
                    yield digits.length() < LEAST_HEX || digits.length() % 2 > 0
                            ? ""
                            : text(HexFormat.of().parseHex(digits));
                }
                case BASE64 ->
                    text(Base64.getDecoder().decode(raw.replace('-', '+').replace('_', '/')));
            };
        } catch (IllegalArgumentException e) {
            return "";
        }
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** Words with blanks between, and nothing else. */
    private static boolean isText(String text) {
        int blanks = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == 0xFFFD || (Character.isISOControl(c) && !Character.isWhitespace(c))) {
                return false;
            }
            blanks += c == ' ' ? 1 : 0;
        }
        return blanks >= 3 && text.length() >= 16;
    }
}
