package mcphub.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import mcphub.harness.HubUnderTest;
import mcphub.harness.TestServers;
import mcphub.kernel.Database;
import mcphub.kernel.Settings;
import mcphub.kernel.jobs.Jobs;
import mcphub.kernel.jobs.Setback;
import mcphub.kernel.jobs.Worker;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What a worker does with jobs that do not go well, over each table that is a queue. */
@ParameterizedClass
@EnumSource(JobTable.class)
final class WorkerIT {
    private static final int BACKOFF_MS = 60_000;

    @Parameter
    JobTable queue = JobTable.ANALYSES;

    private final String database = TestServers.newDatabase();
    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger begun = new AtomicInteger();

    private int maxAttempts = 3;

    /** A lease of a second, and a first pause that outlasts a test. */
    private record Pace(int pollMs, int maxAttempts) implements Settings.Jobs {
        @Override
        public int leaseSeconds() {
            return 1;
        }

        @Override
        public int retryBackoffMs() {
            return BACKOFF_MS;
        }
    }

    private final class Verticle extends VerticleBase {
        private final int pollMs;
        private final BiConsumer<Jobs<JobTable.Held>, JobTable.Held> work;
        private @Nullable Worker<JobTable.Held> worker;

        private Verticle(int pollMs, BiConsumer<Jobs<JobTable.Held>, JobTable.Held> work) {
            this.pollMs = pollMs;
            this.work = work;
        }

        @Override
        public Future<?> start() {
            var settings = HubUnderTest.reader(database, Map.of()).read().database();
            var jobs = new Jobs<>(
                    Database.planning(vertx, settings),
                    queue.queries(),
                    new Pace(pollMs, maxAttempts),
                    (row, lease) -> new JobTable.Held(lease));
            var started = new Worker<>(vertx, jobs, new JobTable.Doing(jobs, queue.failed(), job -> {
                begun.incrementAndGet();
                work.accept(jobs, job);
            }));
            started.start(settings, queue.channel());
            worker = started;
            return Future.succeededFuture();
        }

        @Override
        public Future<?> stop() {
            return worker == null ? Future.succeededFuture() : worker.stop();
        }
    }

    private void work(BiConsumer<Jobs<JobTable.Held>, JobTable.Held> work) {
        work(20, work);
    }

    private void work(int pollMs, BiConsumer<Jobs<JobTable.Held>, JobTable.Held> work) {
        vertx.deployVerticle(
                        new Verticle(pollMs, work),
                        new DeploymentOptions().setThreadingModel(ThreadingModel.VIRTUAL_THREAD))
                .await();
    }

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    private void await(String job, String condition) {
        for (int i = 0; i < 400 && !is(job, condition); i++) {
            HubUnderTest.pause(25);
        }
        assertThat(is(job, condition))
                .as(condition + ": " + of(job, "to_json(j)"))
                .isTrue();
    }

    private boolean is(String job, String condition) {
        return of(job, condition).equals("t");
    }

    private String of(String job, String expression) {
        return queue.of(database, job, expression);
    }

    private static void setback(Jobs<JobTable.Held> jobs, JobTable.Held job) {
        throw new Setback("Something is away", new IllegalStateException());
    }

    @Test
    void a_setback_gives_the_job_back_for_a_pause_that_doubles() {
        String job = queue.add(database);
        work(WorkerIT::setback);

        await(job, "attempts = 1 and lease_id is null");
        assertThat(of(job, "error")).isEqualTo("Something is away");
        assertThat(of(job, "round(extract(epoch from run_at - taken_at) / 6)")).isEqualTo("10");

        queue.change(database, job, "run_at = now()");
        await(job, "attempts = 2 and lease_id is null");
        assertThat(of(job, "round(extract(epoch from run_at - taken_at) / 6)")).isEqualTo("20");
    }

    @Test
    void a_pause_is_an_hour_at_most() {
        String job = queue.add(database);
        queue.change(database, job, "attempts = 20");
        maxAttempts = 30;
        work(WorkerIT::setback);

        await(job, "attempts = 21 and lease_id is null");
        assertThat(of(job, "round(extract(epoch from run_at - taken_at) / 60)")).isEqualTo("60");
    }

    @Test
    void after_its_last_attempt_a_job_is_ended_and_says_so() {
        String job = queue.add(database);
        queue.change(database, job, "attempts = 2");
        work(WorkerIT::setback);

        await(job, queue.isOver());
        assertThat(of(job, "error")).isEqualTo("DEAD: Something is away (given up after 3 attempts)");
        assertThat(of(job, "lease_id is null and leased_until is null")).isEqualTo("t");
    }

    @Test
    void a_job_over_which_workers_die_is_not_begun_again() {
        String job = queue.add(database);
        queue.change(database, job, "attempts = 3");
        work((jobs, held) -> {});

        await(job, queue.isOver());
        assertThat(of(job, "error")).isEqualTo("DEAD: It was begun 3 times, and whoever did it went silent");
        assertThat(begun).hasValue(0);
    }

    @Test
    void a_bug_is_told_by_where_the_log_has_it_and_a_long_story_is_cut() {
        String bug = queue.add(database);
        work((jobs, held) -> {
            if (held.lease().job().toString().equals(bug)) {
                throw new IllegalStateException("a secret of the machine");
            }
            throw new Setback("x".repeat(5_000), new IllegalStateException());
        });
        String story = queue.add(database);

        await(bug, "attempts = 1 and lease_id is null");
        assertThat(of(bug, "error")).isEqualTo("The test broke; the log of the hub tells more under " + bug);
        await(story, "attempts = 1 and lease_id is null");
        assertThat(of(story, "length(error)")).isEqualTo("1000");
    }

    @Test
    void who_lost_the_lease_writes_nothing_and_goes_on_with_the_next_job() {
        String lost = queue.add(database);
        TestServers.execute(database, "create table written (job text)");
        work((jobs, held) -> {
            String id = held.lease().job().toString();
            if (id.equals(lost)) {
                queue.change(database, id, "lease_id = gen_random_uuid(), leased_until = now() + interval '1 hour'");
            }
            jobs.step(held, connection -> {
                connection
                        .query("insert into written values ('" + id + "')")
                        .execute()
                        .await();
                jobs.end(held, connection, queue.failed(), null);
            });
        });
        await(lost, "attempts = 1");
        String next = queue.add(database);

        await(next, queue.isOver());
        assertThat(TestServers.query(database, "select string_agg(job, ',') from written"))
                .isEqualTo(next);
        assertThat(of(lost, queue.isRunning() + " and error is null")).isEqualTo("t");
    }

    @Test
    void a_step_that_breaks_leaves_nothing_behind() {
        String job = queue.add(database);
        TestServers.execute(database, "create table written (job text)");
        work((jobs, held) -> jobs.step(held, connection -> {
            connection.query("insert into written values ('half')").execute().await();
            throw new IllegalStateException("in the middle");
        }));

        await(job, "attempts = 1 and lease_id is null");
        assertThat(TestServers.query(database, "select count(*) from written")).isEqualTo("0");
    }

    @Test
    void a_job_that_takes_longer_than_a_lease_stays_with_its_worker() {
        String job = queue.add(database);
        var enough = Promise.<Void>promise();
        work((jobs, held) -> {
            jobs.progress(held, "half way");
            enough.future().timeout(20, TimeUnit.SECONDS).await();
            jobs.step(held, connection -> jobs.end(held, connection, queue.failed(), null));
        });

        await(job, "progress = 'half way'");
        await(job, "leased_until > taken_at + interval '2200 milliseconds'");
        enough.complete();
        await(job, queue.isOver());
        assertThat(of(job, "attempts")).isEqualTo("1");
    }

    @Test
    void a_worker_that_waits_is_woken() {
        work(600_000, (jobs, held) -> jobs.step(held, connection -> jobs.end(held, connection, queue.failed(), null)));
        String first = queue.add(database);
        // whoever listens since a moment may have missed it
        for (int i = 0; i < 200 && !is(first, queue.isOver()); i++) {
            TestServers.query(database, "select pg_notify('" + queue.channel() + "', '')");
            HubUnderTest.pause(50);
        }
        String second = queue.add(database);

        await(second, queue.isOver());
    }

    @Test
    void an_outage_gives_the_job_back_if_the_database_answers_again() {
        String job = queue.add(database);
        work((jobs, held) -> jobs.step(
                held,
                connection -> connection
                        .query("set local statement_timeout = 20; select pg_sleep(5)")
                        .execute()
                        .await()));

        await(job, "attempts = 1 and lease_id is null");
        assertThat(of(job, "error")).isEqualTo("The database was away, or took too long");
    }
}
