package mcphub.scanner.run;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import mcphub.scanner.code.Ex;
import mcphub.scanner.code.Fn;
import mcphub.scanner.values.Box;
import mcphub.scanner.values.Label;
import mcphub.scanner.values.Value;
import org.jspecify.annotations.Nullable;

/** Secrets that are written to logs, and the environment that leaves the process as a whole. */
final class Disclosures {
    private static final Set<String> LEVELS =
            Words.of("info warn error debug trace log verbose fatal notice silly warning critical exception");
    private static final Pattern LOGGERS = Pattern.compile("(?i)^(?:console|winston|pino)$|log(?:ger|ging)?$");
    private static final Set<String> ANSWERS = Set.of("send", "json", "end", "write");
    /** Of unknown objects: what neither shows nor sends anything. */
    private static final Set<String> QUIET = Words.of(
            "parse includes has test match update split replace startsWith indexOf push add set append join encode digest");

    private static final Set<String> WRITERS = Words.of(
            "fs.writeFile fs.writeFileSync fs.appendFile fs.appendFileSync fs.outputFile fs.outputJson fs.writeJson Bun.write "
                    + "py:json.dump py:pickle.dump py:yaml.dump");

    private final Engine engine;
    private final Models models;
    private final Marks marks;
    /** Functions whose answers somebody outside gets. */
    private final Set<Fn> handlers = new HashSet<>();
    /** Functions of the program that write to its log. */
    private final Set<Fn> loggers = new HashSet<>();

    Disclosures(Engine engine, Models models, Marks marks) {
        this.engine = engine;
        this.models = models;
        this.marks = marks;
    }

    void handles(Fn fn) {
        handlers.add(fn);
    }

    /** Each variable of the environment, one after the other. */
    static Value variable(Value environment, Value each) {
        return environment.is(Label.ENVIRONMENT) ? each.marked(Label.ENVIRONMENT | Label.PART) : each;
    }

    /** What is put into an object: one variable there is not all of them. */
    static Value kept(Value value) {
        return value.is(Label.ENVIRONMENT | Label.PART) ? value.unmarked(Label.MARKS) : value;
    }

    /** What somebody outside is answered. */
    void returned(Value value, Ex how, Frame frame) {
        if (value.is(Label.TEXT) || (frame.fn != null && handlers.contains(frame.fn))) {
            left(value, how.at(), "is answered", frame);
        }
    }

    void called(String name, Ex.Call call, Value callee, List<Value> arguments, Frame frame) {
        boolean isLog = callee.refs().stream().anyMatch(ref -> models.isLog(ref)) || isLogger(name, call);
        if (isLog) {
            // what it hands on was told of here
            callee.closures().forEach(each -> loggers.add(each.fn()));
            if (frame.fn != null && loggers.contains(frame.fn)) {
                return;
            }
            for (int i = 0; i < arguments.size(); i++) {
                logged(arguments.get(i), i < call.args().size() ? call.args().get(i) : null, call, frame);
            }
            return;
        }
        boolean isAnswer = call.callee() instanceof Ex.Member
                && ANSWERS.contains(name)
                && callee.closures().isEmpty()
                && !arguments.isEmpty();
        boolean isSent = callee.refs().stream()
                .anyMatch(ref ->
                        models.sinks(ref).stream().anyMatch(sink -> sink.kind().equals("url")));
        boolean isWritten = callee.refs().stream().anyMatch(WRITERS::contains);
        String how = isAnswer ? "is answered" : isSent ? "is sent" : "is written to a file";
        if (isAnswer || isSent || isWritten) {
            arguments.forEach(each -> left(each, call.at(), how, frame));
        } else if (callee.refs().isEmpty() && callee.closures().isEmpty() && !QUIET.contains(name)) {
            // who puts it into a text does not mean a child to inherit it
            arguments.stream()
                    .filter(each -> each.is(Label.TEXT))
                    .forEach(each -> left(each, call.at(), "is handed on", frame));
        }
    }

    private void left(Value value, int at, String how, Frame frame) {
        if ((marks.deep(value) & Label.ENVIRONMENT) != 0) {
            engine.sinks()
                    .report("environment", at, value, frame, "The whole environment, with every secret in it, " + how);
        }
    }

    private static boolean isLogger(String name, Ex.Call call) {
        if (!LEVELS.contains(name) || !(call.callee() instanceof Ex.Member member)) {
            return false;
        }
        return switch (member.of()) {
            case Ex.Name(int at, String of) -> LOGGERS.matcher(of).find();
            case Ex.Member(int at, Ex inner, String of) -> LOGGERS.matcher(of).find();
            default -> false;
        };
    }

    private void logged(Value value, @Nullable Ex how, Ex.Call call, Frame frame) {
        int labels = marks.deep(value);
        if ((labels & Label.ENVIRONMENT) != 0) {
            left(value, call.at(), "is written to the log", frame);
        } else if ((labels & Label.SECRET) != 0) {
            Value whose = engine.expressions().textual(value);
            engine.sinks().report("log", call.at(), whose, frame, "A secret is written to the log");
        } else if (how != null && isNamed(how, frame)) {
            engine.sinks()
                    .report(
                            "log-name",
                            call.at(),
                            Value.UNKNOWN,
                            frame,
                            "What is named like a secret is written to the log");
        }
    }

    /** Whether it is, or holds as a part of a text, what only its name says to be a secret. */
    private boolean isNamed(Ex how, Frame frame) {
        return switch (how) {
            case Ex.Name(int at, String name) -> models.naming().isSecret(name, false) && isUnknown(how, frame);
            case Ex.Member(int at, Ex of, String name) ->
                models.naming().isSecret(name, false) && isUnknown(how, frame);
            case Ex.Index(int at, Ex of, Ex.Lit(int a, Object name)) ->
                models.naming().isSecret(String.valueOf(name), false) && isUnknown(how, frame);
            case Ex.Concat(int at, var parts) -> parts.stream().anyMatch(part -> isNamed(part, frame));
            case Ex.Op(int at, String op, var of)
            when op.equals("+") || op.equals("%") -> of.stream().anyMatch(part -> isNamed(part, frame));
            default -> false;
        };
    }

    private boolean isUnknown(Ex how, Frame frame) {
        Value value = engine.eval(how, frame);
        return !value.isConstant()
                && !value.isOwned()
                && value.closures().isEmpty()
                && value.boxes().stream().noneMatch(Box::isObject);
    }
}
