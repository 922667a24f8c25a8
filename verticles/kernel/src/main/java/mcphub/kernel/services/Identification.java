package mcphub.kernel.services;

import io.vertx.codegen.annotations.ProxyGen;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.serviceproxy.ServiceProxyBuilder;

/**
 * Says who a credential is; answered by the identity verticle, with one query. A credential that is not good fails with a {@code ServiceException} of code
 * 401 and a sentence for the caller; nobody there, with a {@code ReplyException}.
 */
@ProxyGen
public interface Identification {
    /** Where the identity verticle answers. */
    String ADDRESS = "identity/identification";

    /** The proxy for callers on any node. */
    static Identification proxy(Vertx vertx, int timeoutMs) {
        return new ServiceProxyBuilder(vertx)
                .setAddress(ADDRESS)
                .setOptions(new DeliveryOptions().setSendTimeout(timeoutMs))
                .build(Identification.class);
    }

    /**
     * Turns what stands behind {@code Bearer} into who it is.
     *
     * @param credential a service token, or a JWT of the hub or of a configured issuer
     * @return a {@code Caller} as its {@code encode} writes it, without an address
     */
    Future<JsonObject> identify(String credential);
}
