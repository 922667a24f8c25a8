package mcphub.scanner.values;

/** Whose a value is; bits. */
public final class Label {
    public static final int TOOL = 1;
    public static final int HTTP = 2;
    public static final int REMOTE = 4;
    public static final int OPERATOR = 8;
    /** Those whose owners nobody trusts. */
    public static final int FOREIGN = TOOL | HTTP | REMOTE;

    /** Somebody owns it. */
    public static final int OWNED = FOREIGN | OPERATOR;
    /** It was drawn by chance that can be guessed. */
    public static final int RANDOM = 16;
    /** It is a secret, as a whole. */
    public static final int SECRET = 32;
    /** It is all of the environment. */
    public static final int ENVIRONMENT = 64;
    /** It is a text with all of the environment in it. */
    public static final int TEXT = 128;
    /** It is a part that says little of the whole. */
    public static final int PART = 256;
    /** Whoever sent it had to say who he is, or from where. */
    public static final int GUARDED = 512;
    /** A secret that other programs keep on this machine. */
    public static final int LOOT = 1024;

    /** All of the settings that a program was given, secrets among them. */
    public static final int HOARD = 2048;
    /** What the user sees or copies: the screen, the clipboard. */
    public static final int SEEN = 4096;
    /** What belongs to an address that the author of the program fixed, and nobody was asked. */
    public static final int AFAR = 8192;
    /** A text that was none before it was decoded. */
    public static final int DECODED = 16384;
    /** Names of the machine and of its user. */
    public static final int WHO = 32768;
    /** What strangers wrote: what an address of a caller's choice answers, or a place where anybody writes. */
    public static final int STRANGE = 65536;
    /** What is in a file that the caller of a tool chose. */
    public static final int LOCAL = 131072;
    /** What may be taken away. */
    public static final int TAKEN = LOOT | HOARD | SEEN | WHO;
    /** What stays with all that is made of it, though nobody chose it. */
    public static final int CARRIED = TAKEN | AFAR | DECODED | STRANGE | LOCAL;
    /** What is kept of a value in all that is made of it. */
    public static final int KEPT = OWNED | CARRIED;
    /** What a value is, not whose: what is made of it is not that any more, unless it is known to be. */
    public static final int MARKS = RANDOM | SECRET | ENVIRONMENT | TEXT | PART;

    private Label() {}

    /** By the name that models give it. */
    public static int of(String name) {
        return switch (name) {
            case "tool" -> TOOL;
            case "http" -> HTTP;
            case "remote" -> REMOTE;
            case "operator" -> OPERATOR;
            case "seen" -> SEEN;
            case "who" -> WHO;
            case "decoded" -> DECODED;
            case "loot" -> LOOT;
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
