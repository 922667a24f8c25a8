package mcphub.analysis;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.Objects;
import mcphub.analysis.controls.Exposure;
import mcphub.analysis.controls.Suspicion;
import org.jspecify.annotations.Nullable;

/** What an assessed version becomes: certified, known to be vulnerable, or failed where it is suspected of malice and an administrator has not cleared it of that. */
final class Judgement {
    /** How the reason of a version that is suspected begins. */
    static final String SUSPECTED = "MALICIOUS_SUSPECTED: ";

    private Judgement() {}

    /** Adds to the values of {@code advanceVersion} what the version becomes. */
    static JsonObject addTo(
            JsonObject values,
            @Nullable Suspicion suspicion,
            Exposure exposure,
            Steps steps,
            SqlConnection connection) {
        if (suspicion == null || suspicion.isClearedBy(cleared(values, steps, connection))) {
            return values.mergeIn(by(exposure));
        }
        return values.put("status", "FAILED")
                .put("reason", SUSPECTED + suspicion.reason())
                .put("suspicion", document(suspicion).encode());
    }

    /** What advisories make of a version that is not suspected, and why. */
    static JsonObject by(Exposure exposure) {
        return exposure.vulnerable() == null
                ? JsonObject.of("status", "CERTIFIED", "reason", null)
                : JsonObject.of("status", "KNOWN_VULNERABLE", "reason", exposure.vulnerable());
    }

    /** Leaves out what does not change of a version that was judged before: what it is already, and that somebody has deprecated it. */
    static void keep(JsonObject becomes, String status) {
        boolean isSuspected = becomes.getString("status").equals("FAILED");
        if (status.equals("DEPRECATED") && !isSuspected) {
            becomes.remove("reason");
        }
        if (!isSuspected && (status.equals("DEPRECATED") || status.equals(becomes.getString("status")))) {
            becomes.remove("status");
        }
    }

    private static List<String> cleared(JsonObject values, Steps steps, SqlConnection connection) {
        var row = Objects.requireNonNull(steps.run(connection, "clearedFingerprints", values));
        return new JsonArray(row.getString("fingerprints"))
                .stream().map(String::valueOf).toList();
    }

    private static JsonObject document(Suspicion suspicion) {
        var fingerprints = new JsonArray();
        suspicion
                .traces()
                .forEach(trace -> fingerprints.add(new JsonObject()
                        .put("fingerprint", trace.fingerprint())
                        .put("control_id", trace.control())
                        .put("file", trace.file())
                        .put("line", trace.line())));
        return new JsonObject().put("reason", suspicion.reason()).put("fingerprints", fingerprints);
    }
}
