package mcphub.scanner.surface;

import mcphub.scanner.code.Ex;
import mcphub.scanner.surface.Term.Fun;
import mcphub.scanner.surface.Term.Lit;
import mcphub.scanner.surface.Term.Made;
import mcphub.scanner.surface.Term.Unknown;
import org.jspecify.annotations.Nullable;

/** Handlers of requests that ask what is offered. */
final class Requests {
    private final Found found;
    private final Lists lists;

    Requests(Found found) {
        this.found = found;
        this.lists = new Lists(found);
    }

    /** {@code setRequestHandler(ListToolsRequestSchema, handler)}: what the handler answers is what is offered. */
    @Nullable
    Term called(Calls.Call call, Interpreter interpreter) {
        String kind = kind(call);
        if (call.args().size() < 2) {
            return null;
        }
        String file = call.frame().file();
        int at = call.written().at();
        found.site(file, at);
        var home = call.frame().home();
        if (home != null && Mentions.isSdk(home.cls)) {
            return Unknown.UNKNOWN;
        }
        for (Term handler : Terms.all(call.args().getLast())) {
            if (handler instanceof Fun fun) {
                if (kind.isEmpty()) {
                    interpreter.callback(fun);
                } else {
                    int level = interpreter.maybe;
                    interpreter.later(() -> {
                        interpreter.maybe = level;
                        lists.answered(kind, interpreter.callUnknown(fun), file, at, interpreter);
                        interpreter.maybe = 0;
                    });
                }
            } else if (!kind.isEmpty()) {
                found.unread(file, at, 0, "Who lists the " + kind + " is not known");
            }
        }
        return Unknown.UNKNOWN;
    }

    /** Which list is asked for: tools, prompts, resources or resourceTemplates; empty for any other request. */
    private static String kind(Calls.Call call) {
        Ex first = call.written().args().isEmpty()
                ? call.written()
                : call.written().args().getFirst();
        String name = first instanceof Ex.Member(int at, Ex of, String last)
                ? last
                : first instanceof Ex.Name(int at, String plain) ? plain : "";
        String method = methodOf(call.args().getFirst(), 0);
        return switch (method.isEmpty() ? name : method) {
            case "ListToolsRequestSchema", "tools/list" -> "tools";
            case "ListPromptsRequestSchema", "prompts/list" -> "prompts";
            case "ListResourcesRequestSchema", "resources/list" -> "resources";
            case "ListResourceTemplatesRequestSchema", "resources/templates/list" -> "resourceTemplates";
            default -> "";
        };
    }

    /** What a schema of a request says that is asked for, where the SDK came along under other names. */
    private static String methodOf(Term schema, int depth) {
        Term term = Terms.now(schema);
        if (term instanceof Lit(String text)) {
            return text;
        }
        if (!(term instanceof Made made) || depth > 20) {
            return "";
        }
        for (Term each : made.args()) {
            var method = Registrations.field(each, "method");
            if (method instanceof Made literal
                    && literal.name().equals("literal")
                    && !literal.args().isEmpty()) {
                return Terms.text(literal.args().getFirst());
            }
        }
        return methodOf(made.of(), depth + 1);
    }
}
