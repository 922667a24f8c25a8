package mcphub.kernel.services;

import io.vertx.codegen.annotations.ProxyGen;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.json.JsonObject;
import io.vertx.serviceproxy.ServiceProxyBuilder;

/**
 * Takes sources in; answered by the analysis verticle. What it acknowledges is in the database and survives every crash. Bad input fails with a
 * {@code ServiceException} of code 400 and a sentence for the caller; nobody there, with a {@code ReplyException}.
 */
@ProxyGen
public interface Intake {
    /** Where the analysis verticle answers. */
    String ADDRESS = "analysis/intake";

    /** The proxy for callers on any node. */
    static Intake proxy(Vertx vertx) {
        return new ServiceProxyBuilder(vertx)
                .setAddress(ADDRESS)
                .setOptions(new DeliveryOptions().setSendTimeout(15_000))
                .build(Intake.class);
    }

    /**
     * Catalogues an npm package, unless it is already, and queues the analysis of one release.
     *
     * @param packageName such as {@code @scope/name}
     * @param wanted an exact version, a tag, or empty for the newest
     * @param labels {@code category}, {@code tags} (comma-separated) and {@code featured}, each optional; they count when it is new
     * @return the MCP's id
     */
    Future<String> npm(String packageName, String wanted, JsonObject labels);

    /**
     * Catalogues a git repository, unless it is already, and queues the analysis of its newest commit.
     *
     * @param name of the MCP; empty for the repository's own
     * @param url by https, http or ssh
     * @param branch the one to watch; empty for the default branch
     * @param labels as for npm
     * @return the MCP's id
     */
    Future<String> git(String name, String url, String branch, JsonObject labels);

    /**
     * Catalogues an upload, unless there is one of this name, and queues the analysis of a tarball that is stored already.
     *
     * @param name of the MCP
     * @param sha256 of the stored tarball
     * @param labels as for npm
     * @return the MCP's id
     */
    Future<String> upload(String name, String sha256, JsonObject labels);
}
