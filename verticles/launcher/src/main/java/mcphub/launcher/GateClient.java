package mcphub.launcher;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Asks a hub's gate, with a pipeline's token or as the person who signs in, again where the hub does not answer. */
final class GateClient implements AutoCloseable {
    static final String JSON = "application/json";
    private static final int OK = 200;
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERRORS = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final String base;
    private final int retries;
    private final String token;
    private final String path;

    /** That the hub could not be asked, and why. */
    static final class NotAsked extends Exception {
        private static final long serialVersionUID = 1;
        private final boolean isAway;

        NotAsked(String message) {
            this(message, false);
        }

        /** Away is a hub that does not answer; all else somebody has to mend. */
        NotAsked(String message, boolean isAway) {
            super(message);
            this.isAway = isAway;
        }

        boolean isAway() {
            return isAway;
        }
    }

    /**
     * Signs in where a person asks.
     *
     * @param preview the slug of the organization whose gate is tried; null: the gate of the token
     */
    GateClient(@Nullable String url, int retries, @Nullable String preview) throws NotAsked, InterruptedException {
        if (url == null || url.isBlank()) {
            throw new NotAsked("--url or HUB_URL must be the hub's address, such as https://hub.example.org");
        }
        this.base = url.replaceFirst("/$", "");
        this.retries = retries;
        if (preview == null) {
            this.token = required("HUB_TOKEN", "a service token with the scope ci");
            this.path = "/api/v1/ci/evaluate";
            return;
        }
        var login = JsonObject.of(
                "email",
                required("HUB_EMAIL", "your e-mail address"),
                "password",
                required("HUB_PASSWORD", "your password"));
        this.token = new JsonObject(send("POST", "/api/v1/auth/login", null, login, JSON)).getString("access_token");
        this.path = "/api/v1/orgs/" + organization(preview) + "/policies/simulate";
    }

    private static String required(String variable, String what) throws NotAsked {
        String value = System.getenv(variable);
        if (value == null || value.isBlank()) {
            throw new NotAsked(variable + " must be " + what);
        }
        return value;
    }

    private String organization(String slug) throws NotAsked, InterruptedException {
        var orgs = new JsonObject(send("GET", "/api/v1/orgs?limit=100", token, null, JSON))
                .getJsonArray("orgs", new JsonArray());
        for (Object org : orgs) {
            if (slug.equals(((JsonObject) org).getString("slug"))) {
                return ((JsonObject) org).getString("id");
            }
        }
        throw new NotAsked("you are in no organization with the slug " + slug);
    }

    /** The verdict in this media type. */
    String verdict(JsonObject body, String accept) throws NotAsked, InterruptedException {
        return send("POST", path, token, body, accept);
    }

    private String send(String method, String to, @Nullable String credential, @Nullable JsonObject body, String accept)
            throws NotAsked, InterruptedException {
        String last = "";
        for (int attempt = 0; attempt <= retries; attempt++) {
            if (attempt > 0) {
                System.err.println("gate: the hub does not answer (" + last + "), trying again");
                TimeUnit.SECONDS.sleep(1L << Math.min(attempt - 1, 5));
            }
            try {
                var request = HttpRequest.newBuilder(URI.create(base + to))
                        .timeout(PATIENCE)
                        .header("accept", accept);
                if (credential != null) {
                    request.header("authorization", "Bearer " + credential);
                }
                if (body == null) {
                    request.method(method, HttpRequest.BodyPublishers.noBody());
                } else {
                    request.header("content-type", JSON)
                            .method(method, HttpRequest.BodyPublishers.ofString(body.encode()));
                }
                var response = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
                if (response.statusCode() == OK) {
                    return response.body();
                }
                last = response.statusCode() + " " + response.body();
                if (response.statusCode() != TOO_MANY && response.statusCode() < SERVER_ERRORS) {
                    throw new NotAsked("the hub answered " + last);
                }
            } catch (IOException e) {
                last = e.toString();
            } catch (IllegalArgumentException e) {
                throw new NotAsked("--url " + base + ": " + e.getMessage());
            }
        }
        throw new NotAsked("the hub does not answer: " + last, true);
    }

    @Override
    public void close() {
        http.close();
    }
}
