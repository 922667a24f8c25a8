package mcphub.launcher;

import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import mcphub.advisories.Completeness;
import mcphub.advisories.FolderImport;
import mcphub.kernel.Database;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code hub advisories}: what is known of the flaws of packages, for whoever runs the hub. Works on the database, beside a running hub or without one. */
@Command(
        name = "advisories",
        mixinStandardHelpOptions = true,
        description =
                "Brings advisories into the hub, also where it cannot reach their source; works beside a running hub.",
        subcommands = AdvisoriesCommand.Import.class,
        footer = {"", "  hub advisories import all.zip --name npm-dump --complete npm"})
final class AdvisoriesCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command = CommandSpec.create();

    @Override
    public Integer call() {
        return HubCommand.usage(command);
    }

    /** {@code hub advisories import}: imports a folder or a zip of OSV records. */
    @Command(
            name = "import",
            mixinStandardHelpOptions = true,
            description =
                    "Imports OSV records from a folder or a zip. What is there already and not older is left alone; begun again after it broke off, it goes on.")
    static final class Import implements Callable<Integer> {
        private static final int MOST_NAMED = 20;

        @Mixin
        private SettingsOptions options = new SettingsOptions();

        @Parameters(index = "0", paramLabel = "PATH", description = "A folder, or a zip such as osv.dev's all.zip.")
        private Path path = Path.of("");

        @Option(
                names = "--name",
                paramLabel = "NAME",
                defaultValue = "folder",
                description = "The feed that it belongs to (${DEFAULT-VALUE}).")
        private String name = "folder";

        @Option(
                names = "--complete",
                paramLabel = "ECOSYSTEM",
                split = ",",
                description =
                        "Ecosystems of which it has everything that its source knows: npm,PyPI or one of them; without, it is a sample. One that a broken file may be of is not complete.")
        private List<String> complete = List.of();

        @Override
        public Integer call() {
            if (!Files.exists(path)) {
                throw new IllegalArgumentException(path + " is neither a folder nor a file");
            }
            AdminCommand.onDatabase(options, (vertx, settings) -> {
                var database = Database.open(vertx, settings.database());
                var counts = new FolderImport(database, soFar -> {}).run(path, name, complete);
                print(counts.document());
                counts.named().stream()
                        .limit(MOST_NAMED)
                        .map(JsonObject.class::cast)
                        .forEach(broken -> options.out()
                                .println("  " + broken.getString("name") + ": " + broken.getString("reason")));
                String gap = Completeness.of(complete, counts).gap();
                if (gap != null) {
                    options.out().println(gap);
                }
            });
            return 0;
        }

        private void print(JsonObject counts) {
            options.out()
                    .println("%,d files: %,d new records, %,d changed, %,d as they were; %,d withdrawn, %,d broken"
                            .formatted(
                                    counts.getInteger("files"),
                                    counts.getInteger("added"),
                                    counts.getInteger("changed"),
                                    counts.getInteger("unchanged"),
                                    counts.getInteger("withdrawn"),
                                    counts.getInteger("broken")));
        }
    }
}
