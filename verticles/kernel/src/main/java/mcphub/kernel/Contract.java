package mcphub.kernel;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.DumperOptions;

/** The contract: what the world may ask. Read once, from {@code openapi/v1.yaml} and the files that it names. */
public final class Contract {
    /** Beside a pattern in {@link #routing}: the same as it is published. */
    public static final String AS_WRITTEN = "x-pattern";

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head", "options");

    /**
     * One operation.
     *
     * @param id such as {@code catalog.getMcp}: the verticle and the name that it serves
     * @param method upper case
     * @param path the template, such as {@code /api/v1/mcps/{mcpId}}
     * @param model the operation object, references as they stand in the bundle
     */
    public record Operation(String id, String method, String path, JsonObject model) {

        /** The part of the id before the dot. */
        public String verticle() {
            return id.substring(0, id.indexOf('.'));
        }

        /** The part of the id behind the dot. */
        public String name() {
            return id.substring(id.indexOf('.') + 1);
        }
    }

    private static @Nullable Contract shipped;

    private final JsonObject published;
    private final Map<String, Operation> operations;
    private volatile @Nullable OpenAPIContract routing;

    private Contract(JsonObject published, Map<String, Operation> operations) {
        this.published = published;
        this.operations = operations;
    }

    /** The hub's own contract, from the class path; read once in a process, however many nodes it has. */
    public static synchronized Contract load() {
        var contract = shipped;
        if (contract == null) {
            contract = load("v1.yaml", file -> new JsonObject(Yaml.resource("openapi/" + file)));
            shipped = contract;
        }
        return contract;
    }

    /** Reads a contract whose files are given by name; fails for one that breaks the rules of {@link Bundle} or of {@link ContractRules}. */
    public static Contract load(String main, Function<String, JsonObject> files) {
        var published = Bundle.of(main, files);
        var operations = operationsIn(published);
        ContractRules.check(published, operations);
        var byId = new LinkedHashMap<String, Operation>();
        operations.forEach(operation -> byId.put(operation.id(), operation));
        return new Contract(published, byId);
    }

    /** One without an id is called by its method and path, so that it can be spoken of. */
    private static List<Operation> operationsIn(JsonObject document) {
        var operations = new ArrayList<Operation>();
        var paths = document.getJsonObject("paths");
        for (String path : paths.fieldNames()) {
            var item = paths.getJsonObject(path);
            for (String key : item.fieldNames()) {
                if (METHODS.contains(key)) {
                    var model = item.getJsonObject(key);
                    String method = key.toUpperCase(Locale.ROOT);
                    String id = model.getValue("operationId") instanceof String given ? given : method + " " + path;
                    operations.add(new Operation(id, method, path, model));
                }
            }
        }
        return operations;
    }

    /** The one document that the world reads. */
    public JsonObject published() {
        return published;
    }

    /** The same document as YAML, with the URL under which this hub is reached; null is wherever the document was read. */
    public String yaml(@Nullable String publicUrl) {
        var copy = published.copy();
        copy.getJsonArray("servers").getJsonObject(0).put("url", publicUrl == null ? "/" : publicUrl);
        var options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        options.setWidth(140);
        return new org.yaml.snakeyaml.Yaml(options).dump(copy.mapTo(Map.class));
    }

    /** The contract as the router takes it: for routing and validation only, a second's work, made by whoever asks first. */
    public Future<OpenAPIContract> routing(Vertx vertx) {
        var made = routing;
        return made == null
                ? OpenAPIContract.from(vertx, RoutingCopy.of(published)).onSuccess(now -> routing = now)
                : Future.succeededFuture(made);
    }

    /** The operation's path as the router knows it. */
    public static String routingPath(Operation operation) {
        return RoutingCopy.path(operation.path());
    }

    /** All operations. */
    public Collection<Operation> operations() {
        return operations.values();
    }

    /** The operation of this id. */
    public Operation operation(String id) {
        var operation = operations.get(id);
        if (operation == null) {
            throw new IllegalArgumentException("The contract has no operation " + id);
        }
        return operation;
    }

    /** The names of the operations that are promised for a verticle. */
    public Set<String> operationsOf(String verticle) {
        return operations.values().stream()
                .filter(operation -> operation.verticle().equals(verticle))
                .map(Operation::name)
                .collect(Collectors.toSet());
    }

    /** The verticles that the contract names. */
    public Set<String> verticles() {
        return operations.values().stream().map(Operation::verticle).collect(Collectors.toSet());
    }
}
