package mcphub.scanner.run;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import mcphub.scanner.code.Ex;
import mcphub.scanner.code.Fn;
import mcphub.scanner.values.Closure;
import mcphub.scanner.values.Label;
import mcphub.scanner.values.Value;

/** Functions that a server of the web calls with requests, beside those that have a path of their own: in front of others, and of sockets that stay open. */
final class WebHandlers {
    private static final Pattern SOCKETS = Pattern.compile(
            "(?:ws\\.(?:WebSocketServer|Server|WebSocket\\.Server)|socket\\.io(?:\\.Server)?|WebSocket\\.Server)\\(\\)(?:\\..*)?");
    /** One end of a socket that somebody opened. */
    private static final String SOCKET = "ws.accepted()";

    private static final Set<String> OWN = Set.of("close", "error", "open", "disconnect", "pong", "ping");

    private final Engine engine;

    WebHandlers(Engine engine) {
        this.engine = engine;
    }

    void registered(String name, Ex.Call call, Value receiver, List<Value> arguments, Frame frame) {
        if (arguments.isEmpty()) {
            return;
        }
        String first = arguments.getFirst().only();
        switch (name) {
            case "use" -> arguments.forEach(each -> each.closures().forEach(closure -> inFront(closure, call, frame)));
            case "addHook" -> {
                if (first != null && (first.startsWith("on") || first.startsWith("pre"))) {
                    closures(arguments).forEach(closure -> request(closure, 0, call, frame));
                }
            }
            case "on" -> {
                if (first != null) {
                    event(first, call, receiver, arguments, frame);
                }
            }
            default -> {}
        }
    }

    /** What hands on to the next one; where there are four parameters the first is an error. */
    private void inFront(Closure closure, Ex.Call call, Frame frame) {
        Fn fn = closure.fn();
        int many = fn.params().size();
        if (many >= 2 && "next".equals(Parameters.name(fn.params().getLast()))) {
            request(closure, many == 4 ? 1 : 0, call, frame);
        }
    }

    private void event(String event, Ex.Call call, Value receiver, List<Value> arguments, Frame frame) {
        if (event.startsWith("connect")
                && receiver.refs().stream().anyMatch(ref -> SOCKETS.matcher(ref).matches())) {
            for (Closure closure : closures(arguments)) {
                engine.handle(closure, null, List.of(Value.ref(SOCKET), requested(call, frame), Value.UNKNOWN));
            }
        } else if (receiver.refs().contains(SOCKET) && !OWN.contains(event)) {
            closures(arguments).forEach(closure -> request(closure, 0, call, frame));
        }
    }

    private static List<Closure> closures(List<Value> arguments) {
        return arguments.stream().flatMap(each -> each.closures().stream()).toList();
    }

    private static Value requested(Ex.Call call, Frame frame) {
        return Engine.from(Label.HTTP, frame.file, call.at(), "a request over HTTP");
    }

    private void request(Closure closure, int place, Ex.Call call, Frame frame) {
        Value request = requested(call, frame);
        engine.handle(
                closure,
                null,
                List.of(place == 0 ? request : Value.UNKNOWN, place == 1 ? request : Value.UNKNOWN, Value.UNKNOWN));
    }
}
