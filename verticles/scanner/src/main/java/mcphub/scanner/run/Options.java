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

    /** Whose options write files, start programs, or name other servers. */
    private static final Pattern RICH = Pattern.compile(
            "(?i)(?:.*[/\\\\])?(?:git|hg|svn|gh|glab|curl|wget|aria2c|yt-dlp|youtube-dl|tar|bsdtar|zip|7z|rsync|scp|sftp|ssh|find|fd|rg|grep|ag|sed|awk|gawk|sort|man|less|vim|ed|xargs|env|nice|timeout|time|sudo|su|docker|podman|nerdctl|kubectl|helm|oc|terraform|ansible(?:-playbook)?|npm|npx|pnpm|yarn|bunx?|uvx?|pipx?|pip3|poetry|cargo|go|make|cmake|ninja|mvn|gradle|node|deno|python[\\d.]*|perl|ruby|php|java|ffmpeg|ffprobe|convert|magick|pandoc|wkhtmltopdf|chrome|chromium|google-chrome|psql|mysql|mysqldump|sqlite3|mongo(?:sh)?|redis-cli|nmap|tcpdump|tshark|openssl|gpg|aws|az|gcloud)(?:\\.exe|\\.cmd)?");

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
        boolean isRich =
                program.shapes().stream().anyMatch(each -> RICH.matcher(each).matches() || isOpen(each));
        String before = "";
        for (Value word : words) {
            String only = word.only();
            if (only != null && (ENDS.contains(only) || (isInterpreter && !only.startsWith("-")))) {
                return;
            }
            if (!takesNext(before, isOfFlags) && mayBeOption(word)) {
                engine.sinks()
                        .report(
                                isRich ? "option" : "option-poor",
                                call.at(),
                                word,
                                frame,
                                "A program may read as an option what somebody else chooses");
                return;
            }
            before = only == null ? "" : only;
        }
    }

    /** Whether the name of a program is not known. */
    private static boolean isOpen(String program) {
        return program.isEmpty() || program.charAt(program.length() - 1) <= Value.OTHER;
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
