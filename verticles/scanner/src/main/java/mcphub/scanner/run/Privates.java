package mcphub.scanner.run;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import mcphub.scanner.code.Ex;
import mcphub.scanner.code.Fn;
import mcphub.scanner.code.Walk;
import mcphub.scanner.values.Closure;
import mcphub.scanner.values.Safe;
import mcphub.scanner.values.Value;

/** Checks that keep addresses out of networks of their own: by what they compare with, whatever they are called. */
final class Privates {
    private static final Pattern RANGES = Pattern.compile(
            "(?:^|[^\\d])(127(?:\\\\?\\.|$)|10\\\\?\\.|192\\\\?\\.168|169\\\\?\\.254|172\\\\?\\.|0\\.0\\.0\\.0)|^(\\[?::1\\]?|fc|fd|fc00.*|fe80.*|localhost|metadata\\.google.*)");
    private static final Set<Double> NUMBERS = Set.of(10.0, 127.0, 192.0, 168.0, 169.0, 172.0, 254.0);
    private static final Pattern LIBRARIES = Pattern.compile(
            "(?:private-ip|is-private-ip|ipaddr\\.js|ip\\.isPrivate|ssrf-req-filter|request-filtering-agent|private-ip\\.default|netmask|py:ipaddress)(?:[.(].*)?");
    private static final Set<String> NAMES =
            Set.of("is_private", "is_loopback", "is_link_local", "is_reserved", "isPrivate", "is_global");
    private static final Pattern HOSTS =
            Pattern.compile("(?i)host|netloc|address|addr\\b|^ips?$|lookup|resolve|family");
    private static final int DEEPEST = 3;

    private final Engine engine;
    private final IdentityHashMap<Fn, Boolean> known = new IdentityHashMap<>();
    /** Conditions that have nothing to do with addresses; they are asked for again and again. */
    private final Set<Ex> elsewhere = java.util.Collections.newSetFromMap(new IdentityHashMap<>());

    Privates(Engine engine) {
        this.engine = engine;
    }

    /** A function that looks at where an address leads, and throws: who calls it knows more of what it gave it. */
    void called(Closure closure, Ex.Call call, Frame frame) {
        if (!call.args().isEmpty()
                && looks(closure, 0)
                && Walk.mayThrow(closure.fn().body())) {
            call.args().forEach(each -> address(each, frame, 5));
        }
    }

    /** A condition that looks at where an address leads: whoever goes on has looked. */
    void tested(Ex test, Frame frame) {
        if (!elsewhere.contains(test)) {
            boolean isOne = look(test, frame);
            if (!isOne) {
                elsewhere.add(test);
            }
        }
    }

    private boolean look(Ex test, Frame frame) {
        boolean[] isOne = {false};
        Walk.over(test, each -> {
            Ex of = each instanceof Ex.Name(int at, String name) ? frame.scope.written(name) : each;
            if (of instanceof Ex.Call call && isLooking(call, frame)) {
                isOne[0] = true;
                boolean isLibrary = engine.eval(call.callee(), frame).closures().isEmpty();
                if (isLibrary && call.args().stream().noneMatch(arg -> isHost(arg, frame, 5))) {
                    return;
                }
                call.args().forEach(arg -> address(arg, frame, 5));
                if (call.callee() instanceof Ex.Member(int a, Ex object, String n)) {
                    address(object, frame, 5);
                }
            }
        });
        if (evidence(test, frame) >= 2) {
            isOne[0] = true;
            Walk.over(test, each -> {
                if (each instanceof Ex.Name) {
                    address(each, frame, 5);
                }
            });
        }
        return isOne[0];
    }

    /** Whether it is a host, or what one resolves to: a library that is asked about a whole address says nothing. */
    private static boolean isHost(Ex of, Frame frame, int most) {
        if (most == 0) {
            return false;
        }
        return switch (of) {
            case Ex.Name(int at, String name) -> {
                Ex how = frame.scope.written(name);
                yield HOSTS.matcher(name).find() || (how != null && isHost(how, frame, most - 1));
            }
            case Ex.Member(int at, Ex object, String name) ->
                HOSTS.matcher(name).find() || isHost(object, frame, most - 1);
            case Ex.Call(int at, Ex callee, var args, var named, boolean isNew) ->
                args.stream().anyMatch(arg -> isHost(arg, frame, most - 1))
                        || (callee instanceof Ex.Member member && isHost(member, frame, most - 1));
            case Ex.Cond(int at, Ex test, Ex yes, Ex no) -> isHost(yes, frame, most - 1) || isHost(no, frame, most - 1);
            case Ex.Many(int at, var all) -> all.stream().anyMatch(each -> isHost(each, frame, most - 1));
            default -> false;
        };
    }

    private boolean isLooking(Ex.Call call, Frame frame) {
        if (call.args().isEmpty() && !(call.callee() instanceof Ex.Member)) {
            return false;
        }
        Value callee = engine.eval(call.callee(), frame);
        return callee.refs().stream().anyMatch(ref -> LIBRARIES.matcher(ref).matches())
                || callee.closures().stream().anyMatch(each -> looks(each, 0));
    }

    /** Whether a function, or one that it calls, compares with several ranges. */
    private boolean looks(Closure closure, int depth) {
        var before = known.get(closure.fn());
        if (before != null) {
            return before;
        }
        known.put(closure.fn(), false);
        var frame = new Frame(closure.scope(), closure.self(), closure.fn());
        var all = new ArrayList<Ex>();
        Walk.over(closure.fn().body(), all::add);
        var found = new HashSet<Object>();
        all.forEach(each -> see(each, found, frame, DEEPEST));
        boolean looks = found.size() >= 2;
        for (Ex each : looks || depth >= DEEPEST ? List.<Ex>of() : all) {
            if (each instanceof Ex.Call call
                    && (call.callee() instanceof Ex.Name || call.callee() instanceof Ex.Member)) {
                Value callee = engine.eval(
                        call.callee() instanceof Ex.Member(int at, Ex of, String name) && !isPlain(of)
                                ? of
                                : call.callee(),
                        frame);
                looks |= callee.refs().stream()
                                .anyMatch(ref -> LIBRARIES.matcher(ref).matches())
                        || callee.closures().stream().anyMatch(c -> looks(c, depth + 1));
            }
        }
        if (looks || depth < DEEPEST) {
            known.put(closure.fn(), looks);
        } else {
            // what it calls was not looked at: somebody who begins with it may see more
            known.remove(closure.fn());
        }
        return looks;
    }

    private static boolean isPlain(Ex of) {
        return of instanceof Ex.Name;
    }

    /** How many ranges are named in it, or in lists that it names. */
    private int evidence(Ex of, Frame frame) {
        var found = new HashSet<Object>();
        Walk.over(of, each -> see(each, found, frame, DEEPEST));
        return found.size();
    }

    /** To look is work, too: lists may name lists that name lists. */
    private void see(Ex one, Set<Object> found, Frame frame, int most) {
        engine.budget().spend();
        find(one, found);
        Ex list = one instanceof Ex.Name(int at, String name) && most > 0 ? frame.scope.written(name) : null;
        if (list instanceof Ex.Arr || list instanceof Ex.Call) {
            Walk.over(list, each -> see(each, found, frame, most - 1));
        }
    }

    private static void find(Ex each, Set<Object> found) {
        switch (each) {
            case Ex.Lit(int at, Object value) -> {
                if (value instanceof String text && RANGES.matcher(text).find()) {
                    found.add(text);
                } else if (value instanceof Double number && NUMBERS.contains(number)) {
                    found.add(number);
                }
            }
            case Ex.Regex(int at, String pattern, String flags) -> {
                if (RANGES.matcher(pattern).find()) {
                    found.add(pattern);
                    found.add("regex");
                }
            }
            case Ex.Member(int at, Ex of, String name) -> {
                if (NAMES.contains(name)) {
                    found.add(name);
                    found.add("is");
                }
            }
            default -> {}
        }
    }

    /** What an address was made of is as good as it. */
    private void address(Ex of, Frame frame, int most) {
        if (most == 0) {
            return;
        }
        switch (of) {
            case Ex.Name(int at, String name) -> {
                engine.refinements().safe(of, Safe.URL, frame);
                Ex how = frame.scope.written(name);
                if (how != null && how.at() >= 0) {
                    address(how, frame, most - 1);
                }
            }
            case Ex.Member(int at, Ex object, String name) -> {
                engine.refinements().safe(of, Safe.URL, frame);
                address(object, frame, most - 1);
            }
            case Ex.Call(int at, Ex callee, var args, var named, boolean isNew) -> {
                args.forEach(each -> address(each, frame, most - 1));
                if (callee instanceof Ex.Member(int a, Ex object, String name)) {
                    address(object, frame, most - 1);
                }
            }
            case Ex.Cond(int at, Ex test, Ex yes, Ex no) -> {
                address(yes, frame, most - 1);
                address(no, frame, most - 1);
            }
            case Ex.Index(int at, Ex object, Ex key) -> address(object, frame, most - 1);
            case Ex.Many(int at, var all) -> all.forEach(each -> address(each, frame, most - 1));
            case Ex.Op(int at, String op, var all) -> all.forEach(each -> address(each, frame, most - 1));
            default -> {}
        }
    }
}
