package mcphub.gateway;

import io.vertx.core.json.JsonObject;
import mcphub.kernel.Contract;

/** Who may call an operation: data in the contract, beside the operation that it guards. */
enum Access {
    /** {@code x-access: {anyone: true}}: no credential needed. */
    ANYONE;

    /**
     * Reads an operation's rule.
     *
     * @throws IllegalStateException where it has none, or one that nobody here can enforce: such a hub must not start
     */
    static Access of(Contract.Operation operation) {
        JsonObject rule = operation.model().getJsonObject("x-access");
        if (rule != null && rule.size() == 1 && Boolean.TRUE.equals(rule.getValue("anyone"))) {
            return ANYONE;
        }
        throw new IllegalStateException(
                "The operation " + operation.id() + " has no rule of access that is known: " + rule);
    }
}
