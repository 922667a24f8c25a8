package mcphub.scanner.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import mcphub.scanner.code.Ex;
import mcphub.scanner.code.Fn;
import mcphub.scanner.values.Closure;
import mcphub.scanner.values.Label;
import mcphub.scanner.values.Value;
import org.jspecify.annotations.Nullable;

/** Finds the functions that tools and requests come to in Python, by what stands above them or what they are handed to. */
final class PyHandlers {
    private static final Set<String> TOOLS =
            Words.of("tool prompt resource function_tool mcp_tool register_tool add_tool add_prompt add_resource_fn "
                    + "from_function");
    /** Of the SDK's plain server: the name and the arguments as they come. */
    private static final Set<String> REQUESTS =
            Set.of("call_tool", "get_prompt", "read_resource", "completion", "complete");

    private static final Set<String> ROUTES = Words.of(
            "route get post put delete patch websocket custom_route api_route add_get add_post add_put add_delete "
                    + "add_route add_api_route Route add_url_rule on_event");

    /** Frameworks that answer texts as pages. */
    private static final Pattern PAGES = Pattern.compile("py:(?:flask|quart|bottle)\\..*");

    private final Engine engine;
    private final PyTypes types;

    PyHandlers(Engine engine, PyTypes types) {
        this.engine = engine;
        this.types = types;
    }

    /** A function with marks above it. */
    void decorated(Closure closure, Frame frame) {
        for (Ex mark : closure.fn().marks()) {
            Value by = engine.eval(mark, frame);
            by.closures().forEach(each -> engine.call(each, List.of(Value.of(closure)), null));
            handed(mark, closure, frame);
        }
    }

    /** Whether a call hands over a handler; it is run. */
    void registered(String name, Ex.Call call, List<Value> arguments, Frame frame) {
        if (call.callee() instanceof Ex.Call(int at, Ex callee, var args, var named, boolean isNew)) {
            arguments.forEach(each -> each.closures().forEach(closure -> handed(call.callee(), closure, frame)));
        } else if (TOOLS.contains(name) || ROUTES.contains(name)) {
            arguments.forEach(each -> each.closures().forEach(closure -> handed(call, closure, frame)));
            arguments.forEach(each -> each.boxes().forEach(box -> {
                for (String key : List.of("fn", "func", "view_func", "endpoint", "handler")) {
                    var value = box.isList || box.cls != null ? null : box.fields.get(key);
                    if (value != null) {
                        value.closures().forEach(closure -> handed(call, closure, frame));
                    }
                }
            }));
        }
    }

    private void handed(Ex mark, Closure closure, Frame frame) {
        Ex callee = mark instanceof Ex.Call call ? call.callee() : mark;
        String name = callee instanceof Ex.Member(int at, Ex of, String last)
                ? last
                : callee instanceof Ex.Name(int a, String plain) ? plain : "";
        if (callee instanceof Ex.Name) {
            for (String ref : engine.eval(callee, frame).refs()) {
                String plain = ref.endsWith("()") ? ref.substring(0, ref.length() - 2) : ref;
                String last = plain.substring(plain.lastIndexOf('.') + 1);
                name = TOOLS.contains(last) || REQUESTS.contains(last) ? last : name;
            }
        }
        Fn fn = closure.fn();
        if (TOOLS.contains(name)) {
            String tool = name(mark, frame);
            String called = tool == null ? fn.name() : tool;
            engine.telling().documented(fn, called);
            for (Ex.Prop each : mark instanceof Ex.Call call ? call.named() : List.<Ex.Prop>of()) {
                engine.telling().registered(List.of(engine.eval(each.value(), frame)), called, fn.at(), frame);
            }
            engine.handle(closure, called, given(closure, Label.TOOL, "the arguments of the tool '" + called + "'"));
        } else if (REQUESTS.contains(name)) {
            engine.handle(closure, null, given(closure, Label.TOOL, "a request of the client"));
        } else if (ROUTES.contains(name) && isRoute(mark, frame)) {
            if (callee instanceof Ex.Member(int at, Ex of, String last)
                    && engine.eval(of, frame).refs().stream()
                            .anyMatch(ref -> PAGES.matcher(ref).matches())) {
                engine.sinks().pages().answers(fn);
            }
            engine.handle(closure, null, given(closure, Label.HTTP, "a request over HTTP"));
        }
    }

    private boolean isRoute(Ex mark, Frame frame) {
        if (!(mark instanceof Ex.Call call) || call.args().isEmpty()) {
            return false;
        }
        String first = engine.eval(call.args().getFirst(), frame).only();
        return first != null && first.startsWith("/");
    }

    private @Nullable String name(Ex mark, Frame frame) {
        if (!(mark instanceof Ex.Call call)) {
            return null;
        }
        for (Ex.Prop each : call.named()) {
            if ("name".equals(each.key())) {
                return engine.eval(each.value(), frame).only();
            }
        }
        return call.args().isEmpty() || !(call.args().getFirst() instanceof Ex.Lit)
                ? null
                : engine.eval(call.args().getFirst(), frame).only();
    }

    /** One value for each parameter. */
    private List<Value> given(Closure closure, int label, String what) {
        Fn fn = closure.fn();
        var all = new ArrayList<Value>();
        var around = new Frame(closure.scope(), closure.self(), fn.file());
        for (Ex param : fn.params()) {
            Value any = Engine.from(label, fn.file(), fn.at(), what);
            Ex usual = param instanceof Ex.Assign(int at, Ex target, String op, Ex value) ? value : null;
            String name = Parameters.name(param);
            all.add(types.through(name == null ? null : fn.types().get(name), usual, any, around));
        }
        return all;
    }
}
