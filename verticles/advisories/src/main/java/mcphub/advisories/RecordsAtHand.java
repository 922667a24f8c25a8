package mcphub.advisories;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the records of a folder or a zip say of some packages, without a database. Of several records of one id the newest counts; what is withdrawn says nothing.
 *
 * @param affected what they say, by id and place: {@code id, aliases, severity, summary, ecosystem, package, ranges, versions}
 * @param files how many there are
 * @param broken how many of them are no records
 */
public record RecordsAtHand(JsonArray affected, int files, int broken) {

    /**
     * Reads all of them, one after the other.
     *
     * @param packages which ones are wanted, each {@code ecosystem name}, the name as {@link PackageNames} has it
     * @throws IllegalArgumentException for a path that is neither a folder nor a zip that can be read to its end
     */
    public static RecordsAtHand in(Path path, Set<String> packages, InstantSource clock) {
        var wanted = new TreeMap<String, OsvRecord>();
        var counts = new Counts();
        try {
            FolderImport.read(
                    path,
                    new Import(
                            (batch, soFar) -> batch.stream()
                                    .filter(record -> isOfAny(record, packages))
                                    .forEach(record -> wanted.merge(record.id(), record, RecordsAtHand::newer)),
                            counts,
                            clock));
        } catch (IOException | UncheckedIOException e) {
            throw new IllegalArgumentException(path + " cannot be read to its end: " + e.getMessage(), e);
        }
        var affected = new JsonArray();
        wanted.values().stream()
                .filter(record -> record.withdrawn() == null)
                .forEach(record -> add(record, packages, affected));
        var read = counts.document();
        return new RecordsAtHand(affected, read.getInteger("files"), read.getInteger("broken"));
    }

    private static OsvRecord newer(OsvRecord one, OsvRecord other) {
        return other.modified().isAfter(one.modified()) ? other : one;
    }

    private static boolean isOfAny(OsvRecord record, Set<String> packages) {
        return record.affected().stream().anyMatch(each -> packages.contains(key(each)));
    }

    private static String key(OsvRecord.Affected affected) {
        return affected.ecosystem() + ' ' + affected.packageName();
    }

    private static void add(OsvRecord record, Set<String> packages, JsonArray to) {
        for (var affected : record.affected()) {
            if (packages.contains(key(affected))) {
                to.add(new JsonObject()
                        .put("id", record.id())
                        .put("aliases", new JsonArray(record.aliases()))
                        .put("severity", record.rating().severity())
                        .put("summary", record.summary())
                        .put("ecosystem", affected.ecosystem())
                        .put("package", affected.packageName())
                        .put("ranges", new JsonArray(affected.ranges()))
                        .put("versions", new JsonArray(affected.versions())));
            }
        }
    }
}
