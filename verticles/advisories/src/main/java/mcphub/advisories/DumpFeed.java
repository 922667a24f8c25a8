package mcphub.advisories;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Locale;

/** A dump of the settings. */
record DumpFeed(String ecosystem, String address) {
    /**
     * Reads what the settings say.
     *
     * @throws IllegalArgumentException for what is no ecosystem and address, and for an ecosystem that nothing is judged of
     */
    static DumpFeed parse(String text) {
        var parts = text.strip().split("\\s+", -1);
        if (parts.length != 2
                || !parts[1].matches("https?://[^/\\s]+/\\S*")
                || URI.create(parts[1]).getHost() == null) {
            throw new IllegalArgumentException("advisories.dumps: '" + text
                    + "' is not an ecosystem and an address, such as npm https://dumps.example.org/npm/all.zip");
        }
        if (!Ecosystems.JUDGED.contains(parts[0])) {
            throw new IllegalArgumentException("advisories.dumps: '" + text + "' is of the ecosystem '" + parts[0]
                    + "', expected one of " + Ecosystems.JUDGED + ", as written here");
        }
        return new DumpFeed(parts[0], parts[1]);
    }

    JsonObject feed() {
        return new JsonObject()
                .put("name", "dump-" + ecosystem.toLowerCase(Locale.ROOT))
                .put("kind", "dump")
                .put("address", address)
                .put("complete_of", new String[] {ecosystem});
    }
}
