package mcphub.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.serviceproxy.ServiceException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import mcphub.kernel.Database;
import mcphub.kernel.Digests;
import mcphub.kernel.PlatformRole;
import mcphub.kernel.Queries;
import mcphub.kernel.ServiceTokens;
import mcphub.kernel.services.Identification;

/** Turns a credential into a caller: checks its form and signature, then asks the database once whether it still counts. */
final class Identifier implements Identification {
    private static final int UNAUTHORIZED = 401;
    private static final int UNAVAILABLE = 503;
    private static final int MAX_VERIFIED = 10_000;
    /** Two UUIDs, one behind the other. */
    private static final Pattern TWO_UUIDS = Pattern.compile("([0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}){2}");

    private static final String NOT_GOOD = "The access token is not valid, or has ended";

    private final Database database;
    private final Queries queries;
    private final AccessTokens accessTokens;
    private final Map<String, OidcIssuer> issuers;
    private final OidcAccounts oidcAccounts;
    private final TokenUse uses;
    private final Set<String> adminEmails;
    /** Tokens whose signature was checked; whether they still count is asked each time. */
    private final Cache<String, Jwt> verified =
            Caffeine.newBuilder().maximumSize(MAX_VERIFIED).build();

    Identifier(
            Database database,
            Queries queries,
            AccessTokens accessTokens,
            List<OidcIssuer> issuers,
            OidcAccounts oidcAccounts,
            TokenUse uses,
            List<String> adminEmails) {
        this.database = database;
        this.queries = queries;
        this.accessTokens = accessTokens;
        this.issuers = issuers.stream().collect(Collectors.toMap(OidcIssuer::issuer, Function.identity()));
        this.oidcAccounts = oidcAccounts;
        this.uses = uses;
        this.adminEmails = adminEmails.stream()
                .map(email -> email.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
    }

    @Override
    public Future<JsonObject> identify(String credential) {
        Future<JsonObject> caller;
        try {
            caller = credential.startsWith(ServiceTokens.PREFIX) ? serviceToken(credential) : jwt(credential);
        } catch (RuntimeException e) {
            caller = Future.failedFuture(e);
        }
        return caller.recover(failure -> Future.failedFuture(
                failure instanceof ServiceException known
                        ? known
                        : new ServiceException(UNAVAILABLE, failure.toString())));
    }

    private Future<JsonObject> serviceToken(String token) {
        if (!ServiceTokens.isWellFormed(token)) {
            throw refuse("This is not a service token of this hub: its checksum is wrong");
        }
        return ask("callerOfToken", new JsonObject().put("digest", Digests.sha256(token)))
                .map(found ->
                        found.orElseThrow(() -> refuse("The service token is not known, was revoked, or has ended")))
                .onSuccess(caller -> uses.note(caller.getString("id")));
    }

    private Future<JsonObject> jwt(String token) {
        var parsed = Jwt.parse(token);
        if (parsed.isEmpty()) {
            throw refuse("The credential is neither an access token nor a service token");
        }
        Jwt jwt = parsed.get();
        var known = verified.getIfPresent(token);
        if (known != null && known.expiresAt() > System.currentTimeMillis()) {
            return caller(known);
        }
        return check(token, jwt).compose(good -> {
            if (good.isEmpty()) {
                throw refuse(NOT_GOOD);
            }
            verified.put(token, good.get());
            return caller(good.get());
        });
    }

    private Future<Optional<Jwt>> check(String token, Jwt jwt) {
        if (accessTokens.isOurs(jwt)) {
            return accessTokens.verify(token, jwt);
        }
        var issuer = issuers.get(jwt.text("iss"));
        return issuer == null ? Future.succeededFuture(Optional.empty()) : issuer.verify(token, jwt);
    }

    private Future<JsonObject> caller(Jwt jwt) {
        var found = accessTokens.isOurs(jwt) ? ofSession(jwt) : ofIssuer(jwt);
        return found.map(
                caller -> person(caller.orElseThrow(() -> refuse("The session of this access token has ended")), jwt));
    }

    private Future<Optional<JsonObject>> ofSession(Jwt jwt) {
        var input = new JsonObject().put("session", jwt.text("sid")).put("user", jwt.text("sub"));
        return TWO_UUIDS.matcher(jwt.text("sid") + jwt.text("sub")).matches()
                ? ask("callerOfSession", input)
                : Future.succeededFuture(Optional.empty());
    }

    private Future<Optional<JsonObject>> ofIssuer(Jwt jwt) {
        var who = new JsonObject().put("issuer", jwt.text("iss")).put("subject", jwt.text("sub"));
        return ask("callerOfIssuer", who)
                .compose(found -> found.isPresent()
                        ? Future.succeededFuture(found)
                        : oidcAccounts.welcome(jwt).compose(made -> ask("callerOfIssuer", who)))
                .map(found -> found.filter(caller -> !caller.getBoolean("deleted", false)));
    }

    /** Whoever proved to own an address of {@code admin.emails} runs the hub. */
    private JsonObject person(JsonObject caller, Jwt jwt) {
        if (caller.getBoolean("email_verified", false)
                && adminEmails.contains(caller.getString("name").toLowerCase(Locale.ROOT))) {
            caller.put("platform_role", PlatformRole.PLATFORM_ADMIN.name());
        }
        return caller.put("good_until", jwt.expiresAt());
    }

    private Future<Optional<JsonObject>> ask(String query, JsonObject input) {
        return database.run(queries.get(query), input).map(Identifier::first);
    }

    private static Optional<JsonObject> first(RowSet<Row> rows) {
        if (rows.size() == 0) {
            return Optional.empty();
        }
        var row = rows.iterator().next();
        var caller = new JsonObject(row.getString("doc"));
        if (row.getColumnIndex("deleted") >= 0) {
            caller.put("deleted", row.getBoolean("deleted"));
        }
        return Optional.of(caller);
    }

    private static ServiceException refuse(String message) {
        return new ServiceException(UNAUTHORIZED, message);
    }
}
