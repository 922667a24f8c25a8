package mcphub.gateway;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.MIMEHeader;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.ParsableMIMEValue;
import java.util.List;
import mcphub.kernel.Contract;
import org.jspecify.annotations.Nullable;

/**
 * Which media types an operation answers with. A caller who likes none of them gets the first: an answer in the wrong form is more use than none.
 *
 * @param types the operation's, the default first
 */
record Accepts(List<MIMEHeader> types) {

    static Accepts of(Contract.Operation operation) {
        var content = operation
                .model()
                .getJsonObject("responses", new JsonObject())
                .getJsonObject("200", new JsonObject())
                .getJsonObject("content");
        var names = content == null || content.isEmpty() ? List.of("application/json") : content.fieldNames();
        return new Accepts(names.stream()
                .<MIMEHeader>map(name -> new ParsableMIMEValue(name).forceParse())
                .toList());
    }

    /** The one that the caller likes best. */
    String best(RoutingContext ctx) {
        var best = types.size() > 1 ? liked(ctx) : null;
        var chosen = best == null ? types.getFirst() : best;
        String name = chosen.component() + "/" + chosen.subComponent();
        // the head of a stream would be that of nothing in particular
        return name.equals(Streams.TYPE) && ctx.request().method().equals(HttpMethod.HEAD)
                ? types.getFirst().component() + "/" + types.getFirst().subComponent()
                : name;
    }

    /** Null for none of them, and where vertx-web stumbles over what the caller wrote, such as a quotation mark that none follows: it reads each value only when it is compared. */
    private @Nullable MIMEHeader liked(RoutingContext ctx) {
        try {
            var headers = ctx.parsedHeaders();
            return headers.findBestUserAcceptedIn(headers.accept(), types);
        } catch (RuntimeException unreadable) {
            return null;
        }
    }
}
