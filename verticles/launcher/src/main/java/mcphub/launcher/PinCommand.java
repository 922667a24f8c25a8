package mcphub.launcher;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mcphub.launcher.GateClient.NotAsked;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hub pin}: writes exact versions that the gate allows into the files of clients, and changes nothing else in them. */
@Command(
        name = "pin",
        mixinStandardHelpOptions = true,
        description = {
            "Asks a hub's gate about the MCP servers of a folder, and writes an exact version that is allowed behind each npm package that is not pinned. Comments and layout stay.",
            "Exit: 0 all are pinned, 1 some could not be (it says which, and why), 2 the hub could not be asked."
        },
        footer = {"", "  HUB_URL=https://hub.example.org HUB_TOKEN=mcphub_… hub pin --dry-run"})
final class PinCommand implements Callable<Integer> {
    private static final Pattern REMEDY = Pattern.compile("Version (\\S+) is allowed: pin it.*");
    private static final String NOT_PINNED = "Not pinned";

    @Parameters(
            arity = "0..1",
            paramLabel = "FOLDER",
            description = "Where the configurations are; here, if none is named.")
    private Path folder = Path.of(".");

    @Option(names = "--url", description = "The hub's address; else HUB_URL.")
    private @Nullable String url = System.getenv("HUB_URL");

    @Option(names = "--environment", description = "Where they are used: what is allowed there is written.")
    private @Nullable String environment;

    @Option(names = "--preview", paramLabel = "ORG", description = "Asks as a person, with HUB_EMAIL and HUB_PASSWORD.")
    private @Nullable String preview;

    @Option(names = "--dry-run", description = "Says what it would write, and writes nothing.")
    private boolean dryRun;

    @Override
    public Integer call() throws InterruptedException {
        try {
            return pin();
        } catch (NotAsked | IOException e) {
            System.err.println("pin: " + e.getMessage());
            return 2;
        }
    }

    private int pin() throws NotAsked, IOException, InterruptedException {
        if (!Files.isDirectory(folder)) {
            throw new NotAsked("there is no folder " + folder);
        }
        var files = GateFiles.below(folder);
        var request = JsonObject.of("configs", files.configs());
        if (environment != null) {
            request.put("environment", environment);
        }
        var open = new ArrayList<String>();
        var texts = new TreeMap<>(files.texts());
        if (!files.configurations().isEmpty()) {
            try (var client = new GateClient(url, 4, preview)) {
                for (Object each : new JsonObject(client.verdict(request, GateClient.JSON)).getJsonArray("mcps")) {
                    pin((JsonObject) each, texts, open);
                }
            }
        }
        for (var text : texts.entrySet()) {
            String sent = files.texts().getOrDefault(text.getKey(), "");
            if (!dryRun && !text.getValue().equals(sent)) {
                Path file = files.file(text.getKey());
                var charset = GateFiles.charset(Files.readAllBytes(file));
                String rest = GateFiles.text(file).substring(sent.length());
                Files.writeString(file, GateFiles.marked(text.getValue() + rest, charset), charset);
            }
        }
        open.forEach(System.out::println);
        return open.isEmpty() ? 0 : 1;
    }

    private void pin(JsonObject verdict, Map<String, String> texts, List<String> open) {
        var place = verdict.getJsonObject("used_in");
        boolean isOpen = verdict.getJsonArray("warnings", new io.vertx.core.json.JsonArray()).stream()
                .anyMatch(warning -> warning.toString().startsWith(NOT_PINNED));
        if (place == null || !isOpen) {
            return;
        }
        String path = place.getString("path");
        String where = path + ':' + place.getInteger("line") + ' ' + place.getString("server") + " ("
                + verdict.getString("name") + ')';
        String version = version(verdict);
        if (!place.getString("kind").equals("npm") || version == null) {
            open.add(where + " is not pinned: "
                    + (version == null
                            ? verdict.getString("reason", "no release is allowed")
                            : "only packages of npm are"));
            return;
        }
        String text = texts.get(path);
        String pinned =
                text == null ? null : pinned(text, place.getInteger("line"), verdict.getString("name"), version);
        if (pinned == null) {
            open.add(where + " is not pinned: its package does not stand in the file as one word");
            return;
        }
        texts.put(path, pinned);
        System.out.println(where + ": " + version + (dryRun ? ", not written" : ""));
    }

    private static @Nullable String version(JsonObject verdict) {
        var remedy = REMEDY.matcher(verdict.getString("remedy", ""));
        return remedy.matches()
                ? remedy.group(1)
                : verdict.getString("result").equals("ALLOWED") ? verdict.getString("version") : null;
    }

    /** The text with the version behind the first word from this line on that is the package; null where there is none. */
    static @Nullable String pinned(String text, int line, String npmPackage, String version) {
        var word = Pattern.compile(
                "(?<=[\"'\\s,\\[=])(npm:)?" + Pattern.quote(npmPackage) + "(@[^\"'\\s,\\]]*)?(?=[\"'\\s,\\]]|$)");
        int from = 0;
        for (int i = 1; i < line; i++) {
            from = text.indexOf('\n', from) + 1;
        }
        Matcher match = word.matcher(text);
        while (match.find(from)) {
            boolean isKey = text.substring(match.end()).matches("(?s)[\"']?\\s*:.*");
            if (!isKey) {
                String mark = match.group(1) == null ? "" : match.group(1);
                return text.substring(0, match.start())
                        + mark
                        + npmPackage
                        + '@'
                        + version
                        + text.substring(match.end());
            }
            from = match.end();
        }
        return null;
    }
}
