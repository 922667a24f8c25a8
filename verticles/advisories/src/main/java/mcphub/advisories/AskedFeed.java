package mcphub.advisories;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Locale;

/**
 * A server of the settings that is asked about what versions are made of.
 *
 * @param ecosystems what it is asked about, as OSV calls them
 * @param address without a slash at its end
 */
record AskedFeed(Kind kind, List<String> ecosystems, String address) {
    private static final int LONGEST_NAME = 100;

    /** How it is asked. */
    enum Kind {
        /** As osv.dev is. */
        API,
        /** As npm audit asks a registry. */
        REGISTRY;

        String stored() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    AskedFeed {
        ecosystems = List.copyOf(ecosystems);
    }

    /**
     * Reads what the settings say.
     *
     * @throws IllegalArgumentException for what is no list of ecosystems and address
     */
    static AskedFeed parse(Kind kind, String text) {
        var parts = text.strip().split("\\s+", -1);
        if (parts.length != 2
                || !parts[1].matches("https?://[^/\\s]+(/\\S*)?")
                || URI.create(parts[1]).getHost() == null) {
            throw refused(kind, text, "are not ecosystems and an address, such as npm+PyPI https://api.example.org");
        }
        var ecosystems = List.of(parts[0].split("[,+]", -1));
        var known = kind == Kind.REGISTRY ? List.of("npm") : Ecosystems.JUDGED;
        if (!known.containsAll(ecosystems)) {
            throw refused(kind, text, "has other ecosystems than " + known);
        }
        return new AskedFeed(kind, ecosystems, parts[1].replaceAll("/+$", ""));
    }

    private static IllegalArgumentException refused(Kind kind, String text, String why) {
        return new IllegalArgumentException(
                "advisories." + (kind == Kind.API ? "apis" : "registries") + ": '" + text + "' " + why);
    }

    /** Its name among the feeds: one for each address. */
    String name() {
        String name = (kind.stored() + "-" + address.replaceFirst("https?://", ""))
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9._-]", "-");
        return name.substring(0, Math.min(name.length(), LONGEST_NAME));
    }

    /** Its feed: it has everything of nothing, since nobody asked about all. */
    JsonObject feed() {
        return new JsonObject()
                .put("name", name())
                .put("kind", kind.stored())
                .put("address", address)
                .put("asks", ecosystems.toArray(String[]::new))
                .put("complete_of", new String[0]);
    }
}
