package mcphub.webhook;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.json.JsonObject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import mcphub.kernel.Action;
import mcphub.kernel.Contract;
import mcphub.kernel.Database;
import mcphub.kernel.HubSecret;
import mcphub.kernel.Notices;
import mcphub.kernel.Operations;
import mcphub.kernel.Outbound;
import mcphub.kernel.Part;
import mcphub.kernel.Queries;
import mcphub.kernel.Reads;
import mcphub.kernel.Settings;
import mcphub.kernel.Vault;
import mcphub.kernel.Writes;
import org.jspecify.annotations.Nullable;

/** Takes webhooks in and looks at them, serves organizations' own webhooks, and sends what is in the outbox. */
public final class WebhookVerticle extends VerticleBase {
    /** The prefix of its operations, and its address. */
    public static final String NAME = "webhook";

    /** How a process deploys it. */
    public static final Part PART = Part.of(NAME, WebhookVerticle::new);

    private static final String NO_ORG = "Organization not found";
    private static final long SWEEP_MS = TimeUnit.MINUTES.toMillis(10);

    private final Settings settings;
    private final Contract contract;
    private @Nullable Outbox outbox;

    /** Needs the database, the hub's secret, and the contract that says what to serve. */
    public WebhookVerticle(Settings settings, Contract contract) {
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
        var vault = new Vault(new HubSecret(settings.identity()), Vault.WEBHOOKS);
        var outbound = new Outbound(settings.outbound());
        var inbox = inbox(database, queries);
        var sending = outbox(database, queries, vault, outbound);
        outbox = sending;
        vertx.setPeriodic(settings.webhook().pollMs(), tick -> {
            inbox.work();
            sending.work();
        });
        vertx.setPeriodic(SWEEP_MS, tick -> sweep(database, queries));
        Notices.listen(vertx, settings.database(), "webhook_outbox", sending::work);
        return operations(database, queries, vault, outbound, inbox, sending)
                .promisedBy(contract)
                .tellDeleted(database)
                .listen(vertx);
    }

    private Inbox inbox(Database database, Queries queries) {
        return new Inbox(
                vertx, database, queries, new Pushes(queries, settings.git()), new Plans(queries, settings.stripe()));
    }

    private Outbox outbox(Database database, Queries queries, Vault vault, Outbound outbound) {
        var receivers = new Receivers(vertx, outbound, settings.webhook().timeoutMs());
        return new Outbox(
                database, queries, receivers, vault, settings.webhook(), Clock.systemUTC(), new SecureRandom());
    }

    private Operations operations(
            Database database, Queries queries, Vault vault, Outbound outbound, Inbox inbox, Outbox sending) {
        var reads = new Reads(database, queries);
        var writes = new Writes(database, queries, Map.of());
        var signatures = new Signatures(
                Clock.systemUTC(), Duration.ofSeconds(settings.webhook().toleranceSeconds()));
        var inbound = new Inbound(vertx, database, queries, signatures, settings.webhook(), vault, inbox::work);
        var webhooks = new Webhooks(vertx, queries, writes, vault, outbound, sending::work);
        return Operations.of(NAME)
                .serve("receiveGithub", request -> inbound.take(Sender.GITHUB, request))
                .serve("receiveGitlab", request -> inbound.take(Sender.GITLAB, request))
                .serve("receiveBitbucket", request -> inbound.take(Sender.BITBUCKET, request))
                .serve("receiveStripe", request -> inbound.take(Sender.STRIPE, request))
                .serve("listWebhooks", reads.list("listWebhooks", "webhooks", NO_ORG))
                .serve("createWebhook", webhooks::create)
                .serve("getWebhook", reads.one("getWebhook", Webhooks.NO_WEBHOOK))
                .serve("replaceWebhook", webhooks::replace)
                .serve("deleteWebhook", writes.remove("deleteWebhook", Action.WEBHOOK_DELETED, Webhooks.NO_WEBHOOK))
                .serve("rotateWebhookSecret", webhooks::rotate)
                .serve("pingWebhook", webhooks::ping)
                .serve("listDeliveries", reads.list("listDeliveries", "deliveries", Webhooks.NO_WEBHOOK))
                .serve("redeliver", webhooks::redeliver);
    }

    private void sweep(Database database, Queries queries) {
        var input = JsonObject.of("days", settings.webhook().keepDays());
        database.run(queries.get("sweepInbox"), input);
        database.run(queries.get("sweepOutbox"), input);
    }

    @Override
    public Future<?> stop() {
        if (outbox != null) {
            outbox.stop();
        }
        return Future.succeededFuture();
    }
}
