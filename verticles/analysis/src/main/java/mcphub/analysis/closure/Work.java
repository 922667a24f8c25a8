package mcphub.analysis.closure;

/** Counts what a resolution costs, and ends one that goes beyond its budget. */
final class Work {
    /** It goes beyond; what was resolved so far stands. */
    static final class Exceeded extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Exceeded(String why) {
            super(why, null, false, false);
        }
    }

    private static final int DEEPEST = 300;

    private final Budget budget;
    private long steps;
    private int nodes;
    private int depth;

    Work(Budget budget) {
        this.budget = budget;
    }

    /** A trial of a place, or a release that is gathered. */
    void step() {
        if (++steps > budget.steps()) {
            throw new Exceeded("placing it takes more than %,d steps".formatted(budget.steps()));
        }
    }

    /** One more node in the tree. */
    void placed() {
        if (++nodes > budget.nodes()) {
            throw new Exceeded("it brings more than %,d packages".formatted(budget.nodes()));
        }
    }

    /** One node less. */
    void removed() {
        nodes--;
    }

    /** Peers of peers. */
    void enter() {
        if (++depth > DEEPEST) {
            throw new Exceeded("its peers have peers more than %,d deep".formatted(DEEPEST));
        }
        step();
    }

    void leave() {
        depth--;
    }
}
