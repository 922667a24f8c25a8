package mcphub.scanner.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import mcphub.scanner.code.Ex;
import mcphub.scanner.values.Box;
import mcphub.scanner.values.Closure;
import mcphub.scanner.values.Label;
import mcphub.scanner.values.Safe;
import mcphub.scanner.values.Step;
import mcphub.scanner.values.Value;
import org.jspecify.annotations.Nullable;

/** Finds, by their shape, the functions that tools, requests and answers come to, and runs them with these. */
final class Handlers {
    private static final Set<String> REGISTER = Words.of(
            "tool registerTool addTool prompt registerPrompt addPrompt resource registerResource defineTool createTool");
    private static final Set<String> EXECUTE = Words.of("execute handler run call callback handle invoke func fn cb");
    private static final Set<String> SCHEMA =
            Set.of("inputSchema", "parameters", "schema", "input_schema", "argsSchema", "inputs", "args", "params");
    private static final Set<String> ROUTES = Words.of("get post put delete patch all use route head");
    /** What a validator lets through that cannot carry text of somebody's choice. */
    private static final Pattern NARROW = Pattern.compile(
            ".*\\.(number|int|int32|bigint|boolean|date|enum|nativeEnum|literal|uuid|guid|null|undefined|cuid|ulid|ipv4|datetime)\\(.*|.*regex\\(/harmless/\\).*");

    private static final List<String> WIDE = List.of(".or(", ".transform(", ".pipe(", ".catch(", ".preprocess(");

    private final Engine engine;
    private final PyHandlers python;
    private final WebHandlers web;

    Handlers(Engine engine, PyTypes types) {
        this.engine = engine;
        this.python = new PyHandlers(engine, types);
        this.web = new WebHandlers(engine);
    }

    /** Whether a call hands over a handler; it is run. */
    void registered(String name, Ex.Call call, Value receiver, Value callee, List<Value> arguments, Frame frame) {
        if (Python.is(frame)) {
            python.registered(name, call, arguments, frame);
        } else if (REGISTER.contains(name) && arguments.size() >= 2) {
            String tool = arguments.getFirst().only();
            engine.telling().registered(arguments.subList(1, arguments.size()), tool, call.at(), frame);
            for (Value each : arguments.subList(1, arguments.size())) {
                for (Closure closure : each.closures()) {
                    handle(closure, tool, given(arguments, tool, call.at(), frame));
                }
            }
        } else if (name.equals("describe") && arguments.size() == 1) {
            engine.telling().registered(arguments, null, call.at(), frame);
        } else if (name.equals("setRequestHandler") && arguments.size() == 2) {
            Value request = Engine.from(Label.TOOL, frame.file, call.at(), "a request of the client");
            arguments.get(1).closures().forEach(each -> handle(each, null, request));
        } else if ((ROUTES.contains(name) && arguments.size() >= 2) || name.equals("createServer")) {
            routes(name, call, arguments, frame);
        } else {
            web.registered(name, call, receiver, arguments, frame);
        }
    }

    /** A function, or method, with marks above it. */
    void decorated(Closure closure, Frame frame) {
        if (!closure.fn().marks().isEmpty()) {
            python.decorated(closure, frame);
        }
    }

    private void routes(String name, Ex.Call call, List<Value> arguments, Frame frame) {
        String first = arguments.isEmpty() ? null : arguments.getFirst().only();
        if (!name.equals("createServer") && (first == null || !first.startsWith("/"))) {
            return;
        }
        for (Value each : arguments) {
            for (Closure closure : each.closures()) {
                if (closure.fn().params().size() >= 1) {
                    Value request = Engine.from(Label.HTTP, frame.file, call.at(), "a request over HTTP");
                    engine.handle(closure, null, List.of(request, Value.UNKNOWN, Value.UNKNOWN));
                }
            }
        }
    }

    private void handle(Closure closure, @Nullable String tool, Value arguments) {
        engine.handle(closure, tool, List.of(arguments, Value.UNKNOWN, Value.UNKNOWN));
    }

    /** What a tool is given: text of the caller's choice, but for what its schema keeps out. */
    private Value given(List<Value> arguments, @Nullable String tool, int at, Frame frame) {
        var step = new Step(
                frame.file, at, tool == null ? "a tool's arguments" : "the arguments of the tool '" + tool + "'", null);
        Value any = Value.foreign(Label.TOOL, step);
        var known = new Box();
        for (Value each : arguments.subList(1, arguments.size())) {
            for (Box box : each.boxes()) {
                narrow(box, known, any);
                for (String key : SCHEMA) {
                    var inner = box.fields.get(key);
                    if (inner != null) {
                        inner.boxes().forEach(b -> narrow(b, known, any));
                        objects(inner, known, any);
                    }
                }
            }
            objects(each, known, any);
        }
        if (known.fields.isEmpty()) {
            return any;
        }
        known.any = any;
        return new Value(any.labels(), 0, any.shapes(), Set.of(), List.of(), List.of(known), step);
    }

    /** {@code z.object({…})}: the fields stand in what was handed to it, which the engine keeps beside the name. */
    private void objects(Value schema, Box known, Value any) {
        schema.boxes().forEach(box -> narrow(box, known, any));
    }

    /** What a validator lets through of a foreign object. */
    Value narrowed(Value schema, Value given) {
        var known = new Box();
        Value any = given.derived();
        objects(schema, known, any);
        known.any = any;
        return new Value(given.labels(), given.safe(), any.shapes(), Set.of(), List.of(), List.of(known), given.step());
    }

    /** One of several types, or what is made of one, may be anything. */
    private static boolean isNarrow(String ref) {
        return NARROW.matcher(ref).matches() && WIDE.stream().noneMatch(ref::contains);
    }

    private static void narrow(Box fields, Box known, Value any) {
        fields.fields.forEach((name, type) -> {
            if (type.refs().stream().anyMatch(Handlers::isNarrow)) {
                known.fields.put(name, Value.UNKNOWN);
                known.exact.add(name);
            } else if (!type.refs().isEmpty()) {
                // an address begins with a scheme
                known.fields.put(
                        name,
                        type.refs().stream().allMatch(ref -> ref.contains(".url(")) ? any.with(Safe.OPTION) : any);
                known.exact.add(name);
            }
        });
    }

    /** A row of a table of tools: a name or a schema, and a function. */
    void table(Box box, int at, Frame frame) {
        boolean isTool = box.fields.keySet().stream().anyMatch(SCHEMA::contains)
                || (box.fields.containsKey("description") && box.fields.containsKey("name"));
        var named = box.fields.get("name");
        engine.telling().row(box, named == null ? null : named.only(), at, frame);
        if (!isTool || isCommandLine(box)) {
            return;
        }
        for (String key : EXECUTE) {
            var value = box.fields.get(key);
            if (value != null) {
                for (Closure closure : value.closures()) {
                    var name = box.fields.get("name");
                    String tool = name == null ? null : name.only();
                    var arguments = new ArrayList<Value>(List.of(Value.UNKNOWN, Value.of(box)));
                    handle(closure, tool, given(arguments, tool, closure.fn().at(), frame));
                }
            }
        }
    }

    /** A command of a command line, whose parameters are flags of the operator. */
    private static boolean isCommandLine(Box box) {
        var parameters = box.fields.get("parameters");
        return parameters != null
                && parameters.boxes().stream()
                        .anyMatch(each -> each.fields.containsKey("flags") || each.fields.containsKey("positional"));
    }

    /** A class of one tool. */
    void tool(Box box, Frame frame) {
        boolean isTool = box.fields.keySet().stream().anyMatch(SCHEMA::contains)
                || (box.fields.containsKey("description") && box.fields.containsKey("name"));
        if (isTool) {
            for (String key : EXECUTE) {
                engine.classes().method(box, key).closures().forEach(closure -> {
                    var name = box.fields.get("name");
                    String tool = name == null ? null : name.only();
                    var arguments = new ArrayList<Value>(List.of(Value.UNKNOWN, Value.of(box)));
                    handle(closure, tool, given(arguments, tool, closure.fn().at(), frame));
                });
            }
        }
        // the SDK's own interface of clients: an address that the server of somebody else named
        engine.classes()
                .method(box, "redirectToAuthorization")
                .closures()
                .forEach(closure -> engine.handle(
                        closure,
                        null,
                        List.of(Engine.from(
                                Label.REMOTE,
                                frame.file,
                                closure.fn().at(),
                                "the address that a remote server names"))));
    }
}
