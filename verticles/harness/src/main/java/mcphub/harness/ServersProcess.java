package mcphub.harness;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import mcphub.servers.EmbeddedServers;

/** The process that holds the servers of a run of tests, for as long as that run lasts: no single JVM of it lives so long. */
final class ServersProcess {
    private static final int WAIT_SECONDS = 90;
    /** What is lost with a machine that fails in the middle of a test is no loss. */
    private static final Map<String, String> CARELESS =
            Map.of("fsync", "off", "synchronous_commit", "off", "full_page_writes", "off", "max_connections", "500");

    private ServersProcess() {}

    /** Starts it and waits until {@code servers.json} in the folder says where they are. */
    static void start(Path folder, long run) throws IOException {
        Path log = folder.resolve("servers.log");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        ServersProcess.class.getName(),
                        folder.toString(),
                        Long.toString(run))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        for (int i = 0; i < WAIT_SECONDS * 20; i++) {
            if (Files.exists(folder.resolve("servers.json"))) {
                return;
            }
            if (!process.isAlive()) {
                break;
            }
            HubUnderTest.pause(50);
        }
        process.destroyForcibly();
        throw new IOException("The servers of the tests did not start: " + Files.readString(log));
    }

    /** Runs it: the folder, and the id of the process that it ends with. */
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        var run = ProcessHandle.of(Long.parseLong(args[1]));
        try (var servers = EmbeddedServers.start(folder, true, true, CARELESS)) {
            var urls = new JsonObject().put("database", servers.databaseUrl()).put("redis", servers.redisUrl());
            Path fresh = Files.writeString(folder.resolve("servers.json.new"), urls.encode());
            Files.move(fresh, folder.resolve("servers.json"), StandardCopyOption.ATOMIC_MOVE);
            while (run.isPresent() && run.get().isAlive()) {
                TimeUnit.MILLISECONDS.sleep(200);
            }
        }
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
    }
}
