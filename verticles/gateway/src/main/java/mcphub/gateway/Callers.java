package mcphub.gateway;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.pubsub.PgSubscriber;
import io.vertx.serviceproxy.ServiceException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import mcphub.kernel.Caller;
import mcphub.kernel.Problem;
import mcphub.kernel.Request;
import mcphub.kernel.Settings;
import mcphub.kernel.services.Identification;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one place where a credential becomes a {@link Caller}. Who was identified is remembered for seconds, and forgotten at once when PostgreSQL tells that
 * somebody's rights changed: the notice comes with the commit of the change, whoever made it. While nobody listens, nobody is remembered. Used on one event
 * loop.
 */
final class Callers {
    private static final Logger log = LoggerFactory.getLogger(Callers.class);
    private static final String CHANNEL = "callers";
    /** Among the event loops of this process. */
    private static final String HERE = "gateway/callers";
    /** Whose changes are changes of what somebody may do. */
    private static final Set<String> KEEPERS_OF_RIGHTS = Set.of("identity", "org", "admin");

    private static final int MAX_CALLERS = 10_000;
    private static final int MAX_CREDENTIAL = 8_192;
    private static final long RECONNECT_MS = 1_000;

    private final EventBus bus;
    private final Identification identification;
    private final PgSubscriber changes;
    private final Cache<String, Known> known;
    private final Map<String, Future<Known>> asked = new HashMap<>();
    private @Nullable Object listeningOn;
    /** Counts the changes: an answer that was asked for before one is not remembered. */
    private long changed;

    /** A caller, and the millisecond since 1970 at which its credential ends. */
    private record Known(Caller caller, long goodUntil) {
        static Known of(JsonObject identified) {
            return new Known(Caller.decode(identified), identified.getLong("good_until", Long.MAX_VALUE));
        }
    }

    Callers(Vertx vertx, Settings settings) {
        this.bus = vertx.eventBus();
        bus.<String>localConsumer(HERE, notice -> forget(notice.body()));
        this.identification = Identification.proxy(vertx, settings.bus().sendTimeoutMs());
        this.known = Caffeine.newBuilder()
                .maximumSize(MAX_CALLERS)
                .expireAfterWrite(Duration.ofSeconds(settings.limits().callerCacheSeconds()))
                .build();
        this.changes = PgSubscriber.subscriber(
                vertx,
                PgConnectOptions.fromUri(String.valueOf(settings.database().url())));
        changes.reconnectPolicy(retries -> RECONNECT_MS);
        changes.channel(CHANNEL).handler(this::forget);
    }

    /** Begins to listen; completes also while the database is away, which is tried again. */
    Future<Void> listen() {
        return changes.connect().otherwiseEmpty();
    }

    /**
     * Who this credential is.
     *
     * @return fails with a {@code Refusal}: UNAUTHORIZED, or UNAVAILABLE where nobody can tell
     */
    Future<Caller> identify(String credential) {
        if (credential.length() > MAX_CREDENTIAL) {
            return Future.failedFuture(Problem.UNAUTHORIZED.because("The credential is too long to be one"));
        }
        if (isListening()) {
            var found = known.getIfPresent(credential);
            if (found != null && found.goodUntil() > System.currentTimeMillis()) {
                return Future.succeededFuture(found.caller());
            }
        }
        var pending = asked.get(credential);
        return (pending == null ? ask(credential) : pending).map(Known::caller);
    }

    private Future<Known> ask(String credential) {
        long before = changed;
        var answer = identification.identify(credential).map(Known::of).recover(Callers::refusal);
        asked.put(credential, answer);
        return answer.onComplete(done -> asked.remove(credential)).onSuccess(found -> {
            if (before == changed && isListening()) {
                known.put(credential, found);
            }
        });
    }

    private static Future<Known> refusal(Throwable failure) {
        if (failure instanceof ServiceException refused && refused.failureCode() == 401) {
            return Future.failedFuture(Problem.UNAUTHORIZED.because(String.valueOf(refused.getMessage())));
        }
        log.warn("No credential can be checked: {}", failure.toString());
        return Future.failedFuture(
                Problem.UNAVAILABLE.because("Who you are cannot be checked right now; try again in a moment"));
    }

    /** A connection that was made anew may have missed a notice. */
    private boolean isListening() {
        Object connection = changes.actualConnection();
        if (!Objects.equals(connection, listeningOn)) {
            listeningOn = connection;
            forgetAll();
        }
        return connection != null;
    }

    private void forgetAll() {
        changed++;
        asked.clear();
        known.invalidateAll();
    }

    /**
     * Forgets at once whom a change that went through this door may concern, so that who made it sees it with the next request; PostgreSQL's notice, which tells
     * everybody else, may come a moment later than the answer.
     */
    void changed(Request request) {
        if (!KEEPERS_OF_RIGHTS.contains(request.verticle())) {
            return;
        }
        String id = request.caller().id();
        String org = request.input().getString("orgId");
        if (id != null) {
            forgetHere("user " + id);
        }
        if (org != null) {
            forgetHere("org " + org);
        }
    }

    private void forgetHere(String notice) {
        forget(notice);
        bus.publish(HERE, notice, new DeliveryOptions().setLocalOnly(true));
    }

    /** {@code user <id>}, {@code org <id>}, {@code token <id>} or {@code everybody}. */
    private void forget(String notice) {
        changed++;
        asked.clear();
        if (notice.equals("everybody")) {
            known.invalidateAll();
            return;
        }
        int space = notice.indexOf(' ');
        String id = notice.substring(space + 1);
        Predicate<Caller> concerned =
                notice.startsWith("org ") ? caller -> caller.orgs().containsKey(id) : caller -> id.equals(caller.id());
        known.asMap().values().removeIf(found -> concerned.test(found.caller()));
    }
}
