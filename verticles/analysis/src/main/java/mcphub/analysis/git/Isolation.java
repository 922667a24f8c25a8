package mcphub.analysis.git;

import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jgit.lib.Config;
import org.eclipse.jgit.storage.file.FileBasedConfig;
import org.eclipse.jgit.storage.file.WindowCacheConfig;
import org.eclipse.jgit.util.FS;
import org.eclipse.jgit.util.SystemReader;

/**
 * Keeps this machine's git settings away from JGit: what {@code url.insteadOf}, a proxy or a credential helper of whoever runs the hub would do to the addresses that
 * strangers name is nothing that anybody has checked. JGit asks one object per process, so it is set for the process.
 */
final class Isolation {
    private static final AtomicBoolean APPLIED = new AtomicBoolean();
    private static final int STREAMED_FROM = 8 * 1024 * 1024;

    private Isolation() {}

    static void apply() {
        if (APPLIED.compareAndSet(false, true)) {
            SystemReader.setInstance(new Empty(SystemReader.getInstance()));
            var memory = new WindowCacheConfig();
            // larger files are never read into memory as a whole
            memory.setStreamFileThreshold(STREAMED_FROM);
            memory.install();
        }
    }

    private static final class Empty extends SystemReader.Delegate {
        Empty(SystemReader machine) {
            super(machine);
        }

        @Override
        public FileBasedConfig openUserConfig(Config parent, FS files) {
            return nothing(parent, files);
        }

        @Override
        public FileBasedConfig openSystemConfig(Config parent, FS files) {
            return nothing(parent, files);
        }

        @Override
        public FileBasedConfig openJGitConfig(Config parent, FS files) {
            return nothing(parent, files);
        }

        private static FileBasedConfig nothing(Config parent, FS files) {
            return new Nothing(parent, files);
        }
    }

    /** A configuration without a file. */
    private static final class Nothing extends FileBasedConfig {
        Nothing(Config parent, FS files) {
            super(parent, null, files);
        }

        @Override
        public void load() {
            // there is nothing to read
        }

        @Override
        public void save() {
            // and nothing to write
        }

        @Override
        public boolean isOutdated() {
            return false;
        }
    }
}
