package mcphub.launcher;

import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import mcphub.analysis.source.SourceFailure;
import mcphub.kernel.Database;
import mcphub.kernel.SettingsReader;
import mcphub.kernel.Yaml;
import mcphub.kernel.services.Intake;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code hub demo}: the hub, with real MCP servers from the npm registry taken through the whole pipeline before one's eyes. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description =
                "Starts the hub and takes some twenty real MCP servers from the npm registry through the whole pipeline.")
final class DemoCommand implements Callable<Integer> {
    private static final int LOOK_EVERY_MS = 250;
    private static final int GIVE_UP_AFTER_SECONDS = 900;

    @Mixin
    private SettingsOptions options = new SettingsOptions();

    @Option(names = "--exit", description = "End after the table instead of serving on.")
    private boolean exit;

    @Override
    public Integer call() throws InterruptedException {
        SettingsReader settings = options.reader();
        addAdvisories(settings);
        addFont(settings);
        options.out().println("Starting the hub …");
        try (var hub = Hub.start(settings)) {
            var database = Database.open(hub.node().vertx(), hub.settings().database());
            var watch = new DemoWatch(database);
            options.out().println("MCP Hub serves at " + hub.url());
            awaitAdvisories(watch, hub);
            Map<String, String> wanted = submit(hub);
            try (var progress = DemoProgress.of(wanted.size(), options.out())) {
                follow(watch, wanted, progress);
            }
            var rows = watch.look(wanted);
            DemoReport.print(
                    rows, watch.advisories(List.of()), hub.url(), DemoAccount.provide(hub, database), options.out());
            if (!exit) {
                options.out().println("\nServing. Ctrl-C stops.");
                ServeCommand.untilStopped(hub);
            }
            return rows.stream().anyMatch(row -> row.score() != null) ? 0 : 1;
        }
    }

    /** The sample that comes along, unless other folders are named. */
    private static void addAdvisories(SettingsReader settings) {
        String root = System.getProperty("hub.root");
        if (root != null && List.of().equals(settings.values().get("advisories.folders"))) {
            settings.set("advisories.folders", List.of("demo " + Path.of(root, "config", "advisories")));
        }
    }

    /** So that the first analysis knows as much as the last. */
    private static void awaitAdvisories(DemoWatch watch, Hub hub) throws InterruptedException {
        var feeds = hub.settings().advisories().folders().stream()
                .map(folder -> folder.strip().split("\\s", 2)[0])
                .toList();
        for (int i = 0; i < GIVE_UP_AFTER_SECONDS * 1000 / LOOK_EVERY_MS; i++) {
            if (watch.advisories(feeds).isSettled()) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MS);
        }
    }

    /** Korean names in reports need it; without it they appear as code points. */
    private void addFont(SettingsReader settings) {
        if (Files.exists(FontFolder.of(settings).resolve(FontPackage.KOREAN.fileName()))) {
            return;
        }
        options.out().println("Fetching a font for Korean names in reports …");
        try {
            FontFolder.add(FontPackage.KOREAN, settings);
        } catch (SourceFailure e) {
            options.out().println("There is none for now: " + e.reason() + " `hub fonts` tries again.");
        }
    }

    /** The MCPs by their ids, each with the release that is shown; empty for the latest. */
    private static Map<String, String> submit(Hub hub) {
        var intake = Intake.proxy(hub.node().vertx());
        var wanted = new LinkedHashMap<String, String>();
        for (Object entry : (List<?>) Yaml.resource("config/demo.yaml").getOrDefault("packages", List.of())) {
            var item = new JsonObject(Map.copyOf(strings((Map<?, ?>) entry)));
            String source = item.getString("package");
            int at = source.indexOf('@', 1);
            String release = at < 0 ? "" : source.substring(at + 1);
            String id = intake.npm(
                            at < 0 ? source : source.substring(0, at),
                            release,
                            new JsonObject()
                                    .put("category", item.getString("category"))
                                    .put("tags", item.getString("tags"))
                                    .put("featured", item.getBoolean("featured", false)))
                    .await();
            wanted.put(id, release);
        }
        return wanted;
    }

    private static Map<String, Object> strings(Map<?, ?> map) {
        var copy = new LinkedHashMap<String, Object>();
        map.forEach((key, value) -> copy.put(String.valueOf(key), value));
        return copy;
    }

    /** Shows what happens until no job is open; stops early where the registry cannot be reached at all. */
    private static void follow(DemoWatch watch, Map<String, String> wanted, DemoProgress progress)
            throws InterruptedException {
        for (int i = 0; i < GIVE_UP_AFTER_SECONDS * 1000 / LOOK_EVERY_MS; i++) {
            var rows = watch.look(wanted);
            progress.show(rows);
            if (rows.stream().allMatch(DemoWatch.Row::isSettled)) {
                return;
            }
            if (rows.stream().allMatch(DemoWatch.Row::isWaitingForNetwork)) {
                progress.note("The npm registry does not answer: "
                        + rows.stream()
                                .filter(DemoWatch.Row::isWaitingForNetwork)
                                .findFirst()
                                .orElseThrow()
                                .error());
                progress.note("The hub serves what it has; the rest is tried again while it runs.");
                return;
            }
            TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MS);
        }
    }
}
