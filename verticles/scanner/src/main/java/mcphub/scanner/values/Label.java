package mcphub.scanner.values;

/** Whose a value is; bits. */
public final class Label {
    public static final int TOOL = 1;
    public static final int HTTP = 2;
    public static final int REMOTE = 4;
    public static final int OPERATOR = 8;
    /** Those whose owners nobody trusts. */
    public static final int FOREIGN = TOOL | HTTP | REMOTE;

    private Label() {}

    /** By the name that models give it. */
    public static int of(String name) {
        return switch (name) {
            case "tool" -> TOOL;
            case "http" -> HTTP;
            case "remote" -> REMOTE;
            case "operator" -> OPERATOR;
            default -> throw new IllegalArgumentException("unknown label " + name);
        };
    }

    /** In words, the worst one. */
    public static String words(int labels) {
        return (labels & TOOL) != 0
                ? "an argument of a tool"
                : (labels & HTTP) != 0
                        ? "a request over HTTP"
                        : (labels & REMOTE) != 0 ? "an answer of another server" : "the operator's configuration";
    }
}
