package mcphub.scanner.surface;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import mcphub.scanner.code.Ex;
import mcphub.scanner.code.Fn;
import mcphub.scanner.code.St;
import mcphub.scanner.surface.Term.Fun;
import mcphub.scanner.surface.Term.Kls;
import mcphub.scanner.surface.Term.Lit;
import mcphub.scanner.surface.Term.Obj;
import mcphub.scanner.surface.Term.Unknown;
import org.jspecify.annotations.Nullable;

/**
 * Runs a program on values as they are. Where a condition is not known both ways are taken, so that what is found is what may be there; what the world would answer is not
 * known. Work is bounded, not time.
 */
final class Interpreter {
    private static final int MOST_STEPS = 1_500_000;
    private static final int DEEPEST = 40;
    /** Of one function: who takes more is one of those that all others use. */
    private static final int MOST_WORK = 20_000;
    /** Of one that is given more than texts, and may make something of it. */
    private static final int MOST_RICH_WORK = 100_000;
    /** With nothing known it does the same each time. */
    private static final int MOST_BLIND = 3;

    /** A place in a file. */
    record Spot(String file, int at) {}

    /** Thrown where the work is used up. */
    static final class Spent extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Spent() {
            super("too much work", null, false, false);
        }
    }

    final Modules modules;
    final Values values = new Values(this);
    final Evaluator evaluator;
    final Statements statements;
    final Found found;
    final Mentions mentions = new Mentions();
    private final Map<Fn, Integer> running = new HashMap<>();
    /** Those that were run, and the work that they took. */
    private final Map<Fn, Integer> ran = new HashMap<>();

    private final Map<Fn, Integer> ranBlindly = new HashMap<>();
    private final Deque<Runnable> later = new ArrayDeque<>();
    /** Where what may be a row of a list is written. */
    final IdentityHashMap<Term, Spot> spots = new IdentityHashMap<>();

    final List<Fun> functions = new ArrayList<>();
    final List<Kls> classes = new ArrayList<>();
    /** Whether what runs is run for its own sake, for nobody was seen to call it. */
    boolean isForced;

    /** How many conditions that are not known decide whether this runs. */
    int maybe;

    private int steps;
    private int depth;

    Interpreter(Map<String, List<St>> files, Found found) {
        this.modules = new Modules(this, files);
        this.found = found;
        this.evaluator = new Evaluator(this);
        this.statements = new Statements(this);
    }

    void spend() {
        spend(1);
    }

    void spend(int work) {
        steps += work;
        if (steps > MOST_STEPS || steps < 0) {
            throw new Spent();
        }
    }

    int steps() {
        return steps;
    }

    boolean isRun(Fn fn) {
        return ran.containsKey(fn);
    }

    /** Runs it when all modules are there, as somebody's request does. */
    void later(Runnable what) {
        later.addLast(what);
    }

    void runLater() {
        for (var next = later.poll(); next != null; next = later.poll()) {
            next.run();
        }
    }

    /** Calls it once with what nobody knows, when all modules are there. */
    void callback(Fun fun) {
        later(() -> {
            if (!isRun(fun.fn())) {
                callUnknown(fun);
            }
        });
    }

    Term callUnknown(Fun fun) {
        return call(fun, Collections.nCopies(fun.fn().params().size(), Unknown.UNKNOWN), Map.of(), null);
    }

    Term call(Fun fun, List<Term> args, Map<String, Term> named, @Nullable Term self) {
        Fn fn = fun.fn();
        spend();
        int times = running.getOrDefault(fn, 0);
        int before = ran.merge(fn, 0, Integer::sum);
        boolean isBlind = named.isEmpty() && !args.isEmpty() && args.stream().noneMatch(Interpreter::says);
        boolean isRich = !named.isEmpty() || args.stream().anyMatch(each -> says(each) && !(each instanceof Lit));
        boolean isOften = isBlind
                ? ranBlindly.merge(fn, 1, Integer::sum) > MOST_BLIND
                : before > (isRich ? MOST_RICH_WORK : MOST_WORK);
        if (times > (isBlind ? 0 : 2) || depth >= DEEPEST || (isOften && !mentions.directly(fn))) {
            if (depth >= DEEPEST && mentions.directly(fn)) {
                found.gap("Something is offered too deep in calls to be read");
            }
            return Unknown.UNKNOWN;
        }
        running.put(fn, times + 1);
        depth++;
        int began = steps;
        try {
            var me = self != null ? self : fun.self() == null ? Unknown.UNKNOWN : fun.self();
            var frame = new Frame(new Env(fun.env(), maybe), me, fun.home(), fn.file(), new ArrayList<>());
            parameters(fn, args, named, frame);
            statements.run(fn.body(), frame);
            return Terms.either(frame.returned());
        } finally {
            depth--;
            ran.merge(fn, steps - began, Integer::sum);
            running.put(fn, times);
        }
    }

    /** Whether it makes a difference to a function. */
    private static boolean says(Term arg) {
        return !(arg instanceof Unknown) && !(arg instanceof Term.Part);
    }

    private void parameters(Fn fn, List<Term> args, Map<String, Term> named, Frame frame) {
        for (int i = 0; i < fn.params().size(); i++) {
            Ex param = fn.params().get(i);
            if (param instanceof Ex.Spread(int at, Ex of) && of instanceof Ex.Spread(int a, Ex map)) {
                var rest = new Obj(maybe);
                rest.fields.putAll(named);
                values.bind(map, rest, frame);
            } else if (param instanceof Ex.Spread(int at, Ex of)) {
                values.bind(of, Term.Lst.of(args.subList(Math.min(i, args.size()), args.size())), frame);
            } else {
                String name = param instanceof Ex.Assign(int at, Ex target, String op, Ex value)
                        ? target instanceof Ex.Name(int a, String plain) ? plain : ""
                        : param instanceof Ex.Name(int a, String plain) ? plain : "";
                var byName = named.get(name);
                values.bind(param, byName != null ? byName : i < args.size() ? args.get(i) : Term.NOTHING, frame);
            }
        }
    }
}
