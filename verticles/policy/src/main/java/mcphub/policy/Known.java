package mcphub.policy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of something that is asked about, as an evaluation keeps it: what {@code policy.known} told, and, from what its words mean, {@code unknown} (why nothing
 * can be known), {@code refused} (why it is denied whatever is known) and {@code cautions}.
 */
record Known(Asked asked, JsonObject json) {
    /** The statuses of a version on its way. */
    static final Set<String> RUNNING = Set.of("PENDING_ANALYSIS", "INGESTING", "INGESTED", "ANALYZING");

    /** An MCP of the catalog in one version, of which the facts are these. */
    static Known catalogued(JsonObject facts) {
        String version = facts.getString("version");
        var release = JsonObject.of("version", version, "status", facts.getString("status"), "facts", facts);
        return new Known(
                new Asked(facts.getString("name"), version, null, null),
                JsonObject.of("catalogued", true, "pinned", true, "releases", JsonArray.of(release)));
    }

    /** Why it is denied whatever is known of it; null where it is not. */
    @Nullable
    String refused() {
        return isUnreadable() ? asked.cautions().getFirst() : json.getString("refused");
    }

    private boolean isUnreadable() {
        var place = asked.place();
        return place != null && place.kind().equals(Asked.UNREADABLE);
    }

    /** What to say of it whatever the verdict is. */
    List<String> cautions() {
        if (isUnreadable()) {
            return List.of();
        }
        var all = new ArrayList<String>();
        var own = json.getJsonArray("cautions", new JsonArray());
        for (String caution : asked.cautions()) {
            // the one that names the releases says more
            if (own.isEmpty() || !caution.startsWith(Lookup.NOT_PINNED)) {
                all.add(caution);
            }
        }
        own.forEach(caution -> all.add(String.valueOf(caution)));
        return all;
    }

    /** Certified releases that could be taken instead, the newest first. */
    List<Subject> alternatives() {
        return json.getJsonArray("alternatives", new JsonArray()).stream()
                .map(release -> release((JsonObject) release, Meaning.names(asked), true))
                .toList();
    }

    /** Each release that may be meant, of which the worst verdict counts; or the one thing that is not known. */
    List<Subject> subjects() {
        var names = Meaning.names(asked);
        String unknown = json.getString("unknown");
        var releases = json.getJsonArray("releases", new JsonArray());
        if (unknown == null && releases.isEmpty()) {
            unknown = json.getBoolean("catalogued")
                    ? "no version of '" + asked.name() + "' was certified yet"
                    : "no MCP '" + asked.name() + "' is in the catalog";
        }
        if (unknown != null) {
            return List.of(new Subject(
                    asked.name(),
                    asked.version(),
                    names,
                    pinned(),
                    null,
                    null,
                    null,
                    null,
                    unknown,
                    false,
                    Approvable.keys(asked)));
        }
        return releases.stream()
                .map(release -> release((JsonObject) release, names, pinned()))
                .toList();
    }

    private Subject release(JsonObject release, List<String> names, @Nullable Boolean pinned) {
        String version = release.getString("version");
        String status = release.getString("status");
        var suspicion = release.getJsonObject("suspicion");
        var facts = release.getJsonObject("facts");
        return new Subject(
                asked.name(),
                version,
                names,
                pinned,
                suspicion == null ? status : "MALICIOUS_SUSPECTED",
                release.getString("registry_deprecated"),
                suspicion == null ? null : suspicion.getString("reason"),
                facts == null ? null : Facts.of(facts),
                facts == null ? unknown(version, status, release.getString("status_reason")) : null,
                release.getBoolean("grace", false),
                status == null ? Approvable.keys(asked) : List.of());
    }

    private String unknown(String version, @Nullable String status, @Nullable String reason) {
        String which = "'" + version + "' of '" + asked.name() + "'";
        if (status == null) {
            return json.getBoolean("catalogued")
                    ? "the catalog has no version " + which
                    : "no MCP '" + asked.name() + "' is in the catalog";
        }
        return RUNNING.contains(status)
                ? "version " + which + " is queued and not analysed yet; its status is " + status
                : "version " + which + " was never certified; its status is " + status
                        + (reason == null ? "" : ": " + reason);
    }

    /** Whether it can be nothing but one release; null where there is nothing to pin. */
    private @Nullable Boolean pinned() {
        var place = asked.place();
        String kind = place == null ? "npm" : place.kind();
        return switch (kind) {
            case "remote", "local", Asked.UNREADABLE -> null;
            case "oci" -> asked.version() != null && asked.version().startsWith("sha256:");
            case "npm" -> json.getBoolean("pinned", Meaning.of(asked).version() != null);
            default -> asked.version() != null;
        };
    }

    /** Why the hub cannot know what is no package of npm and no name of the catalog; null for those. */
    static @Nullable String elsewhere(Asked asked) {
        var place = asked.place();
        if (place == null || place.kind().equals("npm")) {
            return null;
        }
        return switch (place.kind()) {
            case "pypi" -> "it is a PyPI package, which is not analysed";
            case "oci" -> "it is a container image, which is not analysed";
            case "git" ->
                "it is fetched from a repository, " + asked.name() + ", and not from a release that was analysed";
            case "nuget", "mcpb" -> "it is " + asked.name() + ", which is not analysed";
            case "remote" -> "it runs elsewhere, at " + asked.name() + ", where nobody sees its code";
            case Asked.UNREADABLE -> "it cannot be read";
            default -> "it is a command of this machine, " + asked.name();
        };
    }
}
