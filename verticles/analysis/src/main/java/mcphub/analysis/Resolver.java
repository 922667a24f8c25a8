package mcphub.analysis;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.nio.file.Path;
import java.util.Objects;
import mcphub.analysis.git.Commit;
import mcphub.analysis.git.GitSource;
import mcphub.analysis.source.NpmRegistry;
import mcphub.analysis.source.Release;
import mcphub.analysis.source.SourceRejected;
import mcphub.kernel.jobs.Jobs;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out which version a wish means, and has it certified unless it is. A version never changes; a source that gives something else under its name than before is
 * told as drift.
 */
final class Resolver {
    private static final Logger log = LoggerFactory.getLogger(Resolver.class);
    private static final String TAGS = "refs/tags/";

    private final Steps steps;
    private final Jobs<Job> jobs;
    private final NpmRegistry registry;
    private final GitSource git;
    private final Path work;

    Resolver(Steps steps, Jobs<Job> jobs, NpmRegistry registry, GitSource git, Path work) {
        this.steps = steps;
        this.jobs = jobs;
        this.registry = registry;
        this.git = git;
        this.work = work;
    }

    /** Runs a job of the kind {@code resolve}. */
    void run(Job job) {
        var source = steps.first("findSource", job.input());
        if (source == null) {
            throw new SourceRejected("The MCP was deleted.");
        }
        if (source.getString("source_type").equals("git")) {
            commit(job, source);
        } else {
            release(job, source);
        }
    }

    /** Notes that a repository could not be had. */
    void failed(Job job) {
        steps.first("notePoll", job.input().put("reached", false));
    }

    private void release(Job job, Row source) {
        jobs.progress(job, "asking the registry");
        Release release = steps.blocking(() -> registry.resolve(source.getString("source_package"), job.wanted()));
        String integrity = release.integrity().sri();
        jobs.step(job, connection -> {
            String reason = job.wanted().isEmpty() ? "the newest release" : "asked for " + job.wanted();
            var version = add(connection, job, "npm", release.version(), release.version(), integrity, reason);
            String before = version.getString("source_integrity");
            if (before != null && !before.equals(integrity)) {
                drift(
                        connection,
                        job,
                        version,
                        "The registry gives another archive for this release than before: " + integrity + " instead of "
                                + before);
            }
            certify(connection, job, version);
        });
    }

    private void commit(Job job, Row source) {
        jobs.progress(job, "asking the repository");
        String url = source.getString("source_url");
        String id = steps.blocking(() -> git.resolve(url, source.getString("source_branch"), job.wanted(), work));
        var known = steps.first("findCommit", job.input().put("source_ref", id));
        @Nullable Commit commit = known == null ? steps.blocking(() -> git.describe(url, id, work)) : null;
        jobs.step(job, connection -> {
            var version = commit == null ? Objects.requireNonNull(known) : added(connection, job, commit);
            steps.run(connection, "notePoll", job.input().put("reached", true));
            if (job.wanted().startsWith(TAGS)) {
                noteTag(connection, job, id, version);
            }
            certify(connection, job, version);
        });
    }

    private Row added(SqlConnection connection, Job job, Commit commit) {
        String reason = job.wanted().isEmpty() ? "the newest commit" : "asked for " + job.wanted();
        var version = add(connection, job, "git", commit.visibleVersion(), commit.id(), null, reason);
        return version.getString("source_ref").equals(commit.id())
                ? version
                : add(connection, job, "git", commit.unmistakableVersion(), commit.id(), null, reason);
    }

    private void noteTag(SqlConnection connection, Job job, String commit, Row version) {
        var tag = job.input().put("tag", job.wanted()).put("commit", commit);
        var before = steps.run(connection, "noteTag", tag);
        if (before != null && !before.getString("commit").equals(commit)) {
            drift(
                    connection,
                    job,
                    version,
                    "The tag " + job.wanted().substring(TAGS.length()) + " stands at " + commit
                            + " now; before, it stood at " + before.getString("commit"));
        }
    }

    private Row add(
            SqlConnection connection,
            Job job,
            String type,
            String visibleVersion,
            String ref,
            @Nullable String integrity,
            String reason) {
        var input = job.input()
                .put("visible_version", visibleVersion)
                .put("source_type", type)
                .put("source_ref", ref)
                .put("integrity", integrity)
                .put("reason", reason);
        return Objects.requireNonNull(steps.run(connection, "addVersion", input));
    }

    private void drift(SqlConnection connection, Job job, Row version, String reason) {
        log.warn("Drift of version {}: {}", version.getUUID("id"), reason);
        steps.run(
                connection,
                "tellDrift",
                new JsonObject()
                        .put("version", version.getUUID("id").toString())
                        .put("mcp", job.mcp().toString())
                        .put("reason", reason));
    }

    private void certify(SqlConnection connection, Job job, Row version) {
        if (needsAnalysis(version.getString("status"))) {
            steps.run(
                    connection,
                    "queueCertify",
                    job.input().put("version", version.getUUID("id").toString()));
        }
        jobs.end(job, connection, "done", null);
    }

    private static boolean needsAnalysis(String status) {
        return switch (status) {
            case "CERTIFIED", "KNOWN_VULNERABLE", "DEPRECATED" -> false;
            default -> true;
        };
    }
}
