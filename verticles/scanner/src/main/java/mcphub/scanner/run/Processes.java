package mcphub.scanner.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import mcphub.scanner.code.Ex;
import mcphub.scanner.values.Box;
import mcphub.scanner.values.Label;
import mcphub.scanner.values.Safe;
import mcphub.scanner.values.Value;

/** Programs that are started: which of their arguments a shell reads. */
final class Processes {
    private static final Set<String> SHELLS =
            Words.of("sh bash zsh dash ash ksh fish cmd cmd.exe powershell powershell.exe pwsh osascript wsl ssh");
    private static final Set<String> OPENERS =
            Set.of("xdg-open", "open", "explorer", "explorer.exe", "gio", "start", "wslview");
    private static final Set<String> INSIDE =
            Set.of("sh", "bash", "zsh", "/bin/sh", "/bin/bash", "cmd", "powershell", "pwsh");

    private static final Pattern INTERPRETERS =
            Pattern.compile("(?:.*[/\\\\])?(?:python[\\d.]*|node|deno|bun|perl|ruby|php|lua|Rscript)(?:\\.exe)?");
    private static final Set<String> EVALUATE = Set.of("-c", "-e", "--eval", "-p", "--print", "-r", "eval");

    private final Engine engine;
    private final Options options;

    Processes(Engine engine) {
        this.engine = engine;
        this.options = new Options(engine);
    }

    void process(Value given, List<Value> arguments, Ex.Call call, Frame frame) {
        var words = new ArrayList<Value>();
        Value program = given;
        for (Box box : given.boxes()) {
            // a program, and what it is given, in one object
            var command = box.isList ? null : box.fields.get("command");
            var args = box.isList ? null : box.fields.get("args");
            program = command == null ? program : command;
            words.addAll(
                    args == null
                            ? List.of()
                            : args.boxes().stream()
                                    .flatMap(each -> words(each).stream())
                                    .toList());
        }
        boolean shell = false;
        for (Value each : arguments.subList(1, arguments.size())) {
            for (Box box : each.boxes()) {
                if (box.isList) {
                    words.addAll(words(box));
                } else {
                    shell |= asksForShell(box);
                }
            }
            if (each.boxes().isEmpty() && (each.labels() != 0 || each.only() != null)) {
                words.add(each);
            }
        }
        started(program, words, shell, call, frame);
    }

    /** A program that a library starts with these words. */
    void words(List<Value> words, Ex.Call call, Frame frame) {
        options.started(Value.text("git"), words, call, frame);
    }

    private static List<Value> words(Box list) {
        var words = new ArrayList<>(list.fields.values());
        if (!list.any.isUnknown()) {
            words.add(list.any);
        }
        return words;
    }

    private static boolean asksForShell(Box options) {
        var by = options.fields.get("shell");
        return by != null && !(by.isConstant() && Set.of("false", "", "\uFFFF").containsAll(by.shapes()));
    }

    /** A program and its arguments in one list; a text is all of a command where a shell is asked for. */
    void list(Value command, List<Value> arguments, Ex.Call call, Frame frame) {
        boolean shell = arguments.stream()
                .flatMap(each -> each.boxes().stream())
                .anyMatch(box -> !box.isList && asksForShell(box));
        var all = new ArrayList<Value>();
        command.boxes().stream().filter(box -> box.isList).forEach(box -> all.addAll(words(box)));
        if (all.isEmpty()) {
            all.add(engine.sinks().textual(command));
        }
        started(all.getFirst(), all.subList(1, all.size()), shell, call, frame);
    }

    private void started(Value program, List<Value> words, boolean shell, Ex.Call call, Frame frame) {
        if (program.isTainted(Safe.COMMAND) && (shell || (Sinks.startsForeign(program) && program.isForeign()))) {
            engine.sinks()
                    .report("command", call.at(), program, frame, "A program is started that somebody else chooses");
        }
        if (!program.isForeign() && program.shapes().stream().anyMatch(Processes::opens)) {
            words.stream()
                    .filter(w -> w.isTainted(Safe.OPEN) && w.isForeign() && Sinks.startsForeign(w))
                    .findFirst()
                    .ifPresent(w -> engine.sinks()
                            .report("open", call.at(), w, frame, "The desktop opens what somebody else chooses"));
        }
        interpreted(program, words, call, frame);
        if (!shell) {
            options.started(program, words, call, frame);
        }
        boolean onDevice = words.stream().anyMatch(w -> "shell".equals(w.only()));
        boolean isShell = (program.isConstant() && program.shapes().stream().anyMatch(Processes::isShell))
                || program.shapes().stream().anyMatch(s -> SHELLS.contains(s))
                || words.stream().anyMatch(w -> w.only() != null && INSIDE.contains(w.only()))
                || isShellOfMachine(program);
        if (onDevice) {
            words.stream()
                    .filter(w -> w.isTainted(Safe.COMMAND)
                            && w.shapes().stream().anyMatch(s -> s.length() > 1 && s.indexOf(' ') >= 0))
                    .findFirst()
                    .ifPresent(word -> engine.sinks()
                            .report(
                                    "command",
                                    call.at(),
                                    word,
                                    frame,
                                    "The shell of a device reads an argument that somebody else chooses"));
        }
        if (isShell && !shell) {
            int script = -1;
            for (int i = 0; i < words.size() && script < 0; i++) {
                String word = words.get(i).only();
                script = word != null && word.matches("-[a-z]*c") ? i + 1 : -1;
            }
            // what stands behind the script are its arguments
            if (script > 0
                    && script < words.size()
                    && words.get(script).isConstant()
                    && !words.get(script).shapes().isEmpty()) {
                return;
            }
        }
        if (shell || isShell) {
            words.stream()
                    .filter(w -> engine.sinks().textual(w).isTainted(Safe.COMMAND))
                    .findFirst()
                    .ifPresent(word -> engine.sinks()
                            .report(
                                    "command",
                                    call.at(),
                                    engine.sinks().textual(word),
                                    frame,
                                    "A shell reads an argument that somebody else chooses"));
        }
    }

    /** What an interpreter is told to run by an option. */
    private void interpreted(Value program, List<Value> words, Ex.Call call, Frame frame) {
        boolean isInterpreter = program.shapes().stream().anyMatch(Processes::isInterpreter)
                || program.refs().contains("py:sys.executable")
                || program.refs().contains("process.execPath");
        for (int i = 0; isInterpreter && i + 1 < words.size(); i++) {
            String option = words.get(i).only();
            if (option != null && EVALUATE.contains(option) && words.get(i + 1).isTainted(Safe.CODE)) {
                engine.sinks()
                        .report(
                                "command",
                                call.at(),
                                words.get(i + 1),
                                frame,
                                "An interpreter runs what somebody else chooses");
            }
        }
    }

    private static boolean isInterpreter(String program) {
        return INTERPRETERS.matcher(program).matches();
    }

    private static boolean opens(String program) {
        return OPENERS.contains(program.substring(Math.max(program.lastIndexOf('/'), program.lastIndexOf('\\')) + 1));
    }

    static boolean isShellOfMachine(Value program) {
        return program.step() != null
                && (program.labels() & Label.OWNED) == Label.OPERATOR
                && program.step().what().contains("SHELL");
    }

    static boolean isShell(String program) {
        return SHELLS.contains(program.substring(Math.max(program.lastIndexOf('/'), program.lastIndexOf('\\')) + 1));
    }
}
