package mcphub.gateway;

import io.vertx.core.Future;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.EventBus;
import io.vertx.core.eventbus.Message;
import io.vertx.core.eventbus.ReplyException;
import io.vertx.core.eventbus.ReplyFailure;
import mcphub.kernel.Contract;
import mcphub.kernel.Problem;
import mcphub.kernel.Reply;
import mcphub.kernel.Request;
import mcphub.kernel.Settings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends a request to the verticle that its operation names, and brings the reply. */
final class Dispatch {
    private static final Logger log = LoggerFactory.getLogger(Dispatch.class);

    private final EventBus bus;
    private final Settings.Bus settings;

    Dispatch(EventBus bus, Settings.Bus settings) {
        this.bus = bus;
        this.settings = settings;
    }

    /** When a request that was not answered is sent once more. */
    enum Again {
        NEVER,
        /** Only where nobody was there to take it: whoever is silent may be at work still, and would have it twice. */
        IF_NOBODY_TOOK_IT,
        /** Whenever nobody answered: another node may have taken over since. */
        IF_SILENT;

        /** A read is asked again, but not one that the contract gives a time of its own, since it is much work. */
        static Again of(Contract.Operation operation) {
            if (!operation.method().equals("GET")) {
                return NEVER;
            }
            return operation.model().containsKey("x-timeout-seconds") ? IF_NOBODY_TOOK_IT : IF_SILENT;
        }

        private boolean after(Throwable failure) {
            var type = failure instanceof ReplyException reply ? reply.failureType() : ReplyFailure.RECIPIENT_FAILURE;
            return switch (this) {
                case NEVER -> false;
                case IF_NOBODY_TOOK_IT -> type == ReplyFailure.NO_HANDLERS;
                case IF_SILENT -> type != ReplyFailure.RECIPIENT_FAILURE;
            };
        }
    }

    /** How long an operation may take: {@code x-timeout-seconds} in the contract, else the setting. */
    DeliveryOptions options(Contract.Operation operation) {
        Integer seconds = operation.model().getInteger("x-timeout-seconds");
        return new DeliveryOptions().setSendTimeout(seconds == null ? settings.sendTimeoutMs() : seconds * 1_000L);
    }

    /**
     * Asks the verticle, and once more as {@code again} says. Never fails: silence becomes UNAVAILABLE.
     */
    Future<Reply> send(String verticle, Request request, Again again, DeliveryOptions options) {
        return bus.<Reply>request(verticle, request, options)
                .recover(failure -> again.after(failure)
                        ? bus.<Reply>request(verticle, request, options)
                        : Future.failedFuture(failure))
                .map(Message::body)
                .recover(failure -> Future.succeededFuture(unanswered(verticle, request, failure)));
    }

    private static Reply unanswered(String verticle, Request request, Throwable failure) {
        log.warn("{} {}: {} does not answer: {}", request.id(), request.operation(), verticle, failure.toString());
        return Problem.UNAVAILABLE
                .because("The part of the hub that answers this (" + verticle + ") is not there right now")
                .reply(request.id())
                .with("retry-after", "2");
    }
}
