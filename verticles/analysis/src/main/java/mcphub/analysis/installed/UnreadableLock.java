package mcphub.analysis.installed;

/** A lock file that does not say what is installed, with the reason in words. */
final class UnreadableLock extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnreadableLock(String reason) {
        super(reason, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
