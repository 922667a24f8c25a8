package mcphub.kernel;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mcphub.kernel.Contract.Operation;
import org.jspecify.annotations.Nullable;

/** What a contract must say of each of its operations; one that does not is refused before anybody is served. */
final class ContractRules {
    private static final Pattern ID = Pattern.compile("[a-z]+\\.[a-z][a-zA-Z0-9]*");
    private static final Pattern IN_PATH = Pattern.compile("\\{([^}]+)}");
    private static final String ALL = "all operations";
    private static final String LIMITED = "operations without x-rate-limit: none";
    /** What is answered however busy the hub is. */
    private static final Set<String> LIVENESS = Set.of("gateway.live", "gateway.liveAlias");

    private final JsonObject contract;
    private final Operation operation;
    private final JsonObject model;
    private final JsonObject answers;
    private final boolean limited;
    private final boolean cached;
    private final List<String> faults = new ArrayList<>();

    private ContractRules(JsonObject contract, Operation operation) {
        this.contract = contract;
        this.operation = operation;
        model = operation.model();
        answers = object(model.getValue("responses"));
        limited = !"none".equals(model.getValue("x-rate-limit"));
        cached = model.containsKey("x-cache");
    }

    /**
     * Holds a contract to them.
     *
     * @param contract the bundle
     * @param operations all that it has
     * @throws IllegalStateException that lists every fault, each behind the id of its operation
     */
    static void check(JsonObject contract, List<Operation> operations) {
        var ids = new HashSet<String>();
        var faults = operations.stream()
                .flatMap(operation -> Stream.concat(
                                ids.add(operation.id()) ? Stream.empty() : Stream.of("another operation has this id"),
                                new ContractRules(contract, operation).faults().stream())
                        .map(fault -> "\n  " + operation.id() + ": " + fault))
                .toList();
        if (!faults.isEmpty()) {
            throw new IllegalStateException("The contract breaks its rules:" + String.join("", faults));
        }
    }

    private List<String> faults() {
        names();
        parameters();
        credentials();
        refusals();
        var successes = answers.fieldNames().stream()
                .filter(status -> status.startsWith("2"))
                .toList();
        must(!successes.isEmpty(), "answer 2xx", ALL);
        successes.forEach(status -> success(status, object(answers.getValue(status))));
        examples(" in its body", object(model.getValue("requestBody")), "application/json"::equals);
        return faults;
    }

    private void names() {
        boolean named = ID.matcher(operation.id()).matches();
        must(named, "operationId such as catalog.getMcp", ALL);
        if (named) {
            boolean first = model.getValue("tags") instanceof JsonArray tags
                    && !tags.isEmpty()
                    && operation.verticle().equals(tags.getValue(0));
            must(first, "first tag " + operation.verticle(), "operations of this verticle");
        }
        for (String words : List.of("summary", "description")) {
            must(model.getValue(words) instanceof String text && !text.isBlank(), words, ALL);
        }
    }

    /** What stands in braces in the path is told as a parameter of that name, and nothing else is. */
    private void parameters() {
        var inPath = IN_PATH.matcher(operation.path())
                .results()
                .map(found -> found.group(1))
                .toList();
        var path = object(object(contract.getValue("paths")).getValue(operation.path()));
        var told = Stream.of(path, model)
                .map(object -> object.getValue("parameters"))
                .filter(JsonArray.class::isInstance)
                .flatMap(parameters -> ((JsonArray) parameters).stream())
                .map(this::object)
                .filter(parameter -> "path".equals(parameter.getValue("in")))
                .map(parameter -> String.valueOf(parameter.getValue("name")))
                .toList();
        for (String name :
                new TreeSet<>(Stream.concat(inPath.stream(), told.stream()).toList())) {
            exactly(
                    told.contains(name),
                    inPath.contains(name),
                    "parameter " + name + " in its path",
                    "operations with {" + name + "} in theirs");
        }
    }

    /** Where a caller's credential does not count, none is refused; but a signature that is no good is. */
    private void credentials() {
        must(model.getValue("x-access") instanceof JsonObject, "x-access", ALL);
        var access = object(model.getValue("x-access"));
        boolean counts = !access.containsKey("credential");
        boolean signed = "signature".equals(access.getValue("credential"));
        exactly(model.containsKey("security"), counts, "security", "operations that take a caller's credential");
        answer("401", counts || signed, "operations that take a credential or a signature");
        answer("403", counts, "operations that take a caller's credential");
        must(
                !access.containsKey("people")
                        || object(contract.getValue("paths")).containsKey(String.valueOf(access.getValue("people"))),
                "path of the contract as the people of its x-access",
                "operations that send people elsewhere");
    }

    private void refusals() {
        var path = object(object(contract.getValue("paths")).getValue(operation.path()));
        boolean inPath = operation.path().contains("{");
        boolean body = model.containsKey("requestBody");
        boolean input = body || inPath || model.containsKey("parameters") || path.containsKey("parameters");
        answer("400", input, "operations that take parameters or a body");
        answer("404", inPath, "operations with a parameter in their path");
        answer("413", body, "operations that take a body");
        answer("415", body, "operations that take a body");
        answer("500", true, ALL);
        exactly(answers.containsKey("304"), cached, "answer 304", "operations with x-cache");
        exactly(answers.containsKey("429"), limited, "answer 429", LIMITED);
        exactly(
                answers.containsKey("503"),
                !LIVENESS.contains(operation.id()),
                "answer 503",
                "operations that are no probe of liveness");
    }

    private void success(String status, JsonObject answer) {
        var headers = object(answer.getValue("headers"));
        String here = " in its " + status;
        must(headers.containsKey("X-Request-Id"), "header X-Request-Id" + here, ALL);
        must(
                headers.containsKey("Location") || !status.equals("201"),
                "header Location" + here,
                "operations that make something");
        for (String name : List.of("RateLimit", "RateLimit-Policy")) {
            exactly(headers.containsKey(name), limited, "header " + name + here, LIMITED);
        }
        exactly(
                headers.containsKey("ETag"),
                // what has no content is not kept in a cache
                (cached && !status.equals("204")) || model.containsKey("x-etag"),
                "header ETag" + here,
                "operations with x-cache or x-etag");
        examples(here, answer, type -> !type.equals("image/png"));
    }

    private void examples(String where, JsonObject message, Predicate<String> isText) {
        var content = object(message.getValue("content"));
        content.fieldNames().stream()
                .filter(isText)
                .forEach(type ->
                        must(object(content.getValue(type)).containsKey("example"), "example of " + type + where, ALL));
    }

    private void answer(String status, boolean due, String whom) {
        must(answers.containsKey(status) || !due, "answer " + status, whom);
    }

    private void must(boolean holds, String what, String whom) {
        if (!holds) {
            faults.add("no " + what + ", which " + whom + " have");
        }
    }

    private void exactly(boolean there, boolean due, String what, String whom) {
        must(there || !due, what, whom);
        if (there && !due) {
            faults.add(what + ", which only " + whom + " have");
        }
    }

    /** An object of the contract, or what stands where it refers to; nothing is an empty one. */
    private JsonObject object(@Nullable Object value) {
        if (!(value instanceof JsonObject object)) {
            return new JsonObject();
        }
        if (!(object.getValue("$ref") instanceof String reference)) {
            return object;
        }
        Object target = contract;
        for (String name : reference.substring(2).split("/", -1)) {
            target = target instanceof JsonObject parent ? parent.getValue(name) : null;
        }
        return object(target);
    }
}
