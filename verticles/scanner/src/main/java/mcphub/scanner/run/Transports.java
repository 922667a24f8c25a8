package mcphub.scanner.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;
import mcphub.scanner.code.Ex;
import mcphub.scanner.code.Fn;
import mcphub.scanner.code.St;
import mcphub.scanner.values.Box;
import mcphub.scanner.values.Label;
import mcphub.scanner.values.Step;
import mcphub.scanner.values.Value;
import org.jspecify.annotations.Nullable;

/** Transports over HTTP, and whether anybody who calls is asked who he is, or from where. */
final class Transports {
    private static final Pattern TRANSPORTS = Pattern.compile(
            ".*\\.(?:SSEServerTransport|\\w*StreamableHTTPServerTransport|SseServerTransport|StreamableHTTPSessionManager)");
    private static final Pattern ASKS = Pattern.compile(
            ".*(?:requireBearerAuth|hostHeaderValidation|localhostHostValidation|createMcpExpressApp|passport\\.authenticate|expressjwt|express-basic-auth|basicAuth|bearerAuth|TransportSecuritySettings|TrustedHostMiddleware|BearerAuthBackend|BearerAuthProvider|OAuthProvider).*");

    private static final Pattern SERVERS = Pattern.compile("py:(?:mcp|fastmcp)\\.(?:\\w+\\.){0,50}FastMCP");
    private static final Pattern RUNS = Pattern.compile(
            "py:(?:mcp|fastmcp)\\.(?:\\w+\\.){0,50}FastMCP\\(\\)\\.(?:run(?:_async)?|run_(?:http|sse|streamable_http)_async|(?:http|sse|streamable_http)_app)");
    private static final Set<String> HTTP = Set.of("http", "sse", "streamable-http", "streamable_http");
    private static final Set<String> AUTH = Set.of(
            "auth", "token_verifier", "auth_server_provider", "transport_security", "auth_provider", "middleware");

    private enum What {
        ASKS,
        TRANSPORT,
        SERVER,
        RUN,
        OTHER
    }

    private final Map<String, What> known = new HashMap<>();
    private final Engine engine;
    /** Files in which who calls is asked who he is, or from where. */
    private final Set<String> asking = new HashSet<>();

    private boolean isChoice;
    /** Functions that ask, and are only there where the operator chose so. */
    private final Set<@Nullable Fn> choices = new HashSet<>();

    private final Map<String, Set<String>> imports = new HashMap<>();
    private final Map<String, List<Flaw>> transports = new LinkedHashMap<>();
    /** Of the SDK of Python, where only its addresses tell whether hosts are compared. */
    private final Map<String, List<Flaw>> ofSdk = new LinkedHashMap<>();
    /** Files with servers that listen on all addresses. */
    private final Set<String> open = new HashSet<>();

    Transports(Engine engine) {
        this.engine = engine;
    }

    /** Transports that nobody guards, in files that ask nobody, nor do those that they import: which guard stands before which is not followed. */
    List<Flaw> unguarded() {
        var all = new LinkedHashSet<Flaw>();
        transports.forEach((file, flaws) -> {
            if (!isAsked(file)) {
                all.addAll(flaws);
            }
        });
        ofSdk.forEach((file, flaws) -> {
            if (!isAsked(file) && open.contains(file)) {
                all.addAll(flaws);
            }
        });
        return List.copyOf(all);
    }

    /** By the file, those that it imports, and those that whoever imports it brings along: which guard stands before which is not followed. */
    private boolean isAsked(String file) {
        return isAskedBy(file)
                || imports.entrySet().stream()
                        .anyMatch(each -> each.getValue().contains(file) && isAskedBy(each.getKey()));
    }

    private boolean isAskedBy(String file) {
        return asking.contains(file)
                || imports.getOrDefault(file, Set.of()).stream().anyMatch(asking::contains);
    }

    /** The same flaw, marked where requests come in only from those who are asked for something. */
    Flaw guarded(Flaw flaw) {
        if ((flaw.labels() & Label.FOREIGN) != Label.HTTP) {
            return flaw;
        }
        Step first = flaw.step();
        while (first != null && first.before() != null) {
            first = first.before();
        }
        return isAskedBy(first == null ? flaw.file() : first.file()) ? flaw.marked(Label.GUARDED) : flaw;
    }

    void imports(String file, String other) {
        imports.computeIfAbsent(file, f -> new HashSet<>()).add(other);
    }

    /** Somebody may be turned away for what a request says of itself. */
    void turnsAway(Ex test, List<St> how, Frame frame) {
        if (asking.contains(frame.file)) {
            return;
        }
        boolean asks = (Asking.asks(test) && Asking.isOfRequest(test, frame))
                || (Asking.isOfHttp(test, frame) && Asking.refuses(how, engine.budget()));
        if (!asks || Asking.isChoice(test, frame)) {
            return;
        }
        if (isChoice && frame.fn != null) {
            choices.add(frame.fn);
        } else if (!choices.contains(frame.fn)) {
            asks(frame);
        }
    }

    private void asks(Frame frame) {
        asking.add(frame.file);
    }

    /** Runs what is run under a condition: where the operator need not have chosen a secret, nobody is asked for it. */
    boolean where(Ex test, Frame frame, BooleanSupplier run) {
        boolean before = isChoice;
        isChoice |= Asking.isChoice(test, frame);
        try {
            return run.getAsBoolean();
        } finally {
            isChoice = before;
        }
    }

    /** Whether a call of a package is about transports, or their guards. */
    boolean called(String ref, Ex.Call call, List<Value> arguments, Frame frame) {
        var what = known.computeIfAbsent(ref, Transports::what);
        switch (what) {
            case ASKS -> {
                if (!isOpen(arguments)) {
                    asks(frame);
                }
            }
            case TRANSPORT -> transport(call, arguments, frame);
            case SERVER -> server(arguments, frame);
            case RUN -> served(ref, call, arguments, frame);
            case OTHER -> {}
        }
        return what == What.ASKS || what == What.TRANSPORT;
    }

    /** A server of Python that is told who may ask, or on which addresses it listens. */
    private void server(List<Value> arguments, Frame frame) {
        Box options = Listeners.options(arguments);
        if (options == null) {
            return;
        }
        if (AUTH.stream().anyMatch(name -> isGiven(options, name))) {
            asks(frame);
        }
        if (Listeners.isAll(options.fields.get("host"))) {
            open.add(frame.file);
        }
    }

    private static boolean isGiven(Box options, String name) {
        var value = options.fields.get(name);
        return value != null && !"\uFFFF".equals(value.only());
    }

    /** A server of Python that is run over HTTP. The SDK's own compares hosts by itself where it listens on this machine alone; another library's does not. */
    private void served(String ref, Ex.Call call, List<Value> arguments, Frame frame) {
        Box options = Listeners.options(arguments);
        Value transport = options == null ? null : options.fields.get("transport");
        if (transport == null && !arguments.isEmpty()) {
            transport = arguments.getFirst();
        }
        boolean isHttp = (!ref.endsWith(".run") && !ref.endsWith(".run_async"))
                || (transport != null && transport.shapes().stream().anyMatch(HTTP::contains));
        boolean isAsked = arguments.stream()
                .flatMap(each -> each.boxes().stream())
                .map(box -> box.fields.get("middleware"))
                .anyMatch(java.util.Objects::nonNull);
        if (isHttp && !isAsked) {
            boolean isAll = options != null && Listeners.isAll(options.fields.get("host"));
            (ref.startsWith("py:mcp.") && !isAll ? ofSdk : transports)
                    .computeIfAbsent(frame.file, file -> new ArrayList<>())
                    .add(flaw(call, frame));
        }
    }

    private static What what(String ref) {
        return ASKS.matcher(ref).matches()
                ? What.ASKS
                : TRANSPORTS.matcher(ref).matches()
                        ? What.TRANSPORT
                        : SERVERS.matcher(ref).matches()
                                ? What.SERVER
                                : RUNS.matcher(ref).matches() ? What.RUN : What.OTHER;
    }

    /** The SDK's own application checks nothing where it is told to be open to all and not to whom. */
    private static boolean isOpen(List<Value> arguments) {
        Box options = Listeners.options(arguments);
        return options != null
                && ((Listeners.isAll(options.fields.get("host")) && !options.fields.containsKey("allowedHosts"))
                        || "false".equals(only(options, "enable_dns_rebinding_protection")));
    }

    private static @Nullable String only(Box options, String key) {
        var value = options.fields.get(key);
        return value == null ? null : value.only();
    }

    private void transport(Ex.Call call, List<Value> arguments, Frame frame) {
        Box options = Listeners.options(arguments);
        if (options != null) {
            var on = options.fields.get("enableDnsRebindingProtection");
            boolean isListed =
                    options.fields.containsKey("allowedHosts") || options.fields.containsKey("allowedOrigins");
            if ((on != null && isListed && !"false".equals(on.only()))
                    || options.fields.containsKey("security_settings")) {
                return;
            }
        }
        transports.computeIfAbsent(frame.file, file -> new ArrayList<>()).add(flaw(call, frame));
    }

    private Flaw flaw(Ex.Call call, Frame frame) {
        return new Flaw(
                "transport",
                frame.file,
                call.at(),
                0,
                null,
                engine.tool(),
                "A transport over HTTP compares neither host nor origin, and nobody is asked for a token");
    }
}
