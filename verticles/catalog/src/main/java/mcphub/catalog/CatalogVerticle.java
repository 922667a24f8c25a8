package mcphub.catalog;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.time.Clock;
import java.util.function.Function;
import mcphub.kernel.Contract;
import mcphub.kernel.Database;
import mcphub.kernel.HubSecret;
import mcphub.kernel.McpSource;
import mcphub.kernel.Operations;
import mcphub.kernel.Part;
import mcphub.kernel.Queries;
import mcphub.kernel.Reads;
import mcphub.kernel.Reply;
import mcphub.kernel.Request;
import mcphub.kernel.Settings;
import mcphub.kernel.UploadSlices;
import mcphub.kernel.Vault;
import mcphub.kernel.Writes;

/** Serves MCPs, their versions and the evidence for them, and takes new ones in. Every read is one statement. */
public final class CatalogVerticle extends VerticleBase {
    /** The prefix of its operations, and its address. */
    public static final String NAME = "catalog";

    /** How a process deploys it. */
    public static final Part PART = Part.of(NAME, CatalogVerticle::new);

    static final String NO_MCP = Publishing.NO_MCP;
    static final String NO_VERSION = "Version not found";
    static final String NO_SNAPSHOT = "Version not found, or not analysed yet";
    private static final String NO_ADVISORY = "Advisory not found";

    private final Settings settings;
    private final Contract contract;

    /** Needs the database, and the contract that says what to serve. */
    public CatalogVerticle(Settings settings, Contract contract) {
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
        var writes = new Writes(database, queries, McpSource.CONFLICTS);
        var publishing = new Publishing(queries, writes, settings.plans());
        var versions = new VersionPublishing(publishing, writes, Clock.systemUTC());
        var secret = new HubSecret(settings.identity());
        var vault = new Vault(secret, Vault.WEBHOOKS);
        var keys = new VersionReceiptKeys(vertx, database, queries, secret);
        var receipts = new VersionReceipts(vertx, database, queries, keys, settings);
        var secrets = new WebhookSecrets(publishing, writes, vault, settings.http());
        var watch = VersionWatch.begin(vertx, settings, database, queries.get("newestEvents"));
        var seconds = settings.streams().seconds();
        var events = new VersionEvents(database, queries, watch, Clock.systemUTC(), seconds);
        var operations = Operations.of(NAME)
                .serve("listMcps", withTerm(reads.list("listMcps", "mcps", NO_MCP)))
                .serve("getMcp", reads.one("getMcp", NO_MCP))
                .serve("listVersions", reads.list("listVersions", "versions", NO_MCP))
                .serve("getVersion", reads.one("getVersion", NO_VERSION))
                .serve("listEvents", events::tell)
                .serve("getLatestSnapshot", reads.one("getLatestSnapshot", NO_SNAPSHOT))
                .serve("getTools", reads.one("getTools", NO_SNAPSHOT))
                .serve("getScores", reads.one("getScores", NO_SNAPSHOT))
                .serve("listControls", reads.list("listControls", "controls", NO_SNAPSHOT))
                .serve("listFindings", reads.list("listFindings", "findings", NO_SNAPSHOT))
                .serve("listHistory", reads.list("listHistory", "snapshots", NO_MCP))
                .serve("diffVersions", reads.one("diffVersions", NO_SNAPSHOT))
                .serve("drawBadge", new Badges(database, queries)::draw)
                .serve("lookUp", new Lookups(reads)::find)
                .serve("downloadTarball", new Tarballs(database, queries)::download)
                .serve("exportSbom", new Sboms(vertx, database, queries, Clock.systemUTC())::export)
                .serve("exportSarif", new SarifExport(database, queries)::export)
                .serve("getReceipt", receipts::get)
                .serve("listReceiptKeys", keys::list)
                .serve("listOrgMcps", reads.list("listOrgMcps", "mcps", NO_MCP))
                .serve("listAdvisories", reads.list("listAdvisories", "advisories", NO_ADVISORY))
                .serve("getAdvisory", reads.one("getAdvisory", NO_ADVISORY))
                .serve("registerMcp", publishing::register)
                .serve("updateMcp", publishing::update)
                .serve("deleteMcp", publishing::delete)
                .serve("requestVersion", versions::request)
                .serve("uploadVersion", versions::upload)
                .serve("deprecateVersion", versions::deprecate)
                .serve("reanalyzeVersion", versions::reanalyze)
                .serve("issueWebhookSecret", secrets::issue)
                .serve("removeWebhookSecret", secrets::remove)
                .promisedBy(contract)
                .tellDeleted(database);
        return UploadSlices.take(vertx, database, NAME).compose(taking -> operations.listen(vertx));
    }

    /** {@code q} is an alias of {@code query}; where both are given, {@code query} stands. A blank term is no term. */
    private static Function<Request, Future<Reply>> withTerm(Function<Request, Future<Reply>> list) {
        return request -> {
            var input = request.input();
            String term = input.getString("query", input.getString("q", "")).strip();
            if (!term.isEmpty()) {
                input.put("term", term);
            }
            return list.apply(request);
        };
    }
}
