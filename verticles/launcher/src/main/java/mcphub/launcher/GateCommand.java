package mcphub.launcher;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mcphub.launcher.GateClient.NotAsked;
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
    private static final String MARKDOWN = "text/markdown";
    private static final Map<String, String> TYPES = Map.of(
            "json", GateClient.JSON, "md", MARKDOWN, "sarif", "application/sarif+json", "xml", "application/xml");

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

    @Option(
            names = "--subject",
            description =
                    "Who asks, such as the repository acme/shop; else HUB_SUBJECT, or what GitHub, GitLab and Azure say.")
    private @Nullable String subject = Stream.of(
                    "HUB_SUBJECT", "GITHUB_REPOSITORY", "CI_PROJECT_PATH", "BUILD_REPOSITORY_NAME")
            .map(System::getenv)
            .filter(name -> name != null && !name.isBlank())
            .findFirst()
            .orElse(null);

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

    @Option(
            names = "--preview",
            paramLabel = "ORG",
            description =
                    "Tries the gate of this organization as a person, with HUB_EMAIL and HUB_PASSWORD; nothing is kept.")
    private @Nullable String preview;

    @Override
    public Integer call() throws InterruptedException {
        try {
            return ask();
        } catch (NotAsked e) {
            System.err.println("gate: " + e.getMessage());
            boolean goesOn = failOpen && e.isAway();
            if (goesOn) {
                System.err.println("gate: --fail-open: going on without a verdict");
            }
            return goesOn ? PASS : NOT_ASKED;
        } catch (IOException e) {
            System.err.println("gate: " + e.getMessage());
            return NOT_ASKED;
        }
    }

    private int ask() throws NotAsked, IOException, InterruptedException {
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
        try (var client = new GateClient(url, retries, preview)) {
            var verdict = new JsonObject(client.verdict(request, GateClient.JSON));
            System.out.println(client.verdict(request, MARKDOWN));
            for (Path file : out) {
                Files.writeString(file, client.verdict(request, String.valueOf(TYPES.get(extension(file)))));
            }
            return verdict.getString("result").equals("PASS") ? PASS : FAIL;
        }
    }

    private static String extension(Path file) {
        return file.toString().substring(file.toString().lastIndexOf('.') + 1);
    }

    private JsonObject request(GateFiles files) {
        var request = JsonObject.of("configs", files.configs());
        if (environment != null) {
            request.put("environment", environment);
        }
        if (subject != null && preview == null) {
            request.put("subject", subject);
        }
        return area == null ? request : request.put("area", area);
    }
}
