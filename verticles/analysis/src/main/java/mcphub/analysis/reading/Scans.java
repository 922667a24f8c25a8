package mcphub.analysis.reading;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import mcphub.scanner.Scanner.Evidence;
import mcphub.scanner.Worker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Scans in processes of their own, which are kept for the next one; one that dies is started anew, and what it died of is told as not judged. */
final class Scans {
    private static final Logger log = LoggerFactory.getLogger(Scans.class);
    /** More than any budget of work takes on a slow machine: who needs longer hangs. */
    private static final int SECONDS = 180;

    private static final int IDLE_SECONDS = 60;

    static final ConcurrentLinkedQueue<Scans> IDLE = new ConcurrentLinkedQueue<>();
    private static final ScheduledExecutorService WATCH = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("scan-watch").factory());

    final Process process;
    private final DataOutputStream out;
    private final DataInputStream in;

    private Scans() throws IOException {
        var builder = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx480m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=/dev/null",
                "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir"),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Worker.class.getName()));
        // what it reads is hostile: nothing that the hub was started with is there to be read
        builder.environment().clear();
        process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
        out = new DataOutputStream(new BufferedOutputStream(process.getOutputStream()));
        in = new DataInputStream(new BufferedInputStream(process.getInputStream()));
    }

    /** The evidence on these files, by path, of which entry points lead to some; tried once more where the process died, for it may have been killed for somebody else's sake. Blocks. */
    static Evidence scan(Map<String, String> files, Set<String> started) {
        if (files.isEmpty()) {
            return Evidence.unread(Map.of());
        }
        long began = System.nanoTime();
        try {
            return once(files, started);
        } catch (IOException first) {
            log.warn("A scan of {} files ended: {}", files.size(), first.toString());
            boolean isHung = System.nanoTime() - began >= TimeUnit.SECONDS.toNanos(SECONDS);
            try {
                return isHung ? notJudged("it took more than " + SECONDS + " s") : once(files, started);
            } catch (IOException again) {
                log.warn("A scan of {} files ended again: {}", files.size(), again.toString());
                return notJudged(again.getMessage() == null ? "its process ended" : again.getMessage());
            }
        }
    }

    private static Evidence notJudged(String why) {
        return Evidence.unread(Map.of("", "The scan ended: " + why));
    }

    private static Evidence once(Map<String, String> files, Set<String> started) throws IOException {
        Scans worker = IDLE.poll();
        if (worker == null || !worker.process.isAlive()) {
            worker = new Scans();
        }
        boolean isWell = false;
        try {
            var watch = WATCH.schedule(worker.process::destroyForcibly, SECONDS, TimeUnit.SECONDS);
            Worker.writeFiles(files, started, worker.out);
            Evidence evidence = Worker.read(worker.in);
            watch.cancel(false);
            isWell = true;
            return evidence;
        } finally {
            if (isWell) {
                worker.rest();
            } else {
                worker.process.destroyForcibly();
            }
        }
    }

    /** Waits for the next program, and ends where there is none for a while: it holds the memory of the largest one. */
    private void rest() {
        IDLE.add(this);
        var _ = WATCH.schedule(
                () -> {
                    if (IDLE.remove(this)) {
                        process.destroy();
                    }
                },
                IDLE_SECONDS,
                TimeUnit.SECONDS);
    }
}
