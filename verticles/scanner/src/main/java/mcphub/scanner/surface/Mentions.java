package mcphub.scanner.surface;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mcphub.scanner.code.Cls;
import mcphub.scanner.code.Ex;
import mcphub.scanner.code.Fn;
import mcphub.scanner.code.St;
import mcphub.scanner.code.Walk;
import org.jspecify.annotations.Nullable;

/** Where code offers something, by the words that are written there: what is not run otherwise is then run for its own sake. */
final class Mentions {
    /** A call that offers a tool, as it is written. */
    record Site(String file, int at) {}

    private static final Set<String> MADE = Set.of("Server", "McpServer", "MCPServer", "FastMCP");

    private final Map<Fn, Set<String>> calls = new HashMap<>();

    /** Whether a function's own code has a call that offers something. */
    boolean directly(Fn fn) {
        return calls.computeIfAbsent(fn, Mentions::called).contains("");
    }

    /** Whether a function's own code makes a server. */
    boolean makes(Fn fn) {
        boolean[] found = new boolean[1];
        Walk.everywhere(
                fn.body(),
                cls -> true,
                each -> found[0] |= each instanceof Ex.Call call && call.isNew() && MADE.contains(made(call.callee())));
        return found[0];
    }

    private static String made(Ex callee) {
        return switch (callee) {
            case Ex.Name(int at, String name) -> name;
            case Ex.Member(int at, Ex of, String last) -> last;
            case Ex.Many(int at, var of) when !of.isEmpty() -> made(of.getLast());
            default -> "";
        };
    }

    /** Whether all is written as a call that offers something is. */
    static boolean isOffer(Ex each) {
        String name = name(each);
        return name != null
                && (Registrations.NAMES.contains(name)
                        || PyRegistrations.MARKS.contains(name)
                        || PyRegistrations.CALLS.contains(name));
    }

    /** The last name of what is called, or what stands above a function; null for anything else. */
    static @Nullable String name(Ex each) {
        Ex callee = each instanceof Ex.Call call ? call.callee() : null;
        return callee instanceof Ex.Member(int at, Ex of, String last)
                ? last
                : callee instanceof Ex.Name(int at, String plain) && plain.startsWith("registerApp") ? plain : null;
    }

    /** The functions that offer something, or call those that do, of which none is called by another one first. */
    List<Term.Fun> roots(List<Term.Fun> functions) {
        var offering = new HashSet<String>();
        var calls = new LinkedHashMap<Fn, Set<String>>();
        for (var each : functions) {
            calls.put(each.fn(), this.calls.computeIfAbsent(each.fn(), Mentions::called));
        }
        var those = new HashSet<Fn>();
        for (int before = -1; before != those.size(); ) {
            before = those.size();
            calls.forEach((fn, names) -> {
                if (names.contains("") || names.stream().anyMatch(offering::contains)) {
                    those.add(fn);
                    if (fn.name() != null && !fn.name().isEmpty()) {
                        offering.add(fn.name());
                    }
                }
            });
        }
        var below = new HashSet<String>();
        those.forEach(fn -> calls.getOrDefault(fn, Set.of()).stream()
                .filter(name -> !name.equals(fn.name()))
                .forEach(below::add));
        var first = functions.stream().filter(each -> those.contains(each.fn())).toList();
        var all = new ArrayList<Term.Fun>();
        first.stream()
                .filter(each -> !below.contains(String.valueOf(each.fn().name())))
                .forEach(all::add);
        first.stream()
                .filter(each -> below.contains(String.valueOf(each.fn().name())))
                .forEach(all::add);
        return all;
    }

    /** The names of what it calls; the empty one where it offers something. */
    private static Set<String> called(Fn fn) {
        var names = new HashSet<String>();
        Walk.everywhere(fn.body(), cls -> true, each -> {
            if (isOffer(each)) {
                names.add("");
            }
            if (each instanceof Ex.Call call) {
                switch (call.callee()) {
                    case Ex.Name(int at, String plain) -> names.add(plain);
                    case Ex.Member(int at, Ex of, String last) -> names.add(last);
                    default -> {}
                }
            }
        });
        return names;
    }

    /** Whether a class is one of the SDK, or of a framework above it, which came along: it passes on what others offer. */
    static boolean isSdk(Cls cls) {
        return cls.methods().containsKey("setToolRequestHandlers")
                || cls.methods().containsKey("assertRequestHandlerCapability")
                || cls.methods().containsKey("setRequestHandler")
                || cls.methods().keySet().containsAll(Set.of("setupCompleteHandlers", "setupRootsHandlers"));
    }

    /** Calls that offer tools for sure, as they are written. */
    static List<Site> sites(String file, List<St> statements) {
        var all = new ArrayList<Site>();
        Walk.everywhere(statements, cls -> !isSdk(cls), each -> {
            if (each instanceof Ex.Call call && call.args().size() > 1) {
                String name = String.valueOf(name(call));
                boolean isTool = name.equals("registerTool")
                        || name.equals("registerAppTool")
                        || (name.equals("tool") && call.args().getFirst() instanceof Ex.Lit(int a, String text))
                        || (name.equals("setRequestHandler")
                                && call.args().getFirst().toString().contains("ListToolsRequestSchema"));
                if (isTool) {
                    all.add(new Site(file, call.at()));
                }
            }
        });
        return all;
    }
}
