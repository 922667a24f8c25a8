package mcphub.analysis.texts;

import com.google.re2j.Pattern;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/** Reads what stands in a text encoded, where it turns out to be a text. */
final class Encoded {
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/_-]{32,}={0,2}");
    private static final Pattern HEX = Pattern.compile("(?:[0-9a-fA-F]{2} ?){24,}");
    private static final Pattern PERCENT = Pattern.compile("[\\w.~+-]*(?:%[0-9a-fA-F]{2}[\\w.~+-]*){4,}");
    private static final int MOST = 20;
    private static final int LONGEST = 20_000;

    private Encoded() {}

    /** A text, and where it stood encoded. */
    record Find(int index, String text) {}

    static List<Find> in(String text) {
        var finds = new ArrayList<Find>();
        search(BASE64, text, finds);
        search(HEX, text, finds);
        search(PERCENT, text, finds);
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

    private static void search(Pattern kind, String text, List<Find> finds) {
        var matcher = kind.matcher(text);
        for (int looked = 0; looked < MOST && matcher.find(); looked++) {
            var raw = matcher.group();
            if (raw.length() <= LONGEST) {
                var decoded = decoded(kind, raw);
                if (isText(decoded)) {
                    finds.add(new Find(matcher.start(), decoded));
                }
            }
        }
    }

    private static String decoded(Pattern kind, String raw) {
        try {
            if (kind.equals(PERCENT)) {
                return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
            }
            var bytes = kind.equals(HEX)
                    ? HexFormat.of().parseHex(raw.replace(" ", ""))
                    : Base64.getDecoder().decode(raw.replace('-', '+').replace('_', '/'));
            return new String(bytes, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
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
