package mcphub.scanner.run;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import mcphub.scanner.code.Ex;
import mcphub.scanner.values.Box;
import mcphub.scanner.values.Value;
import org.jspecify.annotations.Nullable;

/** Servers that listen, and on which addresses. */
final class Listeners {
    private static final Pattern SERVERS = Pattern.compile(
            "(?:express|koa|restify\\.createServer|polka|connect|fastify|Fastify|h3\\.createApp)\\(\\)|(?:http|https|http2|net|tls)\\.create(?:Secure)?Server\\(\\)|.*createMcpExpressApp\\(\\)|py:socket\\.socket\\(\\)");
    /** Those that are on this machine alone where nothing else is said. */
    private static final Pattern LOCAL = Pattern.compile("(?i)fastify\\(\\)|.*createMcpExpressApp\\(\\)");

    private static final Set<String> ALL = Set.of("0.0.0.0", "::", "", "[::]");
    private static final Set<String> HOSTS = Set.of("host", "hostname", "address");
    /** They put a function in front of others, wherever that stands. */
    private static final Set<String> WIRES = Words.of("use all get post put route mount register add_middleware");

    private final Engine engine;
    private final Transports transports;

    Listeners(Engine engine) {
        this.engine = engine;
        this.transports = new Transports(engine);
    }

    Transports transports() {
        return transports;
    }

    void called(String name, Ex.Call call, Value receiver, Value callee, List<Value> arguments, Frame frame) {
        for (String ref : callee.refs()) {
            if (!transports.called(ref, call, arguments, frame)) {
                starts(ref, call, arguments, frame);
            }
        }
        if (WIRES.contains(name)) {
            arguments.forEach(each -> each.closures()
                    .forEach(wired -> transports.imports(frame.file, wired.fn().file())));
        }
        if (!name.equals("listen") && !name.equals("bind")) {
            return;
        }
        boolean isServer =
                receiver.refs().stream().anyMatch(ref -> SERVERS.matcher(ref).matches());
        if (name.equals("listen") && isServer) {
            boolean isLocal =
                    receiver.refs().stream().anyMatch(ref -> LOCAL.matcher(ref).matches());
            listen(call, arguments, isLocal, frame);
        } else if (name.equals("bind") && isServer && !arguments.isEmpty()) {
            address(arguments.getFirst(), call, frame);
        }
    }

    static @Nullable Box options(List<Value> arguments) {
        for (Value each : arguments) {
            for (Box box : each.boxes()) {
                if (!box.isList && box.cls == null) {
                    return box;
                }
            }
        }
        return null;
    }

    static boolean isAll(@Nullable Value host) {
        // an empty one among others is one that is not known yet
        return host != null
                && host.shapes().stream()
                        .anyMatch(each -> ALL.contains(each)
                                && (!each.isEmpty() || host.shapes().size() == 1));
    }

    private void listen(Ex.Call call, List<Value> arguments, boolean isLocal, Frame frame) {
        Value first = arguments.isEmpty() ? Value.UNKNOWN : arguments.getFirst();
        Value host = null;
        Box options = first.boxes().isEmpty() ? null : first.boxes().getFirst();
        if (options != null && options.cls == null && !options.isList) {
            if (options.fields.containsKey("path")) {
                return;
            }
            for (String key : HOSTS) {
                host = host == null ? options.fields.get(key) : host;
            }
        } else {
            String port = first.only();
            if (port != null && !port.matches("\\d*")) {
                return;
            }
            if (arguments.size() > 1 && arguments.get(1).closures().isEmpty() && isText(call, arguments.get(1))) {
                host = arguments.get(1);
            }
        }
        open(host, isLocal, call, frame);
    }

    /** A second argument that is no host is a length of a queue, or nothing. */
    private static boolean isText(Ex.Call call, Value value) {
        boolean isNumber = call.args().size() > 1
                && call.args().get(1) instanceof Ex.Lit(int at, Object literal)
                && !(literal instanceof String);
        return !isNumber && !value.shapes().contains("\uFFFF");
    }

    /** Reports where it is open to all, by what is said or by what is not. */
    private void open(@Nullable Value host, boolean isLocal, Ex.Call call, Frame frame) {
        if (host == null ? !isLocal : isAll(host)) {
            report(call, frame);
        }
    }

    private void report(Ex.Call call, Frame frame) {
        transports.opened(frame.file);
        engine.sinks().report("listen", call.at(), Value.UNKNOWN, frame, "A server listens on every interface");
    }

    private void starts(String ref, Ex.Call call, List<Value> arguments, Frame frame) {
        Box options = options(arguments);
        switch (ref) {
            case "Bun.serve", "Deno.serve", "@hono/node-server.serve", "py:aiohttp.web.run_app" ->
                open(host(options), false, call, frame);
            case "ws.WebSocketServer", "ws.Server" -> {
                if (options != null && options.fields.containsKey("port")) {
                    open(host(options), false, call, frame);
                }
            }
            case "py:uvicorn.run",
                    "py:uvicorn.Config",
                    "py:mcp.server.fastmcp.FastMCP",
                    "py:fastmcp.FastMCP",
                    "py:waitress.serve",
                    "py:hypercorn.run" -> {
                if (isAll(host(options))) {
                    report(call, frame);
                }
            }
            case "py:http.server.HTTPServer",
                    "py:http.server.ThreadingHTTPServer",
                    "py:socketserver.TCPServer",
                    "py:socketserver.ThreadingTCPServer" -> {
                if (!arguments.isEmpty()) {
                    address(arguments.getFirst(), call, frame);
                }
            }
            case "py:asyncio.start_server", "py:aiohttp.web.TCPSite" -> {
                if (arguments.size() > 1 && isAll(arguments.get(1))) {
                    report(call, frame);
                }
            }
            default -> {
                boolean isRun = ref.endsWith("().run") || ref.endsWith("FastMCP().start");
                if (isRun && options != null && (isAll(host(options)) || isAll(inner(options, "httpStream")))) {
                    report(call, frame);
                }
            }
        }
    }

    private static @Nullable Value inner(Box options, String key) {
        var within = options.fields.get(key);
        return within == null || within.boxes().isEmpty()
                ? null
                : host(within.boxes().getFirst());
    }

    private static @Nullable Value host(@Nullable Box options) {
        if (options == null) {
            return null;
        }
        Value host = null;
        for (String key : HOSTS) {
            host = host == null ? options.fields.get(key) : host;
        }
        return host;
    }

    /** A pair of host and port. */
    private void address(Value pair, Ex.Call call, Frame frame) {
        for (Box box : pair.boxes()) {
            if (box.isList && isAll(box.fields.get("0"))) {
                report(call, frame);
            }
        }
    }
}
