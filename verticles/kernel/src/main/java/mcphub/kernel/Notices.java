package mcphub.kernel;

import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.pubsub.PgSubscriber;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens to PostgreSQL's notifications, which come with a commit. They only shorten waiting: whoever listens looks from time to time all the same. */
public final class Notices {
    private static final Logger log = LoggerFactory.getLogger(Notices.class);
    private static final long RECONNECT_MS = 5_000;

    private Notices() {}

    /** Calls back at each notification of the channel, for as long as the Vert.x lives; a lost connection is made anew. */
    public static void listen(Vertx vertx, Settings.Database settings, String channel, Runnable callback) {
        var subscriber = PgSubscriber.subscriber(vertx, PgConnectOptions.fromUri(String.valueOf(settings.url())));
        subscriber.reconnectPolicy(retries -> RECONNECT_MS);
        subscriber.channel(channel).handler(notification -> callback.run());
        subscriber.connect().onFailure(e -> log.warn("No notifications for now: {}", e.toString()));
    }
}
