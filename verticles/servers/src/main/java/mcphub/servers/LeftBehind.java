package mcphub.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Servers that a killed hub left running: they hold the data folder that the next hub needs. */
final class LeftBehind {
    private static final int STOP_SECONDS = 30;

    private LeftBehind() {}

    /**
     * Stops the process whose id stands in the first line of a file, where it still runs and is what it should be.
     *
     * @param program part of the process's command, so that no stranger with the same id is stopped
     */
    static void stop(Path pidFile, String program) throws IOException {
        if (!Files.exists(pidFile)) {
            return;
        }
        String first = Files.readString(pidFile).lines().findFirst().orElse("").strip();
        if (!first.matches("\\d{1,10}")) {
            return;
        }
        var process = ProcessHandle.of(Long.parseLong(first))
                .filter(p -> p.info().command().orElse("").contains(program)
                        || p.info().commandLine().orElse("").contains(program));
        if (process.isPresent()) {
            // SIGINT is PostgreSQL's fast shutdown; SIGTERM would wait for clients that are gone
            new ProcessBuilder("kill", "-INT", first).inheritIO().start();
            await(process.get());
        }
    }

    private static void await(ProcessHandle process) throws IOException {
        try {
            process.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            process.destroyForcibly();
        } catch (ExecutionException e) {
            throw new IOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
