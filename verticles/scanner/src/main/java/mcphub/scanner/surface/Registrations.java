package mcphub.scanner.surface;

import java.util.List;
import java.util.Map;
import java.util.Set;
import mcphub.scanner.code.Ex;
import mcphub.scanner.surface.Term.Fun;
import mcphub.scanner.surface.Term.Lit;
import mcphub.scanner.surface.Term.Lst;
import mcphub.scanner.surface.Term.Made;
import mcphub.scanner.surface.Term.Obj;
import mcphub.scanner.surface.Term.Unknown;
import org.jspecify.annotations.Nullable;

/** Calls of JavaScript that offer tools, prompts and resources: of every generation of the SDK, and of frameworks above it. */
final class Registrations {
    static final Set<String> NAMES = Set.of(
            "tool",
            "registerTool",
            "registerAppTool",
            "registerToolTask",
            "addTool",
            "addTools",
            "prompt",
            "registerPrompt",
            "addPrompt",
            "resource",
            "registerResource",
            "registerAppResource",
            "addResource",
            "addResourceTemplate",
            "setRequestHandler");
    private static final Set<String> HINTS =
            Set.of("title", "readOnlyHint", "destructiveHint", "idempotentHint", "openWorldHint");
    private final Found found;
    private final Lists lists;
    private final Requests requests;

    Registrations(Found found) {
        this.found = found;
        this.lists = new Lists(found);
        this.requests = new Requests(found);
    }

    @Nullable
    Term called(Calls.Call call, Interpreter interpreter) {
        if (!NAMES.contains(call.name()) || call.args().isEmpty()) {
            return null;
        }
        // what wraps a registration under the same name is run: it knows what it makes of what it is given
        if (call.target() instanceof Fun fun && interpreter.mentions.directly(fun.fn())) {
            return null;
        }
        boolean isMethod = call.written().callee() instanceof Ex.Member
                || call.written().callee() instanceof Ex.Index
                || call.name().startsWith("registerApp");
        if (!isMethod) {
            return null;
        }
        var args = call.name().startsWith("registerApp")
                ? call.args().subList(1, call.args().size())
                : call.args();
        String file = call.frame().file();
        int at = call.written().at();
        return switch (call.name()) {
            case "setRequestHandler" -> requests.called(call, interpreter);
            case "addTools" -> {
                Terms.list(args.getFirst()).items.forEach(each -> framework("addTool", each, file, at, interpreter));
                yield Unknown.UNKNOWN;
            }
            default -> {
                boolean isObject = Terms.now(args.getFirst()) instanceof Obj;
                if (isObject && (args.size() == 1 || call.name().startsWith("add"))) {
                    yield framework(call.name(), args.getFirst(), file, at, interpreter);
                }
                yield args.size() < 2 || Terms.now(args.getFirst()) instanceof Fun
                        ? null
                        : plain(call.name(), args, file, at, interpreter);
            }
        };
    }

    static @Nullable Term field(Term of, String... names) {
        if (Terms.now(of) instanceof Obj obj) {
            for (String name : names) {
                var value = obj.fields.get(name);
                if (value != null) {
                    return Terms.now(value);
                }
            }
        }
        return null;
    }

    /** {@code server.tool(name, …, handler)} and those like it. */
    private @Nullable Term plain(String kind, List<Term> args, String file, int at, Interpreter interpreter) {
        Term last = Terms.now(args.getLast());
        boolean isHandler = !(last instanceof Lit) && !(last instanceof Lst) && !(last instanceof Obj);
        if (!isHandler && kind.matches("tool|prompt|resource")) {
            return null;
        }
        found.site(file, at);
        var rest = args.subList(1, isHandler ? args.size() - 1 : args.size());
        var schemas = new Schemas(interpreter);
        Term config = kind.startsWith("register") && !rest.isEmpty() ? Terms.now(rest.getFirst()) : null;
        if (kind.contains("esource")) {
            resource(args.getFirst(), rest, schemas, file, at);
        } else if (kind.contains("rompt")) {
            Term said = config != null ? field(config, "description") : first(rest, Lit.class);
            Term shape = config != null
                    ? field(config, "argsSchema", "arguments")
                    : rest.stream()
                            .filter(each -> !(Terms.now(each) instanceof Lit))
                            .findFirst()
                            .orElse(null);
            var row = new Row(
                    args.getFirst(), config == null ? null : field(config, "title"), said, shape, null, file, at);
            found.prompt(row, schemas, lists.arguments(shape, schemas));
        } else if (config != null) {
            schemas.isIncomplete |= !(config instanceof Obj obj) || obj.isOpen;
            var row = new Row(
                    args.getFirst(),
                    field(config, "title"),
                    field(config, "description"),
                    field(config, "inputSchema", "parameters", "schema"),
                    field(config, "annotations"),
                    file,
                    at);
            found.tool(row, schemas, schemas.input(row.schema()), interpreter.maybe > 0);
        } else {
            tool(args.getFirst(), rest, schemas, file, at, interpreter);
        }
        handled(args.getLast(), interpreter);
        return new Made(Unknown.UNKNOWN, kind, List.of(), Map.of(), false);
    }

    private static void handled(Term handler, Interpreter interpreter) {
        if (Terms.now(handler) instanceof Fun fun && interpreter.mentions.directly(fun.fn())) {
            interpreter.callback(fun);
        }
    }

    private static @Nullable Term first(List<Term> of, Class<? extends Term> kind) {
        return of.stream().map(Terms::now).filter(kind::isInstance).findFirst().orElse(null);
    }

    /** As the SDK tells them apart: an object that names schemas is what the tool takes, another one says what it does. */
    private void tool(Term name, List<Term> rest, Schemas schemas, String file, int at, Interpreter interpreter) {
        Term said = null;
        Term schema = null;
        Term notes = null;
        for (Term given : rest) {
            Term each = Terms.now(given);
            boolean isText = each instanceof Lit
                    || (each instanceof Term.Either(var of) && of.stream().allMatch(Lit.class::isInstance));
            boolean isNotes =
                    each instanceof Obj obj && !obj.fields.isEmpty() && HINTS.containsAll(obj.fields.keySet());
            if (isText
                    || (said == null
                            && schema == null
                            && rest.size() > 1
                            && !(each instanceof Obj)
                            && !Builders.isSchema(each))) {
                said = said == null ? each : said;
            } else if (isNotes || schema != null) {
                notes = each;
            } else {
                schema = each;
            }
        }
        var row = new Row(name, null, said, schema, notes, file, at);
        found.tool(row, schemas, schemas.input(schema), interpreter.maybe > 0);
    }

    private void resource(Term name, List<Term> rest, Schemas schemas, String file, int at) {
        Term uri = rest.isEmpty() ? Term.NOTHING : Terms.now(rest.getFirst());
        Term config = rest.size() > 1 ? rest.get(1) : Term.NOTHING;
        boolean isTemplate = !(uri instanceof Lit);
        Term address = uri instanceof Made made && !made.args().isEmpty()
                ? made.args().getFirst()
                : uri instanceof Obj obj ? uriOf(obj) : uri;
        var row = new Row(name, null, field(config, "description"), address, field(config, "mimeType"), file, at);
        found.resource(row, schemas, isTemplate);
    }

    /** Of a template whose class came along: what it was made with lies in one of its fields. */
    private static Term uriOf(Obj template) {
        for (Term each : template.fields.values()) {
            String text = Terms.exact(each);
            if (text != null && text.contains(":")) {
                return each;
            }
            Term inside =
                    Terms.now(each) instanceof Obj inner && inner.kls != null ? inner.fields.get("template") : null;
            if (inside != null) {
                return inside;
            }
        }
        return Unknown.UNKNOWN;
    }

    /** {@code addTool({name, …})}. */
    private @Nullable Term framework(String kind, Term given, String file, int at, Interpreter interpreter) {
        var schemas = new Schemas(interpreter);
        Term it = Terms.now(given);
        if (field(it, "name", "uri", "uriTemplate") == null) {
            return null;
        }
        found.site(file, at);
        if (kind.contains("ool")) {
            lists.tool(it, file, at, 0, interpreter);
        } else if (kind.contains("rompt")) {
            lists.prompt(it, file, at, 0, interpreter);
        } else {
            var uri = field(it, "uri", "uriTemplate");
            var row = new Row(field(it, "name"), null, field(it, "description"), uri, field(it, "mimeType"), file, at);
            found.resource(row, schemas, field(it, "uriTemplate") != null);
        }
        return Unknown.UNKNOWN;
    }
}
