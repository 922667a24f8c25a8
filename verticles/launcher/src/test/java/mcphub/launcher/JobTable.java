package mcphub.launcher;

import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.SqlConnection;
import java.util.UUID;
import java.util.function.Consumer;
import mcphub.analysis.AnalysisVerticle;
import mcphub.harness.TestServers;
import mcphub.kernel.Queries;
import mcphub.kernel.jobs.Ending;
import mcphub.kernel.jobs.Jobs;
import mcphub.kernel.jobs.Lease;
import mcphub.kernel.jobs.Leased;
import mcphub.kernel.jobs.Work;
import mcphub.report.ReportVerticle;

/** The tables that are queues of jobs: what is true of queues must be true of each. */
enum JobTable {
    ANALYSES("analysis.jobs", "state", "analysis_jobs", "running", "failed") {
        @Override
        Queries queries() {
            return AnalysisVerticle.queries();
        }

        @Override
        String add(String database) {
            String mcp = TestServers.query(
                    database,
                    "insert into catalog.mcps (name, source_type) values ('" + UUID.randomUUID()
                            + "', 'upload') returning id");
            TestServers.execute(database, "select analysis.queue_resolve('" + mcp + "', '')");
            return TestServers.query(database, "select id from analysis.jobs where mcp_id = '" + mcp + "'");
        }
    },
    REPORTS("report.reports", "status", "report_jobs", "RUNNING", "FAILED") {
        @Override
        Queries queries() {
            return ReportVerticle.queries();
        }

        @Override
        String add(String database) {
            String slug = UUID.randomUUID().toString();
            return TestServers.query(
                    database,
                    "with o as (insert into org.orgs (name, slug, display_name) values ('o', '" + slug
                            + "', 'o') returning id), told as (select pg_notify('report_jobs', '')) insert into report.reports (org_id, type, format, paper) select o.id, 'ORGANIZATION', 'PDF', 'A4' from o, told returning id");
        }
    };

    private final String table;
    private final String state;
    private final String channel;
    private final String running;
    private final String failed;

    JobTable(String table, String state, String channel, String running, String failed) {
        this.table = table;
        this.state = state;
        this.channel = channel;
        this.running = running;
        this.failed = failed;
    }

    /** Its statements. */
    abstract Queries queries();

    /** Queues a job and tells of it; gives the job's id. */
    abstract String add(String database);

    String channel() {
        return channel;
    }

    /** A condition over a job: somebody holds it. */
    String isRunning() {
        return state + " = '" + running + "'";
    }

    /** A condition over a job: it is over. */
    String isOver() {
        return state + " = '" + failed + "'";
    }

    /** The state of what was not done. */
    String failed() {
        return failed;
    }

    /** An expression over a job. */
    String of(String database, String job, String expression) {
        return TestServers.query(database, "select " + expression + " from " + table + " j where j.id = '" + job + "'");
    }

    /** Changes a job from outside, as another worker or an operator would. */
    void change(String database, String job, String assignments) {
        TestServers.execute(database, "update " + table + " set " + assignments + " where id = '" + job + "'");
    }

    /** A job of which nothing is known but its lease. */
    record Held(Lease lease) implements Leased {
        @Override
        public JsonObject input() {
            return lease.input();
        }
    }

    /** Work that a test makes up, which ends with the state for what failed. */
    record Doing(Jobs<Held> jobs, String failed, Consumer<Held> work) implements Work<Held> {
        @Override
        public String noun() {
            return "test";
        }

        @Override
        public void run(Held job) {
            work.accept(job);
        }

        @Override
        public void end(Held job, Ending ending, String reason) {
            jobs.step(job, connection -> end(job, connection, ending + ": " + reason));
        }

        private void end(Held job, SqlConnection connection, String error) {
            jobs.end(job, connection, failed, error);
        }
    }
}
