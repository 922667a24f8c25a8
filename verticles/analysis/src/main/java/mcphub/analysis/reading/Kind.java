package mcphub.analysis.reading;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * What a version is, by its code.
 *
 * @param why in a sentence without a stop
 * @param behind what its entry points hand over to, sorted by name; empty where they do not
 */
public record Kind(What what, String why, List<Behind.Part> behind) {
    public Kind {
        behind = List.copyOf(behind);
    }

    /** The kinds there are. */
    public enum What {
        /** Code that an entry point reaches offers something as an MCP server does. */
        SERVER,
        /** It listens as a server does, and passes on what others offer. */
        PROXY,
        /** An entry point hands over to another package, or to a program. */
        THIN_SHELL,
        /** All of it was read, and it is none: a library that only exports servers is none, either. */
        NOT_AN_MCP_SERVER,
        /** Nobody can tell. */
        UNSEEN;

        /** Its name in JSON. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** By that name. */
        public static What of(String label) {
            return valueOf(label.toUpperCase(Locale.ROOT));
        }
    }

    /** The same in words that can be told: printable, bounded, and as somebody else has them. */
    public Kind told(UnaryOperator<String> redaction) {
        UnaryOperator<String> plain = text -> redaction.apply(
                TextFile.message(new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8)));
        return new Kind(
                what,
                plain.apply(why),
                behind.stream()
                        .map(part -> new Behind.Part(
                                plain.apply(part.name()),
                                part.version(),
                                part.integrity(),
                                part.unread() == null ? null : plain.apply(part.unread())))
                        .toList());
    }

    /** In one line: {@code a thin shell: It hands over to …}. */
    public String shown() {
        String article = what == What.SERVER || what == What.PROXY || what == What.THIN_SHELL ? "a " : "";
        return article + what.label().replace('_', ' ').replace("mcp", "MCP") + ": " + why;
    }

    /** Whether something that it hands over to was not read: a program, what is too large, what could not be had. */
    public boolean hasUnread() {
        return behind.stream().anyMatch(part -> part.unread() != null);
    }
}
