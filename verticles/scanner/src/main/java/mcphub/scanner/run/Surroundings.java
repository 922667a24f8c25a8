package mcphub.scanner.run;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mcphub.scanner.values.Value;
import org.jspecify.annotations.Nullable;

/** Values that are set around a call, and asked for by whoever is called within: a request's own, mostly. */
final class Surroundings {
    private static final Pattern STORES = Pattern.compile(
            "(.*\\bAsyncLocalStorage\\(\\)|py:contextvars\\.ContextVar\\(\\))\\.(run|enterWith|set|getStore|get)");

    private final Map<String, Value> stores = new HashMap<>();
    private final Engine engine;

    Surroundings(Engine engine) {
        this.engine = engine;
    }

    /** What is asked for; null where something is set, or this is none of them. */
    @Nullable
    Value called(String ref, Value first) {
        Matcher store = STORES.matcher(ref);
        if (!store.matches()) {
            return null;
        }
        if (store.group(2).startsWith("get")) {
            return stores.get(store.group(1));
        }
        stores.merge(store.group(1), first, Value::or);
        // whoever was looked at before asks once more
        engine.visits().left(first);
        first.boxes().forEach(box -> engine.visits().left(box.all()));
        return null;
    }
}
