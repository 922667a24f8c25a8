package mcphub.analysis.source;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Passes a response's body on piece by piece and hangs up as soon as it is longer than allowed or cannot be stored. */
final class BoundedBody implements HttpResponse.BodySubscriber<Long> {
    private final long maxBytes;
    private final Sink sink;
    private final CompletableFuture<Long> size = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;
    private long count;

    /** Takes the pieces in order, never two at once. */
    @FunctionalInterface
    interface Sink {
        void accept(ByteBuffer piece) throws IOException;
    }

    BoundedBody(long maxBytes, Sink sink) {
        this.maxBytes = maxBytes;
        this.sink = sink;
    }

    /** Completes with the body's size in bytes, after its last piece was taken. */
    @Override
    public CompletionStage<Long> getBody() {
        return size;
    }

    @Override
    public void onSubscribe(Flow.Subscription newSubscription) {
        subscription = newSubscription;
        newSubscription.request(1);
    }

    @Override
    public void onNext(List<ByteBuffer> pieces) {
        var current = subscription;
        if (current == null || size.isDone()) {
            return;
        }
        try {
            for (var piece : pieces) {
                count += piece.remaining();
                if (count > maxBytes) {
                    throw new SourceRejected(
                            "The registry's answer has more than %,d bytes, which is the limit.".formatted(maxBytes));
                }
                sink.accept(piece);
            }
            current.request(1);
        } catch (IOException full) {
            current.cancel();
            size.completeExceptionally(
                    new SourceUnavailable("The registry's answer could not be stored on this machine.", full));
        } catch (RuntimeException failure) {
            current.cancel();
            size.completeExceptionally(failure);
        }
    }

    @Override
    public void onError(Throwable failure) {
        size.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        size.complete(count);
    }
}
