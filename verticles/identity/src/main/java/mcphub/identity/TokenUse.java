package mcphub.identity;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import mcphub.kernel.Database;
import mcphub.kernel.Query;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Remembers when service tokens were used, and writes it down for all of them together, some seconds later. Used on one event loop. */
final class TokenUse {
    private static final Logger log = LoggerFactory.getLogger(TokenUse.class);
    private static final int WRITE_EVERY_MS = 5_000;

    private final Database database;
    private final Query write;
    private final Map<String, Long> used = new HashMap<>();

    TokenUse(Vertx vertx, Database database, Query write) {
        this.database = database;
        this.write = write;
        vertx.setPeriodic(WRITE_EVERY_MS, tick -> flush());
    }

    void note(String token) {
        used.put(token, System.currentTimeMillis());
    }

    private void flush() {
        if (used.isEmpty()) {
            return;
        }
        var list = new JsonArray();
        used.forEach((id, at) -> list.add(new JsonObject().put("id", id).put("at", at)));
        used.clear();
        database.run(write, new JsonObject().put("used", list))
                .onFailure(e -> log.warn("The last use of {} tokens was not written: {}", list.size(), e.toString()));
    }
}
