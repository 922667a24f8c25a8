package mcphub.harness;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Comparator;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import mcphub.kernel.Contract;
import org.jspecify.annotations.Nullable;

/**
 * Asks a hub as anybody would, and holds every response to the contract: the status is one that the operation promises, the body is as its schema
 * says. What the contract does not know must be answered in the error format.
 */
public final class ApiClient {
    private static final Contract CONTRACT = Contract.load();
    private static final OpenAPIContract ROUTING =
            CONTRACT.routing(Vertx.vertx()).await();

    private final HttpClient http;
    private final String base;
    private final @Nullable String bearer;

    public ApiClient(String base) {
        this(HttpClient.newHttpClient(), base, null);
    }

    private ApiClient(HttpClient http, String base, @Nullable String bearer) {
        this.http = http;
        this.base = base;
        this.bearer = bearer;
    }

    /** The same hub, asked with this credential. */
    public ApiClient as(String credential) {
        return new ApiClient(http, base, credential);
    }

    public String base() {
        return base;
    }

    public static Contract contract() {
        return CONTRACT;
    }

    /** The JSON of a GET that must be answered 200. */
    public JsonObject get(String path) {
        var response = send("GET", path);
        assertThat(response.statusCode())
                .as("GET %s: %s", path, response.body())
                .isEqualTo(200);
        return new JsonObject(response.body());
    }

    /** The JSON of a call that must be answered with this status; an empty object for an answer without a body. */
    public JsonObject call(int status, String method, String path, @Nullable JsonObject body) {
        var response = send(method, path, body);
        assertThat(response.statusCode())
                .as("%s %s: %s", method, path, response.body())
                .isEqualTo(status);
        return response.body().isEmpty() ? new JsonObject() : new JsonObject(response.body());
    }

    /** Any request with a JSON body, or with none. */
    public HttpResponse<String> send(String method, String path, @Nullable JsonObject body) {
        return body == null
                ? send(method, path)
                : send(
                        method,
                        path,
                        HttpRequest.BodyPublishers.ofString(body.encode()),
                        "content-type",
                        "application/json");
    }

    /** Any request; headers are given as name, value, name, value. */
    public HttpResponse<String> send(String method, String path, String... headers) {
        return send(method, path, HttpRequest.BodyPublishers.noBody(), headers);
    }

    /** Any request with any body. */
    public HttpResponse<String> send(String method, String path, HttpRequest.BodyPublisher body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(base + path)).method(method, body);
        if (bearer != null) {
            request.header("authorization", "Bearer " + bearer);
        }
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            var response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            check(method, URI.create(base + path).getPath().replaceFirst("(?<=.)/$", ""), response);
            return response;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static void check(String method, String path, HttpResponse<String> response) {
        String what = method + " " + path + " answered " + response.statusCode() + ": " + response.body();
        assertThat(response.headers().firstValue("x-request-id")).as(what).isPresent();
        boolean empty = method.equals("HEAD")
                || response.statusCode() == 304
                || response.statusCode() == 204
                || method.equals("OPTIONS");
        if (empty || response.headers().firstValue("content-encoding").isPresent()) {
            return;
        }
        var operation = operation(method, path);
        var promised = operation.map(o -> o.getResponse(response.statusCode()));
        if (promised.isEmpty()) {
            assertThat(operation.isEmpty() || response.statusCode() == 414 || response.statusCode() == 405)
                    .as("not promised: " + what)
                    .isTrue();
            assertError(response, what);
            return;
        }
        String type = response.headers().firstValue("content-type").orElse("").split(";", 2)[0];
        if (type.equals("application/json")) {
            var media = Objects.requireNonNull(promised.get().getContent().get("application/json"), what);
            var outcome = ROUTING.getSchemaRepository()
                    .validator(media.getSchema())
                    .validate(Json.decodeValue(Buffer.buffer(response.body())));
            assertThat(outcome.getValid())
                    .as("%s%nis not as the contract says: %s", what, outcome.getErrors())
                    .isTrue();
        }
    }

    public static void assertError(HttpResponse<String> response, String what) {
        var body = new JsonObject(response.body());
        assertThat(body.fieldNames()).as(what).contains("error", "message", "code", "request_id");
        assertThat(body.getString("code").toLowerCase(Locale.ROOT)).as(what).isEqualTo(body.getString("error"));
    }

    private static Optional<Operation> operation(String method, String path) {
        return CONTRACT.operations().stream()
                .filter(o -> o.method().equals(method))
                .filter(o -> Pattern.matches(o.path().replace(".", "\\.").replaceAll("\\{\\w+}", "[^/]+"), path))
                .min(Comparator.<Contract.Operation>comparingInt(o -> o.path().indexOf('{') < 0 ? 0 : 1)
                        .thenComparingInt(o -> -o.path().length()))
                .map(o -> ROUTING.operation(o.id()));
    }
}
