package mcphub.analysis;

import io.vertx.core.Vertx;
import mcphub.analysis.source.SourceRejected;
import mcphub.analysis.source.SourceUnavailable;
import mcphub.kernel.Database;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one job to its end, whatever the end is: done; failed, because the source is wrong and stays wrong; given back, because something is
 * away that will return; dead, because that happened too often.
 */
final class Worker {
    private static final Logger log = LoggerFactory.getLogger(Worker.class);

    private final Vertx vertx;
    private final Jobs jobs;
    private final Pipeline pipeline;
    private final long renewEveryMs;

    Worker(Vertx vertx, Jobs jobs, Pipeline pipeline) {
        this.vertx = vertx;
        this.jobs = jobs;
        this.pipeline = pipeline;
        this.renewEveryMs = jobs.renewEveryMs();
    }

    void run(Job job) {
        long heartbeat = vertx.setPeriodic(renewEveryMs, tick -> renew(job));
        try {
            if (jobs.isOverdrawn(job)) {
                pipeline.fail(
                        job, "dead", "The process that analysed it died " + (job.attempts() - 1) + " times in a row");
                return;
            }
            pipeline.run(job);
        } catch (LostLease lost) {
            log.warn(lost.getMessage());
        } catch (SourceRejected rejected) {
            pipeline.fail(job, "failed", rejected.reason());
        } catch (SourceUnavailable away) {
            again(job, away.reason());
        } catch (Exception | Error e) {
            if (Database.isOutage(e)) {
                log.warn("Job {} stops: the database does not answer: {}", job.id(), e.toString());
                return;
            }
            log.error("Job {} failed", job.id(), e);
            again(job, "The analysis broke; the log of the hub tells more under job " + job.id());
        } finally {
            vertx.cancelTimer(heartbeat);
        }
    }

    private void again(Job job, String reason) {
        if (jobs.isExhausted(job)) {
            pipeline.fail(job, "dead", reason + " (given up after " + job.attempts() + " attempts)");
        } else {
            jobs.retry(job, reason);
        }
    }

    private void renew(Job job) {
        try {
            jobs.renew(job);
        } catch (Exception e) {
            log.warn("The lease of job {} is not renewed: {}", job.id(), e.toString());
        }
    }
}
