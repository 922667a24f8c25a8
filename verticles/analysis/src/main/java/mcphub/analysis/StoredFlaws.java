package mcphub.analysis;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import mcphub.advisories.Matching;
import mcphub.advisories.PackageNames;
import mcphub.advisories.RecordsAtHand;
import mcphub.analysis.controls.Flaw;
import mcphub.analysis.controls.Installed;
import mcphub.analysis.controls.KnownFlaws;
import mcphub.analysis.controls.Severity;
import mcphub.kernel.osv.Affectedness;

/** What the feeds know of one version: the records that hit it, read at one moment. */
final class StoredFlaws implements KnownFlaws {
    private static final int MOST_NAMES = 5;

    private final Set<String> completeOf = new HashSet<>();
    private final Map<String, List<Stored>> byPackage = new HashMap<>();
    private final List<String> records;

    /** What one record says of one package. */
    private record Stored(
            String id, List<String> aliases, Severity severity, String summary, String ranges, String versions) {
        Stream<String> names() {
            return Stream.concat(Stream.of(id), aliases.stream());
        }
    }

    private StoredFlaws(JsonObject known) {
        known.getJsonArray("complete_of").forEach(ecosystem -> completeOf.add((String) ecosystem));
        var seen = new TreeMap<String, StringBuilder>();
        for (var one : known.getJsonArray("affected")) {
            var row = (JsonObject) one;
            byPackage
                    .computeIfAbsent(
                            key(row.getString("ecosystem"), row.getString("package")), none -> new ArrayList<>())
                    .add(stored(row));
            seen.computeIfAbsent(row.getString("id"), none -> new StringBuilder())
                    .append(row.encode());
        }
        records = seen.entrySet().stream()
                .map(record -> record.getKey() + " "
                        + Assessment.sha256(record.getValue().toString()))
                .toList();
    }

    /** Of the row that {@code flawsOfVersion} gives. */
    static StoredFlaws of(Row row) {
        return new StoredFlaws(new JsonObject(row.getString("doc")));
    }

    /** The same of records that were not stored. */
    static StoredFlaws of(RecordsAtHand records, List<String> completeOf) {
        return new StoredFlaws(JsonObject.of("complete_of", new JsonArray(completeOf), "affected", records.affected()));
    }

    private static Stored stored(JsonObject row) {
        var severity = row.getString("severity");
        return new Stored(
                row.getString("id"),
                row.getJsonArray("aliases").stream().map(String.class::cast).toList(),
                severity == null ? Severity.MEDIUM : Severity.valueOf(severity.toUpperCase(Locale.ROOT)),
                row.getString("summary"),
                row.getJsonArray("ranges", new JsonArray()).encode(),
                row.getJsonArray("versions", new JsonArray()).encode());
    }

    private static String key(String ecosystem, String name) {
        return ecosystem + " " + name;
    }

    /** The records, each with the SHA-256 of what it says of this version, by id. */
    List<String> records() {
        return records;
    }

    /** Those of the ecosystems that feeds are complete of. */
    List<String> completeOf(List<String> ecosystems) {
        return ecosystems.stream().filter(completeOf::contains).toList();
    }

    @Override
    public List<Flaw> of(Installed one) {
        var name = PackageNames.normalised(one.ecosystem(), one.name());
        var groups = new ArrayList<List<Stored>>();
        for (var stored : byPackage.getOrDefault(key(one.ecosystem(), name), List.of())) {
            if (is(stored, one).isPossible()) {
                join(groups, stored);
            }
        }
        return groups.stream()
                .map(group -> flaw(group, one))
                .sorted(Comparator.comparing(flaw -> flaw.names().getFirst()))
                .toList();
    }

    private static Affectedness is(Stored stored, Installed one) {
        return Matching.of(
                Matching.read(one.ecosystem(), stored.ranges, stored.versions), one.version(), one.requirement());
    }

    /** Records whose names overlap are of one flaw, and so are groups that a record joins. */
    private static void join(List<List<Stored>> groups, Stored stored) {
        var joined = new ArrayList<Stored>();
        joined.add(stored);
        groups.removeIf(group -> {
            boolean same = group.stream()
                    .flatMap(Stored::names)
                    .anyMatch(stored.names().toList()::contains);
            if (same) {
                joined.addAll(group);
            }
            return same;
        });
        groups.add(joined);
    }

    private static Flaw flaw(List<Stored> group, Installed one) {
        var worst = group.stream()
                .min(Comparator.comparing(Stored::severity).thenComparing(Stored::id))
                .orElseThrow();
        var names = Stream.concat(
                        Stream.of(worst.id()),
                        group.stream().flatMap(Stored::names).sorted())
                .distinct()
                .limit(MOST_NAMES)
                .toList();
        return new Flaw(
                names,
                worst.severity(),
                worst.summary(),
                Matching.fixed(worst.ranges()),
                group.stream().noneMatch(each -> is(each, one) == Affectedness.AFFECTED));
    }

    @Override
    public Optional<String> gap(String ecosystem) {
        return completeOf.contains(ecosystem) ? Optional.empty() : Optional.of(KnownFlaws.sample(ecosystem));
    }
}
