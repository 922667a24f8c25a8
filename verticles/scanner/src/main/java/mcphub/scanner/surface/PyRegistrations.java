package mcphub.scanner.surface;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mcphub.scanner.code.Ex;
import mcphub.scanner.code.Fn;
import mcphub.scanner.code.St;
import mcphub.scanner.surface.Term.Fun;
import mcphub.scanner.surface.Term.Lit;
import mcphub.scanner.surface.Term.Made;
import mcphub.scanner.surface.Term.Obj;
import mcphub.scanner.surface.Term.Unknown;
import org.jspecify.annotations.Nullable;

/** What offers tools, prompts and resources in Python: marks above functions, and calls with them. */
final class PyRegistrations {
    static final Set<String> MARKS = Set.of(
            "tool", "prompt", "resource", "list_tools", "list_prompts", "list_resources", "list_resource_templates");
    static final Set<String> CALLS =
            Set.of("add_tool", "add_prompt", "add_resource", "add_resource_fn", "add_template");
    private static final Map<String, String> LISTS = Map.of(
            "list_tools", "tools",
            "list_prompts", "prompts",
            "list_resources", "resources",
            "list_resource_templates", "resourceTemplates");

    private final Found found;
    private final Lists lists;

    PyRegistrations(Found found) {
        this.found = found;
        this.lists = new Lists(found);
    }

    /** A function with a mark above it. */
    void decorated(Ex mark, Ex callee, Term by, Fun fun, Frame frame, Interpreter interpreter) {
        String name = callee instanceof Ex.Member(int at, Ex of, String last)
                ? last
                : callee instanceof Ex.Name(int at, String plain) ? plain : "";
        if (!MARKS.contains(name) || by instanceof Fun) {
            return;
        }
        var made = by instanceof Made it ? it : null;
        boolean isCalled = mark instanceof Ex.Call && made != null;
        offered(
                name,
                isCalled && made != null ? made.args() : List.of(),
                isCalled && made != null ? made.named() : Map.of(),
                fun,
                frame.file(),
                fun.fn().at(),
                interpreter);
    }

    /** {@code mcp.tool()(function)}, {@code mcp.add_tool(function)}. */
    @Nullable
    Term called(Calls.Call call, Interpreter interpreter) {
        if (call.args().isEmpty() || call.target() instanceof Fun) {
            return null;
        }
        Term first = Terms.now(call.args().getFirst());
        if (call.name().isEmpty() && call.target() instanceof Made made && MARKS.contains(made.name())) {
            if (first instanceof Fun fun) {
                found.site(call.frame().file(), call.written().at());
                offered(
                        made.name(),
                        made.args(),
                        made.named(),
                        fun,
                        call.frame().file(),
                        call.written().at(),
                        interpreter);
                return fun;
            }
            return null;
        }
        boolean isCall = CALLS.contains(call.name()) || MARKS.contains(call.name());
        if (isCall && first instanceof Fun fun && call.written().callee() instanceof Ex.Member) {
            found.site(call.frame().file(), call.written().at());
            var rest = call.args().subList(1, call.args().size());
            String kind =
                    call.name().startsWith("add_") ? call.name().substring(4).replace("_fn", "") : call.name();
            offered(
                    kind,
                    rest,
                    call.named(),
                    fun,
                    call.frame().file(),
                    call.written().at(),
                    interpreter);
            return fun;
        }
        return null;
    }

    private void offered(
            String kind,
            List<Term> args,
            Map<String, Term> named,
            Fun fun,
            String file,
            int at,
            Interpreter interpreter) {
        String list = LISTS.get(kind);
        if (list != null) {
            int level = interpreter.maybe;
            interpreter.later(() -> {
                interpreter.maybe = level;
                Term answer = interpreter.callUnknown(fun);
                for (Term each : Terms.all(answer)) {
                    // newer ones answer a whole result
                    Term rows = each instanceof Made made && made.named().containsKey(list)
                            ? made.named().getOrDefault(list, Term.NOTHING)
                            : each;
                    lists.rows(list, rows, file, at, interpreter);
                }
                interpreter.maybe = 0;
            });
            return;
        }
        var schemas = new Schemas(interpreter);
        Fn fn = fun.fn();
        var first = args.isEmpty() ? null : Terms.now(args.getFirst());
        Term name = named.getOrDefault("name", first == null || kind.equals("resource") ? new Lit(fn.name()) : first);
        var doc = doc(fn);
        Term said = named.getOrDefault("description", doc == null ? Term.NOTHING : new Lit(Texts.clean(doc)));
        Map<String, Object> takes = schemas.hints().parameters(fun);
        var input = Normal.input(takes);
        schemas.isIncomplete |= input.isCut();
        if (kind.equals("tool")) {
            var row = new Row(name, named.get("title"), said, null, notes(named.get("annotations")), file, at);
            found.tool(row, schemas, Json.text(input.schema()), interpreter.maybe > 0);
        } else if (kind.equals("prompt")) {
            found.prompt(
                    new Row(name, named.get("title"), said, null, null, file, at),
                    schemas,
                    Lists.arguments(input.schema()));
        } else {
            Term uri = named.getOrDefault("uri", first == null ? Unknown.UNKNOWN : first);
            schemas.isIncomplete = false;
            found.resource(
                    new Row(name, null, said, uri, named.get("mime_type"), file, at),
                    schemas,
                    Terms.text(uri).contains("{"));
        }
    }

    private static @Nullable Term notes(@Nullable Term given) {
        if (given != null && Terms.now(given) instanceof Made made) {
            var obj = new Obj(0);
            obj.fields.putAll(new HashMap<>(made.named()));
            return obj;
        }
        return given;
    }

    /** The first thing that stands in a function. */
    private static @Nullable String doc(Fn fn) {
        for (St each : fn.body()) {
            if (each instanceof St.Do(Ex.Lit(int at, Object value)) && value instanceof String text) {
                return text;
            }
            if (!(each instanceof St.Let(Ex target, var given) && given == null)) {
                return null;
            }
        }
        return null;
    }
}
