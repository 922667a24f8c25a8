package mcphub.scanner.parse;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A node of a syntax tree, copied out of the parser. Offsets are in bytes of UTF-8. */
final class Syntax {
    final String type;
    final @Nullable String field;
    final boolean isNamed;
    final int start;
    final int end;
    final List<Syntax> kids = new ArrayList<>(2);

    Syntax(String type, @Nullable String field, boolean isNamed, int start, int end) {
        this.type = type;
        this.field = field;
        this.isNamed = isNamed;
        this.start = start;
        this.end = end;
    }

    /** The first child of this field; null where there is none. */
    @Nullable
    Syntax get(String name) {
        for (Syntax kid : kids) {
            if (name.equals(kid.field)) {
                return kid;
            }
        }
        return null;
    }

    /** The first child of this type; null where there is none. */
    @Nullable
    Syntax first(String wanted) {
        for (Syntax kid : kids) {
            if (kid.type.equals(wanted)) {
                return kid;
            }
        }
        return null;
    }

    boolean has(String wanted) {
        return first(wanted) != null;
    }

    /** The children that mean something: no punctuation, no comments. */
    List<Syntax> named() {
        return kids.stream()
                .filter(kid -> kid.isNamed && !kid.type.equals("comment") && !kid.type.equals("html_comment"))
                .toList();
    }
}
