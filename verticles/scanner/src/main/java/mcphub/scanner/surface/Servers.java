package mcphub.scanner.surface;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import mcphub.scanner.surface.Surface.Place;
import mcphub.scanner.surface.Term.Kls;
import mcphub.scanner.surface.Term.Obj;
import mcphub.scanner.surface.Term.Part;
import mcphub.scanner.surface.Term.Ref;

/** Servers and transports that are made, by their names; by what they can do where a compiler made the names short. */
final class Servers {
    private static final Set<String> SERVERS =
            Set.of("McpServer", "FastMCP", "MCPServer", "LiteMCP", "EdgeFastMCP", "McpAgent", "createMcpHandler");
    private static final Pattern OF_SDK = Pattern.compile("(?i).*(modelcontextprotocol|\\bmcp\\b).*");
    private static final Pattern TRANSPORT =
            Pattern.compile("(?i)\\w*?(stdio|sse|streamablehttp|websocket)(?:ServerTransport|SessionManager)");
    private static final Map<String, String> KINDS =
            Map.of("stdio", "stdio", "sse", "sse", "streamablehttp", "streamable-http", "websocket", "websocket");
    private static final Map<String, String> CALLS = Map.ofEntries(
            Map.entry("stdio_server", "stdio"),
            Map.entry("serveStdio", "stdio"),
            Map.entry("run_stdio_async", "stdio"),
            Map.entry("run_sse_async", "sse"),
            Map.entry("sse_app", "sse"),
            Map.entry("run_http_async", "streamable-http"),
            Map.entry("run_streamable_http_async", "streamable-http"),
            Map.entry("streamable_http_app", "streamable-http"),
            Map.entry("http_app", "streamable-http"),
            Map.entry("websocket_server", "websocket"),
            Map.entry("createMcpHandler", "streamable-http"));
    private static final Map<String, String> OPTIONS = Map.of(
            "stdio",
            "stdio",
            "sse",
            "sse",
            "http",
            "streamable-http",
            "httpStream",
            "streamable-http",
            "http-stream",
            "streamable-http",
            "streamable-http",
            "streamable-http",
            "streamable_http",
            "streamable-http");

    private final Found found;

    Servers(Found found) {
        this.found = found;
    }

    void made(Calls.Call call) {
        var names = switch (call.target()) {
            case Kls kls -> Terms.names(kls);
            case Ref ref -> List.of(ref.last());
            case Part(var of, var name) -> List.of(name);
            default -> List.of(call.name());
        };
        boolean isMade = call.written().isNew()
                || call.frame().isPython()
                || call.written().callee() instanceof mcphub.scanner.code.Ex.Name;
        if (isMade) {
            names.forEach(name -> named(name, call));
        }
        if (call.target() instanceof Kls kls) {
            shaped(kls.cls.methods().keySet(), call);
        }
        running(call);
    }

    private void named(String name, Calls.Call call) {
        boolean isServer = SERVERS.contains(name) || (name.equals("Server") && isOfSdk(call.target()));
        if (isServer) {
            server(name, call);
        }
        var transport = TRANSPORT.matcher(name);
        if (transport.matches()) {
            transport(String.valueOf(KINDS.get(transport.group(1).toLowerCase(java.util.Locale.ROOT))), name, call);
        } else if (CALLS.containsKey(name)) {
            transport(String.valueOf(CALLS.get(name)), name, call);
        }
        if (name.equals("MCPServer") && !call.frame().isPython()) {
            String kind =
                    option(call.args().isEmpty() ? Term.NOTHING : call.args().getFirst(), "transport", "type");
            transport(OPTIONS.getOrDefault(kind, "stdio"), name, call);
        }
    }

    private static boolean isOfSdk(Term target) {
        return switch (target) {
            case Ref(String path) -> OF_SDK.matcher(path).matches();
            case Kls kls -> kls.bases.stream().anyMatch(base -> isOfSdk(Terms.now(base)));
            default -> false;
        };
    }

    /** By the names of methods, which stay as they are when all else is made short. */
    private void shaped(Set<String> methods, Calls.Call call) {
        if ((methods.contains("registerCapabilities")
                        && methods.contains("assertRequestHandlerCapability")
                        && methods.contains("createMessage"))
                || methods.contains("setToolRequestHandlers")) {
            server("a server", call);
        }
        if (methods.contains("processReadBuffer") && methods.contains("send") && !methods.contains("stderr")) {
            transport("stdio", "a transport", call);
        } else if (methods.contains("handlePostMessage") && methods.contains("send")) {
            transport("sse", "a transport", call);
        } else if (methods.contains("handleRequest")
                && (methods.contains("handlePostRequest") || methods.contains("closeStandaloneSSEStream"))) {
            transport("streamable-http", "a transport", call);
        }
    }

    /** {@code mcp.run(transport="sse")}, {@code server.start({transportType: "stdio"})}. */
    private void running(Calls.Call call) {
        if (call.frame().isPython()) {
            if (CALLS.containsKey(call.name())) {
                transport(String.valueOf(CALLS.get(call.name())), call.name(), call);
            } else if (Set.of("run", "run_async").contains(call.name()) && isServer(call.receiver())) {
                var kind = call.named()
                        .getOrDefault(
                                "transport",
                                call.args().isEmpty()
                                        ? Term.NOTHING
                                        : call.args().getFirst());
                kinds(kind, call);
            }
        } else if (call.name().equals("start")
                && !call.args().isEmpty()
                && Terms.now(call.args().getFirst()) instanceof Obj options) {
            var kind = options.fields.get("transportType");
            if (kind != null) {
                kinds(kind, call);
            }
        }
    }

    private void kinds(Term kind, Calls.Call call) {
        if (Terms.now(kind).equals(Term.NOTHING)) {
            transport("stdio", call.name(), call);
        }
        for (Term each : Terms.all(kind)) {
            String name = OPTIONS.get(Terms.text(each));
            if (name != null) {
                transport(name, call.name(), call);
            } else if (!each.equals(Term.NOTHING)) {
                found.gap(
                        "The transport is chosen when it runs (" + call.frame().file() + ':'
                                + found.line(call.frame().file(), call.written().at()) + ')');
            }
        }
    }

    static boolean isServer(Term receiver) {
        return switch (Terms.now(receiver)) {
            case Term.Made made -> SERVERS.contains(made.name());
            case Obj obj -> obj.kls != null && Terms.names(obj.kls).stream().anyMatch(SERVERS::contains);
            case Term.Either(var of) -> of.stream().anyMatch(Servers::isServer);
            default -> false;
        };
    }

    private static String option(Term of, String... names) {
        Term at = Terms.now(of);
        for (String name : names) {
            at = at instanceof Obj obj ? Terms.now(obj.fields.getOrDefault(name, Term.NOTHING)) : Term.NOTHING;
        }
        return Terms.text(at);
    }

    private void server(String name, Calls.Call call) {
        found.begun.server(place(name, call));
    }

    private void transport(String kind, String name, Calls.Call call) {
        found.begun.listener(kind, place(name, call));
    }

    private Place place(String name, Calls.Call call) {
        return new Place(
                name,
                call.frame().file(),
                found.line(call.frame().file(), call.written().at()));
    }
}
