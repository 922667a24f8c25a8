package mcphub.scanner.run;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import mcphub.scanner.code.Ex;
import mcphub.scanner.values.Box;
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
    /** Files that hold what an address gave. */
    private final Set<String> fetched = new HashSet<>();
    /** Files of the program that compare digests. */
    private final Set<String> hashing = new HashSet<>();

    Intents(Engine engine, Models models, Intentions intentions) {
        this.engine = engine;
        this.models = models;
        this.intentions = intentions;
        this.takings = new Takings(engine, intentions);
        this.changes = new Changes(engine, models, intentions);
        this.names = new HiddenNames(engine, intentions);
        intentions.forget();
    }

    Takings takings() {
        return takings;
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
                hashing.add(frame.file);
            }
            if (intentions.isWriting(ref) && arguments.size() > 1) {
                stored(ref, arguments);
            }
            if (intentions.isStarting(ref)) {
                started(arguments, call, frame);
            }
            changes.called(ref, call, arguments, frame);
        }
        if (Python.is(frame) && PyPaths.is(receiver)) {
            var all = new ArrayList<>(List.of(receiver));
            all.addAll(arguments);
            changes.called("py:Path." + name, call, all, frame);
            if (intentions.isWriting('.' + name) && all.size() > 1) {
                stored("", all);
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
            case "process", "argv" -> started(arguments, call, frame);
            default -> {}
        }
    }

    /** Whether next to nothing of what is run can be read; of code not even a part may be hidden. */
    private static boolean isHidden(String kind, Value text) {
        return kind.equals("code")
                || kind.equals("command")
                        && text.shapes().stream()
                                .allMatch(shape -> shape.chars()
                                                .filter(c -> c > Value.OTHER)
                                                .count()
                                        < FEW);
    }

    /** What other programs are made to tell; null for nothing. */
    @Nullable
    String asked(String ref, List<Value> arguments) {
        return changes.asked(ref, arguments);
    }

    private void stored(String ref, List<Value> arguments) {
        boolean isGot = ref.endsWith("urlretrieve")
                ? FixedAddresses.host(arguments.getFirst()) != null
                : Carried.in(arguments.subList(1, arguments.size()), Label.AFAR, engine.budget())
                                .labels()
                        != 0;
        Value path = ref.endsWith("urlretrieve") ? arguments.get(1) : arguments.getFirst();
        if (isGot) {
            path.shapes().stream()
                    .filter(shape -> shape.chars().filter(c -> c > Value.OTHER).count() > 3)
                    .forEach(fetched::add);
        }
    }

    private void started(List<Value> arguments, Ex.Call call, Frame frame) {
        boolean isFetched = false;
        boolean isDetached = false;
        for (Value each : arguments) {
            isFetched |= each.shapes().stream().anyMatch(fetched::contains)
                    || engine.elements(each).shapes().stream().anyMatch(fetched::contains);
            for (Box box : each.boxes()) {
                var detached = box.isList ? null : box.fields.get("detached");
                isDetached |= detached != null && "true".equals(detached.only());
            }
        }
        if (isDetached) {
            engine.sinks()
                    .report(
                            "detached",
                            call.at(),
                            Value.UNKNOWN,
                            frame,
                            "A program is started that goes on when this one is gone");
        }
        if (isFetched && !hashing.contains(frame.file)) {
            engine.sinks()
                    .report(
                            isDetached ? "fetched-hidden" : "fetched-run",
                            call.at(),
                            Value.UNKNOWN,
                            frame,
                            "What an address that stands in the code gives is stored and started"
                                    + (isDetached ? ", apart from this program" : ""));
        }
    }
}
