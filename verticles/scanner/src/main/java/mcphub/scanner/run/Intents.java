package mcphub.scanner.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mcphub.scanner.code.Ex;
import mcphub.scanner.values.Label;
import mcphub.scanner.values.Step;
import mcphub.scanner.values.Value;
import org.jspecify.annotations.Nullable;

/** What is done on purpose to whoever runs a program: secrets leave for its author's address, or what comes from there, or was hidden, is run. */
final class Intents {
    private static final int FEW = 8;

    private final Engine engine;
    private final Models models;
    private final Intentions intentions;
    private final Takings takings;
    private final Changes changes;
    private final HiddenNames names;
    private final Fetched fetched;
    /** Whether functions of these names have anything to do with it; most have not. */
    private final Map<String, Boolean> concerned = new HashMap<>();

    Intents(Engine engine, Models models, Intentions intentions) {
        this.engine = engine;
        this.models = models;
        this.intentions = intentions;
        this.takings = new Takings(engine, intentions);
        this.fetched = new Fetched(engine);
        this.changes = new Changes(engine, models, intentions);
        this.names = new HiddenNames(engine, intentions);
        intentions.forget();
    }

    Takings takings() {
        return takings;
    }

    /** Whether a function of this name has anything to do with it. */
    boolean isOfConcern(String ref) {
        var before = concerned.get(ref);
        if (before == null) {
            before = isAsking(ref)
                    || intentions.isLookingUp(ref)
                    || intentions.isWriting(ref)
                    || intentions.isStarting(ref)
                    || intentions.isReading(ref)
                    || intentions.isCopying(ref)
                    || intentions.isPacking(ref)
                    || intentions.isOpening(ref)
                    || !intentions.sources(ref).isEmpty()
                    || ref.contains("createHash")
                    || ref.startsWith("py:hashlib.")
                    || changes.isOfConcern(ref);
            concerned.put(ref, before);
        }
        return before;
    }

    /** Whether a call of this name sends a request. */
    boolean isAsking(String ref) {
        return intentions.isAsking(ref)
                || models.sinks(ref).stream().anyMatch(sink -> sink.kind().equals("url"));
    }

    void called(String name, Ex.Call call, Value receiver, Value callee, List<Value> arguments, Frame frame) {
        names.called(name, call, callee, arguments, frame);
        if (!callee.closures().isEmpty()) {
            return;
        }
        changes.piped(name, call, receiver, arguments, frame);
        String host = intentions.isSending(name) ? FixedAddresses.opened(receiver) : null;
        for (String ref : callee.refs()) {
            if (!isOfConcern(ref)) {
                continue;
            }
            if (isAsking(ref) && !arguments.isEmpty()) {
                host = host == null ? FixedAddresses.host(arguments.getFirst()) : host;
                host = host == null ? FixedAddresses.opened(arguments.getFirst()) : host;
                host = host == null ? FixedAddresses.opened(receiver) : host;
            }
            if (intentions.isLookingUp(ref)
                    && !arguments.isEmpty()
                    && FixedAddresses.isNameOfMany(arguments.getFirst())) {
                host = host == null ? "" : host;
            }
            if (ref.contains("createHash") || ref.startsWith("py:hashlib.")) {
                fetched.compares(frame.file);
            }
            if (intentions.isWriting(ref) && arguments.size() > 1) {
                fetched.stored(ref, arguments);
            }
            if (intentions.isStarting(ref)) {
                fetched.started(arguments, call, frame);
            }
            changes.called(ref, call, arguments, frame);
        }
        if (Python.is(frame) && PyPaths.is(receiver)) {
            var all = new ArrayList<>(List.of(receiver));
            all.addAll(arguments);
            changes.called("py:Path." + name, call, all, frame);
            if (intentions.isWriting('.' + name) && all.size() > 1) {
                fetched.stored("", all);
            }
        }
        if (host != null) {
            left(host, call, arguments, frame);
        }
    }

    private void left(String host, Ex.Call call, List<Value> arguments, Frame frame) {
        for (int label : new int[] {Label.LOOT, Label.HOARD, Label.SEEN, Label.WHO}) {
            var taken = Carried.in(arguments, label, engine.budget());
            if (taken.labels() == 0) {
                continue;
            }
            String from = source(taken.step());
            if (from != null
                    ? isHome(from, host)
                    : !takings.known().isEmpty() && takings.known().stream().allMatch(each -> isHome(each, host))) {
                continue;
            }
            String kind = label == Label.LOOT
                    ? "theft"
                    : label == Label.HOARD ? "hoard" : label == Label.WHO ? "who" : "sight";
            String what = label == Label.HOARD
                    ? "All of the environment, or of a file of settings,"
                    : "What is secret on this machine" + (from == null ? "" : " (" + from + ")");
            engine.sinks()
                    .report(
                            kind.equals("sight") && engine.tool() != null ? "sight-asked" : kind,
                            call.at(),
                            ofStep(taken.step()),
                            frame,
                            label == Label.WHO
                                    ? "Names of the machine or of its user are sent to an address that stands in the code"
                                    : what + " is sent to an address that stands in the code");
        }
    }

    /** What of the machine it comes from; null where that is not known any more. */
    private @Nullable String source(@Nullable Step last) {
        Step step = last;
        while (step != null && !takings.known().contains(step.what())) {
            step = step.before();
        }
        return step == null ? null : step.what();
    }

    private boolean isHome(String what, String host) {
        var kept = intentions.named(what);
        var home = kept == null ? null : kept.home();
        return home != null && home.matcher(host).find();
    }

    private static Value ofStep(@Nullable Step step) {
        return new Value(0, 0, Value.UNKNOWN.shapes(), Set.of(), List.of(), List.of(), step);
    }

    /** What comes to a place where it does harm. */
    void reached(String kind, Value value, List<Value> arguments, Ex.Call call, Frame frame) {
        Value text = engine.sinks().textual(value);
        boolean isOfAuthor = text.is(Label.REMOTE | Label.AFAR) && (text.labels() & (Label.TOOL | Label.HTTP)) == 0;
        switch (kind) {
            case "code", "command", "deserialise" -> {
                boolean isWhole =
                        text.shapes().stream().allMatch(shape -> shape.isEmpty() || shape.indexOf(Value.FOREIGN) == 0);
                if (isOfAuthor && isWhole) {
                    engine.sinks()
                            .report(
                                    kind.equals("deserialise") ? "remote-data" : "remote-code",
                                    call.at(),
                                    text,
                                    frame,
                                    "What an address that stands in the code answers is run, whatever it is");
                } else if (text.is(Label.DECODED) && !text.isOwned() && isHidden(kind, text)) {
                    engine.sinks()
                            .report(
                                    "hidden-code",
                                    call.at(),
                                    ofStep(text.step()),
                                    frame,
                                    "What was written so that nobody can read it is decoded and run");
                }
            }
            case "process", "argv" -> fetched.started(arguments, call, frame);
            default -> {}
        }
    }

    /** Whether next to nothing of what is run can be read; of code not even a part may be hidden. */
    private static boolean isHidden(String kind, Value text) {
        return kind.equals("code")
                || (kind.equals("command")
                        && text.shapes().stream()
                                .allMatch(shape -> shape.chars()
                                                .filter(c -> c > Value.OTHER)
                                                .count()
                                        < FEW));
    }

    /** What other programs are made to tell; null for nothing. */
    @Nullable
    String asked(String ref, List<Value> arguments) {
        return changes.asked(ref, arguments);
    }
}
