package mcphub.analysis.reading;

import com.google.re2j.Pattern;
import java.util.HashSet;
import java.util.List;
import java.util.SortedSet;

/**
 * What a file of JavaScript or TypeScript imports. All of its text is looked at, comments and strings too: what tells them apart may be led astray. Whatever may import something that does
 * not stand there is {@link Imports#ANYTHING}.
 */
final class JavaScriptImports {
    private static final String BLANK = "[\\s\\x0b\\x{feff}\\p{Z}]";
    private static final String END = "\\n\\r\\x{2028}\\x{2029}";
    private static final String SPACE =
            "(?:" + BLANK + "|/\\*[^*]*\\*+(?:[^/*][^*]*\\*+)*/|//[^" + END + "]*[" + END + "])*";
    private static final String CALL = SPACE + "\\(" + SPACE;
    private static final String TEXT = "[\"'`][^\"'`\\n]*[\"'`]";
    private static final Pattern IMPORT = Pattern.compile(
            "\\b(from|import|require|resolve)" + SPACE + "(\\(?)" + SPACE + "[\"'`]([^\"'`\\n]{1,300})[\"'`]");

    /** Names that import, or that make what does. */
    private static final String GRAVE =
            "require|createRequire|eval|Function|_load|_compile|getBuiltinModule|mainModule|binding|dlopen|constructor";

    private static final List<Pattern> HIDDEN = List.of(
            // calls of what imports with anything but a plain text
            hidden("\\b(?:import|require)" + CALL + "(?:[^\"'`\\s/]|" + TEXT + SPACE + "[+.,]|`[^`]*\\$\\{)"),
            hidden("\\b(?:from|import|require)" + SPACE + "\\(?" + SPACE + "[\"'`][^\"'`\\n]{301}"),
            hidden("\\bimport" + SPACE + "\\." + SPACE + "(?:source|defer)\\b"),
            // other names for what imports
            hidden("[=(,:?\\[&|{!]" + SPACE + "(?:require|eval)" + SPACE + "[;,)\\n\\r\\]}:?|&]"),
            hidden("\\b(?:return|yield|default|throw)[ \\t]+(?:require|eval)" + SPACE + "[;,)\\n\\r}?|&]"),
            hidden("\\b(?:const|let|var)" + SPACE + "[\\w$]+" + SPACE + "=" + SPACE + "(?:require|eval|Function|module)"
                    + SPACE + "(?:[;,\\n\\r|&?!]|//|as\\b)"),
            hidden("[{,]" + SPACE + "(?:require|createRequire|eval|Function)" + SPACE + ":" + SPACE + "[A-Za-z_$]+"
                    + SPACE + "(?:,[^{}\\n;]*)?\\}" + SPACE + "=[^=]"),
            hidden("\\brequire" + SPACE + "(?:\\[|\\." + SPACE + "(?:call|apply|bind|extensions)\\b|\\?\\.|<!--)"),
            hidden("\\[" + SPACE + "[\"'`](?:require|createRequire|_load|getBuiltinModule)[\"'`]" + SPACE + "\\]"
                    + SPACE + "(?:\\(|;|,|\\?\\.)"),
            hidden("\\[" + SPACE + TEXT + SPACE + "\\+" + SPACE + TEXT),
            hidden("\\b(?:_load|_compile|_extensions|getBuiltinModule|_linkedBinding|registerHooks)\\b"),
            hidden("\\bprocess" + SPACE + "\\??\\." + SPACE + "(?:binding|dlopen)\\b"),
            // code that is made at run time
            hidden("\\beval" + SPACE + "(?:\\(|\\?\\.|\\." + SPACE + "(?:call|apply|bind)\\b)|\\bnew" + SPACE
                    + "Function\\b"),
            hidden("\\bFunction" + SPACE + "(?:\\?\\.|\\." + SPACE + "(?:call|apply|bind)" + CALL + "[\"'`]|\\)" + CALL
                    + ")"),
            hidden("\\bconstructor" + SPACE + "(?:\\." + SPACE + "constructor\\b|\\(" + SPACE + "[\"'`])"),
            hidden("\\bgetPrototypeOf" + CALL + "(?:async|function)\\b"),
            hidden("\\b(?:from|import|require)" + SPACE + "\\(?" + SPACE + "[\"'`](?:node:)?vm[\"'`]"));

    private static final Pattern FUNCTION =
            Pattern.compile("(\\w?)" + BLANK + "*\\bFunction" + CALL + "([\"'`]return this[\"'`]" + SPACE + "\\))?");
    private static final Pattern MEMBER =
            Pattern.compile("(?:^|[^\\w$.])(?:module|globalThis|global|process)" + SPACE + "(?:\\?\\.)?" + SPACE + "\\["
                    + SPACE + "(?:[\"'`]([^\"'`\\\\\\n]{0,300})[\"'`]" + SPACE + "\\]|(Symbol)\\b)?");
    private static final Pattern GRAVE_NAME = Pattern.compile(GRAVE);
    /** A letter, digit or the like of a name, in hexadecimal. */
    private static final String SIGN = "(?:24|3[0-9]|4[1-9a-fA-F]|5[0-9aAfF]|6[1-9a-fA-F]|7[0-9aA])";

    private static final Pattern ESCAPED =
            Pattern.compile("[\\w$]*(?:\\\\u(?:00" + SIGN + "|\\{0*" + SIGN + "\\})[\\w$]*)+");
    private static final Pattern ESCAPE = Pattern.compile("\\\\u\\{?0*(" + SIGN + ")\\}?");

    /** What makes something that imports; all of its uses must be of these. */
    private static final Pattern MAKER = Pattern.compile("\\bcreateRequire\\b");

    private static final Pattern KNOWN_MAKER = Pattern.compile("\\brequire" + SPACE + "=" + SPACE + "(?:[\\w$]+" + SPACE
            + "\\." + SPACE + ")?createRequire" + SPACE + "\\(|[{,]" + SPACE + "createRequire(?:" + SPACE + "as" + BLANK
            + "+([\\w$]{1,100}))?" + SPACE + "[,}]");

    /** What runs a file: only where the file stands there, and was read, nothing is hidden in it. */
    private static final Pattern STARTS = Pattern.compile("\\b(?:fork|new" + SPACE + "(?:[\\w$]+\\.)?Worker)" + CALL
            + "(?:(?:new" + SPACE + "URL" + CALL + "|[\\w$.]+\\(" + SPACE + "(?:__dirname|import\\.meta\\.dirname)"
            + SPACE + ","
            + SPACE + ")?[\"'`]([^\"'`\\n]{1,300})[\"'`]" + SPACE + "[,)])?");

    private static final Pattern NODE = Pattern.compile("\\bexecPath\\b|\\b(?:spawn|exec|execFile|execa)(?:Sync)?"
            + CALL + "[\"'`](?:[^\"'`\\n]*/)?(?:node|bun|deno|tsx|ts-node|npx|sh|bash|env)(?:\\.exe)?(?:[\"'` ])");
    private static final Pattern PROCESSES = Pattern.compile("\\bchild_process\\b|\\bworker_threads\\b|\\bcluster\\b");
    private final OwnFiles files;

    /** In one source, of which these are the files. */
    JavaScriptImports(OwnFiles files) {
        this.files = files;
    }

    private static Pattern hidden(String regex) {
        return Pattern.compile(regex);
    }

    /** Adds what a file imports. */
    void add(TextFile file, SortedSet<String> into) {
        String text = file.text();
        var imports = IMPORT.matcher(text);
        for (int from = 0; imports.find(from); from = imports.start(3)) {
            String specifier = imports.group(3);
            boolean isResolved = imports.group(1).equals("resolve");
            boolean isHidden = specifier.indexOf('\\') >= 0
                    || (!isResolved
                            && files.leadElsewhere(
                                    file.path(), specifier, imports.group(1).equals("require")));
            into.add(isHidden ? Imports.ANYTHING : specifier);
        }
        if (!into.contains(Imports.ANYTHING) && hides(file.path(), text)) {
            into.add(Imports.ANYTHING);
        }
    }

    private boolean hides(String path, String text) {
        return HIDDEN.stream().anyMatch(pattern -> pattern.matcher(text).find())
                || hasMaker(text)
                || hasMember(text)
                || hasFunction(text)
                || hasEscape(text)
                || (PROCESSES.matcher(text).find() && starts(path, text));
    }

    private static boolean hasMaker(String text) {
        int unknown = 0;
        var makers = MAKER.matcher(text);
        while (makers.find()) {
            unknown++;
        }
        var aliases = new HashSet<String>();
        var known = KNOWN_MAKER.matcher(text);
        for (int from = 0; known.find(from); from = known.end() - 1) {
            unknown--;
            if (known.group(1) != null) {
                aliases.add(known.group(1));
            }
        }
        return unknown > 0 || aliases.size() > 10 || aliases.stream().anyMatch(alias -> isUsedOtherwise(alias, text));
    }

    /** Whether another name of what makes something that imports is used for more than one called {@code require}. */
    private static boolean isUsedOtherwise(String alias, String text) {
        var name = Pattern.quote(alias);
        var uses = Pattern.compile("(?:^|[^\\w$])" + name + "(?:[^\\w$]|$)").matcher(text);
        var known = Pattern.compile("\\brequire" + SPACE + "=" + SPACE + name + SPACE + "\\(|\\bas" + BLANK + "+" + name
                        + SPACE + "[,}]")
                .matcher(text);
        int count = 0;
        for (int from = 0; uses.find(from); from = uses.end() - 1) {
            count++;
        }
        while (known.find()) {
            count--;
        }
        return count > 0;
    }

    private static boolean hasMember(String text) {
        var members = MEMBER.matcher(text);
        while (members.find()) {
            String name = members.group(1);
            if (name == null
                    ? members.group(2) == null
                    : GRAVE_NAME.matcher(name).matches()) {
                return true;
            }
        }
        return false;
    }

    /** But for the one that everybody calls to get at the global object, and declarations. */
    private static boolean hasFunction(String text) {
        var functions = FUNCTION.matcher(text);
        while (functions.find()) {
            if (functions.group(1).isEmpty() && functions.group(2) == null) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasEscape(String text) {
        var escaped = ESCAPED.matcher(text);
        while (escaped.find()) {
            var plain = new StringBuilder();
            var escape = ESCAPE.matcher(escaped.group());
            int from = 0;
            while (escape.find()) {
                plain.append(escaped.group(), from, escape.start())
                        .append((char) Integer.parseInt(escape.group(1), 16));
                from = escape.end();
            }
            plain.append(escaped.group(), from, escaped.group().length());
            if (GRAVE_NAME.matcher(plain).matches()
                    || plain.toString().matches("module|globalThis|global|process|fork|spawn|Worker")) {
                return true;
            }
        }
        return false;
    }

    private boolean starts(String path, String text) {
        var starts = STARTS.matcher(text);
        while (starts.find()) {
            String started = starts.group(1);
            if (started == null || !files.areRead(path, started)) {
                return true;
            }
        }
        return NODE.matcher(text).find();
    }
}
