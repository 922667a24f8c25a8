package mcphub.analysis.closure;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import mcphub.analysis.source.SourceRejected;
import org.jspecify.annotations.Nullable;

/** Values of what a registry says, each with its bounds; what is of another type than it should be is passed over, and what is too long is cut to where it is one character too long. */
final class Tokens {
    static final int MOST_ENTRIES = 5_000;
    static final int LONGEST = 2_000;

    private final JsonParser parser;
    private final String subject;

    /** @param subject whose description it is */
    Tokens(JsonParser parser, String subject) {
        this.parser = parser;
        this.subject = subject;
    }

    /** A map of texts. */
    void texts(Map<String, String> into, int most) throws IOException {
        if (!isObject()) {
            return;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            parser.nextToken();
            String value = text();
            if (value != null) {
                into.put(bounded(key), bounded(value));
            }
            bounded(into.size(), most);
        }
    }

    /** A list of texts, which may be one text, or the keys of an object, or "all". */
    void list(ObjectNode json, String field) throws IOException {
        switch (parser.currentToken()) {
            case VALUE_TRUE -> json.put(field, true);
            case VALUE_STRING -> json.withArrayProperty(field).add(bounded(parser.getText()));
            case START_OBJECT -> {
                var names = new TreeMap<String, String>();
                texts(names, MOST_ENTRIES);
                names.keySet().forEach(key -> json.withArrayProperty(field).add(key));
            }
            case START_ARRAY -> entries(json, field);
            case null, default -> parser.skipChildren();
        }
    }

    private void entries(ObjectNode json, String field) throws IOException {
        int count = 0;
        while (parser.nextToken() != JsonToken.END_ARRAY && parser.currentToken() != null) {
            String entry = text();
            if (entry != null) {
                json.withArrayProperty(field).add(bounded(entry));
            }
            bounded(++count, MOST_ENTRIES);
        }
    }

    /** As JavaScript has it. */
    boolean isTrue() throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> !parser.getText().isEmpty();
            case VALUE_NULL, VALUE_FALSE -> false;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDoubleValue() != 0;
            case null, default -> true;
        };
    }

    /** Whether an object begins; what else does is passed over. */
    boolean isObject() throws IOException {
        boolean begins = parser.currentToken() == JsonToken.START_OBJECT;
        if (!begins) {
            parser.skipChildren();
        }
        return begins;
    }

    /** The text that is next, or null, past whatever else is. */
    @Nullable
    String text() throws IOException {
        String text = parser.currentToken() == JsonToken.VALUE_STRING ? parser.getText() : null;
        parser.skipChildren();
        return text;
    }

    /** Clean, and not so long that it matters how long; it shows that it was longer. */
    static String bounded(String text) {
        return clean(text.substring(0, Math.min(text.length(), LONGEST + 1)));
    }

    /** Without what databases, encoders and terminals choke on. */
    static String clean(String text) {
        var clean = new StringBuilder(text.length());
        text.codePoints()
                .map(point -> Character.isISOControl(point) || (point >= 0xD800 && point <= 0xDFFF) ? ' ' : point)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }

    void bounded(int count, int most) {
        if (count > most) {
            throw new SourceRejected(
                    "The registry says more of %s than %,d of a kind, which is the limit.".formatted(subject, most));
        }
    }
}
