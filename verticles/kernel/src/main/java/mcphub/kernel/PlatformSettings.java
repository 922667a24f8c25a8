package mcphub.kernel;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What administrators change while the hub runs, as this node knows it: told by notification, and looked up every few seconds all the same. While the database is
 * away, the last known stands.
 */
public final class PlatformSettings {
    private static final Logger log = LoggerFactory.getLogger(PlatformSettings.class);
    private static final Query GET = Queries.load("kernel").get("platformSettings");
    private static final long REFRESH_MS = 5_000;

    private final Database database;
    private volatile JsonObject values = new JsonObject().put("sign_up", true).put("read_only", false);

    private PlatformSettings(Database database) {
        this.database = database;
    }

    /** Begins to look. */
    public static PlatformSettings watch(Vertx vertx, Settings.Database settings) {
        var platform = new PlatformSettings(Database.open(vertx, settings));
        Notices.listen(vertx, settings, "platform_settings", platform::look);
        platform.look();
        vertx.setPeriodic(REFRESH_MS, tick -> platform.look());
        return platform;
    }

    private void look() {
        database.run(GET, new JsonObject())
                .onSuccess(
                        rows -> values = new JsonObject(rows.iterator().next().getString("doc")))
                .onFailure(e -> log.warn("The platform's settings are not known anew: {}", e.toString()));
    }

    /** Calls a minute of who shows no credential, instead of the configured ones; null where those stand. */
    public @Nullable Integer anonymousPerMinute() {
        return values.getInteger("anonymous_per_minute");
    }

    /** Whether new accounts are made. */
    public boolean isSignUpOpen() {
        return values.getBoolean("sign_up");
    }

    /** Whether nothing may change, but by administrators. */
    public boolean isReadOnly() {
        return values.getBoolean("read_only");
    }

    /** What everybody is to be shown; null for nothing. */
    public @Nullable String banner() {
        return values.getString("banner");
    }
}
