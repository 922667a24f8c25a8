package mcphub.scanner.run;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import mcphub.scanner.code.Ex;
import mcphub.scanner.code.Fn;
import mcphub.scanner.code.St;
import mcphub.scanner.code.Walk;
import mcphub.scanner.values.Box;
import mcphub.scanner.values.Label;
import mcphub.scanner.values.Value;
import org.jspecify.annotations.Nullable;

/** Connections that do not look at who is on the other end: by an option, a variable of the process, or a context of TLS. */
final class Certificates {
    private static final Set<String> VERBS = Words.of("get post put patch delete head options request send stream");
    /** What is told about those who call, not about whom one calls. */
    private static final Set<String> SERVERS = Words.of("createServer createSecureServer createTlsServer");

    /** Names of files of authorities, which are no switch. */
    private static final Pattern FILES = Pattern.compile("(?i)bundle|cert|path|file|(?:^|_)ca(?:$|_)");

    private static final Pattern CLIENTS = Pattern.compile("(?i)session|client");

    private final Engine engine;
    private final Models models;
    private final Unchecked places;
    /** Whether it is found out whose a value is, which runs calls once more. */
    private boolean isAsking;

    Certificates(Engine engine, Models models) {
        this.engine = engine;
        this.models = models;
        this.places = new Unchecked(engine.budget());
    }

    Unchecked places() {
        return places;
    }

    /** An object that is written down; what was copied into it counts where it still stands there. */
    void written(Ex.Obj obj, Box box, List<Value> copied, Frame frame) {
        for (Ex.Prop prop : obj.props()) {
            var rules = prop.key() == null ? null : models.unverified(prop.key(), frame);
            if (rules != null) {
                for (var rule : rules) {
                    if (rule.calls().isEmpty()) {
                        var place = look(
                                rule,
                                box.fields.getOrDefault(prop.key(), Value.UNKNOWN),
                                prop.value(),
                                prop.value().at(),
                                box,
                                frame);
                        if (place != null) {
                            place.name = prop.key();
                        }
                    }
                }
            }
        }
        if (!places.isEmpty()) {
            copied.forEach(value -> value.boxes().forEach(from -> places.copied(from, box)));
        }
    }

    /** A property, or what a map has under a name, is given a value. */
    void assigned(Ex of, Value object, String name, Value value, Ex how, Frame frame) {
        var rules = models.unverified(name, frame);
        if (rules == null) {
            return;
        }
        Box box = object.boxes().isEmpty() ? null : object.boxes().getFirst();
        for (var rule : rules) {
            boolean isMeant = rule.calls().isEmpty()
                    || object.refs().stream().anyMatch(ref -> rule.isAbout(ref + ".get") || rule.isAbout(ref))
                    || (object.boxes().isEmpty() && isClient(of));
            if (isMeant) {
                look(rule, value, how, how.at(), box, frame);
            }
        }
    }

    private static boolean isClient(Ex of) {
        return switch (of) {
            case Ex.Name(int at, String name) -> CLIENTS.matcher(name).find();
            case Ex.Member(int at, Ex inner, String name) ->
                CLIENTS.matcher(name).find();
            default -> false;
        };
    }

    void called(String name, Ex.Call call, Value callee, List<Value> arguments, Frame frame) {
        for (String ref : callee.refs()) {
            var rule = models.unverifiedCall(ref);
            if (rule != null) {
                places.add(call.at(), !rule.isMild() && isAlways(frame), null, frame);
            }
        }
        Box named = Parameters.named(arguments);
        if (named != null && callee.closures().isEmpty()) {
            named.fields.forEach((key, value) -> named(name, key, value, call, callee, frame));
        }
        if (!places.isEmpty()) {
            if (SERVERS.contains(name)) {
                arguments.forEach(each -> places.within(each, 1).forEach(place -> place.isDropped = true));
            } else if (arguments.stream().anyMatch(Unchecked::isLoopback)) {
                arguments.forEach(each -> places.within(each, 2).forEach(place -> place.isLocal = true));
            }
        }
    }

    private void named(String name, String key, Value value, Ex.Call call, Value callee, Frame frame) {
        var rules = models.unverified(key, frame);
        if (rules == null) {
            return;
        }
        Ex how = call;
        for (Ex.Prop each : call.named()) {
            how = key.equals(each.key()) ? each.value() : how;
        }
        for (var rule : rules) {
            boolean isMeant = rule.calls().isEmpty()
                    || callee.refs().stream().anyMatch(rule::isAbout)
                    || (callee.refs().isEmpty() && VERBS.contains(name));
            if (isMeant) {
                var place = look(rule, value, how, how.at(), null, frame);
                if (place != null && !call.args().isEmpty()) {
                    place.isLocal |=
                            Unchecked.isLoopback(engine.eval(call.args().getFirst(), frame));
                }
            }
        }
    }

    private Unchecked.@Nullable Place look(
            Unverified rule, Value value, Ex how, int at, @Nullable Box box, Frame frame) {
        boolean isIdle = rule.isIdle()
                && !value.closures().isEmpty()
                && value.closures().stream().allMatch(each -> isIdle(each.fn()));
        long like = value.shapes().stream().filter(rule::isLike).count();
        boolean isNamed = value.refs().stream().anyMatch(rule::isLike);
        if (isIdle || isNamed || like > 0) {
            boolean isOnly = isIdle
                    || like == value.shapes().size()
                    || (isNamed && value.refs().size() == 1);
            return places.add(at, isOnly && isAlways(frame), box, frame);
        }
        return !value.isForeign() && !rule.isIdle() && isOperators(value, how, frame)
                ? places.add(at, false, box, frame)
                : null;
    }

    private boolean isAlways(Frame frame) {
        return !Condition.isAsked(frame.under, models.deciders(), engine.budget());
    }

    private static boolean isIdle(Fn fn) {
        return fn.body().isEmpty()
                || (fn.body().size() == 1
                        && switch (fn.body().getFirst()) {
                            case St.Return(Ex value) -> value == null || value instanceof Ex.Lit;
                            case St.Do(Ex value) -> value instanceof Ex.Lit;
                            default -> false;
                        });
    }

    /** Whether the operator says it: by a switch, or by what he set being compared. */
    private boolean isOperators(Value value, Ex how, Frame frame) {
        // what came in a map of options was not written here
        if (how instanceof Ex.Call call && !call.named().isEmpty()) {
            return (value.labels() & Label.OWNED) == Label.OPERATOR
                    && !value.shapes().contains("true");
        }
        if (value.isConstant() || value.shapes().contains("true") || Condition.names(how, FILES, engine.budget())) {
            return false;
        }
        Ex written = how instanceof Ex.Name(int at, String name) ? frame.scope.written(name) : how;
        if (written == null || Condition.names(written, FILES, engine.budget())) {
            return (value.labels() & Label.OWNED) == Label.OPERATOR && written == null;
        }
        if (isAsking) {
            return false;
        }
        isAsking = true;
        int labels = value.labels() | labels(written, frame);
        isAsking = false;
        return (labels & Label.OWNED) == Label.OPERATOR;
    }

    private int labels(Ex written, Frame frame) {
        var labels = new int[1];
        Walk.over(written, each -> {
            if (each instanceof Ex.Member || each instanceof Ex.Name) {
                labels[0] |= engine.eval(each, frame).labels();
            } else if (each instanceof Ex.Call call && call.callee() instanceof Ex.Member) {
                labels[0] |= engine.eval(call, frame).labels();
            }
        });
        return labels[0];
    }
}
