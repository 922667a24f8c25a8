package mcphub.scanner.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
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
    private static final Set<String> HTTP = Set.of("http", "sse", "streamable-http", "streamable_http", "httpStream");
    private static final Set<String> AUTH = Set.of(
            "auth",
            "token_verifier",
            "auth_server_provider",
            "auth_provider",
            "middleware",
            "authenticate",
            "auth_config");

    private final Map<String, TransportCall> known = new HashMap<>();
    private final Engine engine;
    /** Files in which who calls is asked who he is. */
    private final Set<String> asking = new HashSet<>();
    /** Files in which it is compared where a request comes from. */
    private final Set<String> comparing = new HashSet<>();

    private boolean isChoice;
    /** Functions that ask, and are only there where the operator chose so. */
    private final Set<@Nullable Fn> choices = new HashSet<>();

    private final Map<String, Set<String>> imports = new HashMap<>();
    private final List<Transport> transports = new ArrayList<>();
    /** Files with servers that listen on all addresses. */
    private final Set<String> open = new HashSet<>();

    /**
     * One that is made, or run.
     *
     * @param isCompared whether it compares hosts by itself
     * @param isOfSdk whether it is the SDK's of Python, which compares them where it listens on this machine alone
     */
    private record Transport(String file, int at, @Nullable String tool, boolean isCompared, boolean isOfSdk) {}

    Transports(Engine engine) {
        this.engine = engine;
    }

    /**
     * Transports that ask nobody who he is, in files that do not, nor do those that they import: which guard stands before which is not followed. The least bad are on this machine
     * alone and compare hosts, the worst are open to all and lead to tools that run what they are given.
     */
    List<Flaw> unguarded() {
        var all = new LinkedHashSet<Flaw>();
        String runner = engine.toolUse().runner();
        for (var each : transports) {
            if (isNear(each.file(), asking)) {
                continue;
            }
            boolean isOpen = isNear(each.file(), open);
            boolean isCompared = each.isCompared() || isNear(each.file(), comparing) || (each.isOfSdk() && !isOpen);
            String kind = isOpen
                    ? runner == null ? "transport-open" : "transport-runs"
                    : isCompared ? "transport-compared" : "transport";
            String says = "Over HTTP nobody is asked who he is"
                    + (isOpen ? ", and the server listens on every interface" : "")
                    + (isCompared ? "; host or origin are compared" : "; neither host nor origin is compared")
                    + (isOpen && runner != null ? "; " + runner + " runs or writes what its caller chooses" : "");
            all.add(new Flaw(kind, each.file(), each.at(), 0, null, each.tool(), says));
        }
        return List.copyOf(all);
    }

    /** A server listens on every interface. */
    void opened(String file) {
        open.add(file);
    }

    /** By the file, those that it imports, and those that whoever imports it brings along. */
    private boolean isNear(String file, Set<String> files) {
        return isBeside(file, files)
                || imports.entrySet().stream()
                        .anyMatch(each -> each.getValue().contains(file) && isBeside(each.getKey(), files));
    }

    private boolean isBeside(String file, Set<String> files) {
        return files.contains(file)
                || imports.getOrDefault(file, Set.of()).stream().anyMatch(files::contains);
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
        String file = first == null ? flaw.file() : first.file();
        return isBeside(file, asking) || isBeside(file, comparing) ? flaw.marked(Label.GUARDED) : flaw;
    }

    void imports(String file, String other) {
        imports.computeIfAbsent(file, f -> new HashSet<>()).add(other);
    }

    /** Somebody may be turned away for what a request says of itself. */
    void turnsAway(Ex test, List<St> how, Frame frame) {
        if (asking.contains(frame.file)) {
            return;
        }
        if (comparing.contains(frame.file) && Asking.isOfPlaces(test)) {
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
            (Asking.isOfPlaces(test) ? comparing : asking).add(frame.file);
        }
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
        var what = known.computeIfAbsent(ref, TransportCall::of);
        switch (what) {
            case ASKS -> {
                asking.add(frame.file);
            }
            case COMPARES -> {
                if (!isOpen(arguments)) {
                    comparing.add(frame.file);
                }
            }
            case TRANSPORT -> transport(call, arguments, frame);
            case SERVER -> server(arguments, frame);
            case RUN -> served(ref, call, arguments, frame);
            case OTHER -> {}
        }
        return what == TransportCall.TRANSPORT;
    }

    /** A server of Python that is told who may ask, or on which addresses it listens. */
    private void server(List<Value> arguments, Frame frame) {
        Box options = Listeners.options(arguments);
        if (options == null) {
            return;
        }
        if (AUTH.stream().anyMatch(name -> isGiven(options, name))) {
            asking.add(frame.file);
        }
        if (isGiven(options, "transport_security")) {
            comparing.add(frame.file);
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
        transport = transport == null && options != null ? options.fields.get("transportType") : transport;
        if (transport == null && !arguments.isEmpty()) {
            transport = arguments.getFirst();
        }
        boolean isHttp = (!ref.endsWith(".run") && !ref.endsWith(".run_async") && !ref.endsWith(".start"))
                || (transport != null && transport.shapes().stream().anyMatch(HTTP::contains));
        boolean isAsked = arguments.stream()
                .flatMap(each -> each.boxes().stream())
                .map(box -> box.fields.get("middleware"))
                .anyMatch(java.util.Objects::nonNull);
        if (isHttp && !isAsked) {
            if (options != null && Listeners.isAll(options.fields.get("host"))) {
                open.add(frame.file);
            }
            transports.add(new Transport(frame.file, call.at(), engine.tool(), false, ref.startsWith("py:mcp.")));
        }
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
        boolean isCompared = false;
        if (options != null) {
            if (AUTH.stream().anyMatch(name -> isGiven(options, name)) || isGiven(options, "apiKey")) {
                return;
            }
            var on = options.fields.get("enableDnsRebindingProtection");
            boolean isListed =
                    options.fields.containsKey("allowedHosts") || options.fields.containsKey("allowedOrigins");
            isCompared = (on != null && isListed && !"false".equals(on.only()))
                    || options.fields.containsKey("security_settings");
        }
        transports.add(new Transport(frame.file, call.at(), engine.tool(), isCompared, false));
    }
}
