package mcphub.scanner.run;

/** Work, not time: the same source takes the same on every machine. */
final class Budget {
    private static final int DEEPEST = 40;
    private int left;
    private int depth;

    Budget(int steps) {
        this.left = steps;
    }

    /** Thrown where it is used up. */
    static final class Spent extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Spent() {
            super("too much work", null, false, false);
        }
    }

    void spend() {
        spend(1);
    }

    void spend(int steps) {
        left -= steps;
        if (left < 0) {
            throw new Spent();
        }
    }

    /** Whether a call may go this deep; who may leaves it again. */
    boolean enter() {
        if (depth >= DEEPEST) {
            return false;
        }
        depth++;
        return true;
    }

    void leave() {
        depth--;
    }
}
