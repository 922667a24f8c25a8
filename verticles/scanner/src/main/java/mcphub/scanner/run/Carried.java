package mcphub.scanner.run;

import mcphub.scanner.values.Box;
import mcphub.scanner.values.Step;
import mcphub.scanner.values.Value;
import org.jspecify.annotations.Nullable;

/** Which of some labels a value has, or what stands in it, and where that came from. */
final class Carried {
    private static final int DEEPEST = 4;
    private static final int MOST_LOOKED_AT = 60;
    private final int wanted;
    private int labels;
    private @Nullable Step step;
    private int seen;

    private Carried(int wanted) {
        this.wanted = wanted;
    }

    static Carried in(Iterable<Value> values, int wanted, Budget budget) {
        var carried = new Carried(wanted);
        values.forEach(each -> carried.look(each, DEEPEST));
        budget.spend(carried.seen / 8);
        return carried;
    }

    int labels() {
        return labels;
    }

    /** Where the first of them came from. */
    @Nullable
    Step step() {
        return step;
    }

    private void look(Value value, int depth) {
        int here = value.labels() & wanted;
        if (here != 0) {
            labels |= here;
            step = step == null ? value.step() : step;
        }
        for (Box box : value.boxes()) {
            if (depth == 0 || box.isObject()) {
                continue;
            }
            for (Value each : box.fields.values()) {
                if (++seen > MOST_LOOKED_AT) {
                    return;
                }
                look(each, depth - 1);
            }
            look(box.any, depth - 1);
        }
    }
}
