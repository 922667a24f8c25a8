package mcphub.analysis;

/** Nobody waits for a job any more: what it is about was deleted, be it while it was done. */
final class Deleted extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Deleted() {
        super("The MCP was deleted", null, false, false);
    }
}
