package mcphub.analysis;

import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import mcphub.analysis.closure.Resolution;
import mcphub.analysis.closure.Resolution.Place;
import mcphub.analysis.source.NpmRegistry;
import mcphub.analysis.source.SourceRejected;
import mcphub.analysis.source.SourceUnavailable;

/**
 * The licences of releases that an installation brings, as their registry says; asked for once for each release. What cannot be had is unknown, and asked for again another time: nothing
 * waits for it, and nothing fails by it. Blocks.
 */
record ReleaseLicenses(Steps steps, NpmRegistry registry) {
    private static final int AT_ONCE = 8;
    /** How many are asked for at one time; the others are unknown, until another analysis needs them. */
    private static final int MOST = 500;

    private static final int LONGEST = 500;

    /** One of npm. */
    record Release(String name, String version) {}

    /**
     * By {@code name@version}; what is not known is missing.
     *
     * @param others scopes that are at other registries, of which this one hears nothing
     */
    Map<String, String> of(Resolution resolution, Set<String> others) {
        var wanted = resolution.places().stream()
                .filter(place -> !others.contains(scope(place)))
                .map(place -> new Release(place.name(), place.version()))
                .distinct()
                .toList();
        return of(wanted, true);
    }

    /**
     * The same of these releases.
     *
     * @param isAsked whether the registry may hear of those of which it was not asked before
     */
    Map<String, String> of(List<Release> wanted, boolean isAsked) {
        var known = new HashMap<Release, String>();
        var columns = new JsonObject().put("names", column(wanted, true)).put("versions", column(wanted, false));
        steps.database()
                .run(steps.queries().get("knownLicenses"), columns)
                .toCompletionStage()
                .toCompletableFuture()
                .join()
                .forEach(row -> known.put(
                        new Release(row.getString("name"), row.getString("version")), row.getString("license")));
        var missing = wanted.stream()
                .filter(release -> !known.containsKey(release))
                .limit(MOST)
                .toList();
        if (isAsked && !missing.isEmpty()) {
            var asked = asked(missing);
            store(asked);
            known.putAll(asked);
        }
        var licenses = new HashMap<String, String>();
        known.forEach((release, license) -> {
            if (!license.isEmpty()) {
                licenses.put(release.name + '@' + release.version, license);
            }
        });
        return licenses;
    }

    private static String scope(Place place) {
        return place.name().split("/", 2)[0];
    }

    private static String[] column(List<Release> releases, boolean isName) {
        return releases.stream()
                .map(release -> isName ? release.name : release.version)
                .toArray(String[]::new);
    }

    private Map<Release, String> asked(List<Release> missing) {
        var said = new ConcurrentHashMap<Release, String>();
        var atOnce = new Semaphore(AT_ONCE);
        var isAway = new AtomicBoolean();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var release : missing) {
                threads.execute(() -> {
                    atOnce.acquireUninterruptibly();
                    try {
                        if (!isAway.get()) {
                            said.put(release, license(release));
                        }
                    } catch (SourceRejected unknown) {
                        // nothing is said of it
                    } catch (SourceUnavailable away) {
                        isAway.set(true);
                    } finally {
                        atOnce.release();
                    }
                });
            }
        }
        return said;
    }

    private String license(Release release) {
        String license = registry.resolve(release.name, release.version).license();
        return license == null || license.length() > LONGEST ? "" : license;
    }

    private void store(Map<Release, String> said) {
        var releases = List.copyOf(said.keySet());
        steps.database()
                .run(
                        steps.queries().get("storeLicenses"),
                        new JsonObject()
                                .put("names", column(releases, true))
                                .put("versions", column(releases, false))
                                .put(
                                        "licenses",
                                        releases.stream().map(said::get).toArray(String[]::new)))
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }
}
