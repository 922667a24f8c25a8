package mcphub.policy;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import mcphub.kernel.npm.NpmPick;
import mcphub.kernel.npm.Packument;
import mcphub.policy.Meaning.By;
import org.jspecify.annotations.Nullable;

/** What is looked up of one thing that is asked about, while it is found out step by step. */
final class Wanted {
    private static final String LATEST = "latest";

    private final Asked asked;
    private final JsonObject item = new JsonObject();
    private final List<String> cautions = new ArrayList<>();
    private @Nullable String npmPackage;
    private @Nullable String version;
    private @Nullable String range;
    private @Nullable String unknown;
    private boolean unasked;
    /** Why the registry did not tell, where it was asked. */
    private @Nullable String trouble;

    private @Nullable String refused;

    private Wanted(Asked asked) {
        this.asked = asked;
    }

    /**
     * Begins with what its words mean.
     *
     * @param sources those that each plain name may mean, the oldest first
     */
    static Wanted of(Asked asked, Meaning meaning, Map<String, JsonArray> sources) {
        var wanted = new Wanted(asked);
        if (meaning.by() == By.PACKAGE) {
            wanted.isPackage(meaning);
        } else if (meaning.by() == By.NAME) {
            wanted.isNamed(meaning, sources.getOrDefault(meaning.key(), new JsonArray()));
        } else if (meaning.by() == By.REPOSITORY) {
            wanted.isRepository(meaning, sources.getOrDefault(meaning.key(), new JsonArray()));
        } else {
            String elsewhere = Known.elsewhere(asked);
            wanted.unknown = elsewhere == null ? "its name cannot be read, or names another version" : elsewhere;
        }
        return wanted;
    }

    private void isPackage(Meaning meaning) {
        npmPackage = meaning.key();
        version = meaning.version();
        range = meaning.range();
        item.put("package", npmPackage);
        if (version != null) {
            item.put("versions", JsonArray.of(version));
        }
    }

    /** A name means one source. Of a private and a public one, who was there first keeps it; of two others nobody can tell. */
    private void isNamed(Meaning meaning, JsonArray sources) {
        if (sources.isEmpty()) {
            // as a package it might be known to a rule
            unknown = null;
            return;
        }
        var source = sources.getJsonObject(0);
        if (sources.size() > 1) {
            String all = shown(source) + " and " + shown(sources.getJsonObject(1));
            if (sources.size() > 2
                    || source.getBoolean("public")
                            .equals(sources.getJsonObject(1).getBoolean("public"))) {
                refused = "The name '" + meaning.key() + "' may mean " + all + "; say which, such as "
                        + source.getString("identity");
                return;
            }
            cautions.add("The name '" + meaning.key() + "' may mean " + all
                    + "; judged is the one that was registered first");
        }
        if (source.getString("package") != null) {
            isPackage(Meaning.pinned(source.getString("package"), meaning.version()));
            return;
        }
        item.put("mcps", source.getJsonArray("mcps"));
        version = meaning.version();
        if (version != null) {
            item.put("versions", JsonArray.of(version));
        }
    }

    /** A commit of a repository, whichever branch was watched when it was analysed; else where the branch stands that is meant. */
    private void isRepository(Meaning meaning, JsonArray sources) {
        var meant = new JsonArray();
        version = meaning.version();
        for (Object each : sources) {
            var source = (JsonObject) each;
            boolean isBranch = Objects.equals(meaning.range(), source.getString("branch"));
            if (version != null || isBranch) {
                meant.addAll(source.getJsonArray("mcps"));
            }
        }
        if (sources.isEmpty()) {
            unknown = Known.elsewhere(asked);
        } else if (meant.isEmpty()) {
            unknown = "it is fetched from a repository, " + asked.name() + ", at "
                    + (meaning.range() == null || meaning.range().isEmpty() ? "no commit" : "'" + meaning.range() + "'")
                    + ", and neither a commit nor a branch that is watched; name the commit";
        } else {
            item.put("mcps", meant);
            if (version != null) {
                item.put("versions", JsonArray.of(version));
            }
        }
    }

    private static String shown(JsonObject source) {
        return (source.getBoolean("public") ? "the public " : "the organization's own ") + source.getString("identity");
    }

    /** The package of which not every release is ruled out but one. */
    boolean isOpen() {
        return npmPackage != null && version == null;
    }

    @Nullable
    String npmPackage() {
        return npmPackage;
    }

    /**
     * Chooses the releases that may be taken now where none is named exactly.
     *
     * @param told what is known of the package without all its releases; null where that is nothing
     * @return whether that was enough; for a range it is not
     */
    boolean choose(@Nullable JsonObject told) {
        if (told == null || told.getString("as_of") == null) {
            unasked = true;
            trouble = told == null ? null : told.getString("trouble");
            return true;
        }
        if (told.getBoolean("stale")) {
            unknown = "it is not pinned, and what the registry has of '" + npmPackage + "' was seen last at "
                    + told.getString("as_of") + ", too long ago";
            return true;
        }
        boolean isBare = range == null || range.isBlank() || range.strip().equals("*");
        // chosen beforehand for the versions of Node of the settings
        var choices = asked.node() == null ? told.getJsonArray("choices") : null;
        String latest = told.getString("latest");
        if (isBare && choices != null && !choices.isEmpty()) {
            chosen(strings(choices));
            return true;
        }
        if (LATEST.equals(range) && latest != null) {
            chosen(List.of(latest));
            return true;
        }
        return false;
    }

    /** Chooses by all that the registry has. */
    void choose(Packument packument, NpmPick picks) {
        var choices = picks.onNode(asked.node()).choices(packument, range);
        if (choices.nothing() == null) {
            chosen(choices.versions());
        } else {
            unknown = "it is not pinned, and " + choices.nothing();
        }
    }

    private void chosen(List<String> versions) {
        item.put("versions", new JsonArray(versions));
        cautions.add(Lookup.NOT_PINNED + ": judged is what npm may take now, " + String.join(", ", versions));
    }

    /** As the statement takes it. */
    JsonObject item() {
        return item;
    }

    /**
     * What there is to keep, of what was told.
     *
     * @param sources which addresses are a source under another name
     * @param graceSince what was queued after this is only warned of
     */
    JsonObject known(JsonObject told, Sources sources, Instant graceSince) {
        for (Object each : told.getJsonArray("releases")) {
            var release = (JsonObject) each;
            String status = release.getString("status");
            if (status != null
                    && Known.RUNNING.contains(status)
                    && Instant.parse(release.getString("since")).isAfter(graceSince)) {
                release.put("grace", true);
            }
        }
        if (unasked && told.getBoolean("catalogued")) {
            unknown = trouble == null
                    ? "it is not pinned, and the registry was not asked yet which releases '" + npmPackage + "' has"
                    : "it is not pinned, and which releases '" + npmPackage + "' has is not known: " + trouble;
        }
        if (asked.registry() != null) {
            String elsewhere = sources.elsewhere(asked.registry(), npmPackage);
            unknown = elsewhere == null ? unknown : elsewhere;
        }
        if (npmPackage == null && version == null && !item.isEmpty() && told.getBoolean("catalogued")) {
            var releases = told.getJsonArray("releases");
            if (!releases.isEmpty()) {
                cautions.add(Lookup.NOT_PINNED + ": judged is the latest version, "
                        + releases.getJsonObject(0).getString("version"));
            }
        }
        var suspected = told.getJsonArray("suspected", new JsonArray()).copy();
        told.getJsonArray("releases").forEach(release -> suspected.remove(((JsonObject) release).getString("version")));
        if (!suspected.isEmpty()) {
            cautions.add("Suspected of malice is another release of it: " + String.join(", ", strings(suspected)));
        }
        told.put("pinned", version != null);
        if (npmPackage != null && asked.registry() == null && told.getBoolean("catalogued")) {
            told.put("package", npmPackage);
        }
        if (unknown != null) {
            told.put("unknown", unknown);
        }
        if (refused != null) {
            told.put("refused", refused);
        }
        return cautions.isEmpty() ? told : told.put("cautions", new JsonArray(cautions));
    }

    private static List<String> strings(JsonArray values) {
        return values.stream().map(String::valueOf).sorted().toList();
    }
}
