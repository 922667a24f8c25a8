package mcphub.kernel.jobs;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import mcphub.kernel.Database;
import mcphub.kernel.Notices;
import mcphub.kernel.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One worker of a queue: takes jobs, one after the other, each to its end, whatever the end is: done; failed for good; given back, because something is away that will
 * return; dead, because that happened too often. For verticles on virtual threads; a job that blocks or computes for long does so elsewhere, so that the lease is renewed meanwhile.
 */
public final class Worker<J extends Leased> {
    private static final Logger log = LoggerFactory.getLogger(Worker.class);
    /** Three signs of life within a lease. */
    private static final long RENEWALS = 3;

    private final Vertx vertx;
    private final Jobs<J> jobs;
    private final Work<J> work;
    private final WorkLoop loop;

    /** Does this work with the jobs of this queue, once it is started. */
    public Worker(Vertx vertx, Jobs<J> jobs, Work<J> work) {
        this.vertx = vertx;
        this.jobs = jobs;
        this.work = work;
        this.loop = new WorkLoop(vertx, jobs.settings().pollMs(), this::once);
    }

    /** Begins; comes back at once. Looks for jobs from time to time, and when the channel tells of some. */
    public void start(Settings.Database database, String channel) {
        Notices.listen(vertx, database, channel, loop::wakeUp);
        loop.start();
    }

    /** Ends it, once the job at hand is done. */
    public Future<Void> stop() {
        return loop.stop();
    }

    private boolean once() {
        var job = jobs.take();
        job.ifPresent(this::run);
        return job.isPresent();
    }

    private void run(J job) {
        long heartbeat = vertx.setPeriodic(jobs.settings().leaseSeconds() * 1_000L / RENEWALS, tick -> renew(job));
        try {
            attempt(job);
        } catch (LostLease lost) {
            log.warn(lost.getMessage());
        } finally {
            vertx.cancelTimer(heartbeat);
        }
    }

    private void attempt(J job) {
        int attempts = job.lease().attempts();
        if (attempts > jobs.settings().maxAttempts()) {
            // taken once more after its last attempt, which only happens when workers die over it
            work.end(job, Ending.DEAD, "It was begun " + (attempts - 1) + " times, and whoever did it went silent");
            return;
        }
        try {
            work.run(job);
        } catch (LostLease lost) {
            throw lost;
        } catch (Exception | Error e) {
            // an outage among them: await throws what a future failed with, checked or not
            again(job, reason(job, e));
        }
    }

    /** Where the database is still away this fails, too, and the job is taken again when its lease has ended. */
    private void again(J job, String reason) {
        int attempts = job.lease().attempts();
        if (attempts >= jobs.settings().maxAttempts()) {
            work.end(job, Ending.DEAD, reason + " (given up after " + attempts + " attempts)");
        } else {
            jobs.retry(job, reason);
        }
    }

    private String reason(J job, Throwable e) {
        var id = job.lease().job();
        if (e instanceof Setback setback) {
            return setback.reason();
        }
        if (Database.isOutage(e)) {
            log.warn("Job {} stops: the database does not answer: {}", id, e.toString());
            return "The database was away, or took too long";
        }
        log.error("Job {} failed", id, e);
        return "The " + work.noun() + " broke; the log of the hub tells more under " + id;
    }

    private void renew(J job) {
        try {
            jobs.renew(job);
        } catch (Exception e) {
            log.warn("The lease of job {} is not renewed: {}", job.lease().job(), e.toString());
        }
    }
}
