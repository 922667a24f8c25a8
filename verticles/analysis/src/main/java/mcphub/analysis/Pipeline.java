package mcphub.analysis;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import mcphub.analysis.source.NpmRegistry;
import mcphub.analysis.source.Origin;
import mcphub.analysis.source.Release;
import mcphub.analysis.source.SourceRejected;
import mcphub.kernel.Database;
import mcphub.kernel.Queries;
import org.jspecify.annotations.Nullable;

/**
 * What a job does: finds out which version is meant, then takes it through {@code INGESTING, INGESTED, ANALYZING, CERTIFIED}. Each step is one
 * transaction; a worker that dies between two of them leaves a version from which the next worker goes on.
 */
final class Pipeline {
    private final Vertx vertx;
    private final Database database;
    private final Queries queries;
    private final Jobs jobs;
    private final Tarballs tarballs;
    private final NpmRegistry registry;
    private final Assessor assessor;
    private final Path work;

    Pipeline(
            Vertx vertx,
            Database database,
            Queries queries,
            Jobs jobs,
            NpmRegistry registry,
            Assessor assessor,
            Path work) {
        this.vertx = vertx;
        this.database = database;
        this.queries = queries;
        this.jobs = jobs;
        this.tarballs = new Tarballs(database);
        this.registry = registry;
        this.assessor = assessor;
        this.work = work;
    }

    void run(Job job) {
        switch (job.kind()) {
            case "resolve" -> resolve(job);
            default -> certify(job);
        }
    }

    /** Ends the job for good, and says why on the version that it was about. */
    void fail(Job job, String state, String reason) {
        jobs.step(job, connection -> {
            if (job.version() != null) {
                advance(job, connection, "FAILED", reason);
            }
            jobs.end(job, connection, state, reason);
        });
    }

    private void resolve(Job job) {
        var source = first("findSource", job.input());
        if (source == null) {
            throw new SourceRejected("The MCP was deleted.");
        }
        jobs.progress(job, "asking the registry");
        Release release = blocking(() -> registry.resolve(source.getString("source_package"), job.wanted()));
        jobs.step(job, connection -> {
            var version = Database.run(
                            connection,
                            queries.get("addVersion"),
                            job.input()
                                    .put("visible_version", release.version())
                                    .put("source_type", "npm")
                                    .put("source_ref", release.version())
                                    .put("integrity", release.integrity().sri())
                                    .put(
                                            "reason",
                                            job.wanted().isEmpty()
                                                    ? "the newest release"
                                                    : "asked for " + job.wanted()))
                    .await()
                    .iterator()
                    .next();
            if (needsAnalysis(version.getString("status"))) {
                Database.run(
                                connection,
                                queries.get("queueCertify"),
                                job.input().put("version", version.getUUID("id").toString()))
                        .await();
            }
            jobs.end(job, connection, "done", "");
        });
    }

    private static boolean needsAnalysis(String status) {
        return switch (status) {
            case "CERTIFIED", "KNOWN_VULNERABLE", "DEPRECATED" -> false;
            default -> true;
        };
    }

    private void certify(Job job) {
        var version = first("findVersion", job.input());
        if (version == null) {
            throw new SourceRejected("The version was deleted.");
        }
        String tarball = version.getString("tarball_sha256");
        if (tarball == null) {
            tarball = ingest(job, version);
        }
        analyze(job, tarball, Origin.valueOf(version.getString("source_type").toUpperCase(java.util.Locale.ROOT)));
    }

    private String ingest(Job job, Row version) {
        step(job, "INGESTING", null);
        jobs.progress(job, "fetching");
        Release release =
                blocking(() -> registry.resolve(version.getString("source_package"), version.getString("source_ref")));
        Path file = blocking(() -> registry.download(release, work));
        try {
            var stored = new String[1];
            jobs.step(job, connection -> {
                stored[0] = tarballs.store(file, connection).await().sha256();
                run(
                        connection,
                        "advanceVersion",
                        job.input().put("status", "INGESTED").put("tarball", stored[0]));
                run(
                        connection,
                        "describeMcp",
                        job.input()
                                .put("description", release.description())
                                .put("repo_url", release.repositoryUrl())
                                .put("homepage", release.homepage())
                                .put("license", release.license())
                                .put("language", release.language()));
            });
            return stored[0];
        } finally {
            delete(file);
        }
    }

    private void analyze(Job job, String tarball, Origin origin) {
        step(job, "ANALYZING", null);
        jobs.progress(job, "analysing");
        Path file = tarballs.fetch(tarball, work);
        try {
            var assessment = blocking(() -> assessor.assess(file, tarball, origin));
            jobs.step(job, connection -> {
                String snapshot = new SnapshotWriter(connection, job).write(assessment);
                if (origin == Origin.UPLOAD) {
                    run(connection, "describeMcp", job.input().mergeIn(assessment.facts()));
                }
                run(
                        connection,
                        "advanceVersion",
                        job.input().put("status", "CERTIFIED").put("snapshot", snapshot));
                jobs.end(job, connection, "done", "");
            });
        } finally {
            delete(file);
        }
    }

    private void step(Job job, String status, @Nullable String reason) {
        jobs.step(job, connection -> advance(job, connection, status, reason));
    }

    private void advance(Job job, SqlConnection connection, String status, @Nullable String reason) {
        run(connection, "advanceVersion", job.input().put("status", status).put("reason", reason));
    }

    private void run(SqlConnection connection, String query, JsonObject input) {
        Database.run(connection, queries.get(query), input).await();
    }

    private @Nullable Row first(String query, JsonObject input) {
        var rows = database.run(queries.get(query), input).await();
        return rows.size() == 0 ? null : rows.iterator().next();
    }

    /** Runs what blocks or computes for long on the worker pool; this thread waits without holding the verticle up. */
    private <T> T blocking(Callable<T> work) {
        return vertx.executeBlocking(
                        () -> {
                            try {
                                return work.call();
                            } catch (StackOverflowError | OutOfMemoryError | LinkageError e) {
                                // Vert.x completes no future with an error, and whoever waits would wait for ever
                                throw new IllegalStateException(e);
                            }
                        },
                        false)
                .await();
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
