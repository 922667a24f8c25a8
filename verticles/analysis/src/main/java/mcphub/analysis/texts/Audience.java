package mcphub.analysis.texts;

import com.google.re2j.Pattern;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import mcphub.analysis.reading.Source;
import mcphub.analysis.reading.TextFile;

/** Knows which texts come to the model: those that the interpreter saw told, and those that stand under the names of the protocol. */
final class Audience {
    private static final Set<String> KEYS = Set.of(
            "description",
            "describe",
            "instructions",
            "title",
            "default",
            "text",
            "enum",
            "examples",
            "const",
            "$comment",
            "errormessage",
            "systemprompt",
            "toolerror",
            "mcperror",
            "pattern",
            "literal");
    private static final List<String> GIVEN =
            List.of("description", "instructions", "title", "text", "default", "systemPrompt", "describe(");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_$][\\w$]*");
    private static final int STATEMENT = 200;
    private static final int COMPARED = 24;
    private static final int MOST = 2_000_000;

    private final Set<String> given = new HashSet<>(Set.of("description", "instructions"));
    /** Fingerprints of all that was told, of so many characters each, sorted: to compare each text with each one would take the square of their number. */
    private long[] told = {};

    static Audience of(Source source) {
        var audience = new Audience();
        for (TextFile file : source.productCode()) {
            for (var key : GIVEN) {
                audience.given(file.code(), key);
            }
        }
        audience.told = windows(source);
        return audience;
    }

    /** Variables that a key of the protocol is given, by themselves or with others: not what they hold, nor functions. */
    private void given(String code, String key) {
        int at = code.indexOf(key);
        while (at >= 0) {
            int from = at + key.length();
            int end = from;
            int most = Math.min(code.length(), from + STATEMENT);
            while (end < most && ",;\n".indexOf(code.charAt(end)) < 0) {
                end++;
            }
            var rest = code.substring(from, end);
            if (key.endsWith("(")
                    || rest.stripLeading().startsWith(":")
                    || rest.stripLeading().startsWith("=")) {
                var names = NAME.matcher(rest);
                while (names.find()) {
                    if (isAlone(rest, names.start(), names.end())) {
                        given.add(names.group());
                    }
                }
            }
            at = code.indexOf(key, from);
        }
    }

    private static boolean isAlone(String text, int from, int end) {
        boolean isPart = from > 0 && text.charAt(from - 1) == '.';
        return !isPart && (end == text.length() || ".(".indexOf(text.charAt(end)) < 0);
    }

    /** Whether the model reads it. */
    boolean reads(Passage passage) {
        if (KEYS.contains(passage.name().toLowerCase(Locale.ROOT))
                || given.contains(passage.name())
                || passage.isKey()) {
            return true;
        }
        var text = squeezed(passage.text(), COMPARED);
        return text.length() >= COMPARED && Arrays.binarySearch(told, fingerprint(text, 0)) >= 0;
    }

    private static long[] windows(Source source) {
        var windows = new long[1024];
        int count = 0;
        for (var each : source.evidence().told()) {
            var text = squeezed(each.text(), Integer.MAX_VALUE);
            for (int i = 0; i + COMPARED <= text.length() && count < MOST; i++) {
                windows = count == windows.length ? Arrays.copyOf(windows, count * 2) : windows;
                windows[count++] = fingerprint(text, i);
            }
        }
        var all = Arrays.copyOf(windows, count);
        Arrays.sort(all);
        return all;
    }

    private static long fingerprint(String text, int from) {
        long all = 0;
        for (int i = from; i < from + COMPARED; i++) {
            all = all * 1_000_003 + text.charAt(i);
        }
        return all;
    }

    /** What is left without blanks, as far as so many characters. */
    private static String squeezed(String text, int most) {
        var squeezed = new StringBuilder();
        for (int i = 0; i < text.length() && squeezed.length() < most; i++) {
            if (!Character.isWhitespace(text.charAt(i)) && text.charAt(i) != '…') {
                squeezed.append(text.charAt(i));
            }
        }
        return squeezed.toString();
    }
}
