package mcphub.scanner.run;

import java.util.function.Consumer;
import mcphub.scanner.values.Box;
import mcphub.scanner.values.Value;

/** Looks at all that a value is, and at what stands in it, not far below. */
final class Deep {
    static final int DEEPEST = 4;
    static final int MOST_LOOKED_AT = 60;
    private final int most;
    private final Consumer<Value> look;
    private int seen;

    /** @param most how many of what stands in something are looked at */
    Deep(int most, Consumer<Value> look) {
        this.most = most;
        this.look = look;
    }

    static int labels(Value value, Budget budget) {
        int[] labels = new int[1];
        var deep = new Deep(MOST_LOOKED_AT, each -> labels[0] |= each.labels());
        deep.into(value, DEEPEST);
        deep.spend(budget);
        return labels[0];
    }

    void into(Value value, int depth) {
        look.accept(value);
        for (Box box : value.boxes()) {
            // all objects of a class are one, and most print no more than a name
            if (depth == 0 || box.isObject()) {
                continue;
            }
            for (Value each : box.fields.values()) {
                if (++seen > most) {
                    return;
                }
                into(each, depth - 1);
            }
            into(box.any, depth - 1);
        }
    }

    /** Counts what was looked at as work. */
    void spend(Budget budget) {
        budget.spend(seen / 8);
    }
}
