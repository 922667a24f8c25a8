package mcphub.scanner.run;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import mcphub.scanner.code.Ex;

/** Whether a condition asks for what a request says of who, or where, it comes from. */
final class Asking {
    private static final Set<String> NAMES = Words.of(
            "authorization host origin x-api-key api-key apikey token authtoken bearer isauthenticated verifytoken "
                    + "authenticate isauthorized compare_digest timingsafeequal checkauth validatetoken apikeyvalid");

    private Asking() {}

    static boolean asks(Ex test) {
        return switch (test) {
            case Ex.Name(int at, String name) -> is(name);
            case Ex.Lit(int at, Object value) -> value instanceof String text && is(text);
            case Ex.Member(int at, Ex of, String name) -> is(name) || asks(of);
            case Ex.Index(int at, Ex of, Ex key) -> asks(of) || asks(key);
            case Ex.Call call -> !begins(call) && (asks(call.callee()) || any(call.args()));
            case Ex.Op(int at, String op, var of) -> any(of);
            case Ex.Many(int at, var of) -> any(of);
            case Ex.Cond(int at, Ex condition, Ex yes, Ex no) -> asks(condition) || asks(yes) || asks(no);
            default -> false;
        };
    }

    /** The beginning of a host says little of what it is. */
    private static boolean begins(Ex.Call call) {
        return call.callee() instanceof Ex.Member(int at, Ex of, String name)
                && name.equalsIgnoreCase("startsWith")
                && !asksForToken(of);
    }

    private static boolean asksForToken(Ex of) {
        return of instanceof Ex.Name(int at, String name)
                ? name.toLowerCase(Locale.ROOT).contains("auth")
                : of instanceof Ex.Member(int a, Ex o, String last)
                        && last.toLowerCase(Locale.ROOT).contains("auth");
    }

    private static boolean any(List<Ex> all) {
        return all.stream().anyMatch(Asking::asks);
    }

    private static boolean is(String name) {
        return NAMES.contains(name.toLowerCase(Locale.ROOT));
    }
}
