package mcphub.kernel;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import io.vertx.pgclient.PgException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one verticle serves: operations by name, each a function {@code Request → Future<Reply>}. It refuses to start unless that
 * is exactly what the contract promises for the verticle.
 */
public final class Operations {
    /**
     * What PostgreSQL says of times that no calendar has, such as in a zone 18 hours away. Only callers give those as texts; of other values that are none its sentence
     * might quote what is stored.
     */
    private static final Set<String> BAD_TIMES = Set.of("22007", "22008", "22009");

    private static final Logger log = LoggerFactory.getLogger(Operations.class);

    private final String verticle;
    private final Map<String, Function<Request, Future<Reply>>> byName = new HashMap<>();
    private @Nullable Deletions deletions;

    private Operations(String verticle) {
        this.verticle = verticle;
    }

    /** The still empty table of a verticle; its name is the prefix of its operation ids and its address on the bus. */
    public static Operations of(String verticle) {
        return new Operations(verticle);
    }

    /** Binds the operation {@code <verticle>.<name>}. */
    public Operations serve(String name, Function<Request, Future<Reply>> function) {
        if (byName.put(name, function) != null) {
            throw new IllegalStateException(verticle + "." + name + " is bound twice");
        }
        return this;
    }

    /**
     * Checks this table against the contract.
     *
     * @throws IllegalStateException that names each operation promised and not served, or served and not promised
     */
    public Operations promisedBy(Contract contract) {
        var missing = new TreeSet<>(contract.operationsOf(verticle));
        missing.removeAll(byName.keySet());
        var surplus = new TreeSet<>(byName.keySet());
        surplus.removeAll(contract.operationsOf(verticle));
        if (!missing.isEmpty() || !surplus.isEmpty()) {
            throw new IllegalStateException(
                    "The verticle '" + verticle + "' and the contract differ: promised but not served " + missing
                            + ", served but not promised " + surplus);
        }
        return this;
    }

    /** Tells what was deleted from what never was. */
    public Operations tellDeleted(Database database) {
        deletions = new Deletions(database);
        return this;
    }

    /** Starts to answer on the bus; completes when every node of the cluster can reach it. */
    public Future<Void> listen(Vertx vertx) {
        var bus = vertx.eventBus();
        var ping = bus.consumer(pingAddress(verticle), message -> message.reply(""));
        var requests = bus.<Request>consumer(verticle, this::answer);
        return Future.all(ping.completion(), requests.completion()).mapEmpty();
    }

    /** Where a verticle answers that it is there. */
    public static String pingAddress(String verticle) {
        return verticle + "/ping";
    }

    private void answer(Message<Request> message) {
        apply(message.body()).onSuccess(message::reply);
    }

    /** Runs one operation; the future never fails: what goes wrong becomes an answer in the error format. */
    public Future<Reply> apply(Request request) {
        var function = byName.get(request.name());
        if (function == null) {
            return Future.succeededFuture(Problem.UNAVAILABLE
                    .because("This node is of another version")
                    .reply(request.id()));
        }
        Future<Reply> reply;
        try {
            reply = function.apply(request);
        } catch (RuntimeException e) {
            reply = Future.failedFuture(e);
        }
        return reply.recover(failure -> deletions != null && failure instanceof Refusal refusal
                ? deletions.explain(request, refusal).map(told -> refuse(request, told))
                : Future.succeededFuture(refuse(request, failure)));
    }

    private static Reply refuse(Request request, Throwable failure) {
        if (failure instanceof Refusal refusal) {
            return refusal.reply(request.id());
        }
        if (Database.isOutage(failure)) {
            log.warn("{} {}: the database does not answer: {}", request.id(), request.operation(), failure.toString());
            return Problem.UNAVAILABLE
                    .because("The database does not answer; try again in a moment")
                    .reply(request.id())
                    .with("retry-after", "2");
        }
        if (failure instanceof PgException pg && BAD_TIMES.contains(String.valueOf(pg.getSqlState()))) {
            log.warn("{} {}: a time that cannot be: {}", request.id(), request.operation(), pg.getErrorMessage());
            return Problem.BAD_REQUEST
                    .because("A time is not possible: " + pg.getErrorMessage())
                    .reply(request.id());
        }
        log.error("{} {} failed", request.id(), request.operation(), failure);
        return Problem.INTERNAL_ERROR
                .because("Something went wrong on our side; the request id helps to find it")
                .reply(request.id());
    }
}
