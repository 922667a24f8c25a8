package mcphub.analysis.texts;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import mcphub.analysis.reading.Source;
import mcphub.analysis.reading.TextFile;

/** Knows which texts come to the model: those that the interpreter saw told, and those that stand under the names of the protocol. */
final class Audience {
    private static final Set<String> KEYS = Set.of(
            "description", "describe", "instructions", "title", "default", "text", "enum", "examples", "const", "$comment",
            "errormessage", "systemprompt", "toolerror", "mcperror", "pattern", "literal");
    private static final Pattern GIVEN = Pattern.compile(
            "\\b(?:description|instructions|title|text|default|systemPrompt)[\"']?\\s*[:=]([^,;\\n]{0,200})|\\bdescribe\\(([^,;\\n)]{0,200})");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_$][\\w$]*");
    private static final int COMPARED = 60;

    private final Set<String> given = new HashSet<>(Set.of("description", "instructions"));
    private final List<String> told = new ArrayList<>();

    static Audience of(Source source) {
        var audience = new Audience();
        for (TextFile file : source.productCode()) {
            var matcher = GIVEN.matcher(file.code());
            while (matcher.find()) {
                var names = NAME.matcher(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
                while (names.find()) {
                    audience.given.add(names.group());
                }
            }
        }
        source.evidence().told().forEach(each -> audience.told.add(squeezed(each.text())));
        return audience;
    }

    /** Whether the model reads it. */
    boolean reads(Passage passage) {
        if (KEYS.contains(passage.name().toLowerCase(Locale.ROOT)) || given.contains(passage.name()) || passage.isKey()) {
            return true;
        }
        var text = squeezed(passage.text());
        var begin = text.substring(0, Math.min(COMPARED, text.length()));
        return told.stream().anyMatch(each -> each.contains(begin));
    }

    private static String squeezed(String text) {
        var squeezed = new StringBuilder();
        text.codePoints()
                .filter(c -> !Character.isWhitespace(c) && c != '…')
                .forEach(squeezed::appendCodePoint);
        return squeezed.toString();
    }
}
