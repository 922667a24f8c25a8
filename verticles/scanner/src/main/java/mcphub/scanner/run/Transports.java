package mcphub.scanner.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import mcphub.scanner.code.Ex;
import mcphub.scanner.values.Box;
import mcphub.scanner.values.Value;
import org.jspecify.annotations.Nullable;

/** Transports over HTTP, and whether anybody who calls is asked who he is, or from where. */
final class Transports {
    private static final Pattern TRANSPORTS = Pattern.compile(
            ".*\\.(?:SSEServerTransport|\\w*StreamableHTTPServerTransport|SseServerTransport|StreamableHTTPSessionManager)");
    private static final Pattern ASKS = Pattern.compile(
            ".*(?:requireBearerAuth|hostHeaderValidation|localhostHostValidation|createMcpExpressApp|passport\\.authenticate|expressjwt|express-basic-auth|basicAuth|bearerAuth|TransportSecuritySettings|TrustedHostMiddleware|BearerAuthBackend|BearerAuthProvider|OAuthProvider).*");

    private enum What {
        ASKS,
        TRANSPORT,
        OTHER
    }

    private final Map<String, What> known = new HashMap<>();
    private final Engine engine;
    /** Files in which who calls is asked who he is, or from where. */
    private final Set<String> asking = new HashSet<>();

    private final Map<String, Set<String>> imports = new HashMap<>();
    private final Map<String, List<Flaw>> transports = new HashMap<>();

    Transports(Engine engine) {
        this.engine = engine;
    }

    /** Transports that nobody guards, in files that ask nobody, nor do those that they import: which guard stands before which is not followed. */
    List<Flaw> unguarded() {
        var all = new ArrayList<Flaw>();
        transports.forEach((file, flaws) -> {
            boolean isAsked = asking.contains(file)
                    || imports.getOrDefault(file, Set.of()).stream().anyMatch(asking::contains);
            if (!isAsked) {
                all.addAll(flaws);
            }
        });
        return all;
    }

    void imports(String file, String other) {
        imports.computeIfAbsent(file, f -> new HashSet<>()).add(other);
    }

    /** Somebody is turned away for what a request says of itself. */
    void asks(Frame frame) {
        asking.add(frame.file);
    }

    /** Whether a call of a package is about transports, or their guards. */
    boolean called(String ref, Ex.Call call, List<Value> arguments, Frame frame) {
        var what = known.computeIfAbsent(ref, Transports::what);
        if (what == What.ASKS && !isOpen(arguments)) {
            asks(frame);
        } else if (what == What.TRANSPORT) {
            transport(call, arguments, frame);
        }
        return what != What.OTHER;
    }

    private static What what(String ref) {
        return ASKS.matcher(ref).matches()
                ? What.ASKS
                : TRANSPORTS.matcher(ref).matches() ? What.TRANSPORT : What.OTHER;
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
        transports
                .computeIfAbsent(frame.file, file -> new ArrayList<>())
                .add(new Flaw(
                        "transport",
                        frame.file,
                        call.at(),
                        0,
                        null,
                        engine.tool(),
                        "A transport over HTTP compares neither host nor origin, and nobody is asked for a token"));
    }
}
