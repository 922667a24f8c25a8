package mcphub.analysis.texts;

import com.google.re2j.Pattern;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import mcphub.analysis.reading.Source;
import mcphub.analysis.reading.TextFile;

/** What a server calls its own: the names in its code, and what it is about by its package's name and its tools'. */
final class Own {
    private static final Pattern WORD = Pattern.compile("[a-z0-9]{2,}");
    /** Which say what anything is about, and so nothing. */
    private static final Set<String> COMMON = Set.of(
            "mcp",
            "server",
            "tool",
            "tools",
            "get",
            "set",
            "list",
            "read",
            "write",
            "file",
            "files",
            "find",
            "search",
            "the",
            "all",
            "of",
            "in",
            "from",
            "and",
            "user",
            "name",
            "value",
            "values",
            "data",
            "text",
            "config",
            "json",
            "key",
            "keys",
            "token",
            "tokens",
            "words",
            "content",
            "contents",
            "other",
            "any",
            "home",
            "path");

    private static final int LONGEST = 80;

    private final Set<String> about = new HashSet<>();
    private final Set<String> names = new HashSet<>();

    static Own of(Source source, List<Passage> passages) {
        var own = new Own();
        source.manifests().forEach(manifest -> manifest.field("name").ifPresent(own::about));
        for (TextFile file : source.productCode()) {
            own.names(file.code());
        }
        // names stand in short strings, too: of tools, keys, enums
        for (var each : passages) {
            if (each.text().length() <= LONGEST && each.text().indexOf(' ') < 0) {
                own.names(each.text());
            }
            if (each.isName() && each.text().length() <= LONGEST) {
                own.about(each.text());
            }
        }
        return own;
    }

    /** Names of several words, as identifiers are; what follows def is what a server is about. */
    private void names(String text) {
        int from = -1;
        boolean isDefined = false;
        for (int i = 0; i <= text.length(); i++) {
            char c = i < text.length() ? text.charAt(i) : ' ';
            if (Character.isLetterOrDigit(c) || c == '_') {
                from = from < 0 ? i : from;
            } else if (from >= 0) {
                if (i - from <= LONGEST) {
                    var name = text.substring(from, i);
                    if (isDefined) {
                        about(name);
                    }
                    isDefined = name.equals("def");
                    if (isCompound(name)) {
                        names.add(name.toLowerCase(Locale.ROOT));
                    }
                }
                from = -1;
            }
        }
    }

    private static boolean isCompound(String name) {
        for (int i = 1; i < name.length(); i++) {
            if (name.charAt(i) == '_'
                    || (Character.isUpperCase(name.charAt(i)) && Character.isLowerCase(name.charAt(i - 1)))) {
                return true;
            }
        }
        return false;
    }

    private void about(String name) {
        var matcher = WORD.matcher(name.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT));
        while (matcher.find()) {
            if (!COMMON.contains(matcher.group())) {
                about.add(stem(matcher.group()));
            }
        }
    }

    private static String stem(String word) {
        return word.length() > 4 && word.endsWith("s") ? word.substring(0, word.length() - 1) : word;
    }

    /** Whether its code has this name. */
    boolean knows(String name) {
        return names.contains(name);
    }

    /** Whether its name or its tools' have a word of this text. */
    boolean isAbout(String text) {
        var matcher = WORD.matcher(text);
        while (matcher.find()) {
            if (about.contains(stem(matcher.group()))) {
                return true;
            }
        }
        return false;
    }
}
