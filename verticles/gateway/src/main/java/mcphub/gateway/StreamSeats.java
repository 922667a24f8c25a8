package mcphub.gateway;

import io.vertx.core.Vertx;
import io.vertx.core.shareddata.Shareable;
import java.util.HashMap;
import java.util.Map;
import mcphub.kernel.Settings;

/** Counts the streams of events that are open in this process, whichever of its gateways opened them. */
final class StreamSeats implements Shareable {
    private final Map<String, Integer> byCaller = new HashMap<>();
    private int open;

    /** What becomes of one who wants a stream. */
    enum Outcome {
        TAKEN,
        /** He has as many as one caller may have. */
        CALLER_HAS_ALL,
        /** The process has as many as it takes. */
        ALL_TAKEN
    }

    private StreamSeats() {}

    /** Those of the process: one count for all who use this Vert.x. */
    static StreamSeats of(Vertx vertx) {
        return vertx.sharedData()
                .<String, StreamSeats>getLocalMap("mcphub.streams")
                .computeIfAbsent("seats", none -> new StreamSeats());
    }

    /** Takes one, if there is one. Whoever took it leaves it once. */
    synchronized Outcome take(String caller, Settings.Streams settings) {
        int his = byCaller.getOrDefault(caller, 0);
        if (his >= settings.mostPerCaller()) {
            return Outcome.CALLER_HAS_ALL;
        }
        if (open >= settings.most()) {
            return Outcome.ALL_TAKEN;
        }
        open++;
        byCaller.put(caller, his + 1);
        return Outcome.TAKEN;
    }

    synchronized void leave(String caller) {
        open--;
        byCaller.computeIfPresent(caller, (same, count) -> count == 1 ? null : count - 1);
    }
}
