package mcphub.analysis.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** What tests of the registry client share: a stub, a client of it, and one small package. */
abstract class RegistryCase {
    static final byte[] TARBALL =
            Tars.gzip(new Tars().file("package/package.json", "{}").ended());

    @TempDir
    Path folder;

    RegistryStub stub;
    NpmRegistry registry;

    @BeforeEach
    void start() throws IOException {
        stub = new RegistryStub();
        registry = new NpmRegistry(settings(Set.of()));
    }

    @AfterEach
    void stop() {
        registry.close();
        stub.close();
    }

    RegistryStub.Answer manifest(String name, String version, String digests) {
        return RegistryStub.text(200, """
                {"name": "%s", "version": "%s", "dist": {"tarball": "%s", %s}}
                """.formatted(
                        name,
                        version,
                        stub.base().resolve("t.tgz"),
                        digests.isEmpty() ? "\"integrity\": \"" + sri("SHA-512", TARBALL) + "\"" : digests));
    }

    Release release(String sri) {
        stub.on("/tool/1.0.0", manifest("tool", "1.0.0", "\"integrity\": \"" + sri + "\""));
        return registry.resolve("tool", "1.0.0");
    }

    RegistrySettings settings(Set<String> hosts) {
        var patience = Duration.ofMillis(700);
        return new RegistrySettings(stub.base(), hosts, patience, patience, patience, 100_000, 50_000, 1_000_000, 3);
    }

    void assertNothingIsLeft() {
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    static void assertRejected(ThrowingCallable call, String reason) {
        assertThatThrownBy(call).isInstanceOf(SourceRejected.class).hasMessage(reason);
    }

    static void assertUnavailable(ThrowingCallable call, String reason) {
        assertThatThrownBy(call).isInstanceOf(SourceUnavailable.class).hasMessage(reason);
    }

    static String sri(String algorithm, byte[] bytes) {
        return algorithm.toLowerCase(Locale.ROOT).replace("-", "") + "-"
                + Base64.getEncoder().encodeToString(digest(algorithm, bytes));
    }

    static String hex(String algorithm, byte[] bytes) {
        return HexFormat.of().formatHex(digest(algorithm, bytes));
    }

    static byte[] digest(String algorithm, byte[] bytes) {
        MessageDigest digest = Fingerprint.digest(algorithm);
        return digest.digest(bytes);
    }
}
