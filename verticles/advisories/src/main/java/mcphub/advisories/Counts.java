package mcphub.advisories;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of the files of one import so far. Not for several threads. */
public final class Counts {
    private static final int MOST_NAMED = 100;
    private static final int LONGEST_NAME = 300;

    private int files;
    private int added;
    private int changed;
    private int unchanged;
    private int withdrawn;
    private int broken;
    private @Nullable Instant newest;
    private final List<JsonObject> named = new ArrayList<>();
    private final JsonObject newestOf;
    private final JsonObject brokenOf;

    /** Of an import that begins. */
    public Counts() {
        newestOf = new JsonObject();
        brokenOf = new JsonObject();
    }

    /** Of one that goes on. */
    Counts(JsonObject counts, JsonArray broken) {
        files = counts.getInteger("files", 0);
        added = counts.getInteger("added", 0);
        changed = counts.getInteger("changed", 0);
        unchanged = counts.getInteger("unchanged", 0);
        withdrawn = counts.getInteger("withdrawn", 0);
        this.broken = counts.getInteger("broken", 0);
        newest = counts.getInstant("newest");
        newestOf = counts.getJsonObject("newest_of", new JsonObject());
        brokenOf = counts.getJsonObject("broken_of", new JsonObject());
        broken.forEach(one -> named.add((JsonObject) one));
    }

    void read(int more) {
        files += more;
    }

    void written(int newOnes, int newerOnes, int left) {
        added += newOnes;
        changed += newerOnes;
        unchanged += left;
    }

    /** These are withdrawn because no feed has them any more. */
    void gone(int more) {
        changed += more;
        withdrawn += more;
    }

    /** A record's time counts only where it has come: a feed proves nothing about tomorrow. */
    void seen(OsvRecord record, Instant now) {
        if (record.withdrawn() != null) {
            withdrawn++;
        }
        if (record.modified().isAfter(now)) {
            return;
        }
        newest = later(newest, record.modified());
        for (String ecosystem : Ecosystems.of(record)) {
            newestOf.put(
                    ecosystem,
                    later(newestOf.getInstant(ecosystem), record.modified()).toString());
        }
    }

    private static Instant later(@Nullable Instant one, Instant other) {
        return one == null || other.isAfter(one) ? other : one;
    }

    /** A file that may be of any ecosystem is no record. */
    void broken(String name, String why) {
        broken(name, why, Ecosystems.JUDGED);
    }

    /** A file that may be of these ecosystems is no record. */
    void broken(String name, String why, Collection<String> ecosystems) {
        broken++;
        var one = JsonObject.of("name", cut(name), "reason", cut(why));
        if (named.size() < MOST_NAMED) {
            named.add(one);
        }
        for (String ecosystem : ecosystems) {
            var all = brokenOf.getJsonObject(ecosystem, one.copy().put("files", 0));
            brokenOf.put(ecosystem, all.put("files", all.getInteger("files") + 1));
        }
    }

    private static String cut(String text) {
        String plain = text.replaceAll("\\p{Cntrl}", " ");
        return plain.length() <= LONGEST_NAME ? plain : plain.substring(0, LONGEST_NAME) + "…";
    }

    /** How many files were read, broken ones among them. */
    public int files() {
        return files;
    }

    /** Whether any record was not there before, or older. */
    boolean hasNews() {
        return added + changed > 0;
    }

    /** How many files were no record that can be kept. */
    public int broken() {
        return broken;
    }

    /** The time of the newest record that was read; null where none was. */
    public @Nullable Instant newest() {
        return newest;
    }

    /** The time of the newest record of an ecosystem; null where none was. */
    @Nullable
    Instant newest(String ecosystem) {
        return newestOf.getInstant(ecosystem);
    }

    /** How many files are broken that may be of an ecosystem, and the first of them, in words; null where none is. */
    @Nullable
    String broken(String ecosystem) {
        var all = brokenOf.getJsonObject(ecosystem);
        return all == null
                ? null
                : "%,d of %,d files that may be of it are broken, the first %s (%s)"
                        .formatted(all.getInteger("files"), files, all.getString("name"), all.getString("reason"));
    }

    /** As it is stored: what is shown, and what tells whether it has everything. */
    JsonObject stored() {
        return document().put("newest_of", newestOf).put("broken_of", brokenOf);
    }

    /** As it is shown. */
    public JsonObject document() {
        return new JsonObject()
                .put("files", files)
                .put("added", added)
                .put("changed", changed)
                .put("unchanged", unchanged)
                .put("withdrawn", withdrawn)
                .put("broken", broken)
                .put("newest", newest);
    }

    /** The first of the broken files: {@code [{"name", "reason"}]}. */
    public JsonArray named() {
        return new JsonArray(List.copyOf(named));
    }
}
