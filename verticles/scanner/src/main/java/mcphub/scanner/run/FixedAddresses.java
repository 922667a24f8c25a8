package mcphub.scanner.run;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mcphub.scanner.values.Box;
import mcphub.scanner.values.Label;
import mcphub.scanner.values.Value;
import org.jspecify.annotations.Nullable;

/** Addresses of other machines that stand in a program as its author wrote them. */
final class FixedAddresses {
    private static final Pattern ADDRESS = Pattern.compile(
            "^(?:https?|wss?)://(?:[^/@\1\2]{1,80}@)?([A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)+)(?=[:/?#\1\2]|$).*",
            Pattern.DOTALL);
    private static final Pattern HOST = Pattern.compile("^([A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)+)(?::\\d+)?$");
    /** A name that is looked up, of which the end stands fast. */
    private static final Pattern NAME = Pattern.compile("[\1\2]\\.(?:[a-z0-9-]{1,60}\\.){1,6}([a-z]{2,20})\\.?$");

    private static final Pattern HERE = Pattern.compile(
            "^(?:127\\.|10\\.|0\\.|192\\.168\\.|169\\.254\\.|172\\.(?:1[6-9]|2\\d|3[01])\\.).*|.*\\.(?:local|internal|localhost|lan|home|docker)$");
    private static final List<String> KEYS =
            List.of("url", "baseURL", "base_url", "prefixUrl", "uri", "hostname", "host");

    private FixedAddresses() {}

    /** The host that a request goes to; null where its author left that to somebody else, or it is this machine or one beside it. */
    static @Nullable String host(Value address) {
        for (String shape : address.shapes()) {
            Matcher at = ADDRESS.matcher(shape);
            if (at.matches() && isElsewhere(at.group(1))) {
                return at.group(1).toLowerCase(Locale.ROOT);
            }
        }
        for (Box box : address.boxes()) {
            for (String key : KEYS) {
                var inner = box.fields.get(key);
                String host = inner == null ? null : inHost(inner);
                if (host != null) {
                    return host;
                }
            }
        }
        return null;
    }

    private static @Nullable String inHost(Value value) {
        for (String shape : value.shapes()) {
            Matcher at = HOST.matcher(shape);
            if (at.matches() && isElsewhere(at.group(1))) {
                return at.group(1).toLowerCase(Locale.ROOT);
            }
        }
        return value.boxes().isEmpty() ? host(value) : null;
    }

    /** The same of what is connected to, where host and port stand beside each other. */
    static @Nullable String connected(List<Value> arguments) {
        for (Value each : arguments) {
            String host = each.boxes().isEmpty() ? inHost(each) : host(each);
            for (Box box : each.boxes()) {
                host = host == null && box.isList ? inHost(box.get("0")) : host;
            }
            if (host != null) {
                return host;
            }
        }
        return null;
    }

    /** Whether a name that is looked up has a beginning that is put together, and an end that its author wrote. */
    static boolean isNameOfMany(Value name) {
        return name.shapes().stream().anyMatch(shape -> NAME.matcher(shape).find());
    }

    private static boolean isElsewhere(String host) {
        return host.length() <= 255
                && !HERE.matcher(host.toLowerCase(Locale.ROOT)).matches();
    }

    /** The host that something was opened to before; empty where it is one whose name is not known any more, null for none. */
    static @Nullable String opened(Value by) {
        for (Box box : by.boxes()) {
            var host = box.fields.get(Takings.HOST);
            if (host != null) {
                return host.only();
            }
        }
        return by.is(Label.AFAR) ? "" : null;
    }
}
