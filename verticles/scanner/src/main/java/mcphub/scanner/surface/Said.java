package mcphub.scanner.surface;

import java.util.SortedMap;
import java.util.TreeMap;
import mcphub.scanner.surface.Term.Fun;
import mcphub.scanner.surface.Term.Lit;
import mcphub.scanner.surface.Term.Obj;
import org.jspecify.annotations.Nullable;

/** Texts and annotations of what is offered, bounded. */
final class Said {
    private static final int LONGEST_TEXT = 20_000;
    private static final int MOST_NOTES = 50;
    private final Found found;

    Said(Found found) {
        this.found = found;
    }

    /** As text; … for what is not known. */
    String text(@Nullable Term given, Schemas schemas) {
        Term term = given == null ? Term.NOTHING : Terms.now(given);
        boolean isText = !(term instanceof Obj) && !(term instanceof Term.Made) && !(term instanceof Term.Lst);
        schemas.isIncomplete |= !isText;
        Object value = isText ? schemas.json(term, 0) : "…";
        String text = value == null ? "" : value instanceof String plain ? plain : Json.text(value);
        if (text.length() > LONGEST_TEXT) {
            schemas.isIncomplete = true;
            found.gap("A text of a tool is too long to be kept");
            return text.substring(0, LONGEST_TEXT) + '…';
        }
        return text.strip();
    }

    /** What is said of a tool, by name. */
    SortedMap<String, String> annotations(@Nullable Term given, Schemas schemas) {
        var all = new TreeMap<String, String>();
        if (given != null && Terms.now(given) instanceof Obj obj) {
            schemas.isIncomplete |= obj.isOpen;
            obj.fields.forEach((key, value) -> {
                Term each = Terms.now(value);
                // a function never gets out of the program
                if (all.size() < MOST_NOTES && !each.equals(Term.NOTHING) && !(each instanceof Fun)) {
                    boolean isText = each instanceof Lit(Object plain) && plain instanceof String;
                    all.put(key, isText ? text(each, schemas) : Json.text(schemas.json(each, 0)));
                }
            });
        } else if (given != null && !Terms.now(given).equals(Term.NOTHING)) {
            schemas.isIncomplete = true;
        }
        return all;
    }
}
