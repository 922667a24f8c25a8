package mcphub.scanner.run;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import mcphub.scanner.code.Ex;
import mcphub.scanner.code.Fn;
import mcphub.scanner.values.Box;
import mcphub.scanner.values.Safe;
import mcphub.scanner.values.Value;

/** Answers that a browser takes for a page, and parts of pages. */
final class Pages {
    private static final Set<String> ANSWERS = Set.of("send", "end", "write", "html");
    /** Of elements. */
    private static final Set<String> FIELDS = Set.of("innerHTML", "outerHTML", "srcdoc");

    private static final Pattern MARKUP = Pattern.compile("<[a-zA-Z!/]");

    private final Engine engine;
    /** Functions whose texts are answered as pages. */
    private final Set<Fn> pages = new HashSet<>();

    Pages(Engine engine) {
        this.engine = engine;
    }

    void answers(Fn fn) {
        pages.add(fn);
    }

    /** A value that a function gives. */
    void returned(Value value, Ex how, Frame frame) {
        if (frame.fn != null && pages.contains(frame.fn)) {
            Value text = how instanceof Ex.Arr(int at, var items) && !items.isEmpty()
                    ? engine.eval(items.getFirst(), frame)
                    : value;
            page(text, how.at(), frame);
        }
    }

    void called(String name, Ex.Call call, Value callee, List<Value> arguments, Frame frame) {
        if (arguments.isEmpty() || !callee.closures().isEmpty()) {
            return;
        }
        boolean isMethod = call.callee() instanceof Ex.Member;
        if (isMethod && name.equals("insertAdjacentHTML") && arguments.size() > 1) {
            report(arguments.get(1), call.at(), frame);
        } else if (isMethod
                && name.equals("write")
                && call.callee() instanceof Ex.Member(int at, Ex.Name of, String n)
                && of.name().equals("document")) {
            report(arguments.getFirst(), call.at(), frame);
        } else if (isMethod && ANSWERS.contains(name)) {
            page(arguments.getFirst(), call.at(), frame);
        } else if (callee.refs().contains("Response") && isPage(arguments)) {
            page(arguments.getFirst(), call.at(), frame);
        }
    }

    private static boolean isPage(List<Value> arguments) {
        for (Value each : arguments) {
            for (Box box : each.boxes()) {
                var headers = box.fields.get("headers");
                for (Box map : headers == null ? List.<Box>of() : headers.boxes()) {
                    for (var header : map.fields.entrySet()) {
                        if (header.getKey().equalsIgnoreCase("content-type")) {
                            return header.getValue().shapes().stream().anyMatch(type -> type.contains("html"));
                        }
                    }
                }
            }
        }
        return false;
    }

    /** A property that is given a value. */
    void assigned(String name, Value value, int at, Frame frame) {
        if (FIELDS.contains(name)) {
            report(value, at, frame);
        } else if (name.equals("body")) {
            page(value, at, frame);
        }
    }

    private void page(Value value, int at, Frame frame) {
        if (value.shapes().stream().anyMatch(shape -> MARKUP.matcher(shape).find())) {
            report(value, at, frame);
        }
    }

    private void report(Value value, int at, Frame frame) {
        Value text = engine.sinks().textual(value);
        if (text.isForeign() && text.isTainted(Safe.HTML)) {
            engine.sinks().report("html", at, text, frame, "A page holds what somebody else chooses, as markup");
        }
    }
}
