package mcphub.scanner.values;

/** What a value has been made harmless for; bits. */
public final class Safe {
    public static final int COMMAND = 1;
    public static final int OPTION = 2;
    public static final int PATH = 4;
    public static final int SQL = 8;
    public static final int URL = 16;
    public static final int CODE = 32;
    public static final int OPEN = 64;
    public static final int ALL = 127;

    private Safe() {}

    /** By the name that models give it. */
    public static int of(String name) {
        return switch (name) {
            case "command", "process" -> COMMAND;
            case "option" -> OPTION;
            case "path" -> PATH;
            case "sql" -> SQL;
            case "url" -> URL;
            case "code" -> CODE;
            case "open" -> OPEN;
            case "all" -> ALL;
            default -> throw new IllegalArgumentException("unknown kind " + name);
        };
    }
}
