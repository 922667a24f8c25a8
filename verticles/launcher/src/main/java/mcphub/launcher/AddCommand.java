package mcphub.launcher;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.serviceproxy.ServiceException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import mcphub.analysis.QueueingIntake;
import mcphub.analysis.Tarballs;
import mcphub.kernel.Database;
import mcphub.kernel.Settings;
import mcphub.servers.Migrations;
import mcphub.servers.Servers;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code hub add}: catalogues sources and queues their analysis; a running hub with the same database does the work. */
@Command(
        name = "add",
        mixinStandardHelpOptions = true,
        description =
                "Catalogues npm packages, git repositories or tarballs and queues their analysis, which a running hub does.",
        footer = {
            "",
            "  hub add @modelcontextprotocol/server-filesystem",
            "  hub add mcp-remote@0.1.0 --category remote",
            "  hub add https://github.com/owner/name#branch",
            "  hub add ./my-server-1.0.0.tgz --name my-server"
        })
final class AddCommand implements Callable<Integer> {
    private static final Pattern GIT = Pattern.compile(".*://.*|[\\w.+]+@[\\w.-]+:.+");

    @Mixin
    private SettingsOptions options = new SettingsOptions();

    @Parameters(
            arity = "1..*",
            paramLabel = "SOURCE",
            description =
                    "A package (name, or name@version), a repository's address (perhaps with #branch), or the path of a .tgz file.")
    private List<String> sources = List.of();

    @Option(names = "--name", description = "The MCP's name, for a tarball or a repository.")
    private @Nullable String name;

    @Option(names = "--category", description = "A category's slug.")
    private @Nullable String category;

    @Option(names = "--tags", description = "Tags, with commas.")
    private @Nullable String tags;

    @Override
    public Integer call() {
        var reader = options.reader();
        try (var servers = Servers.provide(reader)) {
            Settings settings = reader.read();
            Migrations.run(String.valueOf(settings.database().url()));
            Vertx vertx = Vertx.vertx();
            try {
                var database = Database.open(vertx, settings.database());
                for (String source : sources) {
                    options.out().println(source + " is queued as " + add(database, source));
                }
            } catch (ServiceException e) {
                throw new IllegalArgumentException(e.getMessage());
            } finally {
                vertx.close().await();
            }
            if (servers.isOwner()) {
                options.out().println("No hub runs on this data folder now: `hub serve` will analyse what is queued.");
            }
        }
        return 0;
    }

    private String add(Database database, String source) {
        var intake = new QueueingIntake(database, Clock.systemUTC());
        var labels = new JsonObject().put("category", category).put("tags", tags);
        if (source.endsWith(".tgz") || source.endsWith(".tar.gz")) {
            Path file = Path.of(source);
            if (!Files.isRegularFile(file)) {
                throw new IllegalArgumentException("There is no file " + source);
            }
            String sha256 = new Tarballs(database).store(file).await().sha256();
            String fallback = file.getFileName().toString().replaceFirst("\\.(tgz|tar\\.gz)$", "");
            return intake.upload(name == null ? fallback : name, sha256, labels).await();
        }
        if (GIT.matcher(source).matches()) {
            String[] parts = source.split("#", 2);
            return intake.git(name == null ? "" : name, parts[0], parts.length < 2 ? "" : parts[1], labels)
                    .await();
        }
        int at = source.indexOf('@', 1);
        return intake.npm(at < 0 ? source : source.substring(0, at), at < 0 ? "" : source.substring(at + 1), labels)
                .await();
    }
}
