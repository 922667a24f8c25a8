package mcphub.policy;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import mcphub.kernel.Action;
import mcphub.kernel.Contract;
import mcphub.kernel.Database;
import mcphub.kernel.Operations;
import mcphub.kernel.Part;
import mcphub.kernel.Post;
import mcphub.kernel.Queries;
import mcphub.kernel.Reads;
import mcphub.kernel.Settings;
import mcphub.kernel.Writes;
import mcphub.kernel.npm.NpmPick;

/** Serves policies, and the gate. */
public final class PolicyVerticle extends VerticleBase {
    /** The prefix of its operations, and its address. */
    public static final String NAME = "policy";

    /** How a process deploys it. */
    public static final Part PART = Part.of(NAME, PolicyVerticle::new);

    private static final Map<String, String> CONFLICTS = Map.of(
            "policies_name", "This organization has a policy with this name already",
            "requests_pending", "You have asked for this already, and nobody has decided yet");

    private final Settings settings;
    private final Contract contract;

    /** Needs the database, and the contract that says what to serve. */
    public PolicyVerticle(Settings settings, Contract contract) {
        this.settings = settings;
        this.contract = contract;
    }

    /** Its statements. */
    public static Queries queries() {
        return Queries.load(NAME);
    }

    @Override
    public Future<?> start() {
        var database = Database.open(vertx, settings.database());
        var queries = queries();
        var reads = new Reads(database, queries);
        var writes = new Writes(database, queries, CONFLICTS);
        var policies = new Policies(queries, writes);
        var lookup = new Lookup(
                vertx,
                database,
                queries,
                NpmPick.of(settings.gate()),
                settings.sources().npm().mirrors(),
                Duration.ofMinutes(settings.gate().graceMinutes()));
        var evaluations = new Evaluations(vertx, database, queries, lookup, Clock.systemUTC());
        var simulation = new Simulation(vertx, database, queries, lookup, Clock.systemUTC());
        var requests = new Requests(database, queries, writes, evaluations, new Post(vertx, settings.mail()));
        var rechecks = new Rechecks(database, queries, evaluations, settings.policy());
        notice(new Notices(database, queries, rechecks));
        tellMethods(new Methods(database, queries, rechecks, settings.scoring()));
        if (settings.policy().recheckMinutes() > 0) {
            vertx.setTimer(settings.policy().recheckTickMs(), tick -> recheck(rechecks));
        }
        return Operations.of(NAME)
                .serve("listPolicies", reads.list("listPolicies", "policies", Evaluations.NO_ORG))
                .serve("createPolicy", policies::create)
                .serve("getPolicy", reads.one("getPolicy", Policies.NO_POLICY))
                .serve("replacePolicy", policies::replace)
                .serve("updatePolicy", policies::update)
                .serve("deletePolicy", writes.remove("deletePolicy", Action.POLICY_DELETED, Policies.NO_POLICY))
                .serve("reorderPolicies", writes.change("reorderPolicies", Action.POLICY_REORDERED, Evaluations.NO_ORG))
                .serve("simulatePolicies", simulation::simulate)
                .serve("listExceptions", reads.list("listExceptions", "exceptions", Policies.NO_POLICY))
                .serve("createException", policies::except)
                .serve(
                        "endException",
                        writes.remove(
                                "endException", Action.POLICY_EXCEPTION_ENDED, "Exception not found, or ended already"))
                .serve("listRequests", reads.list("listRequests", "requests", Evaluations.NO_ORG))
                .serve("createRequest", requests::create)
                .serve("getRequest", requests::get)
                .serve("withdrawRequest", requests::withdraw)
                .serve("approveRequest", requests::approve)
                .serve("declineRequest", requests::decline)
                .serve("listApprovals", reads.list("listApprovals", "approvals", Evaluations.NO_ORG))
                .serve("createApproval", requests::approveUnasked)
                .serve("endApproval", writes.remove("endApproval", Action.POLICY_APPROVAL_ENDED, Requests.NO_APPROVAL))
                .serve("evaluate", evaluations::evaluate)
                .serve("listUsages", reads.list("listUsages", "usages", "MCP not found"))
                .serve("listEvaluations", reads.list("listEvaluations", "evaluations", Evaluations.NO_ORG))
                .serve("getEvaluation", reads.one("getEvaluation", "Evaluation not found"))
                .serve("replayEvaluation", evaluations::replay)
                .serve("exportManagedSettings", simulation::managedSettings)
                .promisedBy(contract)
                .tellDeleted(database)
                .listen(vertx);
    }

    private void notice(Notices notices) {
        vertx.setTimer(settings.policy().noticeTickMs(), tick -> notices.run().onComplete(done -> notice(notices)));
    }

    private void tellMethods(Methods methods) {
        vertx.setTimer(
                settings.policy().noticeTickMs(), tick -> methods.run().onComplete(done -> tellMethods(methods)));
    }

    /** The next one begins some time after this one has ended. */
    private void recheck(Rechecks rechecks) {
        rechecks.run().onComplete(done -> vertx.setTimer(settings.policy().recheckTickMs(), tick -> recheck(rechecks)));
    }
}
