package mcphub.advisories;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Asks a server of somebody else's: waits as long as it is told to where it is asked too much, and takes no more and for no longer than is bearable. Blocks. */
final class PoliteClient implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(20);
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    private static final int NOT_ALLOWED = 405;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERRORS = 500;
    private static final int TRIES = 4;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final Duration patience;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(CONNECT).build();

    /** @param patience for one answer, from its question to its last byte */
    PoliteClient(Duration patience) {
        this.patience = patience;
    }

    /** What is there; null where the server says that nothing is. */
    byte @Nullable [] get(String address, int most) {
        var answer = ask(HttpRequest.newBuilder(URI.create(address)).GET(), most);
        return answer.statusCode() == NOT_FOUND ? null : answered(answer);
    }

    /** What the server answers; null where it has no such question. */
    byte @Nullable [] post(String address, String json, int most) {
        var request = HttpRequest.newBuilder(URI.create(address))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json));
        var answer = ask(request, most);
        boolean isNone = answer.statusCode() == NOT_FOUND || answer.statusCode() == NOT_ALLOWED;
        return isNone ? null : answered(answer);
    }

    private static byte[] answered(HttpResponse<byte[]> answer) {
        if (answer.statusCode() != OK) {
            throw new Dumps.Refused("The answer is " + answer.statusCode());
        }
        return answer.body();
    }

    private HttpResponse<byte[]> ask(HttpRequest.Builder request, int most) {
        var asked = request.header("Accept", "application/json").build();
        for (int attempt = 1; ; attempt++) {
            var answer = once(asked, most);
            int status = answer.statusCode();
            if (status != TOO_MANY_REQUESTS && status < SERVER_ERRORS) {
                return answer;
            }
            if (attempt == TRIES) {
                throw new Dumps.Away("The answer is " + status + ", " + TRIES + " times", null);
            }
            pause(answer, attempt);
        }
    }

    private HttpResponse<byte[]> once(HttpRequest request, int most) {
        var sent = client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), most));
        try {
            return sent.get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            sent.cancel(true);
            throw new Dumps.Away("No whole answer came within " + patience.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            String why = e.getCause() instanceof IOException io ? String.valueOf(io.getMessage()) : e.toString();
            throw new Dumps.Away("No answer came, or one of more than " + most + " bytes: " + why, e);
        } catch (InterruptedException e) {
            sent.cancel(true);
            Thread.currentThread().interrupt();
            throw new Dumps.Away("No answer came: the hub stops", e);
        }
    }

    private void pause(HttpResponse<?> answer, int attempt) {
        var own = FIRST_PAUSE.multipliedBy(1L << (attempt - 1));
        var told = answer.headers()
                .firstValue("retry-after")
                .filter(text -> text.matches("\\d{1,6}"))
                .map(text -> Duration.ofSeconds(Long.parseLong(text)))
                .orElse(own);
        if (told.compareTo(LONGEST_PAUSE) > 0) {
            throw new Dumps.Away(
                    "The answer is " + answer.statusCode() + ", to be asked again in " + told.toSeconds() + " seconds",
                    null);
        }
        try {
            if (closed.await(told.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new Dumps.Away("No answer came: the hub stops", null);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Dumps.Away("No answer came: the hub stops", e);
        }
    }

    /** Ends what is being asked, and waits for nobody. */
    @Override
    public void close() {
        closed.countDown();
        client.shutdownNow();
    }
}
