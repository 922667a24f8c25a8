package mcphub.analysis;

import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import mcphub.analysis.git.GitSource;
import mcphub.analysis.source.Release;
import mcphub.kernel.jobs.Jobs;
import org.jspecify.annotations.Nullable;

/** Fetches the source of a version from where it is, and keeps it. Called on virtual threads. */
record Ingestion(
        Steps steps, Jobs<Job> jobs, Tarballs tarballs, PackageRegistries registries, GitSource git, Path work) {

    /** What the registry says of a release now; null for what comes from no registry. */
    @Nullable
    Release release(Row version) {
        if (!version.getString("source_type").equals("npm")) {
            return null;
        }
        try (var at = registries.of(version.getString("package_key"))) {
            return steps.blocking(() -> at.registry().resolve(at.name(), version.getString("source_ref")));
        }
    }

    private Path downloaded(String key, Release release) {
        try (var at = registries.of(key)) {
            return steps.blocking(() -> at.registry().download(release, work));
        }
    }

    /** Fetches what a version is of, and keeps it; gives its SHA-256. */
    String ingest(Job job, Row version, @Nullable Release release) {
        Path file = release == null
                ? steps.blocking(
                        () -> git.archive(version.getString("source_url"), version.getString("source_ref"), work))
                : downloaded(version.getString("package_key"), release);
        try {
            var stored = new String[1];
            jobs.step(job, connection -> {
                stored[0] = tarballs.store(file, connection).await().sha256();
                steps.run(
                        connection,
                        "advanceVersion",
                        job.input()
                                .put("status", "INGESTED")
                                .put("tarball", stored[0])
                                .put("license", release == null ? null : release.license()));
                if (release != null) {
                    note(job, connection, release);
                    describe(job, connection, release);
                }
            });
            return stored[0];
        } finally {
            delete(file);
        }
    }

    /** Keeps what the registry says of a release. */
    void note(Job job, SqlConnection connection, Release release) {
        steps.run(
                connection,
                "noteRelease",
                job.input().put("deprecated", release.deprecated()).put("manifest", release.manifest()));
    }

    private void describe(Job job, SqlConnection connection, Release release) {
        steps.run(
                connection,
                "describeMcp",
                job.input()
                        .put("description", release.description())
                        .put("repo_url", release.repositoryUrl())
                        .put("repo_directory", release.repositoryFolder())
                        .put("homepage", release.homepage())
                        .put("license", release.license())
                        .put("language", release.language()));
    }

    /** Deletes a file that was only for the work. */
    static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
