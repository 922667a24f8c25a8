package mcphub.scanner.run;

import mcphub.scanner.code.Ex;
import mcphub.scanner.values.Safe;
import mcphub.scanner.values.Value;

/** Whether the beginning of a path or an address keeps it where it should be. */
final class Containment {

    private final Engine engine;

    Containment(Engine engine) {
        this.engine = engine;
    }

    /** The text begins so, also where blanks in front were not counted. */
    private void begins(Ex of, String beginning, Frame frame) {
        Ex text = of
                                instanceof
                                Ex.Call(
                                        int at,
                                        Ex.Member(int a, Ex inner, String name),
                                        var args,
                                        var named,
                                        boolean isNew)
                        && (name.equals("trim")
                                || name.equals("strip")
                                || name.equals("trimStart")
                                || name.equals("lstrip"))
                ? inner
                : of;
        Value value = engine.eval(text, frame);
        if (value.isForeign()
                && value.boxes().isEmpty()
                && value.shapes().equals(java.util.Set.of(String.valueOf(Value.FOREIGN)))) {
            engine.assigns().refine(text, value.beginning(beginning), frame);
        }
    }

    /** A list of folders that are refused: weaker than one of those that are allowed, and still somebody's decision. */
    static boolean isListOfFolders(Value prefix, Value value) {
        return value.refs().contains(Sinks.PATH)
                && prefix.isConstant()
                && prefix.shapes().size() > 2
                && prefix.shapes().stream().allMatch(each -> each.matches("(/|[A-Za-z]:).*"));
    }

    /** {@code path.startsWith(folder)}: whether it keeps a path in a folder. */
    void contained(Ex.Call call, Ex of, boolean holds, Frame frame) {
        if (call.args().isEmpty()) {
            return;
        }
        Value prefix = engine.eval(call.args().getFirst(), frame);
        Value value = engine.eval(of, frame);
        String only = prefix.only();
        if (value.labels() == 0) {
            return;
        }
        if (!holds) {
            if ("-".equals(only)) {
                engine.refinements().safe(of, Safe.OPTION, frame);
            } else if ((only != null && only.startsWith("..")) || isListOfFolders(prefix, value)) {
                engine.refinements().safeAlong(of, Safe.PATH, frame, 4);
            }
            return;
        }
        if (only != null && !only.isEmpty() && !only.startsWith("-")) {
            engine.refinements().safe(of, Safe.OPTION, frame);
        }
        if (only != null && !only.isEmpty()) {
            begins(of, only, frame);
        }
        if (only != null && only.matches("https?:(//)?")) {
            engine.refinements().safe(of, Safe.OPEN, frame);
            return;
        }
        if (only != null && only.matches("https?://[^/]+/.*")) {
            engine.refinements().safe(of, Safe.OPEN | Safe.URL, frame);
            return;
        }
        if (only != null && ((only.length() == 1 && !only.equals("/")) || only.startsWith("-"))) {
            return;
        }
        boolean isPath = value.refs().contains(Sinks.PATH) || prefix.refs().contains(Sinks.PATH);
        if (isListOfFolders(prefix, value)) {
            return;
        }
        if (isPath && value.isTainted(Safe.PATH)) {
            boolean isSeparated =
                    prefix.shapes().stream().allMatch(shape -> shape.endsWith("/") || shape.endsWith("\\"));
            if (!isSeparated && value.isForeign()) {
                engine.sinks()
                        .report(
                                "path",
                                call.at(),
                                value,
                                frame,
                                "A path is compared with the beginning of a folder's name, so that another folder with the same beginning passes");
            }
            engine.refinements().safeAlong(of, Safe.PATH, frame, 4);
        }
    }
}
