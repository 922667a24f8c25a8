package mcphub.scanner.run;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import mcphub.scanner.code.Fn;
import mcphub.scanner.values.Closure;
import mcphub.scanner.values.Value;
import org.jspecify.annotations.Nullable;

/** What calls gave that were looked at, so that the same one is not looked at again. */
final class Known {
    private static final int MOST_CALLS_OF_ONE = 40;
    /** What is longer would cost more to keep than to find again. */
    private static final int LONGEST_KEY = 4_000;

    private final Map<String, Result> results = new HashMap<>();
    private final Map<String, Integer> times = new HashMap<>();
    private final Map<String, Result> lasts = new HashMap<>();
    private final IdentityHashMap<Object, Integer> numbers = new IdentityHashMap<>();

    @Nullable
    Result get(String key) {
        return results.get(key);
    }

    /** The state of the program is another one. */
    void forget() {
        results.clear();
        times.clear();
        lasts.clear();
    }

    void put(String key, Result result) {
        if (key.length() < LONGEST_KEY) {
            results.put(key, result);
        }
    }

    /** By whose the arguments are: however often it was called with what is nobody's, it is looked at with what is somebody's. */
    boolean isLookedAtOften(Fn fn, List<Value> arguments) {
        return times.merge(like(fn, arguments), 1, Integer::sum) > MOST_CALLS_OF_ONE;
    }

    /** What it gave when it was last looked at with arguments like these; null where it never was to its end. */
    @Nullable
    Result last(Fn fn, List<Value> arguments) {
        return lasts.get(like(fn, arguments));
    }

    void looked(Fn fn, List<Value> arguments, Result result) {
        lasts.put(like(fn, arguments), result);
    }

    private String like(Fn fn, List<Value> arguments) {
        var by = new StringBuilder().append(number(fn));
        for (Value each : arguments) {
            by.append('|').append(each.labels()).append(',').append(each.safe());
            each.boxes().forEach(box -> by.append(';').append(box.labels()));
        }
        return by.toString();
    }

    /** Of an object of this run, in the order in which they are asked for: the same each time. */
    private int number(Object of) {
        return numbers.computeIfAbsent(of, each -> numbers.size());
    }

    /** The same for calls that give the same. */
    String key(Closure closure, List<Value> arguments, @Nullable String tool) {
        var key = new StringBuilder().append(number(closure.fn())).append('#').append(number(closure.scope()));
        for (Value each : arguments) {
            key.append('|')
                    .append(each.labels())
                    .append(',')
                    .append(each.safe())
                    .append(',')
                    .append(each.shapes())
                    .append(each.refs());
            each.closures().forEach(c -> key.append(number(c.fn())).append(';'));
            each.boxes()
                    .forEach(b ->
                            key.append(number(b)).append(':').append(b.labels()).append(';'));
        }
        return key.append(tool).toString();
    }
}
