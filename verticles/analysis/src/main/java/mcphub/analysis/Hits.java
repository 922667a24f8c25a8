package mcphub.analysis;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import mcphub.advisories.Matching;
import mcphub.kernel.Database;
import mcphub.kernel.Queries;
import mcphub.kernel.osv.AffectedVersions;
import org.jspecify.annotations.Nullable;

/**
 * Which records hit which versions. It comes out the same whichever came first: an analysis compares a version with all that is known, a pass over changed records compares them with all
 * versions, each in the transaction that makes its own side visible, and never both at once. Called on virtual threads.
 */
final class Hits {
    private final Queries queries;

    Hits(Queries queries) {
        this.queries = queries;
    }

    /** Keeps passes over changed records away until this transaction ends: what is known stays as it is. */
    void lock(SqlConnection connection) {
        run(connection, "lockHits", new JsonObject());
    }

    /** Notes what a version is made of, and what hits it; under the lock. */
    void noteVersion(SqlConnection connection, String version, List<Component> components) {
        var input = new JsonObject()
                .put("version", version)
                .put("ecosystems", column(components, Component::ecosystem))
                .put("packages", column(components, Component::packageName))
                .put("versions", column(components, Component::version))
                .put("requirements", column(components, Component::requirement))
                .put("itself", column(components, component -> Boolean.toString(component.itself())))
                .put("scopes", column(components, Component::scopeLabel))
                .put("ways", column(components, component -> new JsonArray(component.via()).encode()))
                .put("licenses", column(components, component -> Objects.requireNonNullElse(component.license(), "")));
        run(connection, "putComponents", input);
        run(connection, "dropHitsOfVersion", input);
        add(connection, run(connection, "candidatesOfVersion", input), version);
    }

    /**
     * Compares some of the records that have changed with what all versions are made of; versions that they hit, or did, are to be judged anew, and so are all where feeds are complete of
     * other ecosystems than before.
     *
     * @return whether there may be more of them
     */
    boolean pass(SqlConnection connection) {
        if (run(connection, "hasChanges", new JsonObject()).isEmpty()) {
            return false;
        }
        run(connection, "lockHitsAlone", new JsonObject());
        run(connection, "completenessChanged", new JsonObject());
        var ids = column(run(connection, "takeChanges", new JsonObject()), row -> row.getString("record_id"));
        if (ids.length > 0) {
            var input = new JsonObject().put("ids", ids);
            run(connection, "reevaluateHit", input);
            run(connection, "dropHitsOfRecords", input);
            add(connection, run(connection, "candidatesOfRecords", input), null);
            run(connection, "reevaluateHit", input);
        }
        boolean isPutDown =
                run(connection, "completenessPortion", new JsonObject()).isEmpty();
        return ids.length > 0 || !isPutDown;
    }

    /** Adds those candidates that are hit: of one version, or of all. */
    private void add(SqlConnection connection, Collection<Row> candidates, @Nullable String version) {
        if (candidates.isEmpty()) {
            return;
        }
        var ids = candidates.stream()
                .map(row -> row.getString("record_id"))
                .distinct()
                .toArray(String[]::new);
        var affected = new HashMap<String, AffectedVersions>();
        run(connection, "affectedOf", new JsonObject().put("ids", ids))
                .forEach(row -> affected.put(
                        place(row),
                        Matching.read(row.getString("ecosystem"), row.getString("ranges"), row.getString("versions"))));
        var hits = candidates.stream()
                .filter(row -> Matching.of(
                                Objects.requireNonNull(affected.get(place(row))),
                                row.getString("version"),
                                row.getString("requirement"))
                        .isPossible())
                .toList();
        if (!hits.isEmpty()) {
            run(
                    connection,
                    "addHits",
                    new JsonObject()
                            .put("version", version)
                            .put("record_ids", column(hits, row -> row.getString("record_id")))
                            .put("ecosystems", column(hits, row -> row.getString("ecosystem")))
                            .put("packages", column(hits, row -> row.getString("package")))
                            .put("versions", column(hits, row -> row.getString("version")))
                            .put("requirements", column(hits, row -> row.getString("requirement"))));
        }
    }

    private static String place(Row row) {
        return row.getString("record_id") + ' ' + row.getInteger("position");
    }

    private List<Row> run(SqlConnection connection, String query, JsonObject input) {
        var rows = Database.run(connection, queries.get(query), input).await();
        return StreamSupport.stream(rows.spliterator(), false).toList();
    }

    private static <T> String[] column(Collection<T> rows, Function<T, String> value) {
        return rows.stream().map(value).toArray(String[]::new);
    }
}
