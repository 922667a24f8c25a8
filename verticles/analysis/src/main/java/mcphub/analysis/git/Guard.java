package mcphub.analysis.git;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Watches over one look-up or fetch: when it takes too long, or what was received grows too large, its connections are closed under it. A server that sends for
 * ever, or nothing at all, is ended that way wherever JGit waits.
 */
final class Guard implements AutoCloseable {
    private static final int LOOK_MS = 50;

    /** Why it was ended. */
    enum Reason {
        TIME,
        SIZE
    }

    private final GitSettings settings;
    private final @Nullable Path folder;
    private final Closeable connections;
    private final Thread watcher;
    private volatile @Nullable Reason reason;
    private volatile boolean done;

    /** Begins to watch; the folder is where what is received is written, null where nothing is. */
    Guard(GitSettings settings, @Nullable Path folder, Closeable connections) {
        this.settings = settings;
        this.folder = folder;
        this.connections = connections;
        this.watcher = Thread.ofVirtual().name("git-guard").start(this::watch);
    }

    private void watch() {
        long end = System.nanoTime() + settings.timeout().toNanos();
        while (!done) {
            if (System.nanoTime() > end) {
                stop(Reason.TIME);
            } else if (received() > settings.maxFetchedBytes()) {
                stop(Reason.SIZE);
            }
            try {
                TimeUnit.MILLISECONDS.sleep(LOOK_MS);
            } catch (InterruptedException finished) {
                return;
            }
        }
    }

    private void stop(Reason why) {
        reason = why;
        done = true;
        try {
            connections.close();
        } catch (IOException e) {
            // it is gone either way
        }
    }

    private long received() {
        if (folder == null) {
            return 0;
        }
        try (var files = Files.walk(folder)) {
            return files.mapToLong(Guard::size).sum();
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }

    private static long size(Path file) {
        try {
            return Files.isRegularFile(file) ? Files.size(file) : 0;
        } catch (NoSuchFileException moved) {
            return 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Why it was ended; null where it was not, and what came is within the bounds. */
    @Nullable
    Reason reason() {
        if (reason == null && received() > settings.maxFetchedBytes()) {
            return Reason.SIZE;
        }
        return reason;
    }

    @Override
    public void close() {
        done = true;
        watcher.interrupt();
        try {
            connections.close();
        } catch (IOException e) {
            // nothing is waited for any more
        }
    }
}
