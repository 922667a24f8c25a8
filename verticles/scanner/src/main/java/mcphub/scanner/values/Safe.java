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
    public static final int DATA = 128;
    public static final int TEMPLATE = 256;
    public static final int REGEX = 512;
    public static final int HTML = 1024;
    public static final int ALL = 2047;
    /** What may hold a dollar is harmless for these. */
    public static final int NAMES = PATH | SQL | URL | OPEN | REGEX | HTML | DATA;
    /** All but what begins with a dash. */
    public static final int BUT_OPTION = ALL & ~OPTION;

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
            case "deserialise" -> DATA;
            case "template" -> TEMPLATE;
            case "regex" -> REGEX;
            case "html" -> HTML;
            case "all" -> ALL;
            default -> throw new IllegalArgumentException("unknown kind " + name);
        };
    }
}
