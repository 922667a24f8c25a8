package mcphub.scanner.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mcphub.scanner.code.Ex;
import mcphub.scanner.values.Box;
import mcphub.scanner.values.Label;
import mcphub.scanner.values.Safe;
import mcphub.scanner.values.Value;

/** Where a foreign value does harm. */
final class Sinks {
    /** Marks a value as a path that was put together. */
    static final String PATH = "#path";
    /** The place of what a method is called on. */
    private static final int OF = -2;

    /** Of texts: they make a regular expression of a text. */
    private static final Set<String> PATTERNS = Set.of("match", "matchAll", "search");

    private static final Set<String> STATEMENTS = Words.of(
            "query execute exec run all get prepare raw each $queryRawUnsafe $executeRawUnsafe unsafe batch multi "
                    + "fetch fetchrow fetchval executescript executemany execute_query executeQuery read_sql");

    private static final Set<String> STARTS = Set.of("command", "process", "argv");
    private static final Set<String> WHOLE = Set.of("command", "code");
    private static final Set<String> PLACES = Set.of("path");
    private static final Set<String> ANYTHING = Set.of(String.valueOf(Value.FOREIGN));

    private record Harm(int safe, String says) {}

    private static final Map<String, Harm> HARMS = Map.of(
            "code", new Harm(Safe.CODE, "Text is run as code"),
            "deserialise", new Harm(Safe.DATA, "What may hold code is read from what somebody else chooses"),
            "template", new Harm(Safe.TEMPLATE, "A template is made of what somebody else chooses, and run"),
            "regex",
                    new Harm(
                            Safe.REGEX,
                            "A regular expression is made of what somebody else chooses, who can make it take for ever"),
            "html", new Harm(Safe.HTML, "A page holds what somebody else chooses, as markup"));

    private final Engine engine;
    private final Models models;
    private final Processes processes;
    private final Queries queries;
    private final Addresses addresses;
    private final Listeners listeners;
    private final Origins origins;
    private final Pages pages;
    final Certificates certificates;
    final Disclosures disclosures;
    final Uses uses;
    private final Map<String, Flaw> found = new LinkedHashMap<>();
    private boolean isUnfinished;

    Sinks(Engine engine, Models models) {
        this.engine = engine;
        this.models = models;
        this.processes = new Processes(engine);
        this.queries = new Queries(engine);
        this.addresses = new Addresses(engine);
        this.listeners = new Listeners(engine);
        this.origins = new Origins(engine);
        this.pages = new Pages(engine);
        this.certificates = new Certificates(engine, models);
        this.uses = new Uses(models);
        this.disclosures = new Disclosures(engine, models, engine.marks());
    }

    List<Flaw> found() {
        var all = new ArrayList<Flaw>();
        var unguarded = listeners.transports().unguarded();
        found.values().stream()
                .filter(each ->
                        !each.kind().equals("listen") || unguarded.stream().noneMatch(each::isBeside))
                .forEach(each -> all.add(listeners.transports().guarded(each)));
        all.addAll(unguarded);
        all.addAll(origins.echoed());
        all.addAll(engine.toolUse().found());
        all.addAll(engine.privileges().found());
        all.addAll(certificates.places().found());
        if (isUnfinished) {
            all.add(new Flaw("unfinished", "", 0, 0, null, null, "The program takes more work than is spent on one"));
        }
        return all;
    }

    Pages pages() {
        return pages;
    }

    Listeners listeners() {
        return listeners;
    }

    void unfinished() {
        isUnfinished = true;
    }

    void report(String group, int at, Value value, Frame frame, String says) {
        // who runs all that is asked of him may be meant to
        boolean isAny =
                WHOLE.contains(group) && value.isForeign() && value.shapes().equals(ANYTHING);
        boolean isWhole = PLACES.contains(group)
                && value.isForeign()
                && value.shapes().stream()
                        .allMatch(each -> each.indexOf(Value.FOREIGN) == 0 && each.lastIndexOf(Value.FOREIGN) == 0);
        String kind = isAny || isWhole ? group + "-any" : group;
        String key = group + '|' + frame.file + '|' + at;
        var before = found.get(key);
        int labels = value.labels() & Label.OWNED;
        if (before == null || before.isBetterThan(kind, labels)) {
            found.put(key, new Flaw(kind, frame.file, at, labels, value.step(), engine.tool(), says));
        }
    }

    void called(String name, Ex.Call call, Value receiver, Value callee, List<Value> arguments, Frame frame) {
        uses.called(callee);
        listeners.called(name, call, receiver, callee, arguments, frame);
        origins.called(name, call, callee, arguments, frame);
        pages.called(name, call, callee, arguments, frame);
        certificates.called(name, call, callee, arguments, frame);
        disclosures.called(name, call, callee, arguments, frame);
        engine.intents().called(name, call, receiver, callee, arguments, frame);
        engine.toolUse().called(name, receiver, callee, arguments, call, frame);
        engine.privileges().called(name, receiver, callee, arguments, call, frame);
        boolean isKnownSql = false;
        for (String ref : callee.refs()) {
            for (var sink : models.sinks(ref)) {
                receiver.boxes().stream()
                        .filter(box -> sink.kind().equals("url") && box.fields.containsKey(Packages.BASE))
                        .forEach(box -> addresses.asked(box.get(Packages.BASE), arguments, call, frame));
                isKnownSql |= sink.kind().startsWith("sql");
                at(sink, receiver, arguments, call, frame);
            }
        }
        if (Python.is(frame) && PyPaths.is(receiver)) {
            models.sinks(PyPaths.METHODS + name).forEach(sink -> at(sink, receiver, arguments, call, frame));
        }
        boolean isMethod = call.callee() instanceof Ex.Member;
        if (isMethod
                && PATTERNS.contains(name)
                && arguments.size() == 1
                && !Python.is(frame)
                && callee.closures().isEmpty()
                && callee.refs().isEmpty()) {
            sink("regex", arguments.getFirst(), arguments, call, frame);
        }
        if (isMethod
                && name.equals("goto")
                && !arguments.isEmpty()
                && callee.closures().isEmpty()) {
            addresses.asked(arguments.getFirst(), arguments, call, frame);
        }
        if ((callee.refs().contains("require") || callee.refs().contains("import")) && !arguments.isEmpty()) {
            sink("code", arguments.getFirst(), arguments, call, frame);
        }
        if (isMethod
                && STATEMENTS.contains(name)
                && !isKnownSql
                && !arguments.isEmpty()
                && callee.closures().isEmpty()) {
            queries.statement(arguments.getFirst(), "", call, frame);
        }
    }

    private void at(Models.Sink sink, Value receiver, List<Value> arguments, Ex.Call call, Frame frame) {
        Box named = Parameters.named(arguments);
        int positional = arguments.size() - (named == null ? 0 : 1);
        if (sink.only() != null && !holds(sink.only(), arguments)) {
            return;
        }
        if (sink.argument() == OF) {
            reached(sink.kind(), receiver, arguments, call, frame);
        } else if (sink.argument() == -1) {
            arguments.forEach(each -> reached(sink.kind(), each, arguments, call, frame));
        } else if (sink.argument() >= 0 && sink.argument() < positional) {
            reached(sink.kind(), arguments.get(sink.argument()), arguments, call, frame);
        } else if (sink.name() != null && named != null) {
            reached(sink.kind(), named.get(sink.name()), arguments, call, frame);
        }
    }

    private void reached(String kind, Value value, List<Value> arguments, Ex.Call call, Frame frame) {
        sink(kind, value, arguments, call, frame);
        engine.intents().reached(kind, value, arguments, call, frame);
        engine.toolUse().reached(kind, value, arguments, call, frame);
        if (STARTS.contains(kind)) {
            engine.privileges().started(kind, value, arguments, call, frame);
        }
    }

    /** Whether an option is what makes the call harmful: by its place, by its name, or in an object of options. */
    private static boolean holds(Models.Condition only, List<Value> arguments) {
        Value option = only.argument() < arguments.size() ? arguments.get(only.argument()) : Value.UNKNOWN;
        for (Value each : arguments) {
            for (Box box : each.boxes()) {
                option =
                        box.isList ? option : java.util.Objects.requireNonNullElse(box.fields.get(only.name()), option);
            }
        }
        boolean isLike = java.util.stream.Stream.concat(option.shapes().stream(), option.refs().stream())
                .anyMatch(text -> only.like().matcher(text).find());
        return isLike == only.isWanted();
    }

    private void sink(String kind, Value value, List<Value> arguments, Ex.Call call, Frame frame) {
        switch (kind) {
            case "command" -> command(value, call.at(), frame);
            case "process" -> processes.process(value, arguments, call, frame);
            case "words" -> processes.words(arguments, call, frame);
            case "argv" -> processes.list(value, arguments, call, frame);
            case "path" -> {
                if (value.isTainted(Safe.PATH) && value.isForeign()) {
                    report(
                            kind,
                            call.at(),
                            value,
                            frame,
                            "A file is opened whose path somebody else chooses, and nothing keeps it in its folder");
                }
            }
            case "url" -> addresses.asked(value, arguments, call, frame);
            case "sql", "sql-one" -> queries.statement(value, kind, call, frame);
            case "open" -> {
                if (value.isTainted(Safe.OPEN) && value.isForeign() && startsForeign(value)) {
                    report(
                            kind,
                            call.at(),
                            value,
                            frame,
                            "The desktop opens an address whose scheme was not looked at");
                }
            }
            default -> {
                var harm = java.util.Objects.requireNonNull(HARMS.get(kind), kind);
                Value text = textual(value);
                if (text.isTainted(harm.safe())) {
                    report(kind, call.at(), text, frame, harm.says());
                }
            }
        }
    }

    private void command(Value value, int at, Frame frame) {
        Value text = textual(value);
        if (text.isTainted(Safe.COMMAND)) {
            report("command", at, text, frame, "A shell runs a command that holds what somebody else chooses");
        }
    }

    Value textual(Value value) {
        if (value.boxes().isEmpty() || value.labels() != 0) {
            return value;
        }
        return engine.elements(value);
    }

    static boolean startsForeign(Value value) {
        return value.shapes().stream().anyMatch(shape -> !shape.isEmpty() && shape.indexOf(Value.FOREIGN) == 0);
    }
}
