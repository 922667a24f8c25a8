package mcphub.scanner.run;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import mcphub.scanner.code.Ex;
import mcphub.scanner.values.Box;
import mcphub.scanner.values.Label;
import mcphub.scanner.values.Value;
import org.jspecify.annotations.Nullable;

/** What a machine is changed by for ever, and who is given a shell of it: commands and files as they stand in the code. */
final class Changes {
    private static final Set<String> COMMANDS = Set.of("command", "process", "argv");
    private static final Pattern SOCKET = Pattern.compile("^(?:net|tls)\\.(?:connect|createConnection|Socket)\\(\\).*");
    private static final Pattern PROCESS =
            Pattern.compile("^child_process\\.(?:spawn|exec|execFile)\\(\\)\\.std(?:in|out|err)$");
    private static final Pattern HANDLE =
            Pattern.compile("^py:socket\\.(?:socket|create_connection)\\(\\).*fileno\\(\\)$");
    private static final Pattern LOGINS = Pattern.compile("^(?:logins of browsers|wallets)$");
    private static final int MOST_WORDS = 40;

    private final Engine engine;
    private final Models models;
    private final Intentions intentions;
    /** Files in which a shell is started that waits for what is typed. */
    private final Set<String> shells = new HashSet<>();
    /** Files that connect to an address of their author's. */
    private final Set<String> connecting = new HashSet<>();

    Changes(Engine engine, Models models, Intentions intentions) {
        this.engine = engine;
        this.models = models;
        this.intentions = intentions;
    }

    void called(String ref, Ex.Call call, List<Value> arguments, Frame frame) {
        if (isCommand(ref)) {
            commands(arguments).forEach(text -> run(text, call, frame));
            handed(arguments, call, frame);
        }
        if (ref.equals("py:os.dup2") && !arguments.isEmpty() && isHandle(arguments.getFirst())) {
            control(call, frame);
        }
        if (SOCKET.matcher(ref + "()").matches() && FixedAddresses.connected(arguments) != null) {
            connecting.add(frame.file);
        }
        if (arguments.isEmpty()) {
            return;
        }
        boolean isOpened = (ref.equals("py:open") || ref.equals("py:Path.open")) && isToWrite(arguments);
        if (intentions.isWriting(ref) || isOpened) {
            written(
                    arguments.getFirst(),
                    isOpened || arguments.size() < 2 ? Value.UNKNOWN : arguments.get(1),
                    call,
                    frame);
        } else if (arguments.size() > 1 && intentions.isCopying(ref)) {
            written(arguments.get(1), Value.UNKNOWN, call, frame);
            copied(arguments.getFirst(), call, frame);
        }
    }

    /** Whether a function of this name has anything to do with it. */
    boolean isOfConcern(String ref) {
        return isCommand(ref)
                || ref.equals("py:os.dup2")
                || SOCKET.matcher(ref + "()").matches();
    }

    private boolean isCommand(String ref) {
        return models.sinks(ref).stream().anyMatch(sink -> COMMANDS.contains(sink.kind()));
    }

    private static boolean isToWrite(List<Value> arguments) {
        return arguments.stream()
                .skip(1)
                .flatMap(each -> java.util.stream.Stream.concat(
                        each.shapes().stream(),
                        each.boxes().stream()
                                .filter(box -> box.isNamed)
                                .flatMap(box -> box.get("mode").shapes().stream())))
                .anyMatch(mode -> mode.matches("[rbt+]*[wax][rbt+]*|r[bt]?\\+[bt]?"));
    }

    private void run(String text, Ex.Call call, Frame frame) {
        if (Processes.isShell(text.strip())) {
            shells.add(frame.file);
        }
        for (var act : intentions.commands(text)) {
            if (!act.kind().equals("asks")) {
                String kind = act.kind().equals("fetches") ? "command-fetch" : act.kind();
                engine.sinks().report(kind, call.at(), Value.UNKNOWN, frame, act.says());
            }
        }
    }

    /** What other programs are made to tell; null for nothing. */
    @Nullable
    String asked(String ref, List<Value> arguments) {
        if (arguments.isEmpty() || !isCommand(ref)) {
            return null;
        }
        for (String text : commands(arguments)) {
            for (var act : intentions.commands(text)) {
                if (act.kind().equals("asks")) {
                    return act.says();
                }
            }
        }
        return null;
    }

    /** Commands with their arguments, as far as they stand in the code. */
    private static List<String> commands(List<Value> arguments) {
        var rest = new StringBuilder();
        var first = new ArrayList<String>();
        for (int i = 0; i < arguments.size(); i++) {
            Value each = arguments.get(i);
            if (i == 0 && each.boxes().isEmpty()) {
                each.shapes().forEach(first::add);
            }
            for (Box box : each.boxes()) {
                if (box.isList) {
                    box.fields.values().stream()
                            .limit(MOST_WORDS)
                            .forEach(word -> rest.append(' ')
                                    .append(word.shapes().stream().findFirst().orElse("")));
                }
            }
            if (i > 0 && each.boxes().isEmpty() && each.only() != null) {
                rest.append(' ').append(each.only());
            }
        }
        if (first.isEmpty()) {
            first.add("");
        }
        return first.stream()
                .map(text -> (text + rest)
                        .replace(Value.FOREIGN, ' ')
                        .replace(Value.OTHER, ' ')
                        .strip())
                .toList();
    }

    private void handed(List<Value> arguments, Ex.Call call, Frame frame) {
        boolean isHanded = arguments.stream()
                .flatMap(each -> each.boxes().stream())
                .filter(box -> !box.isList)
                .anyMatch(box -> List.of("stdin", "stdout").stream().anyMatch(name -> isHandle(box.get(name))));
        if (isHanded) {
            control(call, frame);
        }
    }

    private static boolean isHandle(Value value) {
        return value.refs().stream().anyMatch(ref -> HANDLE.matcher(ref).matches());
    }

    /** Streams that are joined to each other. */
    void piped(String name, Ex.Call call, Value receiver, List<Value> arguments, Frame frame) {
        if (!name.equals("pipe") || arguments.isEmpty() || !shells.contains(frame.file)) {
            return;
        }
        Value to = arguments.getFirst();
        Value other = is(PROCESS, receiver) ? to : is(PROCESS, to) ? receiver : null;
        // who is called back when a connection is there may be looked at before it is
        boolean isSocket = other != null
                && (other.isUnknown()
                        ? connecting.contains(frame.file)
                        : is(SOCKET, other) && FixedAddresses.opened(other) != null);
        if (isSocket) {
            control(call, frame);
        }
    }

    private static boolean is(Pattern like, Value value) {
        return value.refs().stream().anyMatch(ref -> like.matcher(ref).matches());
    }

    private void control(Ex.Call call, Frame frame) {
        engine.sinks()
                .report("control", call.at(), Value.UNKNOWN, frame, "A shell is handed to an address of the network");
    }

    private void written(Value path, Value content, Ex.Call call, Frame frame) {
        var act = intentions.lasting(path);
        if (act == null || (content.labels() & (Label.TOOL | Label.HTTP)) != 0) {
            return;
        }
        var worse = act.worse();
        boolean isWorse = worse != null
                && content.shapes().stream()
                        .map(shape -> shape.substring(0, Math.min(shape.length(), 600)))
                        .anyMatch(shape -> worse.matcher(shape).find());
        engine.sinks()
                .report(isWorse ? act.kind() + "-foreign" : act.kind(), call.at(), Value.UNKNOWN, frame, act.says());
    }

    private void copied(Value path, Ex.Call call, Frame frame) {
        for (var each : intentions.kept(path)) {
            if (LOGINS.matcher(each.what()).matches()) {
                engine.sinks()
                        .report("copied", call.at(), Value.UNKNOWN, frame, "Files with " + each.what() + " are copied");
            }
        }
    }
}
