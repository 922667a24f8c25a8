package mcphub.analysis;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import mcphub.analysis.source.Described;
import mcphub.analysis.source.Release;
import mcphub.analysis.source.SourceRejected;
import mcphub.analysis.source.SourceUnavailable;
import mcphub.kernel.Database;
import mcphub.kernel.npm.NpmPick;
import mcphub.kernel.npm.Packument;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the hub knows of packages: their tags and releases, as the registry last said, and what a name without a version may mean therefore. Called on virtual threads.
 *
 * @param minutes after which a package is looked at again
 */
record Packuments(Steps steps, PackageRegistries registries, NpmPick pick, int minutes, Path folder) {
    private static final Logger log = LoggerFactory.getLogger(Packuments.class);

    /**
     * A release that a name alone, or with the tag {@code latest}, may mean.
     *
     * @param integrity what its archive must hash to; null where the registry gives no digest that we know
     * @param isLatest whether the tag names it
     */
    record Meant(String version, @Nullable String integrity, boolean isLatest) {}

    /**
     * Asks the registry what is new of a package. Where its name means something else than before, all MCPs that are made of it have the releases analysed.
     *
     * @param name its key, as {@link PackageRegistries#of} takes it
     * @param except an MCP that is at it already; null: none
     * @return why the registry's word is not at hand; absent where it is. It is not where the registry has no such package, or says more of it than we take
     * @throws SourceUnavailable where the registry is away
     */
    Optional<SourceRejected> refresh(String name, @Nullable UUID except) {
        var known = steps.first("findPackage", JsonObject.of("name", name));
        boolean isKnown = known != null && known.getBoolean("known");
        try (var at = registries.of(name)) {
            var etag = isKnown ? Objects.requireNonNull(known).getString("etag") : null;
            var described = steps.blocking(() -> at.registry().describe(at.name(), etag, folder));
            described.ifPresentOrElse(
                    now -> took(name, known, now, except), () -> keep(name, Objects.requireNonNull(known), except));
            // by itself: whoever is at one of the versions holds it, and waits for what storing holds
            steps.first("noteDeprecations", JsonObject.of("name", name));
            return Optional.empty();
        } catch (SourceRejected e) {
            trouble(name, e.reason());
            return Optional.of(e);
        } catch (SourceUnavailable e) {
            trouble(name, e.reason());
            throw e;
        }
    }

    /** The releases that a name may mean, the latest first. */
    List<Meant> meant(String name) {
        return StreamSupport.stream(
                        steps.database()
                                .run(steps.queries().get("mayMean"), JsonObject.of("name", name))
                                .await()
                                .spliterator(),
                        false)
                .map(row -> new Meant(row.getString("version"), row.getString("integrity"), row.getBoolean("latest")))
                .toList();
    }

    /**
     * The release that is wished for.
     *
     * @param refused why the registry's word is not at hand, if it is not
     * @throws SourceRejected where there is none; it says what there is instead
     */
    Release resolve(String name, String wanted, Optional<SourceRejected> refused) {
        try (var at = registries.of(name)) {
            return steps.blocking(() -> at.registry().resolve(at.name(), wanted));
        } catch (SourceRejected e) {
            if (!e.isAbsence()) {
                throw e;
            }
            if (refused.isPresent()) {
                throw refused.filter(SourceRejected::isAbsence).orElse(e);
            }
            var stored = Objects.requireNonNull(steps.first("readPackage", JsonObject.of("name", name)));
            var packument = Packument.of(new JsonObject(stored.getString("packument")));
            throw new SourceRejected(new Missing(name.substring(name.indexOf(' ') + 1), packument).sentence(wanted));
        }
    }

    private void trouble(String name, String reason) {
        log.info("What is new of {} is not known: {}", name, reason);
        steps.first("notePackageTrouble", input(name).put("trouble", reason));
    }

    private void took(String name, @Nullable Row known, Described now, @Nullable UUID except) {
        if (known != null
                && now.digest().equals(known.getString("digest"))
                && Objects.equals(now.etag(), known.getString("etag"))) {
            keep(name, known, except);
        } else {
            store(name, now.packument(), now.tags(), now.etag(), now.digest(), Optional.of(now.releases()), except);
        }
    }

    /** The same as before; chosen anew where it was chosen for other clients. */
    private void keep(String name, Row known, @Nullable UUID except) {
        if (known.getString("choices_for").equals(pick.clients())) {
            steps.first("keepPackage", input(name));
            return;
        }
        var stored = Objects.requireNonNull(steps.first("readPackage", JsonObject.of("name", name)));
        store(
                name,
                Packument.of(new JsonObject(stored.getString("packument"))),
                new JsonObject(stored.getString("tags")),
                known.getString("etag"),
                known.getString("digest"),
                Optional.empty(),
                except);
    }

    private void store(
            String name,
            Packument packument,
            JsonObject tags,
            @Nullable String etag,
            @Nullable String digest,
            Optional<JsonArray> releases,
            @Nullable UUID except) {
        var choices = steps.blocking(() -> pick.choices(packument, null));
        var input = input(name)
                .put("tags", tags)
                .put("choices", new JsonArray(choices.versions()))
                .put("clients", pick.clients())
                .put("etag", etag)
                .put("digest", digest)
                .put("mcp", except == null ? null : except.toString());
        steps.database()
                .transaction(connection -> {
                    var stored = Objects.requireNonNull(steps.run(connection, "storePackage", input));
                    releases.ifPresent(rows -> {
                        var said = JsonObject.of("name", name, "releases", rows);
                        steps.run(connection, "dropReleases", said);
                        steps.run(connection, "storeReleases", said);
                    });
                    return stored.getBoolean("changed")
                            ? Database.run(connection, steps.queries().get("queueOfPackage"), input)
                                    .<Void>mapEmpty()
                            : Future.succeededFuture();
                })
                .await();
    }

    private JsonObject input(String name) {
        return JsonObject.of("name", name, "minutes", minutes);
    }
}
