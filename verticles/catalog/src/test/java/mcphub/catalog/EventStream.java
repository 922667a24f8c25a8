package mcphub.catalog;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A stream of events as a client reads it, by the rules of the HTML standard as far as they matter here. */
final class EventStream implements AutoCloseable {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** One event; a comment has the name "". */
    record Event(String name, String id, String data) {}

    private final HttpResponse<InputStream> response;
    private final BufferedReader lines;

    private EventStream(HttpResponse<InputStream> response) {
        this.response = response;
        this.lines = new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8));
    }

    static EventStream open(String url, @Nullable String token, @Nullable String lastId) {
        var request = HttpRequest.newBuilder(URI.create(url)).header("accept", "text/event-stream");
        if (token != null) {
            request.header("authorization", "Bearer " + token);
        }
        if (lastId != null) {
            request.header("last-event-id", lastId);
        }
        try {
            return new EventStream(HTTP.send(request.build(), HttpResponse.BodyHandlers.ofInputStream()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    int status() {
        return response.statusCode();
    }

    String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    /** The next event or comment; null at the end. */
    @Nullable
    Event next() {
        try {
            String name = "";
            String id = "";
            String data = "";
            boolean any = false;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty()) {
                    if (any) {
                        return new Event(name, id, data);
                    }
                } else if (line.startsWith(":")) {
                    any = true;
                } else if (!line.startsWith("retry: ")) {
                    any = true;
                    String value = line.substring(line.indexOf(": ") + 2);
                    switch (line.substring(0, line.indexOf(':'))) {
                        case "event" -> name = value;
                        case "id" -> id = value;
                        default -> data = value;
                    }
                }
            }
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The next one that is no comment. */
    @Nullable
    Event event() {
        var next = next();
        while (next != null && next.name().isEmpty()) {
            next = next();
        }
        return next;
    }

    /** All that come until the end. */
    List<Event> rest() {
        var all = new ArrayList<Event>();
        for (var event = event(); event != null; event = event()) {
            all.add(event);
        }
        return all;
    }

    @Override
    public void close() {
        try {
            response.body().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
