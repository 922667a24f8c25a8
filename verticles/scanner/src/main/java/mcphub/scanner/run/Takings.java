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

/** What programs take of the machine that they run on, or of their authors' addresses, and what stays of it in what they make of it. */
final class Takings {
    /** Where something that was opened keeps the host. */
    static final String HOST = "#host";
    /** They take one thing out of many. */
    private static final int FEW = 8;

    private static final Set<String> ONE = Set.of("match", "exec", "search", "group", "pop", "next", "at");

    private final Engine engine;
    private final Intentions intentions;
    /** What of the machine is taken, in words. */
    private final Set<String> known = new HashSet<>();
    /** Whether there is anything at all that is followed. */
    private boolean isAny;

    Takings(Engine engine, Intentions intentions) {
        this.engine = engine;
        this.intentions = intentions;
    }

    /** What of the machine is taken, in words. */
    Set<String> known() {
        return known;
    }

    /** What a call gave, and whose that is, or what it still holds. */
    Value after(
            String name, Ex.Call call, Value receiver, Value callee, List<Value> arguments, Value given, Frame frame) {
        if (!callee.closures().isEmpty()) {
            return given;
        }
        Value made = given;
        boolean isAsked = false;
        for (String ref : callee.refs()) {
            if (!engine.intents().isOfConcern(ref)) {
                continue;
            }
            isAsked |= engine.intents().isAsking(ref);
            made = sourced(ref, call, arguments, made, frame);
            made = opened(ref, arguments, made);
        }
        if (Python.is(frame) && PyPaths.is(receiver) && intentions.isReading('.' + name)) {
            made = read(receiver, call, made, frame);
        }
        isAny |= (receiver.labels() & Label.HOARD) != 0
                || arguments.stream().anyMatch(each -> (each.labels() & Label.HOARD) != 0);
        return !isAny || isAsked ? made : carried(name, receiver, callee, arguments, made);
    }

    private Value carried(String name, Value receiver, Value callee, List<Value> arguments, Value made) {
        if (!intentions.isKeeping(name)) {
            // what a package makes of a secret is not known to be one
            boolean isNew = made.step() != null && isOfNone(made, receiver, arguments);
            return isNew || (callee.refs().isEmpty() && receiver.labels() == 0)
                    ? made
                    : made.unmarked(made.labels() & Label.TAKEN);
        }
        var all = new ArrayList<>(arguments);
        all.add(receiver);
        var carried = Carried.in(all, Label.TAKEN | Label.DECODED, engine.budget());
        int labels = carried.labels() & ~(ONE.contains(name) ? Label.HOARD : 0);
        Value kept = ONE.contains(name) ? made.unmarked(made.labels() & Label.HOARD) : made;
        return labels == 0 ? kept : marked(kept, labels, carried.step());
    }

    @SuppressWarnings("ReferenceEquality") // the very step that was made for this call
    private static boolean isOfNone(Value made, Value receiver, List<Value> arguments) {
        return made.step() != receiver.step() && arguments.stream().noneMatch(each -> made.step() == each.step());
    }

    private Value marked(Value value, int labels, @Nullable Step step) {
        isAny = true;
        return (value.labels() & labels) == labels
                ? value
                : new Value(
                        value.labels() | labels,
                        value.safe(),
                        value.shapes(),
                        value.refs(),
                        value.closures(),
                        value.boxes(),
                        value.step() == null || (labels & Label.TAKEN) != 0 ? step : value.step());
    }

    private Value sourced(String ref, Ex.Call call, List<Value> arguments, Value given, Frame frame) {
        Value made = given;
        for (var source : intentions.sources(ref)) {
            if (isGiven(source, call, arguments, frame)) {
                made = taken(made, source.label(), source.what(), call, frame);
            }
        }
        if (!arguments.isEmpty() && intentions.isReading(ref)) {
            made = read(arguments.getFirst(), call, made, frame);
        }
        if (intentions.isPacking(ref)) {
            for (Value each : arguments) {
                made = read(engine.elements(each).or(each), call, made, frame);
            }
        }
        String asked = engine.intents().asked(ref, arguments);
        return asked == null ? made : taken(made, Label.LOOT, asked, call, frame);
    }

    private boolean isGiven(Intentions.Source source, Ex.Call call, List<Value> arguments, Frame frame) {
        var like = source.like();
        if (like != null) {
            Value of = source.argument() < arguments.size() ? arguments.get(source.argument()) : Value.UNKNOWN;
            if (of.shapes().stream().noneMatch(shape -> like.matcher(shape).find())) {
                return false;
            }
        }
        if (source.isOfList()
                && (arguments.isEmpty() || arguments.getFirst().boxes().stream().noneMatch(box -> box.isList))) {
            return false;
        }
        boolean isFew = !source.isOfList() && source.argument() < 0 && isFewLetters(arguments);
        // of what stands nowhere in the program nobody knows what it is
        boolean isNowhere = !call.args().isEmpty()
                && call.args().getFirst() instanceof Ex.Name(int at, String name)
                && frame.scope.get(name) == null;
        if (isNowhere && source.label() == Label.DECODED) {
            return false;
        }
        return source.label() != Label.DECODED
                || (!isFew
                        && Carried.in(arguments, Label.OWNED, engine.budget()).labels() == 0);
    }

    /** Some letters that are awkward to write, such as a quote. */
    private static boolean isFewLetters(List<Value> arguments) {
        return arguments.size() <= FEW
                && arguments.stream()
                        .allMatch(each -> each.boxes().isEmpty()
                                && each.isConstant()
                                && each.shapes().stream().allMatch(text -> text.matches("\\d{1,7}")));
    }

    private Value read(Value path, Ex.Call call, Value made, Frame frame) {
        int had = path.labels() & (Label.LOOT | Label.HOARD | Label.SEEN);
        Value all = had == 0 ? made : marked(made, had, new Step(frame.file, call.at(), "what is in it", path.step()));
        if ((path.labels() & Label.TOOL) != 0) {
            Value local = all.marked(Label.LOCAL);
            all = local.step() == null
                    ? local.from(
                            new Step(frame.file, call.at(), "what is in a file of the caller's choice", path.step()))
                    : local;
        }
        for (var each : intentions.kept(path)) {
            all = taken(all, each.isOfAll() ? Label.HOARD : Label.LOOT, each.what(), call, frame);
        }
        return all;
    }

    private Value taken(Value value, int label, String what, Ex.Call call, Frame frame) {
        if ((label & (Label.LOOT | Label.SEEN)) != 0) {
            known.add(what);
        }
        return marked(value, label, new Step(frame.file, call.at(), what, null));
    }

    /** What is opened to an address that its author fixed remembers the host. */
    private Value opened(String ref, List<Value> arguments, Value made) {
        if (!intentions.isOpening(ref) || made.isOwned()) {
            return made;
        }
        String host = FixedAddresses.connected(arguments);
        if (host == null || Carried.in(arguments, Label.OWNED, engine.budget()).labels() != 0) {
            return made;
        }
        var box = new Box();
        box.fields.put(HOST, Value.text(host));
        return new Value(
                made.labels(), made.safe(), made.shapes(), made.refs(), made.closures(), List.of(box), made.step());
    }

    /** What a program that is made to tell secrets tells whoever is called back; else nothing. */
    Value told(String ref, List<Value> arguments, Ex.Call call, Frame frame) {
        String asked = engine.intents().asked(ref, arguments);
        return asked == null ? Value.UNKNOWN : taken(Value.UNKNOWN, Label.LOOT, asked, call, frame);
    }

    /** What another machine answers: of its author's, where neither the address nor what is asked is anybody's. */
    Value answered(Value given, Value receiver, List<Value> arguments) {
        Value answer = engine.toolUse().strangers().answered(given, receiver, arguments);
        boolean isFixed = FixedAddresses.opened(receiver) != null
                || (!arguments.isEmpty()
                        && (FixedAddresses.host(arguments.getFirst()) != null
                                || FixedAddresses.opened(arguments.getFirst()) != null));
        boolean isNobodys = Carried.in(arguments, Label.OWNED, engine.budget()).labels() == 0;
        if (!isFixed || !isNobodys) {
            return answer;
        }
        isAny = true;
        return answer.marked(Label.AFAR);
    }
}
