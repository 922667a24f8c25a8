package mcphub.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import mcphub.kernel.SettingsReader;
import mcphub.servers.Servers;

/** The hub's secret where none is configured: the file {@code secret} under home, made once, readable by its owner only. */
final class SecretFile {
    private static final String KEY = "identity.secret";
    private static final int BYTES = 32;

    private SecretFile() {}

    /** Puts the secret into the settings, unless there is one. */
    static void provide(SettingsReader settings) {
        Object configured = settings.values().get(KEY);
        if (configured != null && !configured.toString().isBlank()) {
            return;
        }
        try {
            Path file = Servers.home(settings).resolve("secret");
            if (!Files.exists(file)) {
                make(file);
            }
            settings.set(KEY, Files.readString(file).strip());
        } catch (IOException e) {
            throw new UncheckedIOException("The hub's secret cannot be read or made: " + e.getMessage(), e);
        }
    }

    /** Whole or not at all, whatever other process makes it at the same moment. */
    private static void make(Path file) throws IOException {
        var secret = new byte[BYTES];
        new SecureRandom().nextBytes(secret);
        Path fresh = Files.createTempFile(
                file.getParent(),
                "secret",
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(fresh, Base64.getEncoder().encodeToString(secret) + "\n");
        try {
            Files.createLink(file, fresh);
        } catch (FileAlreadyExistsException e) {
            // another process was first: its secret is the one
        } finally {
            Files.delete(fresh);
        }
    }
}
