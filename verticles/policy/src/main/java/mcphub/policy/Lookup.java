package mcphub.policy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import mcphub.kernel.Database;
import mcphub.kernel.Problem;
import mcphub.kernel.Queries;
import mcphub.kernel.npm.NpmPick;
import mcphub.kernel.npm.Packument;
import mcphub.policy.Meaning.By;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what is known of what is asked about, in a few statements: what names mean, which releases of a package may be taken where none is named
 * exactly, and the evidence.
 *
 * @param mirrors addresses below which everything is what the npm registry has, for every organization
 * @param grace for how long what is queued is only warned of, where the organization says nothing else
 */
record Lookup(Vertx vertx, Database database, Queries queries, NpmPick picks, List<String> mirrors, Duration grace) {
    static final String NO_AREA = "Area not found";

    /** How a caution begins that says that a version is not exact. */
    static final String NOT_PINNED = "Not pinned";

    private static final int MOST_REMEDIES = 100;

    /**
     * All that verdicts are made of.
     *
     * @param newest the newest method of scoring
     * @param areaId the area that asks; null for none
     * @param known of each that is asked, in the same order, as {@link Known} reads it
     */
    record Found(String rulebook, String newest, @Nullable String areaId, JsonArray known) {}

    /**
     * Who asks.
     *
     * @param components whether the licences of components matter, even if no policy that is in force asks for them
     * @param scoring by which method of scoring; null for the one that the organization goes by
     */
    record Asker(
            String org,
            @Nullable JsonObject viewer,
            @Nullable String area,
            boolean components,
            @Nullable String scoring) {
        JsonObject input() {
            return new JsonObject()
                    .put("org", org)
                    .put("viewer", viewer)
                    .put("area", area)
                    .put("components", components)
                    .put("scoring", scoring);
        }

        /** Refuses an area or a method that is not there, by the row that was given for it; gives the newest method. */
        String checked(Row row) {
            if (area != null && row.getString("area") == null) {
                throw Problem.NOT_FOUND.because(NO_AREA);
            }
            var methods = new JsonArray(row.getString("methods"));
            if (scoring != null && !methods.contains(scoring)) {
                throw Problem.BAD_REQUEST.because("Invalid field 'scoring': must be "
                        + methods.stream().map(String::valueOf).collect(Collectors.joining(" or ")));
            }
            return methods.getString(0);
        }
    }

    /**
     * Looks everything up.
     *
     * @throws mcphub.kernel.Refusal NOT_FOUND for an organization or an area that is not there
     */
    Future<Found> find(Asker asker, List<Asked> asked) {
        var meanings = asked.stream().map(Meaning::of).toList();
        return sources(asker, meanings).compose(sources -> {
            var wanted = new ArrayList<Wanted>();
            for (int i = 0; i < asked.size(); i++) {
                wanted.add(Wanted.of(asked.get(i), meanings.get(i), sources));
            }
            return choose(asker, wanted).compose(chosen -> {
                var input = asker.input()
                        .put(
                                "asked",
                                new JsonArray(wanted.stream().map(Wanted::item).toList()));
                return database.run(queries.get("gateInput"), input).map(rows -> {
                    if (rows.size() == 0) {
                        throw Problem.NOT_FOUND.because(Evaluations.NO_ORG);
                    }
                    return found(asker, rows.iterator().next(), wanted);
                });
            });
        });
    }

    /** Adds to what is known of these packages which other releases of them were certified; tells whether there was anything to ask. */
    Future<Boolean> addAlternatives(Asker asker, List<JsonObject> denied) {
        var packages = new LinkedHashSet<String>();
        denied.stream().limit(MOST_REMEDIES).forEach(known -> packages.add(known.getString("package")));
        if (packages.isEmpty()) {
            return Future.succeededFuture(false);
        }
        var input = asker.input().put("packages", new JsonArray(List.copyOf(packages)));
        return database.run(queries.get("alternatives"), input).map(rows -> {
            var told = zip(packages, new JsonArray(rows.iterator().next().getString("alternatives")), JsonArray.class);
            denied.forEach(known -> known.put("alternatives", told.get(known.getString("package"))));
            return true;
        });
    }

    private Found found(Asker asker, Row row, List<Wanted> wanted) {
        String newest = asker.checked(row);
        var rulebook = new JsonObject(row.getString("rulebook"));
        var ofAll = new ArrayList<>(mirrors);
        rulebook.getJsonArray("mirrors").forEach(mirror -> ofAll.add(String.valueOf(mirror)));
        Integer own = rulebook.getInteger("grace_minutes");
        var graceSince = Instant.now().minus(own == null ? grace : Duration.ofMinutes(own));
        var sources = new Sources(ofAll, rulebook.getJsonObject("scopes"));
        var told = new JsonArray(row.getString("facts"));
        var known = new JsonArray();
        for (int i = 0; i < told.size(); i++) {
            known.add(wanted.get(i).known(told.getJsonObject(i), sources, graceSince));
        }
        return new Found(row.getString("rulebook"), newest, row.getString("area"), known);
    }

    /** The sources that each plain name may mean. */
    private Future<Map<String, JsonArray>> sources(Asker asker, List<Meaning> meanings) {
        var names = new LinkedHashSet<String>();
        meanings.stream()
                .filter(meaning -> meaning.by() == By.NAME || meaning.by() == By.REPOSITORY)
                .forEach(meaning -> names.add(meaning.key()));
        if (names.isEmpty()) {
            return Future.succeededFuture(Map.of());
        }
        return database.run(queries.get("whatIsMeant"), asker.input().put("names", new JsonArray(List.copyOf(names))))
                .map(rows -> {
                    if (rows.size() == 0) {
                        throw Problem.NOT_FOUND.because(Evaluations.NO_ORG);
                    }
                    return zip(names, new JsonArray(rows.iterator().next().getString("meant")), JsonArray.class);
                });
    }

    /** Has each that is not pinned choose its releases: by what was chosen for a bare name already, or, for a range, by all that the registry has. */
    private Future<Void> choose(Asker asker, List<Wanted> wanted) {
        var open = new LinkedHashMap<String, List<Wanted>>();
        for (var one : wanted) {
            if (one.isOpen()) {
                open.computeIfAbsent(Objects.requireNonNull(one.npmPackage()), name -> new ArrayList<>())
                        .add(one);
            }
        }
        if (open.isEmpty()) {
            return Future.succeededFuture();
        }
        var packages = new LinkedHashSet<>(open.keySet());
        var input = asker.input()
                .put("packages", new JsonArray(List.copyOf(packages)))
                .put("clients", picks.clients());
        return database.run(queries.get("packuments"), input).compose(rows -> {
            var told = zip(packages, new JsonArray(rows.iterator().next().getString("packuments")), JsonObject.class);
            Future<Void> all = Future.succeededFuture();
            for (var of : open.entrySet()) {
                var ranges = of.getValue().stream()
                        .filter(one -> !one.choose(told.get(of.getKey())))
                        .toList();
                if (!ranges.isEmpty()) {
                    all = all.compose(before -> chooseOf(asker, of.getKey(), ranges));
                }
            }
            return all;
        });
    }

    /** One package after the other, away from the event loop: one may have twenty thousand releases. */
    private Future<Void> chooseOf(Asker asker, String npmPackage, List<Wanted> ranges) {
        return database.run(queries.get("packument"), asker.input().put("name", npmPackage))
                .compose(rows -> vertx.executeBlocking(
                        () -> {
                            var packument = Packument.of(
                                    new JsonObject(rows.iterator().next().getString("packument")));
                            ranges.forEach(one -> one.choose(packument, picks));
                            return null;
                        },
                        false));
    }

    private static <T> Map<String, T> zip(LinkedHashSet<String> keys, JsonArray values, Class<T> type) {
        var map = new HashMap<String, T>();
        int i = 0;
        for (String key : keys) {
            Object value = values.getValue(i++);
            if (value != null) {
                map.put(key, type.cast(value));
            }
        }
        return map;
    }
}
