package mcphub.scanner.run;

import mcphub.scanner.values.Box;
import mcphub.scanner.values.Value;

/** All that a value is, and what stands in it, not far below. */
final class Deep {
    private static final int DEEPEST = 4;
    private static final int MOST_LOOKED_AT = 60;
    private int labels;
    private int seen;

    private Deep() {}

    static int labels(Value value, Budget budget) {
        var deep = new Deep();
        deep.look(value, DEEPEST);
        budget.spend(deep.seen / 8);
        return deep.labels;
    }

    private void look(Value value, int depth) {
        labels |= value.labels();
        for (Box box : value.boxes()) {
            // all objects of a class are one, and most print no more than a name
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
