package mcphub.launcher;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hub gate}: asks a hub, as a pipeline does, whether a repository's MCP servers are allowed. {@code scripts/gate.sh} is the same without Java. */
@Command(
        name = "gate",
        mixinStandardHelpOptions = true,
        description = {
            "Finds the MCP client configurations in and below a folder (not in node_modules and .git), asks a hub about every server in them, and prints the verdict.",
            "Exit: 0 allowed, 1 something is denied, 2 it could not be asked."
        },
        footer = {
            "",
            "  HUB_URL=https://hub.example.org HUB_TOKEN=mcphub_… hub gate --environment production --out verdict.sarif"
        })
final class GateCommand implements Callable<Integer> {
    private static final int PASS = 0;
    private static final int FAIL = 1;
    private static final int NOT_ASKED = 2;
    private static final int OK = 200;
    private static final int TOO_MANY = 429;
    private static final int SERVER_ERRORS = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String JSON = "application/json";
    private static final String MARKDOWN = "text/markdown";
    private static final Map<String, String> TYPES =
            Map.of("json", JSON, "md", MARKDOWN, "sarif", "application/sarif+json", "xml", "application/xml");

    @Parameters(
            arity = "0..1",
            paramLabel = "FOLDER",
            description = "Where the configurations are; here, if none is named.")
    private Path folder = Path.of(".");

    @Option(names = "--url", description = "The hub's address; else HUB_URL.")
    private @Nullable String url = System.getenv("HUB_URL");

    @Option(names = "--environment", description = "Whose policies count besides those of all environments.")
    private @Nullable String environment;

    @Option(names = "--area", description = "The id or slug of the area that asks.")
    private @Nullable String area;

    @Option(names = "--out", description = "Writes the verdict into a file, too: .json, .md, .sarif or .xml (JUnit).")
    private List<Path> out = List.of();

    @Option(
            names = "--fail-open",
            description =
                    "Exit 0 where the hub does not answer: no connection, 429 or 5xx after all tries. What somebody has to mend, such as a refused token, stays 2.")
    private boolean failOpen;

    @Option(
            names = "--retries",
            description = "How often to try again where the hub does not answer: ${DEFAULT-VALUE}.")
    private int retries = 4;

    /** That the hub could not be asked, and why. */
    private static final class NotAsked extends Exception {
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
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (var http = HttpClient.newBuilder().connectTimeout(PATIENCE).build()) {
            return ask(http);
        } catch (NotAsked e) {
            System.err.println("gate: " + e.getMessage());
            boolean goesOn = failOpen && e.isAway;
            if (goesOn) {
                System.err.println("gate: --fail-open: going on without a verdict");
            }
            return goesOn ? PASS : NOT_ASKED;
        }
    }

    private int ask(HttpClient http) throws NotAsked, IOException, InterruptedException {
        String token = System.getenv("HUB_TOKEN");
        if (url == null || url.isBlank()) {
            throw new NotAsked("--url or HUB_URL must be the hub's address, such as https://hub.example.org");
        }
        if (token == null || token.isBlank()) {
            throw new NotAsked("HUB_TOKEN must be a service token with the scope ci");
        }
        for (Path file : out) {
            if (!TYPES.containsKey(extension(file))) {
                throw new NotAsked("--out " + file + ": must end in .json, .md, .sarif or .xml");
            }
        }
        if (!Files.isDirectory(folder)) {
            throw new NotAsked("there is no folder " + folder);
        }
        var files = GateFiles.below(folder);
        if (files.configurations().isEmpty()) {
            System.err.println("gate: no MCP client configuration below " + folder + ": nothing to ask. Looked for: "
                    + GateFiles.table().stream().map(GateFiles.Wanted::pattern).collect(Collectors.joining(" ")));
            return PASS;
        }
        System.err.println("gate: read " + String.join(" ", files.configurations()));
        var request = request(files);
        var verdict = new JsonObject(send(http, token, request, JSON));
        System.out.println(send(http, token, request, MARKDOWN));
        for (Path file : out) {
            Files.writeString(file, send(http, token, request, String.valueOf(TYPES.get(extension(file)))));
        }
        return verdict.getString("result").equals("PASS") ? PASS : FAIL;
    }

    private static String extension(Path file) {
        return file.toString().substring(file.toString().lastIndexOf('.') + 1);
    }

    private JsonObject request(GateFiles files) {
        var request = JsonObject.of("configs", files.configs());
        if (environment != null) {
            request.put("environment", environment);
        }
        return area == null ? request : request.put("area", area);
    }

    private String send(HttpClient http, String token, JsonObject body, String accept)
            throws NotAsked, InterruptedException {
        String last = "";
        for (int attempt = 0; attempt <= retries; attempt++) {
            if (attempt > 0) {
                System.err.println("gate: the hub does not answer (" + last + "), trying again");
                TimeUnit.SECONDS.sleep(1L << Math.min(attempt - 1, 5));
            }
            try {
                var request = HttpRequest.newBuilder(
                                URI.create(String.valueOf(url).replaceFirst("/$", "") + "/api/v1/ci/evaluate"))
                        .timeout(PATIENCE)
                        .header("authorization", "Bearer " + token)
                        .header("content-type", JSON)
                        .header("accept", accept)
                        .POST(HttpRequest.BodyPublishers.ofString(body.encode()))
                        .build();
                var response = http.send(request, HttpResponse.BodyHandlers.ofString());
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
                throw new NotAsked("--url " + url + ": " + e.getMessage());
            }
        }
        throw new NotAsked("the hub does not answer: " + last, true);
    }
}
