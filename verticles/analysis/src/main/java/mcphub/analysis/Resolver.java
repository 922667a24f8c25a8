package mcphub.analysis;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import mcphub.analysis.Packuments.Meant;
import mcphub.analysis.git.Commit;
import mcphub.analysis.git.GitSource;
import mcphub.analysis.source.Release;
import mcphub.analysis.source.SourceRejected;
import mcphub.kernel.jobs.Jobs;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out which version a wish means, and has it certified unless it is; a wish that somebody waits for becomes that version, or fails with the reason. A version never changes; a
 * source that gives something else under its name than before is told as drift.
 */
final class Resolver {
    private static final Logger log = LoggerFactory.getLogger(Resolver.class);
    private static final String TAGS = "refs/tags/";

    private final Steps steps;
    private final Jobs<Job> jobs;
    private final Packuments packuments;
    private final GitSource git;
    private final Path work;

    Resolver(Steps steps, Jobs<Job> jobs, Packuments packuments, GitSource git, Path work) {
        this.steps = steps;
        this.jobs = jobs;
        this.packuments = packuments;
        this.git = git;
        this.work = work;
    }

    /** Runs a job of the kind {@code resolve}. */
    void run(Job job, Row source) {
        if (source.getString("source_type").equals("git")) {
            commit(job, source);
        } else {
            release(job, source);
        }
    }

    /** Says why nothing came of it to whoever waits for the version. */
    void fail(SqlConnection connection, Job job, String reason) {
        steps.run(connection, "lockSource", job.input());
        steps.run(
                connection, "failWish", job.input().put("wanted", job.wanted()).put("reason", reason));
    }

    /** Notes that a repository could not be had. */
    void failed(Job job) {
        steps.first("notePoll", job.input().put("reached", false));
    }

    /** A wish for the newest is one for all releases that the name alone may mean; these are analysed whatever is wished for, once the registry has told of them. */
    private void release(Job job, Row source) {
        jobs.progress(job, "asking the registry");
        String name = source.getString("package_key");
        var refused = packuments.refresh(name, job.mcp());
        List<Meant> meant = refused.isEmpty() ? packuments.meant(name) : List.of();
        @Nullable
        Release wanted =
                job.wanted().isEmpty() && !meant.isEmpty() ? null : packuments.resolve(name, job.wanted(), refused);
        jobs.step(job, connection -> {
            lock(connection, job);
            @Nullable Row wish = null;
            if (wanted != null) {
                String reason = job.wanted().isEmpty() ? "the newest release" : "asked for " + job.wanted();
                wish = released(
                        connection,
                        job,
                        job.wanted(),
                        wanted.version(),
                        wanted.integrity().sri(),
                        reason);
                certify(connection, job, wish);
            }
            for (var release : meant) {
                String reason = release.isLatest() ? "the newest release" : "the name without a version may mean it";
                var version = released(
                        connection,
                        job,
                        wish == null ? job.wanted() : null,
                        release.version(),
                        release.integrity(),
                        reason);
                wish = wish == null ? version : wish;
                if (job.wanted().isEmpty() || version.getBoolean("made")) {
                    certify(connection, job, version);
                }
            }
            settle(connection, job, Objects.requireNonNull(wish));
            jobs.end(job, connection, "done", null);
        });
    }

    private Row released(
            SqlConnection connection,
            Job job,
            @Nullable String wish,
            String release,
            @Nullable String integrity,
            String reason) {
        var version = add(connection, job, "npm", wish, release, release, integrity, reason);
        String before = version.getString("source_integrity");
        if (before != null && integrity != null && !before.equals(integrity)) {
            drift(
                    connection,
                    job,
                    version,
                    "The registry gives another archive for this release than before: " + integrity + " instead of "
                            + before);
        }
        return version;
    }

    private void commit(Job job, Row source) {
        jobs.progress(job, "asking the repository");
        String url = source.getString("source_url");
        @Nullable String branch = source.getString("source_branch");
        String id = steps.blocking(() -> git.resolve(url, branch, job.wanted(), work));
        @Nullable String head = job.wanted().isEmpty() ? id : head(url, branch);
        var known = steps.first("findCommit", job.input().put("source_ref", id));
        @Nullable Commit commit = known == null ? steps.blocking(() -> git.describe(url, id, work)) : null;
        jobs.step(job, connection -> {
            lock(connection, job);
            var version = commit == null ? Objects.requireNonNull(known) : added(connection, job, commit);
            steps.run(connection, "notePoll", job.input().put("reached", true));
            if (head != null) {
                noteHead(connection, job, head);
            }
            if (job.wanted().startsWith(TAGS)) {
                noteTag(connection, job, id, version);
            }
            certify(connection, job, version);
            settle(connection, job, version);
            jobs.end(job, connection, "done", null);
        });
    }

    /** Whoever asks for a version meanwhile waits until it is seen what became of the wish. */
    private void lock(SqlConnection connection, Job job) {
        if (steps.run(connection, "lockSource", job.input()) == null) {
            throw new Deleted();
        }
    }

    /** Whoever asked finds the version by what was given to them. */
    private void settle(SqlConnection connection, Job job, Row version) {
        steps.run(
                connection,
                "settleWish",
                job.input()
                        .put("wanted", job.wanted())
                        .put("version", version.getUUID("id").toString()));
    }

    /** Where the watched branch stands, whatever is asked for; null where it is gone. */
    private @Nullable String head(String url, @Nullable String branch) {
        try {
            return steps.blocking(() -> git.resolve(url, branch, "", work));
        } catch (SourceRejected e) {
            log.info("{} has no branch to watch: {}", url, e.reason());
            return null;
        }
    }

    /** The head is to be a version, too, if it is none yet. */
    private void noteHead(SqlConnection connection, Job job, String head) {
        steps.run(connection, "noteHead", job.input().put("head", head));
        if (steps.run(connection, "findCommit", job.input().put("source_ref", head)) == null) {
            steps.run(connection, "queueResolve", job.input().put("wanted", ""));
        }
    }

    private Row added(SqlConnection connection, Job job, Commit commit) {
        String reason = job.wanted().isEmpty() ? "the newest commit" : "asked for " + job.wanted();
        var version = add(connection, job, "git", job.wanted(), commit.visibleVersion(), commit.id(), null, reason);
        return version.getString("source_ref").equals(commit.id())
                ? version
                : add(connection, job, "git", job.wanted(), commit.unmistakableVersion(), commit.id(), null, reason);
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
            @Nullable String wish,
            String visibleVersion,
            String ref,
            @Nullable String integrity,
            String reason) {
        var input = job.input()
                .put("wanted", wish)
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
    }

    private static boolean needsAnalysis(String status) {
        return switch (status) {
            case "CERTIFIED", "KNOWN_VULNERABLE", "DEPRECATED" -> false;
            default -> true;
        };
    }
}
