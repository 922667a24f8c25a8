package mcphub.kernel.jobs;

/** A job could not be done for a reason that may pass: it is tried again, as often as jobs of its queue are. */
public final class Setback extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Gives up for now, with a sentence that says to a person what was missing; the cause is for whoever debugs. */
    public Setback(String reason, Throwable cause) {
        super(reason, cause);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
