package mcphub.kernel;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes audit events, always in the transaction of what they speak of. The database chains them, and takes none back. */
public final class Audit {
    private static final Query ADD = Queries.load("kernel").get("addEvent");

    private Audit() {}

    /**
     * What happened.
     *
     * @param action one of the list
     * @param org whose chain it belongs to; null for the platform's
     * @param target the id of what it was done to
     * @param before what stood before as JSON, without secrets
     * @param after what stands now
     */
    public record Event(
            Action action,
            @Nullable String org,
            @Nullable String target,
            @Nullable String before,
            @Nullable String after) {}

    /**
     * Who did it.
     *
     * @param kind {@code user}, {@code token}, {@code anonymous} or {@code system}
     * @param credential how it was proven; {@code console} is a command on the hub's own machine
     * @param requestId the request, where there is one
     */
    public record Actor(
            String kind,
            @Nullable String id,
            @Nullable String name,
            String credential,
            @Nullable String requestId,
            @Nullable String ip) {

        /** The hub's own doing. */
        public static final Actor SYSTEM = new Actor("system", null, null, "none", null, null);

        /** Whoever sits at the hub's own machine. */
        public static final Actor CONSOLE = new Actor("system", null, null, "console", null, null);

        /** Whoever sent this request. */
        public static Actor of(Request request) {
            var caller = request.caller();
            return new Actor(
                    caller.kind().name().toLowerCase(Locale.ROOT),
                    caller.id(),
                    caller.name(),
                    caller.credential(),
                    request.id(),
                    caller.address());
        }
    }

    /** Adds an event to its chain. */
    public static Future<Void> record(SqlConnection connection, Actor actor, Event event) {
        var input = new JsonObject()
                .put("org", event.org())
                .put("actor_kind", actor.kind())
                .put("actor_id", actor.id())
                .put("actor_name", actor.name())
                .put("credential", actor.credential())
                .put("action", event.action().wire())
                .put("target_type", event.action().targetType())
                .put("target", event.target())
                .put("before", event.before())
                .put("after", event.after())
                .put("request_id", actor.requestId())
                .put("ip", actor.ip());
        return Database.run(connection, ADD, input).mapEmpty();
    }
}
