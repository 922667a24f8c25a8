package mcphub.analysis;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.nio.file.Path;
import java.util.Locale;
import mcphub.analysis.git.GitSource;
import mcphub.analysis.source.Origin;
import mcphub.analysis.source.Release;
import mcphub.analysis.source.SourceRejected;
import mcphub.analysis.source.SourceUnavailable;
import mcphub.kernel.jobs.Ending;
import mcphub.kernel.jobs.Jobs;
import mcphub.kernel.jobs.Setback;
import mcphub.kernel.jobs.Work;
import org.jspecify.annotations.Nullable;

/**
 * What a job does: finds out which version is meant (see {@link Resolver}), or takes it through {@code INGESTING, INGESTED, ANALYZING} to what it becomes (see {@link Judgement}). Each step is one
 * transaction; a worker that dies between two of them leaves a version from which the next worker goes on.
 */
final class Pipeline implements Work<Job> {
    private static final int MINUTES_OF_AN_HOUR = 60;
    private static final int MINUTES_OF_A_DAY = 24 * 60;

    private final Steps steps;
    private final Jobs<Job> jobs;
    private final Tarballs tarballs;
    private final Ingestion ingestion;
    private final Resolver resolver;
    private final Assessor assessor;
    private final ReleaseLicenses licenses;
    private final @Nullable Closures closures;
    private final Behinds behinds;
    private final Path work;
    private final Hits hits;
    private final Conclusions conclusions;
    private final FormerMethod former;

    /**
     * Of these parts.
     *
     * @param closures what resolves what releases bring; null where that is not to be resolved
     * @param behinds what has the packages that entry points hand over to
     */
    Pipeline(
            Steps steps,
            Jobs<Job> jobs,
            PackageRegistries registries,
            Packuments packuments,
            GitSource git,
            Assessor assessor,
            @Nullable Closures closures,
            Behinds behinds,
            Conclusions conclusions,
            Path work) {
        this.steps = steps;
        this.jobs = jobs;
        this.tarballs = new Tarballs(steps.database());
        this.ingestion = new Ingestion(steps, jobs, tarballs, registries, git, work);
        this.resolver = new Resolver(steps, jobs, packuments, git, work);
        this.assessor = assessor;
        this.licenses = new ReleaseLicenses(steps, registries.usual());
        this.closures = closures;
        this.behinds = behinds;
        this.work = work;
        this.hits = new Hits(steps.queries());
        this.conclusions = conclusions;
        this.former = FormerMethod.of(conclusions);
    }

    @Override
    public String noun() {
        return "analysis";
    }

    @Override
    public void run(Job job) {
        try {
            var source = steps.first("findSource", job.input());
            if (source == null) {
                throw new Deleted();
            }
            switch (job.kind()) {
                case "resolve" -> resolver.run(job, source);
                default -> certify(job);
            }
        } catch (Deleted gone) {
            jobs.step(job, connection -> jobs.end(job, connection, "deleted", gone.getMessage()));
        } catch (SourceRejected rejected) {
            end(job, Ending.FAILED, rejected.reason());
        } catch (SourceUnavailable away) {
            var trouble = job.input().put("wanted", job.wanted()).put("reason", away.reason());
            steps.first("noteTrouble", trouble);
            throw new Setback(away.reason(), away);
        }
    }

    /** Says why on the version, too, that the job was about. */
    @Override
    public void end(Job job, Ending ending, String reason) {
        jobs.step(job, connection -> {
            if (job.version() == null) {
                resolver.fail(connection, job, reason);
            } else {
                fail(job, connection, ending, reason);
            }
            jobs.end(job, connection, ending.name().toLowerCase(Locale.ROOT), reason);
        });
        if (job.version() == null) {
            resolver.failed(job);
        }
    }

    /** A version that was judged before stays what it was, and is tried again later. */
    private void fail(Job job, SqlConnection connection, Ending ending, String reason) {
        if (job.again()) {
            run(
                    connection,
                    "reevaluateLater",
                    job.input().put("minutes", ending == Ending.FAILED ? MINUTES_OF_A_DAY : MINUTES_OF_AN_HOUR));
        } else {
            advance(job, connection, "FAILED", reason);
        }
    }

    private void certify(Job job) {
        var version = steps.first("findVersion", job.input());
        if (version == null) {
            throw new Deleted();
        }
        String tarball = version.getString("tarball_sha256");
        if (tarball == null) {
            step(job, "INGESTING", null);
            jobs.progress(job, "fetching");
        }
        var release = ingestion.release(version);
        if (tarball == null) {
            tarball = ingestion.ingest(job, version, release);
        } else if (release != null) {
            jobs.step(job, connection -> ingestion.note(job, connection, release));
        }
        var origin = Origin.valueOf(version.getString("source_type").toUpperCase(Locale.ROOT));
        analyze(job, tarball, origin, release, version);
    }

    private void analyze(Job job, String tarball, Origin origin, @Nullable Release release, Row version) {
        @Nullable String key = version.getString("package_key");
        // of what is private no registry hears
        boolean isPublic = version.getString("visibility").equals("public");
        step(job, "ANALYZING", null);
        jobs.progress(job, "analysing");
        Path file = tarballs.fetch(tarball, work);
        try {
            String registered = release == null ? null : release.manifest();
            var resolved = closures == null || release == null ? null : closures.ofRelease(key, release);
            var brought = closures == null || resolved == null ? null : closures.withLicenses(key, resolved);
            var assessed = steps.blocking(() -> behinds.with(
                    key,
                    origin == Origin.NPM || isPublic,
                    shells -> assessor.assess(
                            file,
                            tarball,
                            origin,
                            registered,
                            brought,
                            shells,
                            releases -> licenses.of(releases, isPublic))));
            jobs.step(job, connection -> {
                if (steps.run(connection, "findSource", job.input()) == null) {
                    throw new Deleted();
                }
                hits.lock(connection);
                hits.noteVersion(connection, String.valueOf(job.version()), assessed.components());
                // before the version is what it becomes: what is listed of it is written down then
                run(
                        connection,
                        "storeSurface",
                        job.input()
                                .put("digest", assessed.offered().getString("digest"))
                                .put("surface", assessed.offered().encode()));
                conclude(job, connection, origin, assessed);
                if (closures != null && brought != null) {
                    closures.record(connection, String.valueOf(job.version()), brought.resolution());
                }
                jobs.end(job, connection, "done", null);
            });
        } finally {
            Ingestion.delete(file);
        }
    }

    private void conclude(Job job, SqlConnection connection, Origin origin, Assessed assessed) {
        var before = steps.run(connection, "lockVersion", job.input());
        var assessment = conclusions.assess(connection, job.input(), assessed.evidence());
        var becomes = Judgement.addTo(job.input(), assessed.suspicion(), assessment.exposure(), steps, connection);
        var facts = facts(origin, assessed);
        run(connection, "describeMcp", job.input().mergeIn(facts));
        becomes.put("license", facts.getString("license"));
        if (job.again() && before != null) {
            Judgement.keep(becomes, before.getString("status"));
        }
        String dependencies = assessed.dependencies().encode();
        conclusions.conclude(connection, job.input(), assessment, dependencies, null, becomes);
        former.follow(connection, job.input(), assessed.evidence(), dependencies);
    }

    /** Where a repository is, is known better than what it says of itself. */
    private static JsonObject facts(Origin origin, Assessed assessed) {
        var facts = assessed.facts().copy();
        if (origin == Origin.GIT) {
            facts.remove("repo_url");
            facts.remove("repo_directory");
        }
        return facts;
    }

    private void step(Job job, String status, @Nullable String reason) {
        if (job.again()) {
            return;
        }
        jobs.step(job, connection -> advance(job, connection, status, reason));
    }

    private void advance(Job job, SqlConnection connection, String status, @Nullable String reason) {
        run(connection, "advanceVersion", job.input().put("status", status).put("reason", reason));
    }

    private void run(SqlConnection connection, String query, JsonObject input) {
        steps.run(connection, query, input);
    }
}
