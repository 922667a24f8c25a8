package mcphub.gateway;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.json.schema.Validator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import mcphub.kernel.Contract;
import mcphub.kernel.Refusal.Detail;
import org.jspecify.annotations.Nullable;

/**
 * One parameter of one operation, ready to be read from requests: decoded once, coerced to the type in the contract, checked against its schema.
 * vertx-openapi's own validation decodes twice and costs half of the throughput (see the design notes), so it is not used.
 */
record Parameter(String name, String in, boolean required, JsonObject schema, Validator validator) {
    /** What texts of a format are, in words. */
    static final Map<String, String> FORMATS = Map.of(
            "uuid", "a UUID", "date-time", "a time such as 2026-01-14T12:00:00Z", "date", "a date such as 2026-01-14");

    /** Puts the value, or the default, into the input; adds to the details what is wrong with it. */
    void read(RoutingContext ctx, JsonObject input, List<Detail> wrong) {
        List<String> given = switch (in) {
            case "path" -> listOf(ctx.pathParam(name));
            case "header" -> ctx.request().headers().getAll(name);
            default -> ctx.queryParam(name);
        };
        if (given.isEmpty()) {
            if (schema.containsKey("default")) {
                input.put(name, schema.getValue("default"));
            } else if (required) {
                wrong.add(new Detail(name, "is required: " + expected()));
            }
            return;
        }
        if (given.size() > 1) {
            wrong.add(new Detail(name, "is given " + given.size() + " times, expected once"));
            return;
        }
        String raw = given.getFirst();
        Object value = coerce(raw);
        if (value == null || raw.indexOf('\0') >= 0 || !isValid(value)) {
            wrong.add(new Detail(name, "must be " + expected() + ", got " + shown(raw)));
            return;
        }
        input.put(name, value);
    }

    /** A plain UUID, the most frequent parameter by far, is told by hand: the validator takes longer than all else here. */
    private boolean isValid(Object value) {
        boolean plainUuid = "uuid".equals(schema.getValue("format")) && !schema.containsKey("enum");
        return plainUuid ? isUuid((String) value) : validator.validate(value).getValid();
    }

    private static boolean isUuid(String text) {
        if (text.length() != 36) {
            return false;
        }
        for (int i = 0; i < 36; i++) {
            boolean dash = i == 8 || i == 13 || i == 18 || i == 23;
            if (dash ? text.charAt(i) != '-' : Character.digit(text.charAt(i), 16) < 0 || text.charAt(i) > 'f') {
                return false;
            }
        }
        return true;
    }

    private @Nullable Object coerce(String raw) {
        try {
            return switch (schema.getString("type", "string")) {
                case "integer" -> Long.valueOf(raw);
                case "number" -> Double.valueOf(raw);
                case "boolean" -> raw.equals("true") ? Boolean.TRUE : raw.equals("false") ? Boolean.FALSE : null;
                default -> "uuid".equals(schema.getValue("format")) ? raw.toLowerCase(Locale.ROOT) : raw;
            };
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** What the contract asks for, in words. */
    private String expected() {
        if (schema.getValue("enum") instanceof JsonArray values) {
            return "one of " + values.stream().map(String::valueOf).collect(Collectors.joining(", "));
        }
        String format = FORMATS.get(schema.getString("format", ""));
        if (format != null) {
            return format;
        }
        return switch (schema.getString("type", "string")) {
            case "integer" -> "an integer" + range();
            case "number" -> "a number" + range();
            case "boolean" -> "true or false";
            default -> "a text" + length();
        };
    }

    private String range() {
        Number from = schema.getNumber("minimum");
        Number to = schema.getNumber("maximum");
        return (from == null ? "" : " from " + from) + (to == null ? "" : (from == null ? " up to " : " to ") + to);
    }

    private String length() {
        Integer min = schema.getInteger("minLength");
        Integer max = schema.getInteger("maxLength");
        String pattern = schema.getString(Contract.AS_WRITTEN);
        return (min == null ? "" : " of at least " + min + " characters")
                + (max == null ? "" : (min == null ? "" : " and") + " of at most " + max + " characters")
                + (pattern == null ? "" : " that matches " + pattern)
                + " without NUL";
    }

    private static String shown(String raw) {
        String printable = raw.replaceAll("\\p{Cntrl}", "\uFFFD");
        return '"' + (printable.length() > 60 ? printable.substring(0, 60) + "…" : printable) + '"';
    }

    private static List<String> listOf(@Nullable String value) {
        return value == null ? List.of() : List.of(value);
    }
}
