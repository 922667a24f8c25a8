package mcphub.scanner.run;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mcphub.scanner.code.Ex;
import mcphub.scanner.values.Box;
import mcphub.scanner.values.Label;
import mcphub.scanner.values.Step;
import mcphub.scanner.values.Value;
import org.jspecify.annotations.Nullable;

/** What strangers wrote, from where it is fetched to where a tool answers with it, as long as nothing bounds or marks it. */
final class Strangers {
    private static final int DEEPEST = 5;
    private static final int MOST_LOOKED_AT = 80;

    private final Engine engine;
    private final ToolModels models;
    /** Where something was fetched, and by which tool; empty where that is not known. */
    private final Map<String, String> fetchers = new HashMap<>();

    Strangers(Engine engine, ToolModels models) {
        this.engine = engine;
        this.models = models;
    }

    /** Whether what is under a name says how a request went, and not what was answered. */
    boolean isNoText(String name) {
        return models.outcomes.contains(name);
    }

    /** What another machine answers: of a caller's choice, or of a place where anybody writes. */
    Value answered(Value answer, Value receiver, List<Value> arguments) {
        Value address = arguments.isEmpty() ? Value.UNKNOWN : arguments.getFirst();
        boolean isChosen = Addresses.isChosen(address) || Addresses.isChosen(base(receiver));
        return isChosen || isPublic(address) || isPublic(base(receiver))
                ? fetched(answer.marked(Label.STRANGE))
                : answer;
    }

    private static Value base(Value receiver) {
        return receiver.boxes().isEmpty()
                ? Value.UNKNOWN
                : receiver.boxes().getFirst().get(Packages.BASE);
    }

    private boolean isPublic(Value address) {
        return Addresses.address(address).shapes().stream()
                .filter(shape -> shape.startsWith("https://"))
                .anyMatch(shape -> models.strangers.matcher(shape.substring(8)).find());
    }

    /** What a call gave, where it is what a browser shows, or is made of what strangers wrote. */
    Value after(Value callee, Ex.Call call, List<Value> arguments, Value made, Frame frame) {
        for (String ref : callee.refs()) {
            var role = models.role(ref);
            if (role.isNone()) {
                continue;
            }
            if (role.isPage()) {
                return fetched(
                        made.marked(Label.STRANGE).from(new Step(frame.file, call.at(), "what is on a page", null)));
            }
            if (role.isAnswer()) {
                Step step = shown(Value.of(list(arguments)));
                return step == null ? made : made.marked(Label.STRANGE).from(step);
            }
        }
        // what a package makes of a page, and gives of it by a method
        boolean isOfPackage = callee.closures().isEmpty() && !callee.refs().isEmpty() && made.labels() == 0;
        if (isOfPackage && callee.is(Label.STRANGE) && !made.isConstant() && !isNoText(name(call))) {
            Step step = callee.step();
            return step == null ? made : made.marked(Label.STRANGE).from(step);
        }
        return made;
    }

    private static String name(Ex.Call call) {
        return call.callee() instanceof Ex.Member(int at, Ex of, String last) ? last : "";
    }

    private static Box list(List<Value> values) {
        var list = new Box();
        list.isList = true;
        values.forEach(list::push);
        return list;
    }

    private Value fetched(Value strange) {
        if (strange.step() != null) {
            fetchers.merge(
                    place(strange.step()),
                    engine.tool() == null ? "" : engine.tool(),
                    (old, now) -> old.isEmpty() ? now : old);
        }
        return strange;
    }

    /** Which tool fetched it there, empty where that is not known; null where nothing was fetched there. */
    @Nullable
    String fetcher(Step origin) {
        return fetchers.get(place(origin));
    }

    private static String place(Step step) {
        return step.file() + '|' + step.at();
    }

    /** Where what is answered was fetched; null where none of it is strangers', or it is told whose it is. */
    @Nullable
    Step shown(Value answer) {
        var look = new Look();
        var deep = new Deep(MOST_LOOKED_AT, look::at);
        deep.into(answer, DEEPEST);
        deep.spend(engine.budget());
        return look.isMarked ? null : look.step;
    }

    /** Looks at all that is in an answer. */
    private final class Look {
        private boolean isMarked;
        private @Nullable Step step;

        private void at(Value value) {
            if ((value.labels() & Label.STRANGE) != 0 && step == null) {
                step = value.step();
            }
            isMarked |= value.shapes().stream()
                    .anyMatch(shape ->
                            shape.length() > 8 && models.marks.matcher(shape).find());
        }
    }
}
