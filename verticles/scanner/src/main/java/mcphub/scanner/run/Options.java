package mcphub.scanner.run;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import mcphub.scanner.code.Ex;
import mcphub.scanner.values.Safe;
import mcphub.scanner.values.Value;

/** Arguments of programs that are started without a shell: one that begins with a dash is read as an option. */
final class Options {
    private static final Set<String> ENDS = Set.of("--", "--end-of-options");
    /** Long options that take nothing; any other one may take the next word. */
    private static final Set<String> FLAGS = Words.of(
            "--json --porcelain --oneline --stat --all --force --recursive --quiet --verbose --yes --cached --staged "
                    + "--bare --no-pager --version --help --short --hard --soft");
    /** Short ones that take the next word, whatever it is, in the programs that have them. */
    private static final Pattern TAKES = Pattern.compile(
            "-(?:[a-zA-Z]|[a-zA-Z]+[ceon]|[A-Za-z]\\w{4,}|name|iname|path|exec|type|maxdepth|vf|af|ss|to|map|pix_fmt|[cf]:[va])");

    /** Programs whose short options mostly take nothing. */
    private static final Pattern OF_FLAGS =
            Pattern.compile("(?:.*/)?(?:curl|wget|mtr|wc|zip|unzip|ls|cat|tar|du|dig|rm|cp|mv)");

    private static final Set<String> TAKES_NOTHING = Set.of("-s", "-r", "-l", "-v", "-q", "-y", "-a", "-R", "-F", "-h");

    /** Whose arguments are no options, or are somebody else's. */
    private static final Pattern NO_OPTIONS = Pattern.compile(
            "(?:.*/)?(?:echo|printf|true|false|test|xdg-open|open|explorer|start|sh|bash|zsh|dash|cmd|powershell|pwsh|osascript)(?:\\.exe)?");

    private static final Pattern INTERPRETERS =
            Pattern.compile("(?:.*/)?(?:node|python[\\d.]*|deno|bun|ruby|perl|php|java)(?:\\.exe)?");

    private final Engine engine;

    Options(Engine engine) {
        this.engine = engine;
    }

    /** Looks at the words behind a program that is known. */
    void started(Value program, List<Value> words, Ex.Call call, Frame frame) {
        boolean isKnown = program.labels() == 0 || !program.isForeign();
        if (!isKnown
                || program.shapes().stream()
                        .anyMatch(each -> NO_OPTIONS.matcher(each).matches())) {
            return;
        }
        boolean isInterpreter = program.shapes().stream()
                .anyMatch(each -> INTERPRETERS.matcher(each).matches());
        boolean isOfFlags = program.shapes().stream()
                .anyMatch(each -> OF_FLAGS.matcher(each).matches());
        String before = "";
        for (Value word : words) {
            String only = word.only();
            if (only != null && (ENDS.contains(only) || (isInterpreter && !only.startsWith("-")))) {
                return;
            }
            if (!takesNext(before, isOfFlags) && mayBeOption(word)) {
                engine.sinks()
                        .report(
                                "option",
                                call.at(),
                                word,
                                frame,
                                "A program may read as an option what somebody else chooses");
                return;
            }
            before = only == null ? "" : only;
        }
    }

    private static boolean takesNext(String option, boolean isOfFlags) {
        return option.startsWith("--")
                ? option.indexOf('=') < 0 && !FLAGS.contains(option)
                : TAKES.matcher(option).matches() && !(isOfFlags && TAKES_NOTHING.contains(option));
    }

    static boolean mayBeOption(Value word) {
        return word.isForeign() && word.isTainted(Safe.OPTION) && Sinks.startsForeign(word);
    }
}
