package mcphub.scanner.run;

import mcphub.scanner.values.Step;
import mcphub.scanner.values.Value;
import org.jspecify.annotations.Nullable;

/** Which of some labels a value has, or what stands in it, and where that came from. */
final class Carried {
    private final int wanted;
    private int labels;
    private @Nullable Step step;

    private Carried(int wanted) {
        this.wanted = wanted;
    }

    static Carried in(Iterable<Value> values, int wanted, Budget budget) {
        var carried = new Carried(wanted);
        var deep = new Deep(Deep.MOST_LOOKED_AT, carried::look);
        values.forEach(each -> deep.into(each, Deep.DEEPEST));
        deep.spend(budget);
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

    private void look(Value value) {
        int here = value.labels() & wanted;
        if (here != 0) {
            labels |= here;
            step = step == null ? value.step() : step;
        }
    }
}
