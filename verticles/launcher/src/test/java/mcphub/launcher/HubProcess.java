package mcphub.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import mcphub.harness.ApiClient;
import mcphub.harness.TestServers;

/** A hub in a process of its own, its log in {@code hub.log}; what it does to memory, and what it writes, is its own. */
final class HubProcess implements AutoCloseable {
    private static final Pattern PORT = Pattern.compile("http://[^\\s:]+:(\\d+)");

    /** The hub as it is built. */
    private static final Path BUILT = Path.of("target", "hub").toAbsolutePath();

    /** What a hub loads, read once for all that start: half of the work of a start. */
    private static final class Classes {
        static final Path ARCHIVE = archive();

        private static Path archive() {
            Path file = BUILT.resolveSibling("hub.aot");
            try {
                // the tests that run alone have a JVM of their own, and the same hub
                if (Files.exists(file)
                        && Files.getLastModifiedTime(file)
                                        .compareTo(Files.getLastModifiedTime(BUILT.resolve("hub.jar")))
                                > 0) {
                    return file;
                }
                Path home = Files.createTempDirectory("hub-classes");
                Process hub = launched(
                        home,
                        TestServers.newDatabase(),
                        List.of("-XX:AOTCacheOutput=" + file),
                        List.of("--port", "0"),
                        Map.of("identity.secret", "a secret that only the tests have"));
                port(hub, home.resolve("hub.log"));
                hub.destroy();
                hub.waitFor();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return file;
        }
    }

    private final Process process;
    private final String database;
    private final ApiClient api;

    private HubProcess(Process process, String database, ApiClient api) {
        this.process = process;
        this.database = database;
        this.api = api;
    }

    /** Starts the command with these arguments of Java and these settings; its output goes to the end of {@code hub.log} in the folder. */
    static Process launch(
            Path folder, String database, List<String> java, List<String> arguments, Map<String, Object> settings)
            throws IOException {
        var more = new ArrayList<>(java);
        more.add("-XX:AOTCache=" + Classes.ARCHIVE);
        return launched(folder, database, more, arguments, settings);
    }

    /** A command of the hub as it is built, to be run in a process of its own. */
    static List<String> command(String name) {
        var command = java();
        command.addAll(List.of(
                "-XX:AOTCache=" + Classes.ARCHIVE,
                "-Dstdout.encoding=UTF-8",
                "-jar",
                BUILT.resolve("hub.jar").toString(),
                name));
        return command;
    }

    private static List<String> java() {
        return new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC"));
    }

    private static Process launched(
            Path folder, String database, List<String> java, List<String> arguments, Map<String, Object> settings)
            throws IOException {
        var command = java();
        command.addAll(java);
        command.addAll(List.of("-jar", BUILT.resolve("hub.jar").toString(), "serve"));
        command.addAll(List.of("--home", folder.toString()));
        command.addAll(arguments);
        command.addAll(List.of("--set", "database.url=" + database, "--set", "redis.url=" + TestServers.redisUrl()));
        settings.forEach((key, value) -> command.addAll(List.of("--set", key + '=' + value)));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("hub.log").toFile()))
                .start();
    }

    /** A whole hub on a new database, once it answers. */
    static HubProcess start(Path folder, List<String> java, Map<String, Object> settings)
            throws IOException, InterruptedException {
        String database = TestServers.newDatabase();
        Process process = launch(folder, database, java, List.of("--port", "0"), settings);
        return new HubProcess(
                process, database, new ApiClient("http://127.0.0.1:" + port(process, folder.resolve("hub.log"))));
    }

    /** Waits until a log says where the hub serves. */
    private static String port(Process process, Path log) throws IOException, InterruptedException {
        for (int i = 0; i < 2_400; i++) {
            var match = PORT.matcher(Files.readString(log));
            if (match.find()) {
                return match.group(1);
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        process.destroyForcibly();
        throw new IllegalStateException("The hub did not start: " + Files.readString(log));
    }

    String database() {
        return database;
    }

    ApiClient api() {
        return api;
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
