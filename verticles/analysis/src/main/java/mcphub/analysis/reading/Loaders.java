package mcphub.analysis.reading;

import com.google.re2j.Pattern;

/** What loads modules in a file of JavaScript, as plain code has it, without comments and what stands in texts: whoever loads what does not stand there loads any file. */
final class Loaders {
    private static final Pattern NAMES = Pattern.compile("\\b(?:from|import|require|createRequire)\\b");
    private static final Pattern DECLARED = Pattern.compile("\\b(?:function|async|typeof)\\s*\\*?\\s*$");
    private static final Pattern MADE = Pattern.compile("\\brequire\\s*(?::[^=]*)?=\\s*(?:\\(0,\\s*)?(?:\\w+\\.)?$");
    private static final Pattern OF_MODULE = Pattern.compile("\\bmodule\\s*(?:\\?\\s*)?\\.\\s*$");
    private static final Pattern HARMLESS = Pattern.compile("^\\.\\s*(?:main|cache)\\b");
    private static final Pattern RESOLVED = Pattern.compile("^\\.\\s*resolve\\s*\\(");
    /** What a name can be that is found elsewhere, too. */
    private static final Pattern PLAIN = Pattern.compile("[^\"'`\\n$\\\\]{0,300}");
    /** More blanks than anybody writes, but those of a comment. */
    private static final int NEAR = 80;

    /** How a name is meant. */
    private enum How {
        IMPORTED,
        REQUIRED,
        RESOLVED
    }

    private final TextFile file;
    private final String code;
    private final Reached into;

    Loaders(TextFile file, Reached into) {
        this.file = file;
        this.code = file.code();
        this.into = into;
    }

    void find() {
        var names = NAMES.matcher(code);
        while (names.find()) {
            int start = names.start();
            int end = names.end();
            if (at(start - 1) != '$' && at(end) != '$') {
                switch (names.group()) {
                    case "from" -> from(end);
                    case "import" -> imported(start, end);
                    case "require" -> required(start, end);
                    default -> made(start, end);
                }
            }
        }
    }

    private void from(int end) {
        int next = next(end);
        if (isQuote(at(next))) {
            literal(next, How.IMPORTED);
        }
    }

    private void imported(int start, int end) {
        int next = next(end);
        if (at(next) == '(') {
            boolean isMethod = at(last(start)) == '.' && at(last(start) - 1) != '.';
            if (!isMethod && !isBehind(DECLARED, start)) {
                argument(next, How.IMPORTED);
            }
        } else if (isQuote(at(next))) {
            literal(next, How.IMPORTED);
        }
    }

    private void required(int start, int end) {
        int next = next(end);
        if (at(next) == '?' && at(next + 1) == '.') {
            next = next(next + (at(next(next + 2)) == '(' ? 2 : 1));
        }
        char before = at(last(start));
        String behind = code.substring(next, Math.min(code.length(), next + NEAR));
        boolean isMember = before == '.' && at(last(start) - 1) != '.';
        if (at(next) == '(') {
            if (!isBehind(DECLARED, start)) {
                argument(next, How.REQUIRED);
            }
        } else if (isMember && !isBehind(OF_MODULE, start)) {
            // a field of something else
            return;
        } else if (RESOLVED.matcher(behind).find()) {
            argument(code.indexOf("(", next), How.RESOLVED);
        } else if (!HARMLESS.matcher(behind).find()
                && !isBehind(DECLARED, start)
                && !isAssigned(next)
                && !isKey(before, next)) {
            opens(start, "hands on what imports");
        }
    }

    /** Whoever calls what imports by another name is not followed. */
    private void made(int start, int end) {
        int next = next(end);
        char before = at(last(start));
        boolean isListed = (before == '{' || before == ',') && (at(next) == '}' || at(next) == ',');
        boolean isCalled = isBehind(MADE, start) && (at(next) == '(' || at(next) == ')');
        if (!isListed && !isCalled && !isBehind(DECLARED, start)) {
            opens(start, "makes what imports by another name");
        }
    }

    private boolean isAssigned(int next) {
        return at(next) == '=' && at(next + 1) != '=' && at(next + 1) != '>';
    }

    /** Of an object, or with a type. */
    private boolean isKey(char before, int next) {
        return at(next) == ':' && before != '?';
    }

    /** Takes what is called with one text alone; what else is called may be any file. */
    private void argument(int parenthesis, How how) {
        int from = next(parenthesis + 1);
        if (at(from) == ')') {
            return;
        }
        int end = isQuote(at(from)) ? literal(from, how) : -1;
        char behind = end < 0 ? '+' : at(next(end + 1));
        if (end < 0 || (behind != ')' && behind != ',')) {
            opens(parenthesis, "imports what is named when it runs");
        }
    }

    /** Takes a name, and tells where its last quote stands; less than 0 where it is no plain text. */
    private int literal(int quote, How how) {
        int end = quote + 1;
        while (end < code.length() && end - quote <= Compiled.LONGEST && code.charAt(end) == ' ') {
            end++;
        }
        String name = file.text().substring(quote + 1, Math.min(end, file.text().length()));
        if (at(end) != at(quote) || !PLAIN.matcher(name).matches()) {
            opens(quote, "imports by a name that is none of a file");
            return -1;
        }
        if (how != How.RESOLVED || name.startsWith(".")) {
            into.named(file, name, true, how == How.REQUIRED);
        }
        return end;
    }

    private void opens(int position, String what) {
        into.opens(file.path() + ':' + file.lineOf(position) + ' ' + what);
    }

    private boolean isBehind(Pattern pattern, int position) {
        return pattern.matcher(code.substring(Math.max(0, position - NEAR), position))
                .find();
    }

    private static boolean isQuote(char c) {
        return c == '"' || c == '\'' || c == '`';
    }

    private char at(int position) {
        return position < 0 || position >= code.length() ? 0 : code.charAt(position);
    }

    private int next(int from) {
        int at = from;
        while (at < code.length() && Character.isWhitespace(code.charAt(at))) {
            at++;
        }
        return at;
    }

    private int last(int before) {
        int at = before - 1;
        while (at >= 0 && Character.isWhitespace(code.charAt(at))) {
            at--;
        }
        return at;
    }
}
