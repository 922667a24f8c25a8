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
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9]*(?:_[A-Za-z0-9]+|[A-Z][a-z0-9]+)+[A-Za-z0-9_]*");
    private static final Pattern DECLARED = Pattern.compile(
            "(?:(?:registerTool|tool|addTool|prompt|registerPrompt|Server|FastMCP|Tool)\\(\\s*(?:\\{\\s*)?|\\bname[\"']?\\s*[:=]\\s*)[\"'`]([^\"'`\\n]{1,80})[\"'`]|\\bdef\\s+(\\w{1,80})\\(");
    private static final Pattern WORD = Pattern.compile("[a-z0-9]{2,}");
    /** Which say what anything is about, and so nothing. */
    private static final Set<String> COMMON = Set.of(
            "mcp", "server", "tool", "tools", "get", "set", "list", "read", "write", "file", "files", "find", "search",
            "the", "all", "of", "in", "from", "and", "user", "name", "value", "values", "data", "text", "config", "json",
            "key", "keys", "token", "tokens", "words", "content", "contents", "other", "any", "home", "path");

    private final Set<String> about = new HashSet<>();
    private final Set<String> names = new HashSet<>();

    static Own of(Source source, List<Passage> passages) {
        var own = new Own();
        source.manifests().forEach(manifest -> manifest.field("name").ifPresent(own::about));
        for (TextFile file : source.productCode()) {
            var declared = DECLARED.matcher(file.spoken());
            while (declared.find()) {
                own.about(declared.group(1) == null ? declared.group(2) : declared.group(1));
            }
            own.names(file.code());
        }
        // names stand in short strings, too: of tools, keys, enums
        passages.stream()
                .filter(each -> each.text().length() <= 64 && each.text().indexOf(' ') < 0)
                .forEach(each -> own.names(each.text()));
        return own;
    }

    private void names(String text) {
        var matcher = NAME.matcher(text);
        while (matcher.find()) {
            names.add(matcher.group().toLowerCase(Locale.ROOT));
        }
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
