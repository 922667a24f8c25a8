package mcphub.scanner.run;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mcphub.scanner.code.Ex;
import mcphub.scanner.values.Box;
import mcphub.scanner.values.Label;
import mcphub.scanner.values.Value;

/** Rights that a program takes, or gives to what it starts, beyond what its work needs. */
final class Privileges {
    private static final String BROWSER =
            "A browser is started without its sandbox, and a caller chooses what it opens";
    private static final int LONGEST = 600;

    private final Engine engine;
    private final ToolModels models;
    /** Browsers without a sandbox; they count where a caller chooses what they open. */
    private final Map<String, Flaw> browsers = new LinkedHashMap<>();

    private boolean isOpening;

    Privileges(Engine engine, ToolModels models) {
        this.engine = engine;
        this.models = models;
    }

    List<Flaw> found() {
        return isOpening ? List.copyOf(browsers.values()) : List.of();
    }

    void called(String name, Value receiver, Value callee, List<Value> arguments, Ex.Call call, Frame frame) {
        if (arguments.isEmpty()) {
            return;
        }
        for (Value each : arguments) {
            for (Box box : each.boxes()) {
                for (String key : models.scopeNames) {
                    var scopes = box.isList || box.cls != null ? null : box.fields.get(key);
                    if (scopes != null) {
                        scopes(scopes, call, frame);
                    }
                }
            }
        }
        isOpening |= name.equals("goto") && isAsked(arguments.getFirst());
        for (String ref : callee.refs()) {
            called(ref, arguments, call, frame);
        }
        if (Python.is(frame) && PyPaths.is(receiver)) {
            var all = new ArrayList<>(List.of(receiver));
            all.addAll(arguments);
            called(PyPaths.METHODS + name, all, call, frame);
        }
    }

    private void called(String ref, List<Value> arguments, Ex.Call call, Frame frame) {
        var role = models.role(ref);
        if (role.isNone()) {
            return;
        }
        isOpening |= role.isOpening() && isAsked(arguments.getFirst());
        if (role.isScoped()) {
            arguments.forEach(each -> scopes(each, call, frame));
        }
        if (role.setsMode() && arguments.size() > 1) {
            mode(arguments.get(1), call, frame);
        }
        if (role.setsUser() && is(arguments.getFirst(), models.users)) {
            report(models.users.says(), call, frame);
        }
        for (var right : role.options()) {
            if (arguments.stream().anyMatch(each -> holds(each, right, 2))) {
                report(right.says(), call, frame);
            }
        }
        var browser = role.browser();
        if (browser != null
                && arguments.stream()
                        .anyMatch(each -> texts(each, 2)
                                .anyMatch(text -> models.sandbox.matcher(text).find()))) {
            browsers.put(
                    frame.file + '|' + call.at(),
                    new Flaw(
                            browser.isLow() ? "privilege-low" : "privilege",
                            frame.file,
                            call.at(),
                            0,
                            null,
                            null,
                            BROWSER));
        }
    }

    private static boolean isAsked(Value address) {
        return (address.labels() & (Label.TOOL | Label.HTTP)) != 0;
    }

    private void mode(Value mode, Ex.Call call, Frame frame) {
        if (is(mode, models.modes)) {
            report(models.modes.says(), call, frame);
        } else if (is(mode, models.setuid)) {
            report(models.setuid.says(), call, frame);
        }
    }

    private static boolean is(Value value, ToolModels.Right right) {
        String text = value.only();
        return text != null && right.like().matcher(text).find();
    }

    /** Whether an option of one of these names is so. */
    private static boolean holds(Value value, ToolModels.Right right, int most) {
        for (Box box : value.boxes()) {
            for (String name : right.names()) {
                var option = box.isList ? null : box.fields.get(name);
                if (option != null
                        && texts(option, 1)
                                .anyMatch(text -> right.like().matcher(text).find())) {
                    return true;
                }
            }
            if (most > 0
                    && !box.isList
                    && box.cls == null
                    && box.fields.values().stream().anyMatch(each -> holds(each, right, most - 1))) {
                return true;
            }
        }
        return false;
    }

    /** The texts that it surely is, or holds: what is only there under a condition is somebody's choice. */
    private static Stream<String> texts(Value value, int most) {
        String only = value.only();
        var here = Stream.ofNullable(only);
        return most == 0
                ? here
                : Stream.concat(
                        here,
                        value.boxes().stream()
                                .filter(box -> box.cls == null)
                                .flatMap(box -> Stream.concat(
                                        box.isList ? Stream.<String>of() : box.fields.keySet().stream(),
                                        box.fields.values().stream().flatMap(each -> texts(each, most - 1)))));
    }

    private void scopes(Value given, Ex.Call call, Frame frame) {
        var texts = Stream.concat(
                        given.shapes().stream(),
                        given.boxes().stream().filter(box -> box.isList).flatMap(box -> texts(Value.of(box), 1)))
                .toList();
        if (texts.stream().anyMatch(text -> models.wide.matcher(text).find())) {
            report(
                    "privilege",
                    "A scope is asked for that rules an organization, or removes what is not its own",
                    call,
                    frame);
        } else if (texts.stream().anyMatch(text -> models.broad.matcher(text).find())) {
            report("privilege-low", "A scope is asked for that gives everything of an account", call, frame);
        }
    }

    /** A program is started, by a command or by a list of words. */
    void started(String kind, Value value, List<Value> arguments, Ex.Call call, Frame frame) {
        boolean isLine = kind.equals("command");
        var lines = new ArrayList<String>();
        if (isLine || value.boxes().isEmpty()) {
            value.shapes().stream().limit(4).forEach(lines::add);
        }
        if (!isLine) {
            var words = new StringBuilder();
            Stream.concat(Stream.of(value), arguments.stream().skip(1))
                    .flatMap(each -> each.boxes().stream())
                    .forEach(box -> words(box, words));
            lines.replaceAll(program -> program + words);
            if (lines.isEmpty()) {
                lines.add(words.toString().strip());
            }
        }
        for (String line : lines) {
            String text = line.length() > LONGEST ? line.substring(0, LONGEST) : line;
            for (var right : models.commands) {
                if (right.like().matcher(text).find()) {
                    report(right.says(), call, frame);
                }
            }
        }
    }

    private static void words(Box box, StringBuilder line) {
        if (!box.isList) {
            for (String key : List.of("command", "args")) {
                var inner = box.fields.get(key);
                if (inner != null) {
                    word(inner, line);
                    inner.boxes().forEach(each -> words(each, line));
                }
            }
            return;
        }
        box.fields.values().forEach(each -> word(each, line));
    }

    private static void word(Value value, StringBuilder line) {
        String only = value.only();
        line.append(' ').append(only == null ? String.valueOf(Value.OTHER) : only);
    }

    private void report(String says, Ex.Call call, Frame frame) {
        report("privilege", says, call, frame);
    }

    private void report(String kind, String says, Ex.Call call, Frame frame) {
        engine.sinks().report(kind, call.at(), Value.UNKNOWN, frame, says);
    }
}
