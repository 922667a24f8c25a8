package mcphub.scanner.run;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import mcphub.scanner.code.Ex;
import mcphub.scanner.code.St;
import mcphub.scanner.code.Walk;
import mcphub.scanner.values.Label;
import mcphub.scanner.values.Value;

/** Whether a condition asks for what a request says of who, or where, it comes from. */
final class Asking {
    /** Where a request comes from, which whoever sends it writes himself unless he is a browser. */
    private static final Set<String> PLACES = Set.of("host", "origin");

    private static final Pattern OF_PLACES =
            Pattern.compile("(?i)host|origin|referer|remote_?addr|^ip$|\\bip\\b|loopback|localhost|127\\.0\\.0\\.1");

    private static final Set<String> NAMES = Words.of(
            "authorization host origin x-api-key api-key apikey token authtoken bearer isauthenticated verifytoken "
                    + "authenticate isauthorized compare_digest timingsafeequal checkauth validatetoken apikeyvalid");

    private static final Set<String> REQUESTS = Words.of(
            "req request ctx context c headers scope info event socket handshake credentials x_api_key auth_header environ");
    private static final Pattern SECRETS = Pattern.compile("(?i)token|secret|password|api_?key|auth");

    private static final Pattern REFUSALS = Pattern.compile(
            "(?i)unauthori[sz]ed|unauthenticated|forbidden|invalid_?credential|access_?denied|not_?allowed");

    private Asking() {}

    /** Whether it is about what a request is known to say. */
    static boolean isOfHttp(Ex test, Frame frame) {
        var found = new boolean[1];
        Walk.over(test, each -> {
            Value value = each instanceof Ex.Name(int at, String name) ? frame.scope.get(name) : null;
            found[0] |= value != null && (value.labels() & Label.HTTP) != 0;
        });
        return found[0];
    }

    /** Whether it is about what a request says, as far as that is known: a variable of the program's own says nothing of who calls. */
    static boolean isOfRequest(Ex test, Frame frame) {
        var found = new boolean[1];
        boolean isGivenOne = frame.fn != null
                && !isPresence(test)
                && frame.fn.params().stream()
                        .map(Parameters::name)
                        .anyMatch(
                                name -> name != null && (REQUESTS.contains(name.toLowerCase(Locale.ROOT)) || is(name)));
        Walk.over(test, each -> {
            if (each instanceof Ex.Name(int at, String name)) {
                Value value = frame.scope.get(name);
                boolean isOwn = value == null || value.isConstant() || (value.labels() & Label.OPERATOR) != 0;
                found[0] |= value != null && (value.labels() & Label.HTTP) != 0;
                found[0] |= isGivenOne && !isOwn;
            }
        });
        return found[0];
    }

    /** Whether a check is left at once because the operator set no bounds, which are his to set. */
    static boolean isUnrestricted(Ex test, List<St> how, Frame frame, Budget budget) {
        boolean isLeft = how.size() == 1
                && switch (how.getFirst()) {
                    case St.Return(Ex value) ->
                        value == null
                                || (value instanceof Ex.Lit(int at, Object literal) && !Boolean.FALSE.equals(literal));
                    case St.Block(var inner) -> isUnrestricted(test, inner, frame, budget);
                    default -> false;
                };
        if (!isLeft || how.getFirst() instanceof St.Block) {
            return isLeft;
        }
        var seen = new boolean[2];
        operators(test, frame, budget, seen, 3);
        return seen[0] && !seen[1];
    }

    /** Sees whether there is a variable, and whether one of them is not the operator's, or was made of what is not. */
    private static void operators(Ex test, Frame frame, Budget budget, boolean[] seen, int most) {
        Walk.over(test, each -> {
            budget.spend();
            if (each instanceof Ex.Name(int at, String name)) {
                Value value = frame.scope.get(name);
                seen[0] = true;
                seen[1] |= value == null
                        || value.isForeign()
                        || (value.isConstant() && !value.shapes().contains("\uFFFF"));
                Ex how = frame.scope.written(name);
                if (how != null && most > 0 && !seen[1]) {
                    operators(how, frame, budget, seen, most - 1);
                }
            }
        });
    }

    /** Whether it only asks if something was given at all. */
    private static boolean isPresence(Ex test) {
        return switch (test) {
            case Ex.Name name -> true;
            case Ex.Op(int at, String op, var of) ->
                (op.equals("!") || op.equals("not") || op.equals("||"))
                        && of.stream().allMatch(Asking::isPresence);
            case Ex.Many(int at, var of) -> of.size() == 1 && isPresence(of.getFirst());
            default -> false;
        };
    }

    /** Whether an answer says that who calls may not. */
    static boolean refuses(List<St> body, Budget budget) {
        var found = new boolean[1];
        Walk.over(body, each -> {
            budget.spend();
            found[0] |= switch (each) {
                case Ex.Lit(int at, Object value) -> value instanceof Double number && (number == 401 || number == 403);
                case Ex.Name(int at, String name) -> REFUSALS.matcher(name).find();
                case Ex.Member(int at, Ex of, String name) ->
                    REFUSALS.matcher(name).find();
                default -> false;
            };
        });
        return found[0];
    }

    /** Whether something is only asked for where the operator chose to: the truth of one of his secrets. */
    static boolean isChoice(Ex test, Frame frame) {
        return switch (test) {
            case Ex.Many(int at, var of) -> of.size() == 1 && isChoice(of.getFirst(), frame);
            case Ex.Op(int at, String op, var of) ->
                (op.equals("&&") || op.equals("and")) && of.stream().anyMatch(each -> isChoice(each, frame));
            case Ex.Name(int at, String name) -> {
                Value value = frame.scope.get(name);
                yield value != null
                        && (value.labels() & Label.OWNED) == Label.OPERATOR
                        && SECRETS.matcher(name).find();
            }
            default -> false;
        };
    }

    /** Whether it asks no more than where a request comes from. */
    static boolean isOfPlaces(Ex test) {
        var seen = new boolean[2];
        Walk.over(test, each -> {
            String name = switch (each) {
                case Ex.Name(int at, String plain) -> plain;
                case Ex.Member(int at, Ex of, String last) -> last;
                case Ex.Lit(int at, Object value) -> value instanceof String text ? text : "";
                default -> "";
            };
            seen[0] |= OF_PLACES.matcher(name).find();
            seen[1] |= (is(name) && !PLACES.contains(name.toLowerCase(Locale.ROOT)))
                    || SECRETS.matcher(name).find();
        });
        return seen[0] && !seen[1];
    }

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
