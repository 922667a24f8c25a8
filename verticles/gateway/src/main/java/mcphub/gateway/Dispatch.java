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

    /** How long an operation may take: {@code x-timeout-seconds} in the contract, else the setting. */
    DeliveryOptions options(Contract.Operation operation) {
        Integer seconds = operation.model().getInteger("x-timeout-seconds");
        return new DeliveryOptions().setSendTimeout(seconds == null ? settings.sendTimeoutMs() : seconds * 1_000L);
    }

    /**
     * Asks the verticle. A read is asked once more when nobody answered: another node may have taken over since. Never fails: silence becomes
     * UNAVAILABLE.
     */
    Future<Reply> send(String verticle, Request request, boolean isRead, DeliveryOptions options) {
        Future<Message<Reply>> answer = bus.request(verticle, request, options);
        if (isRead) {
            answer = answer.recover(failure ->
                    isSilence(failure) ? bus.request(verticle, request, options) : Future.failedFuture(failure));
        }
        return answer.map(Message::body)
                .recover(failure -> Future.succeededFuture(unanswered(verticle, request, failure)));
    }

    private static boolean isSilence(Throwable failure) {
        return failure instanceof ReplyException reply && reply.failureType() != ReplyFailure.RECIPIENT_FAILURE;
    }

    private static Reply unanswered(String verticle, Request request, Throwable failure) {
        log.warn("{} {}: {} does not answer: {}", request.id(), request.operation(), verticle, failure.toString());
        return Problem.UNAVAILABLE
                .because("The part of the hub that answers this (" + verticle + ") is not there right now")
                .reply(request.id())
                .with("retry-after", "2");
    }
}
