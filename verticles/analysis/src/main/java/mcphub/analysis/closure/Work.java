package mcphub.analysis.closure;

/** Counts what a resolution costs, and ends one that goes beyond its budget, or on for too long. */
final class Work {
    /** It goes beyond; what was resolved so far stands. */
    static final class Exceeded extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Exceeded(String why) {
            super(why, null, false, false);
        }
    }

    private static final int DEEPEST = 300;

    /** The longest path that a Linux opens. */
    private static final int LONGEST_PATH = 4_096;

    private final Budget budget;
    private final Runnable inTime;
    private long steps;
    private int nodes;
    private int edges;
    private int depth;

    /** @param inTime throws where there is no time left */
    Work(Budget budget, Runnable inTime) {
        this.budget = budget;
        this.inTime = inTime;
    }

    /** Goes on, unless there is no time left. */
    void goOn() {
        inTime.run();
    }

    /** A trial of a place, or a release that is gathered. */
    void step() {
        goOn();
        if (++steps > budget.steps()) {
            throw new Exceeded("placing it takes more than %,d steps".formatted(budget.steps()));
        }
    }

    /** A node asks for one more package. */
    void asked() {
        if (++edges > budget.edges()) {
            throw new Exceeded("its packages ask for others more than %,d times".formatted(budget.edges()));
        }
    }

    /**
     * One more node in the tree.
     *
     * @param path where it comes to stand
     */
    void placed(String path) {
        if (path.length() > LONGEST_PATH) {
            throw new Exceeded("its folders have paths of more than %,d characters".formatted(LONGEST_PATH));
        }
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
