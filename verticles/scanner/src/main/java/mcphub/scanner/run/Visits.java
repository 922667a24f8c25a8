package mcphub.scanner.run;

import java.util.ArrayList;
import java.util.List;
import mcphub.scanner.values.Closure;
import mcphub.scanner.values.Value;
import org.jspecify.annotations.Nullable;

/** The handlers that were run, and whether one left something that another may find. */
final class Visits {
    private static final int MOST = 2_000;

    private record Visit(Closure closure, @Nullable String tool, List<Value> arguments) {}

    private final List<Visit> all = new ArrayList<>();
    private boolean isLeft;

    void add(Closure closure, @Nullable String tool, List<Value> arguments) {
        if (all.size() < MOST) {
            all.add(new Visit(closure, tool, arguments));
        }
    }

    /** Something of somebody's is left where other tools find it. */
    void left(Value value) {
        isLeft |= value.isForeign();
    }

    boolean isLeft() {
        return isLeft;
    }

    void again(Engine engine) {
        List.copyOf(all).forEach(each -> engine.handle(each.closure(), each.tool(), each.arguments()));
    }
}
