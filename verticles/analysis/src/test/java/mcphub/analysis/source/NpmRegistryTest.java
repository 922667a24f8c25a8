package mcphub.analysis.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NpmRegistryTest extends RegistryCase {
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
                        2L,
                        null,
                        "{\"name\":\"@acme/tool\",\"version\":\"1.2.3\",\"license\":\"MIT\"}"));
        assertThat(release.integrity().weak()).isFalse();

        var file = registry.download(release, folder);
        assertThat(file).hasBinaryContent(TARBALL);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(Fingerprint.of(file)).isEqualTo(new Fingerprint(hex("SHA-256", TARBALL), TARBALL.length));
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
    void theStrongestHashDecides() {
        var wrong = sri("SHA-512", new byte[1]);
        stub.on("/t.tgz", RegistryStub.bytes(200, TARBALL));
        assertRejected(
                () -> registry.download(release(wrong + " " + sri("SHA-256", TARBALL)), folder),
                "The archive of version 1.0.0 of the package tool has another SHA-512 than the registry says.");
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
                "The registry could not be reached for version 1.0.0 of the package tool, or its answer broke off.");
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
    void slowAnswersAndSlowBodiesRunOutOfTime() {
        stub.on("/tool/latest", exchange -> pause());
        stub.on("/t.tgz", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(1);
            exchange.getResponseBody().flush();
            pause();
        });
        assertUnavailable(
                () -> registry.resolve("tool", ""),
                "The registry took longer than 700 ms to give tag latest of the package tool.");
        assertUnavailable(
                () -> registry.download(release(sri("SHA-512", TARBALL)), folder),
                "The registry took longer than 700 ms to give version 1.0.0 of the package tool.");
        assertNothingIsLeft();
    }

    @ParameterizedTest
    @CsvSource({"500", "502", "503"})
    void aFailingRegistryIsUnavailable(int status) {
        stub.on("/tool/latest", RegistryStub.text(status, "no"));
        assertUnavailable(
                () -> registry.resolve("tool", ""),
                "The registry failed to give tag latest of the package tool (status " + status + ").");
    }

    @Test
    void aBusyRegistryIsUnavailableAndAnUnknownPackageRejected() {
        stub.on("/tool/latest", RegistryStub.text(429, ""));
        assertUnavailable(
                () -> registry.resolve("tool", ""),
                "The registry is too busy to give tag latest of the package tool (status 429).");
        assertRejected(() -> registry.resolve("none", ""), "The registry has no tag latest of the package none.");
        stub.on("/closed/latest", RegistryStub.text(403, ""));
        assertRejected(
                () -> registry.resolve("closed", ""),
                "The registry refuses to give tag latest of the package closed (status 403).");
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
                    "The registry could not be reached for tag latest of the package tool, or its answer broke off.");
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
                    "The registry sends us elsewhere for version 1.0.0 of the package tool, to \""
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
                .hasMessageMatching(
                        "The registry (sends us elsewhere for version 1.0.0 of the package tool|gives \"//\" as tarball).*");
        assertThat(stub.asked()).containsExactly("/tool/latest");
        assertNothingIsLeft();
    }

    @Test
    void endlessRedirectsAreRefused() {
        stub.on("/tool/latest", RegistryStub.redirect("latest"));
        assertRejected(
                () -> registry.resolve("tool", ""),
                "The registry redirects more than 3 times for tag latest of the package tool.");
        stub.on("/tool/latest", exchange -> exchange.sendResponseHeaders(302, -1));
        assertRejected(
                () -> registry.resolve("tool", ""),
                "The registry redirects tag latest of the package tool without saying where to.");
    }

    private static void pause() {
        try {
            Thread.sleep(Duration.ofSeconds(20));
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }
}
