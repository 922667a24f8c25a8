package mcphub.gateway;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import io.vertx.openapi.contract.MediaType;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import mcphub.kernel.Problem;
import mcphub.kernel.Refusal;
import mcphub.kernel.Refusal.Detail;
import org.jspecify.annotations.Nullable;

/** What one operation takes, compiled once from the contract: its parameters and its body. */
final class Inputs {
    private static final int MAX_DETAILS = 20;

    private final List<Parameter> parameters;
    private final boolean bodyDeclared;
    private final boolean bodyRequired;
    private final boolean file;
    private final @Nullable Validator bodyValidator;

    Inputs(OpenAPIContract contract, Operation operation) {
        var schemas = contract.getSchemaRepository();
        this.parameters = operation.getParameters().stream()
                .map(p -> new Parameter(
                        p.getName(),
                        p.getIn().name().toLowerCase(Locale.ROOT),
                        p.isRequired(),
                        plain(p.getSchema()),
                        schemas.validator(p.getSchema())))
                .toList();
        var body = operation.getRequestBody();
        this.bodyDeclared = body != null;
        this.bodyRequired = body != null && body.isRequired();
        MediaType json = body == null ? null : body.getContent().get(MediaType.APPLICATION_JSON);
        this.file = body != null && json == null;
        this.bodyValidator = json == null ? null : schemas.validator(json.getSchema());
    }

    /** Whether the operation takes a body at all. */
    boolean takesBody() {
        return bodyDeclared;
    }

    /** Whether that body is a file, which is not read into memory. */
    boolean takesFile() {
        return file;
    }

    /**
     * The parameters of a request.
     *
     * @throws Refusal BAD_REQUEST that names every parameter that is wrong
     */
    JsonObject parameters(RoutingContext ctx) {
        var input = new JsonObject();
        var wrong = new ArrayList<Detail>();
        parameters.forEach(parameter -> parameter.read(ctx, input, wrong));
        if (!wrong.isEmpty()) {
            throw refuse(wrong, "parameter");
        }
        return input;
    }

    /**
     * The JSON body of a request.
     *
     * @throws Refusal UNSUPPORTED_MEDIA_TYPE, or BAD_REQUEST that names every field that is wrong
     */
    @Nullable
    JsonObject body(RoutingContext ctx) {
        Buffer bytes = ctx.body().buffer();
        if (bodyValidator == null) {
            return null;
        }
        if (bytes == null || bytes.length() == 0) {
            if (bodyRequired) {
                throw Problem.BAD_REQUEST.because("A JSON body is required");
            }
            return null;
        }
        String type = ctx.request().getHeader("content-type");
        if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("application/json")) {
            throw Problem.UNSUPPORTED_MEDIA_TYPE.because(
                    "The body must be application/json, got " + (type == null ? "no Content-Type" : type));
        }
        JsonObject body;
        try {
            body = new JsonObject(bytes);
        } catch (DecodeException | ClassCastException e) {
            throw Problem.BAD_REQUEST.because("The body is not a JSON object: " + firstLine(e.getMessage()));
        }
        var outcome = bodyValidator.validate(body);
        if (!outcome.getValid()) {
            throw refuse(leaves(outcome), "field");
        }
        if (bytes.toString().contains("\\u0000")) {
            throw Problem.BAD_REQUEST.because("The body holds a NUL character");
        }
        return body;
    }

    private static Refusal refuse(List<Detail> wrong, String what) {
        var first = wrong.getFirst();
        String message = wrong.size() == 1
                ? "Invalid " + what + " '" + first.field() + "': " + first.message()
                : wrong.size() + " " + what + "s are invalid, the first is '" + first.field() + "': " + first.message();
        return new Refusal(Problem.BAD_REQUEST, message, wrong.subList(0, Math.min(wrong.size(), MAX_DETAILS)));
    }

    /** The errors that say something: not those of a parent that only repeat that a child is wrong. */
    private static List<Detail> leaves(OutputUnit outcome) {
        var details = new ArrayList<Detail>();
        List<OutputUnit> errors = outcome.getErrors() == null ? List.of() : outcome.getErrors();
        for (OutputUnit error : errors) {
            String keyword = error.getKeywordLocation()
                    .substring(error.getKeywordLocation().lastIndexOf('/') + 1);
            if (!List.of("properties", "items", "$ref", "allOf").contains(keyword)) {
                details.add(new Detail(field(error.getInstanceLocation()), error.getError()));
            }
        }
        return details.isEmpty() ? List.of(new Detail("body", "does not match the contract")) : details;
    }

    /** {@code #/mcps/3/name} as {@code mcps[3].name}. */
    private static String field(String pointer) {
        String path = pointer.replaceFirst("^#?/?", "");
        return path.isEmpty()
                ? "body"
                : path.replaceAll("/(\\d+)(?=/|$)", "[$1]").replace('/', '.');
    }

    private static String firstLine(@Nullable String message) {
        return message == null ? "" : message.lines().findFirst().orElse("");
    }

    /** The schema's own keys, without what the schema repository adds. */
    private static JsonObject plain(JsonSchema schema) {
        var plain = new JsonObject();
        schema.fieldNames().forEach(key -> plain.put(key, schema.get(key)));
        return plain;
    }
}
