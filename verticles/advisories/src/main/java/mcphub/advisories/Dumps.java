package mcphub.advisories;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import mcphub.kernel.Settings;
import org.jspecify.annotations.Nullable;

/** Fetches dumps into files, where they have changed. Blocks. */
final class Dumps implements AutoCloseable {
    private static final Duration CONNECT = Duration.ofSeconds(20);
    private static final int NOT_MODIFIED = 304;
    private static final int OK = 200;
    private static final int SERVER_ERRORS = 500;
    private static final int TOO_MANY_REQUESTS = 429;

    private final Settings.Advisories settings;
    private final Path folder;
    private final HttpClient client = HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .connectTimeout(CONNECT)
            .build();

    /** @param folder an existing one for dumps on their way */
    Dumps(Settings.Advisories settings, Path folder) {
        this.settings = settings;
        this.folder = folder;
    }

    /** A dump on this machine, to be deleted by whoever has read it. */
    record Dump(Path file, @Nullable String etag) {}

    /** What no other try changes, as a sentence. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Refused(String sentence) {
            super(sentence);
        }
    }

    /** What may be otherwise later, as a sentence. */
    static final class Away extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Away(String sentence, @Nullable Throwable cause) {
            super(sentence, cause);
        }
    }

    /** The dump at an address; null where it is still the one with this tag. */
    @Nullable
    Dump fetch(String address, @Nullable String etag) {
        var request = HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(settings.fetchSeconds()));
        if (etag != null) {
            request.header("If-None-Match", etag);
        }
        try {
            var response = client.send(request.build(), BodyHandlers.ofInputStream());
            try (var body = response.body()) {
                return answered(response, body);
            }
        } catch (IOException e) {
            throw new Away("The dump did not come: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Away("The dump did not come: the hub stops", e);
        }
    }

    private @Nullable Dump answered(HttpResponse<InputStream> response, InputStream body) throws IOException {
        int status = response.statusCode();
        if (status == NOT_MODIFIED) {
            return null;
        }
        String answer = "Where the dump should be, the answer is " + status;
        if (status >= SERVER_ERRORS || status == TOO_MANY_REQUESTS) {
            throw new Away(answer, null);
        }
        if (status != OK) {
            throw new Refused(answer);
        }
        Path file = Files.createTempFile(folder, "dump-", ".zip");
        try {
            store(body, file);
            return new Dump(file, response.headers().firstValue("etag").orElse(null));
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    /** A server that says nothing more would hold a read up for ever: the stream is closed under it. */
    private void store(InputStream body, Path file) throws IOException {
        try (var watch = Executors.newSingleThreadScheduledExecutor(
                        Thread.ofVirtual().factory());
                var out = Files.newOutputStream(file)) {
            var late = watch.schedule(
                    () -> {
                        body.close();
                        return true;
                    },
                    settings.fetchSeconds(),
                    TimeUnit.SECONDS);
            try {
                var buffer = new byte[64 * 1024];
                long size = 0;
                for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                    size += read;
                    if (size > settings.maxDumpBytes()) {
                        throw new Refused("The dump has more than " + settings.maxDumpBytes() + " bytes");
                    }
                    out.write(buffer, 0, read);
                }
            } finally {
                late.cancel(false);
                watch.shutdownNow();
            }
        }
    }

    /** Ends what is being fetched, and waits for nobody. */
    @Override
    public void close() {
        client.shutdownNow();
    }
}
