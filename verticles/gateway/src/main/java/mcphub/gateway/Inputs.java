package mcphub.gateway;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.SchemaRepository;
import io.vertx.json.schema.Validator;
import io.vertx.openapi.contract.MediaType;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import mcphub.kernel.Problem;
import mcphub.kernel.Refusal;
import mcphub.kernel.Refusal.Detail;
import org.jspecify.annotations.Nullable;

/** What one operation takes, compiled once from the contract: its parameters and its body. */
final class Inputs {
    private static final int MAX_DETAILS = 20;
    private static final JsonSchemaOptions ALONE =
            new JsonSchemaOptions().setDraft(Draft.DRAFT202012).setBaseUri("app://parameter");

    /** Media types of bodies that are not read into memory. */
    private static final Set<String> FILES = Set.of("application/gzip", "application/zip");

    private final List<Parameter> parameters;
    private final boolean bodyDeclared;
    private final boolean bodyRequired;
    private final boolean file;
    private final List<String> bodyTypes;
    private final int rawBytes;
    private final @Nullable Validator bodyValidator;
    private final Mistakes mistakes;

    /**
     * Reads what an operation takes.
     *
     * @param model the operation as it is written, with the media types that the router does not know
     */
    Inputs(OpenAPIContract contract, Operation operation, JsonObject model) {
        var schemas = contract.getSchemaRepository();
        this.parameters = operation.getParameters().stream()
                .map(p -> new Parameter(
                        p.getName(),
                        p.getIn().name().toLowerCase(Locale.ROOT),
                        p.isRequired(),
                        plain(p.getSchema()),
                        validator(schemas, p.getSchema())))
                .toList();
        var body = operation.getRequestBody();
        this.bodyDeclared = body != null;
        this.bodyRequired = body != null && body.isRequired();
        MediaType json = body == null ? null : body.getContent().get(MediaType.APPLICATION_JSON);
        this.bodyTypes = bodyTypes(model);
        this.file = bodyTypes.stream().anyMatch(FILES::contains);
        this.rawBytes = model.getInteger("x-raw-body-bytes", 0);
        this.bodyValidator = json == null ? null : schemas.validator(json.getSchema());
        this.mistakes = new Mistakes(json == null ? new JsonObject() : plain(json.getSchema()));
    }

    /**
     * A validator of the repository keeps a copy of the whole contract's schemas: for some hundreds of parameters that was half of a hub's memory. One that refers to
     * nothing else needs none of them.
     */
    private static Validator validator(SchemaRepository schemas, JsonSchema schema) {
        var plain = plain(schema);
        return plain.encode().contains("\"$ref\"")
                ? schemas.validator(schema)
                : Validator.create(JsonSchema.of(plain), ALONE);
    }

    private static List<String> bodyTypes(JsonObject model) {
        var body = model.getJsonObject("requestBody");
        return body == null
                ? List.of()
                : List.copyOf(body.getJsonObject("content").fieldNames());
    }

    /** Whether the operation takes a body at all. */
    boolean takesBody() {
        return bodyDeclared;
    }

    /** Whether that body may be a file, which is not read into memory. */
    boolean takesFile() {
        return file;
    }

    /** Whether this body is meant to be one; so is what the operation does not take at all, which is refused by its type. */
    boolean isFile(RoutingContext ctx) {
        return file && (bodyValidator == null || !type(ctx).equals(MediaType.APPLICATION_JSON));
    }

    /** How many bytes of a body the operation takes as they are, without anybody looking into them; 0 for an operation that takes none like that. */
    int rawBytes() {
        return rawBytes;
    }

    /**
     * The very bytes of a body.
     *
     * @throws Refusal UNSUPPORTED_MEDIA_TYPE, or BAD_REQUEST for none
     */
    Buffer raw(RoutingContext ctx) {
        requireType(ctx);
        Buffer bytes = ctx.body().buffer();
        if (bytes == null || bytes.length() == 0) {
            throw Problem.BAD_REQUEST.because("A body is required");
        }
        return bytes;
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
        requireType(ctx);
        var body = object(bytes);
        var outcome = bodyValidator.validate(body);
        if (!outcome.getValid()) {
            throw refuse(mistakes.of(outcome), "field");
        }
        var unstorable = Texts.wrong(body);
        if (!unstorable.isEmpty()) {
            throw refuse(unstorable, "field");
        }
        return body;
    }

    private static JsonObject object(Buffer bytes) {
        Object json;
        try {
            json = Json.decodeValue(bytes);
        } catch (DecodeException e) {
            throw Problem.BAD_REQUEST.because("The body is not a JSON object: " + Texts.why(e));
        }
        if (json instanceof JsonObject object) {
            return object;
        }
        throw Problem.BAD_REQUEST.because("The body is not a JSON object, but "
                + switch (json) {
                    case null -> "null";
                    case JsonArray array -> "an array";
                    case String text -> "a text";
                    case Boolean truth -> "true or false";
                    default -> "a number";
                });
    }

    /** @throws Refusal UNSUPPORTED_MEDIA_TYPE for a body that is not declared as what the contract asks for */
    void requireType(RoutingContext ctx) {
        String type = ctx.request().getHeader("content-type");
        if (!bodyTypes.contains(type(ctx))) {
            throw Problem.UNSUPPORTED_MEDIA_TYPE.because("The body must be " + String.join(" or ", bodyTypes) + ", got "
                    + (type == null ? "no Content-Type" : type));
        }
    }

    private static String type(RoutingContext ctx) {
        String type = ctx.request().getHeader("content-type");
        return type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    private static Refusal refuse(List<Detail> wrong, String what) {
        var first = wrong.getFirst();
        long fields = wrong.stream().map(Detail::field).distinct().count();
        String message = fields == 1
                ? "Invalid " + what + " '" + first.field() + "': " + first.message()
                : fields + " " + what + "s are invalid, the first is '" + first.field() + "': " + first.message();
        return new Refusal(Problem.BAD_REQUEST, message, wrong.subList(0, Math.min(wrong.size(), MAX_DETAILS)));
    }

    /** The schema's own keys, without what the schema repository adds. */
    private static JsonObject plain(JsonSchema schema) {
        var plain = new JsonObject();
        schema.fieldNames().forEach(key -> plain.put(key, schema.get(key)));
        return plain;
    }
}
