package mcphub.gateway;

import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.handler.CorsHandler;
import java.util.Set;
import mcphub.kernel.Settings;

/** What pages of other origins may send and read, where their origin is among those that the settings name. */
final class CrossOrigin {
    private CrossOrigin() {}

    static CorsHandler of(Settings.Http settings) {
        var cors = CorsHandler.create()
                .allowedMethods(Set.of(
                        HttpMethod.GET,
                        HttpMethod.HEAD,
                        HttpMethod.POST,
                        HttpMethod.PUT,
                        HttpMethod.PATCH,
                        HttpMethod.DELETE))
                .allowedHeaders(Set.of(
                        "authorization",
                        "content-type",
                        "if-none-match",
                        "if-match",
                        "range",
                        "if-range",
                        "last-event-id",
                        "x-request-id"))
                .exposedHeaders(Set.of(
                        "accept-ranges",
                        "content-disposition",
                        "content-range",
                        "etag",
                        "location",
                        "retry-after",
                        "ratelimit",
                        "ratelimit-policy",
                        "x-request-id"))
                .maxAgeSeconds(3600);
        settings.corsOrigins().forEach(cors::addOrigin);
        return cors;
    }
}
