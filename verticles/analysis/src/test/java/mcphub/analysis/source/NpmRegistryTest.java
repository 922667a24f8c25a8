package mcphub.analysis.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpmRegistryTest {
    private static final byte[] TARBALL =
            Tars.gzip(new Tars().file("package/package.json", "{}").ended());

    @TempDir
    Path folder;

    private RegistryStub stub;
    private NpmRegistry registry;

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

    @Test
    void aReleaseIsDescribedAndDownloaded() throws IOException {
        stub.on(
                "/@acme%2Ftool/latest",
                RegistryStub.text(200, """
                {"name": "@acme/tool", "version": "1.2.3", "description": "Does\\u0000 it\\ud800", "license": "MIT",
                 "repository": {"type": "git", "url": "git+https://github.com/Acme/tools.git", "directory": "packages/tool"},
                 "homepage": "https://acme.example/tool", "types": "index.d.ts",
                 "dist": {"tarball": "%s", "integrity": "%s", "fileCount": 1, "unpackedSize": 2}}
                """.formatted(stub.base().resolve("t.tgz"), sri("SHA-512", TARBALL))));
        stub.on("/t.tgz", RegistryStub.bytes(200, TARBALL));

        var release = registry.resolve("@acme/tool", "");
        assertThat(release)
                .isEqualTo(new Release(
                        "@acme/tool",
                        "1.2.3",
                        "Does  it",
                        "MIT",
                        "https://github.com/Acme/tools",
                        "packages/tool",
                        "https://acme.example/tool",
                        "TypeScript",
                        stub.base().resolve("t.tgz"),
                        Integrity.ofSri(sri("SHA-512", TARBALL)).orElseThrow(),
                        1,
                        2L));
        assertThat(release.integrity().weak()).isFalse();

        var file = registry.download(release, folder);
        assertThat(file).hasBinaryContent(TARBALL);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Fingerprint.of(file)).isEqualTo(new Fingerprint(hex("SHA-256", TARBALL), TARBALL.length));
    }

    @Test
    void versionsAndTagsAreAskedForAsTheyAre() {
        stub.on("/tool/1.0.0-rc.1%2Bb", manifest("tool", "1.0.0-rc.1", ""))
                .on("/tool/next", manifest("tool", "2.0.0", ""));
        assertThat(registry.resolve("tool", "1.0.0-rc.1+b").version()).isEqualTo("1.0.0-rc.1");
        assertThat(registry.resolve("tool", "next").version()).isEqualTo("2.0.0");
        assertThat(stub.asked()).containsExactly("/tool/1.0.0-rc.1%2Bb", "/tool/next");
    }

    @Test
    void onlySha1IsAcceptedWhereNothingBetterExistsAndMarked() {
        stub.on("/tool/latest", manifest("tool", "1.0.0", "\"shasum\": \"" + hex("SHA-1", TARBALL) + "\""));
        stub.on("/t.tgz", RegistryStub.bytes(200, TARBALL));
        var release = registry.resolve("tool", "latest");
        assertThat(release.integrity().weak()).isTrue();
        assertThat(registry.download(release, folder)).hasBinaryContent(TARBALL);
    }

    @Test
    void sha1DoesNotHelpWhereAnUnusableIntegrityExists() {
        stub.on(
                "/tool/latest",
                manifest(
                        "tool", "1.0.0", "\"integrity\": \"md5-AAAA\", \"shasum\": \"" + hex("SHA-1", TARBALL) + "\""));
        assertRejected(
                () -> registry.resolve("tool", ""),
                "The registry gives no digest for tool latest that we know; expected \"integrity\" with sha512, sha384 or sha256,"
                        + " or else \"shasum\".");
    }

    @Test
    void theStrongestHashDecides() {
        var wrong = sri("SHA-512", new byte[1]);
        stub.on("/t.tgz", RegistryStub.bytes(200, TARBALL));
        assertRejected(
                () -> registry.download(release(wrong + " " + sri("SHA-256", TARBALL)), folder),
                "The archive of tool 1.0.0 has another SHA-512 than the registry says.");
        assertNothingIsLeft();
        assertThatCode(() -> registry.download(release(wrong + " " + sri("SHA-512", TARBALL) + "?x"), folder))
                .doesNotThrowAnyException();
    }

    @Test
    void aTruncatedBodyIsUnavailableAndLeavesNothing() {
        stub.on("/t.tgz", exchange -> {
            exchange.sendResponseHeaders(200, TARBALL.length);
            exchange.getResponseBody().write(Arrays.copyOf(TARBALL, 20));
            exchange.getResponseBody().flush();
        });
        assertUnavailable(
                () -> registry.download(release(sri("SHA-512", TARBALL)), folder),
                "The registry could not be reached for tool 1.0.0, or its answer broke off.");
        assertNothingIsLeft();
    }

    @Test
    void anEndlessBodyIsCutAtTheLimit() {
        stub.on("/t.tgz", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            for (var i = 0; i < 100_000; i++) {
                exchange.getResponseBody().write(new byte[65_536]);
            }
        });
        assertRejected(
                () -> registry.download(release(sri("SHA-512", TARBALL)), folder),
                "The registry's answer has more than 1,000,000 bytes, which is the limit.");
        assertNothingIsLeft();
    }

    @Test
    void aManifestIsBoundedToo() {
        stub.on("/tool/latest", RegistryStub.text(200, " ".repeat(100_001)));
        assertRejected(
                () -> registry.resolve("tool", ""),
                "The registry's answer has more than 100,000 bytes, which is the limit.");
    }

    @Test
    void slowAnswersAndSlowBodiesRunOutOfTime() {
        stub.on("/tool/latest", exchange -> pause());
        stub.on("/t.tgz", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(1);
            exchange.getResponseBody().flush();
            pause();
        });
        assertUnavailable(
                () -> registry.resolve("tool", ""), "The registry took longer than 700 ms to give tool latest.");
        assertUnavailable(
                () -> registry.download(release(sri("SHA-512", TARBALL)), folder),
                "The registry took longer than 700 ms to give tool 1.0.0.");
        assertNothingIsLeft();
    }

    @ParameterizedTest
    @CsvSource({"500", "502", "503"})
    void aFailingRegistryIsUnavailable(int status) {
        stub.on("/tool/latest", RegistryStub.text(status, "no"));
        assertUnavailable(
                () -> registry.resolve("tool", ""), "The registry failed to give tool latest (status " + status + ").");
    }

    @Test
    void aBusyRegistryIsUnavailableAndAnUnknownPackageRejected() {
        stub.on("/tool/latest", RegistryStub.text(429, ""));
        assertUnavailable(
                () -> registry.resolve("tool", ""), "The registry is too busy to give tool latest (status 429).");
        assertRejected(() -> registry.resolve("none", ""), "The registry does not know none latest.");
        stub.on("/closed/latest", RegistryStub.text(403, ""));
        assertRejected(
                () -> registry.resolve("closed", ""), "The registry refuses to give closed latest (status 403).");
    }

    @Test
    void nobodyListeningIsUnavailable() throws IOException {
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        try (var nobody = new NpmRegistry(RegistrySettings.of(URI.create("http://localhost:" + port + "/")))) {
            assertUnavailable(
                    () -> nobody.resolve("tool", ""),
                    "The registry could not be reached for tool latest, or its answer broke off.");
        }
    }

    @Test
    void redirectsStayOnTheHostUnlessConfigured() throws IOException {
        try (var other = new RegistryStub()) {
            other.on("/x.tgz", RegistryStub.bytes(200, TARBALL));
            stub.on("/t.tgz", RegistryStub.redirect("moved.tgz"))
                    .on("/moved.tgz", RegistryStub.redirect(other.base() + "x.tgz"));
            var release = release(sri("SHA-512", TARBALL));
            assertRejected(
                    () -> registry.download(release, folder),
                    "The registry sends us elsewhere for tool 1.0.0, to \""
                            + other.base().toString().replaceFirst("/$", "")
                            + "\"; expected its own host, or one that the configuration allows.");
            assertThat(other.asked()).isEmpty();
            try (var allowed = new NpmRegistry(settings(Set.of(other.base().getAuthority())))) {
                assertThat(allowed.download(release, folder)).hasBinaryContent(TARBALL);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://169.254.169.254/latest", "file:///etc/passwd", "http://u:p@localhost/x", "//", "/x", "x"
            })
    void tarballsElsewhereAreRefusedBeforeAnyConnection(String tarball) {
        stub.on("/tool/latest", RegistryStub.text(200, """
                {"name": "tool", "version": "1.0.0", "dist": {"tarball": "%s", "integrity": "%s"}}
                """.formatted(tarball, sri("SHA-512", TARBALL))));
        assertThatThrownBy(() -> registry.download(registry.resolve("tool", ""), folder))
                .isInstanceOf(SourceRejected.class)
                .hasMessageMatching("The registry (sends us elsewhere for tool 1.0.0|gives \"//\" as tarball).*");
        assertThat(stub.asked()).containsExactly("/tool/latest");
        assertNothingIsLeft();
    }

    @Test
    void endlessRedirectsAreRefused() {
        stub.on("/tool/latest", RegistryStub.redirect("latest"));
        assertRejected(() -> registry.resolve("tool", ""), "The registry redirects more than 3 times for tool latest.");
        stub.on("/tool/latest", exchange -> exchange.sendResponseHeaders(302, -1));
        assertRejected(
                () -> registry.resolve("tool", ""), "The registry redirects tool latest without saying where to.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>sign in</html>", "", "[]", "null", "{", "{\"a\":1e99999999"})
    void whatIsNoJsonObjectIsUnavailable(String body) {
        stub.on("/tool/latest", RegistryStub.text(200, body));
        assertThatThrownBy(() -> registry.resolve("tool", ""))
                .isInstanceOf(SourceUnavailable.class)
                .hasMessageMatching("The registry's answer for tool latest is not (JSON|a JSON object)\\.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"name\": 7, \"version\": \"1.0.0\"}",
                "{\"name\": \"tool\", \"version\": \"1.0.0\"}",
                "{\"name\": \"tool\", \"version\": \"1.0.0\", \"dist\": \"x\"}",
                "{\"name\": \"tool\", \"version\": \"1.0.0\", \"dist\": {\"tarball\": [], \"integrity\": 5}}"
            })
    void whatMissesWhatWeNeedIsRejected(String body) {
        stub.on("/tool/latest", RegistryStub.text(200, body));
        assertThatThrownBy(() -> registry.resolve("tool", ""))
                .isInstanceOf(SourceRejected.class)
                .hasMessageMatching(
                        "The registry describes tool latest without \"(name|version|tarball)\"; expected a text there\\.");
    }

    @Test
    void oddTypesOfWhatWeDoNotNeedAreLeftOut() {
        stub.on("/tool/latest", RegistryStub.text(200, """
                {"name": "tool", "version": "1.0.0", "description": {}, "license": [[]], "repository": 5, "homepage": "javascript:x",
                 "devDependencies": "x", "dist": {"tarball": "http://localhost/t", "integrity": "%s", "fileCount": "many",
                 "unpackedSize": -1}}
                """.formatted(sri("SHA-256", TARBALL))));
        var release = registry.resolve("tool", "");
        assertThat(release).hasAllNullFieldsOrPropertiesExcept("name", "version", "language", "tarball", "integrity");
    }

    @Test
    void anotherPackageOrVersionThanAskedForIsRejected() {
        stub.on("/tool/latest", manifest("other", "1.0.0", "")).on("/tool/1.0.0", manifest("tool", "1.0.1", ""));
        assertRejected(
                () -> registry.resolve("tool", ""),
                "The registry describes \"other\" \"1.0.0\" where tool latest was asked for.");
        assertRejected(
                () -> registry.resolve("tool", "1.0.0"),
                "The registry describes \"tool\" \"1.0.1\" where tool 1.0.0 was asked for.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "..",
                "../x",
                "a/b",
                "@a",
                "@/b",
                "@a/",
                "@a/../b",
                "_x",
                "a b",
                "a?b",
                "node_modules",
                "é"
            })
    void malformedNamesAreNeverSent(String name) {
        assertThatThrownBy(() -> registry.resolve(name, ""))
                .isInstanceOf(SourceRejected.class)
                .hasMessageContaining("is no name of an npm package");
        assertThatThrownBy(() -> registry.resolve("tool", "../" + name)).hasMessageContaining("is no version");
        assertThat(stub.asked()).isEmpty();
    }

    private RegistryStub.Answer manifest(String name, String version, String digests) {
        return RegistryStub.text(200, """
                {"name": "%s", "version": "%s", "dist": {"tarball": "%s", %s}}
                """.formatted(
                        name,
                        version,
                        stub.base().resolve("t.tgz"),
                        digests.isEmpty() ? "\"integrity\": \"" + sri("SHA-512", TARBALL) + "\"" : digests));
    }

    private Release release(String sri) {
        stub.on("/tool/1.0.0", manifest("tool", "1.0.0", "\"integrity\": \"" + sri + "\""));
        return registry.resolve("tool", "1.0.0");
    }

    private RegistrySettings settings(Set<String> hosts) {
        var patience = Duration.ofMillis(700);
        return new RegistrySettings(stub.base(), hosts, patience, patience, patience, 100_000, 1_000_000, 3);
    }

    private void assertNothingIsLeft() {
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).isEmpty();
        } catch (IOException failure) {
            throw new AssertionError(failure);
        }
    }

    private static void assertRejected(ThrowingCallable call, String reason) {
        assertThatThrownBy(call).isInstanceOf(SourceRejected.class).hasMessage(reason);
    }

    private static void assertUnavailable(ThrowingCallable call, String reason) {
        assertThatThrownBy(call).isInstanceOf(SourceUnavailable.class).hasMessage(reason);
    }

    private static void pause() {
        try {
            Thread.sleep(Duration.ofSeconds(20));
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }

    private static String sri(String algorithm, byte[] bytes) {
        return algorithm.toLowerCase(Locale.ROOT).replace("-", "") + "-"
                + Base64.getEncoder().encodeToString(digest(algorithm, bytes));
    }

    private static String hex(String algorithm, byte[] bytes) {
        return HexFormat.of().formatHex(digest(algorithm, bytes));
    }

    private static byte[] digest(String algorithm, byte[] bytes) {
        MessageDigest digest = Fingerprint.digest(algorithm);
        return digest.digest(bytes);
    }
}
