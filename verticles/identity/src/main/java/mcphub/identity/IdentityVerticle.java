package mcphub.identity;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.serviceproxy.ServiceBinder;
import java.util.concurrent.TimeUnit;
import mcphub.kernel.Audit;
import mcphub.kernel.Contract;
import mcphub.kernel.Database;
import mcphub.kernel.HubSecret;
import mcphub.kernel.InvitationLinks;
import mcphub.kernel.Operations;
import mcphub.kernel.Part;
import mcphub.kernel.Passwords;
import mcphub.kernel.PlatformSettings;
import mcphub.kernel.Queries;
import mcphub.kernel.Reads;
import mcphub.kernel.Reply;
import mcphub.kernel.Settings;
import mcphub.kernel.Vault;
import mcphub.kernel.services.Identification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves sign-in and sign-out, and answers the gateway who a credential is. */
public final class IdentityVerticle extends VerticleBase {
    /** The prefix of its operations, and its address. */
    public static final String NAME = "identity";

    /** How a process deploys it. */
    public static final Part PART = Part.of(NAME, IdentityVerticle::new);

    private static final Logger log = LoggerFactory.getLogger(IdentityVerticle.class);
    private static final long REFRESH_MS = TimeUnit.MINUTES.toMillis(1);
    private static final String NO_USER = "User not found";

    private final Settings settings;
    private final Contract contract;

    /** Needs the database, the hub's secret, and the contract that says what to serve. */
    public IdentityVerticle(Settings settings, Contract contract) {
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
        var identity = settings.identity();
        var secret = new HubSecret(identity);
        var keys = new SigningKeys(vertx, database, queries, new Vault(secret, SigningKeys.IN_VAULT), identity);
        var accessTokens = new AccessTokens(keys, identity);
        var platform = PlatformSettings.watch(vertx, settings.database());
        var passwords = new Passwords(vertx);
        var sessions = new Sessions(database, queries, accessTokens, identity);
        var signIn = new SignIn(database, queries, passwords, sessions, settings);
        var accounts = new Accounts(database, passwords);
        var invitations = new Invitations(
                database, queries, passwords, new InvitationLinks(secret), identity.newUserPlan(), platform);
        var http = vertx.createHttpClient();
        var identifier = new Identifier(
                database,
                queries,
                accessTokens,
                identity.oidcIssuers().stream()
                        .map(line -> new OidcIssuer(vertx, http, line))
                        .toList(),
                new OidcAccounts(database, queries, identity.newUserPlan(), platform),
                new TokenUse(vertx, database, queries.get("noteTokenUse")),
                settings.admin().emails());
        var operations = Operations.of(NAME)
                .serve("login", signIn::login)
                .serve("refresh", sessions::refresh)
                .serve("logout", sessions::logout)
                .serve("getMe", new Reads(database, queries).one("getMe", NO_USER))
                .serve("changePassword", accounts::changePassword)
                .serve("acceptInvitation", invitations::accept)
                .serve("jwks", request -> jwks(keys))
                .serve("jwksAlias", request -> jwks(keys))
                .promisedBy(contract);
        vertx.setPeriodic(REFRESH_MS, tick -> upkeep(database, queries, keys));
        return keys.refresh()
                .compose(ready -> new ServiceBinder(vertx)
                        .setAddress(Identification.ADDRESS)
                        .register(Identification.class, identifier)
                        .completion())
                .compose(bound -> operations.listen(vertx));
    }

    private static Future<Reply> jwks(SigningKeys keys) {
        return keys.jwks().map(document -> Reply.json(200, Buffer.buffer(document.encode())));
    }

    private static void upkeep(Database database, Queries queries, SigningKeys keys) {
        var nothing = new JsonObject();
        keys.refresh()
                .compose(refreshed -> database.run(queries.get("sweepAttempts"), nothing))
                .compose(swept -> database.run(queries.get("sweepSessions"), nothing))
                .onFailure(e -> log.warn("Upkeep of keys and sessions failed and is tried again: {}", e.toString()));
    }

    /** Makes a new signing key, which all nodes use within a minute; for the command line. */
    public static Future<Void> rotateKeys(io.vertx.core.Vertx vertx, Settings settings) {
        var database = Database.open(vertx, settings.database());
        var vault = new Vault(new HubSecret(settings.identity()), SigningKeys.IN_VAULT);
        return new SigningKeys(vertx, database, queries(), vault, settings.identity()).rotate(Audit.Actor.CONSOLE);
    }
}
