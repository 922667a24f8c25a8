package mcphub.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import mcphub.kernel.Refusal.Detail;
import org.jspecify.annotations.Nullable;

/** What JSON can say and no database or digest can take. */
final class Texts {
    private Texts() {}

    /** A detail for each text with a NUL, or with half of a character (an unpaired surrogate), by its field. */
    static List<Detail> wrong(JsonObject body) {
        var wrong = new ArrayList<Detail>();
        look("", body, wrong);
        return wrong;
    }

    private static void look(String field, @Nullable Object value, List<Detail> wrong) {
        switch (value) {
            case String text -> {
                if (text.indexOf('\0') >= 0) {
                    wrong.add(new Detail(field, "must be a text without NUL"));
                } else if (text.codePoints()
                        .anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
                    wrong.add(new Detail(field, "must be a text of whole characters, without an unpaired surrogate"));
                }
            }
            case JsonObject object ->
                object.forEach(entry -> {
                    String name = field.isEmpty() ? entry.getKey() : field + '.' + entry.getKey();
                    look("the names of fields", entry.getKey(), wrong);
                    look(name, entry.getValue(), wrong);
                });
            case JsonArray array -> {
                for (int i = 0; i < array.size(); i++) {
                    look(field + '[' + i + ']', array.getValue(i), wrong);
                }
            }
            case null, default -> {}
        }
    }

    /** Why a text is no JSON, and where, without the parser's talk of itself. */
    static String why(DecodeException e) {
        if (e.getCause() instanceof StreamConstraintsException) {
            return "it is nested too deep, or holds a number or a name that is too long";
        }
        if (e.getCause() instanceof JsonProcessingException parser) {
            var place = parser.getLocation();
            return parser.getOriginalMessage()
                            .replaceFirst(" \\(start marker.*", "")
                            .replaceFirst("(?s)\\n.*", "")
                    + (place == null ? "" : " (line " + place.getLineNr() + ", column " + place.getColumnNr() + ")");
        }
        return "it ends before it should, or goes on behind its end";
    }
}
