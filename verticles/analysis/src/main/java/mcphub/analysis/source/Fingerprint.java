package mcphub.analysis.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What tells one archive from every other.
 *
 * @param sha256 its SHA-256 as 64 lower-case hexadecimal digits
 * @param size its size in bytes
 */
public record Fingerprint(String sha256, long size) {

    /** Reads a file once from start to end, without holding it in memory; {@link SourceUnavailable} where the disk fails. */
    public static Fingerprint of(Path file) {
        var digest = digest("SHA-256");
        var size = 0L;
        try (var in = Files.newInputStream(file)) {
            var buffer = new byte[64 * 1024];
            for (int read; (read = in.read(buffer)) >= 0; size += read) {
                digest.update(buffer, 0, read);
            }
        } catch (IOException failure) {
            throw new SourceUnavailable("The archive could not be read on this machine.", failure);
        }
        return new Fingerprint(HexFormat.of().formatHex(digest.digest()), size);
    }

    static MessageDigest digest(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException("This Java knows no " + algorithm + ".", everyJdkHasIt);
        }
    }
}
