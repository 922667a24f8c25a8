package mcphub.scanner.run;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import mcphub.scanner.code.Ex;
import mcphub.scanner.code.Fn;
import mcphub.scanner.values.Label;
import mcphub.scanner.values.Safe;
import mcphub.scanner.values.Step;
import mcphub.scanner.values.Value;
import org.jspecify.annotations.Nullable;

/** What each tool of a server does, and what its tools do together: one reads what is private, another one sends it where its caller says. */
final class ToolUse {
    /** What a tool does. */
    enum Does {
        /** Gives what is private. */
        READS,
        /** Sends to an address of its caller's choice. */
        SENDS,
        /** Answers with what strangers wrote. */
        SHOWS,
        /** Runs, or writes to a file, what its caller chooses. */
        RUNS
    }

    private static final Set<String> PROGRAMS = Set.of("command", "process", "argv", "words", "code");
    /** Of a tool whose name is not known. */
    private static final String NAMELESS = "";

    private final Engine engine;
    private final ToolModels models;
    private final Strangers strangers;
    private final Map<Does, Map<String, Flaw>> all = new EnumMap<>(Does.class);
    private final Map<String, Flaw> shown = new LinkedHashMap<>();
    private final List<Flaw> sent = new ArrayList<>();
    /** Tools that bound or mark what they give. */
    private final Set<String> bounding = new HashSet<>();

    private @Nullable Fn handler;

    ToolUse(Engine engine, ToolModels models) {
        this.engine = engine;
        this.models = models;
        this.strangers = new Strangers(engine, models);
    }

    Strangers strangers() {
        return strangers;
    }

    /** A tool is called; gives the one that was before. */
    @Nullable
    Fn begins(Fn fn, List<Value> arguments) {
        var before = handler;
        handler = Carried.in(arguments, Label.TOOL, engine.budget()).labels() == 0 ? null : fn;
        return before;
    }

    void ends(@Nullable Fn before) {
        handler = before;
    }

    private void does(Does what, String words, int at, Frame frame) {
        String tool = engine.tool();
        all.computeIfAbsent(what, w -> new TreeMap<>())
                .putIfAbsent(tool == null ? NAMELESS : tool, new Flaw("", frame.file, at, 0, null, tool, words));
    }

    /** A tool whose caller chooses what is run, or which file is written; null where there is none. */
    @Nullable
    String runner() {
        var runners = all.get(Does.RUNS);
        return runners == null ? null : named(runners.values().iterator().next());
    }

    void called(String name, Value receiver, Value callee, List<Value> arguments, Ex.Call call, Frame frame) {
        if (handler == null) {
            return;
        }
        for (String ref : callee.refs()) {
            if (models.role(ref).isMail()) {
                does(Does.READS, "mail", call.at(), frame);
                does(Does.SHOWS, "mail", call.at(), frame);
            }
        }
        boolean isStrange = (receiver.labels() & Label.STRANGE) != 0
                || arguments.stream().anyMatch(each -> (each.labels() & Label.STRANGE) != 0);
        if (isStrange && models.limits.matcher(name).find() && (!name.equals("slice") || arguments.size() > 0)) {
            bounding.add(key());
        }
    }

    private String key() {
        String tool = engine.tool();
        return tool != null ? tool : handler == null ? NAMELESS : handler.file() + '|' + handler.at();
    }

    /** A request goes to an address that a caller chooses. */
    void asked(List<Value> arguments, Ex.Call call, Frame frame) {
        if (handler == null) {
            return;
        }
        does(Does.SENDS, "", call.at(), frame);
        var content = Carried.in(arguments, Label.LOCAL, engine.budget());
        if (content.labels() != 0) {
            sent.add(new Flaw(
                    "file-sent",
                    frame.file,
                    call.at(),
                    0,
                    content.step(),
                    engine.tool(),
                    "What is in a file of the caller's choice is sent to an address of the caller's choice"));
        }
    }

    /** What comes to a place where it may do harm. */
    void reached(String kind, Value value, List<Value> arguments, Ex.Call call, Frame frame) {
        if (handler == null) {
            return;
        }
        boolean isOfTool = (value.labels() & Label.TOOL) != 0;
        if (PROGRAMS.contains(kind)) {
            var given = new ArrayList<Value>(List.of(value));
            arguments.stream()
                    .filter(each -> each.boxes().stream().allMatch(box -> box.isList))
                    .forEach(given::add);
            if (Carried.in(given, Label.TOOL, engine.budget()).labels() != 0) {
                does(Does.RUNS, "", call.at(), frame);
            }
        } else if (kind.startsWith("sql")) {
            does(Does.READS, "rows of a database", call.at(), frame);
            if (isOfTool && Sinks.startsForeign(value)) {
                does(Does.RUNS, "", call.at(), frame);
            }
        } else if (kind.equals("path") && isOfTool && isFree(value)) {
            file(call, arguments, frame);
        }
    }

    /** Whether the path leads to files of whoever runs the server, and not to those that came with it. */
    private static boolean isFree(Value path) {
        return Sinks.startsForeign(path) || path.isTainted(Safe.PATH) || (path.labels() & Label.OPERATOR) != 0;
    }

    private void file(Ex.Call call, List<Value> arguments, Frame frame) {
        String name = call.callee() instanceof Ex.Member(int at, Ex of, String last)
                ? last
                : call.callee() instanceof Ex.Name(int a, String plain) ? plain : "";
        boolean opensToWrite = name.startsWith("open")
                && arguments.stream()
                        .skip(1)
                        .anyMatch(each -> each.only() != null && each.only().matches("[wax][bt+]*"));
        if (opensToWrite || models.writes.matcher(name).find()) {
            does(Does.RUNS, "", call.at(), frame);
        } else if (models.reads.matcher(name).find()) {
            does(Does.READS, "files of its caller's choice", call.at(), frame);
        }
    }

    /** What the model is answered. */
    @SuppressWarnings("ReferenceEquality") // the very function
    void returned(Value value, int at, Frame frame) {
        if (handler == null || frame.fn != handler) {
            return;
        }
        Step from = strangers.shown(value);
        if (from == null) {
            return;
        }
        Step origin = from;
        while (origin.before() != null && strangers.fetcher(origin) == null) {
            origin = origin.before();
        }
        String fetcher = strangers.fetcher(origin);
        origin = fetcher == null ? new Step(frame.file, at, "", null) : origin;
        String tool = engine.tool() != null ? engine.tool() : fetcher == null || fetcher.isEmpty() ? null : fetcher;
        boolean isBounded = bounding.contains(key()) || (tool != null && bounding.contains(tool));
        all.computeIfAbsent(Does.SHOWS, w -> new TreeMap<>())
                .putIfAbsent(
                        tool == null ? NAMELESS : tool, new Flaw("", origin.file(), origin.at(), 0, null, tool, ""));
        if (!isBounded) {
            shown.putIfAbsent(
                    tool == null ? origin.file() + '|' + origin.at() : tool,
                    new Flaw(
                            "shown",
                            origin.file(),
                            origin.at(),
                            0,
                            null,
                            tool,
                            "What strangers wrote is given to the model as it is, with no mark and no limit"));
        }
    }

    List<Flaw> found() {
        var found = new ArrayList<>(shown.values());
        found.removeIf(each -> each.tool() != null && bounding.contains(each.tool()));
        if (!sent.isEmpty()) {
            found.add(sent.getFirst());
            return found;
        }
        var readers = all.get(Does.READS);
        var senders = all.get(Does.SENDS);
        var showers = all.get(Does.SHOWS);
        if (readers != null && senders != null && showers != null) {
            Flaw reader = readers.values().iterator().next();
            Flaw sender = senders.values().iterator().next();
            Flaw shower = showers.values().iterator().next();
            found.add(new Flaw(
                    "tool-flow",
                    sender.file(),
                    sender.at(),
                    0,
                    null,
                    sender.tool(),
                    "What " + named(reader) + " gives (" + reader.says() + ") can leave by " + named(sender)
                            + ", whose caller chooses the address, where a text of strangers asks for it, such as "
                            + named(shower) + " gives"));
        }
        return found;
    }

    private static String named(Flaw of) {
        return of.tool() == null ? "a tool" : "'" + of.tool() + "'";
    }
}
