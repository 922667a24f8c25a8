package mcphub.gateway;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.core.json.pointer.JsonPointer;
import io.vertx.json.schema.OutputUnit;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import mcphub.kernel.Contract;
import mcphub.kernel.Refusal.Detail;
import org.jspecify.annotations.Nullable;

/** Says what is wrong with a body and what was expected, from what the validator found and the schema that it looked at. */
final class Mistakes {
    /** Errors that only repeat that something below is wrong. */
    private static final Set<String> REPEATING = Set.of("properties", "items", "$ref", "allOf");

    private static final String UNKNOWN = "additionalProperties";

    private final JsonObject schema;

    /** Mistakes against this schema, its references resolved. */
    Mistakes(JsonObject schema) {
        this.schema = schema;
    }

    /** One detail for each thing that is wrong, in the validator's order. */
    List<Detail> of(OutputUnit outcome) {
        List<OutputUnit> errors = outcome.getErrors() == null ? List.of() : outcome.getErrors();
        var details = new LinkedHashSet<Detail>();
        errors.stream()
                .filter(error ->
                        !REPEATING.contains(keyword(error)) && !keyword(error).equals(UNKNOWN))
                .forEach(error -> details.add(detail(error)));
        // the validator also reports a known property as an additional one when its value is wrong
        errors.stream()
                .filter(error -> keyword(error).equals(UNKNOWN) && !isKnown(error))
                .forEach(error -> details.add(detail(error)));
        return details.isEmpty() ? List.of(new Detail("body", "does not match the contract")) : List.copyOf(details);
    }

    private boolean isKnown(OutputUnit error) {
        String name = error.getInstanceLocation()
                .substring(error.getInstanceLocation().lastIndexOf('/') + 1);
        return properties(error).containsKey(name);
    }

    private JsonObject properties(OutputUnit error) {
        String at = error.getKeywordLocation();
        return at(at.substring(0, at.lastIndexOf('/')) + "/properties") instanceof JsonObject found
                ? found
                : new JsonObject();
    }

    private Detail detail(OutputUnit error) {
        String field = field(error.getInstanceLocation());
        Object rule = at(error.getKeywordLocation());
        return switch (keyword(error)) {
            case "required" -> {
                String name = error.getError().replaceAll("^[^\"]*\"|\"[^\"]*$", "");
                yield new Detail(field.equals("body") ? name : field + '.' + name, "is required");
            }
            case UNKNOWN ->
                new Detail(
                        field,
                        "is not known here; expected one of "
                                + String.join(", ", properties(error).fieldNames()));
            case "enum" ->
                new Detail(field, "must be one of " + (rule instanceof JsonArray values ? words(values) : rule));
            case "pattern" -> new Detail(field, "must " + form(error));
            case "minLength" -> new Detail(field, "must have " + rule + " characters or more");
            case "maxLength" -> new Detail(field, "must have " + rule + " characters or fewer");
            case "minimum" -> new Detail(field, "must be " + rule + " or more");
            case "maximum" -> new Detail(field, "must be " + rule + " or less");
            case "minItems" -> new Detail(field, "must have " + rule + " items or more");
            case "maxItems" -> new Detail(field, "must have " + rule + " items or fewer");
            case "uniqueItems" -> new Detail(field, "must not name anything twice");
            case "format" ->
                new Detail(
                        field, "must be " + Parameter.FORMATS.getOrDefault(String.valueOf(rule), String.valueOf(rule)));
            case "type" -> new Detail(field, "must be of the type " + rule);
            default -> new Detail(field, error.getError());
        };
    }

    private String form(OutputUnit pattern) {
        String at = pattern.getKeywordLocation();
        String schemaAt = at.substring(0, at.lastIndexOf('/'));
        Object written = at(schemaAt + '/' + Contract.AS_WRITTEN);
        return written == null
                ? "be " + Parameter.FORMATS.get(String.valueOf(at(schemaAt + "/format")))
                : "match " + written;
    }

    private static String words(JsonArray values) {
        return values.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    private static String keyword(OutputUnit error) {
        return error.getKeywordLocation().substring(error.getKeywordLocation().lastIndexOf('/') + 1);
    }

    /** The schema has what it refers to in place; locations tell that they went through a reference. */
    private @Nullable Object at(String location) {
        String path = location.substring(location.indexOf('#') + 1).replace("/$ref", "");
        return JsonPointer.from(path).queryJson(schema);
    }

    /** {@code #/mcps/3/name} as {@code mcps[3].name}. */
    private static String field(@Nullable String pointer) {
        String path = Objects.requireNonNullElse(pointer, "").replaceFirst("^#?/?", "");
        return path.isEmpty()
                ? "body"
                : path.replaceAll("/(\\d+)(?=/|$)", "[$1]").replace('/', '.');
    }
}
