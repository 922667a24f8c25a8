package mcphub.analysis.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryManifestTest extends RegistryCase {
    @Test
    void versionsAndTagsAreAskedForAsTheyAre() {
        stub.on("/tool/1.0.0-rc.1%2Bb", manifest("tool", "1.0.0-rc.1", ""))
                .on("/tool/next", manifest("tool", "2.0.0", ""));
        assertThat(registry.resolve("tool", "1.0.0-rc.1+b").version()).isEqualTo("1.0.0-rc.1");
        assertThat(registry.resolve("tool", "next").version()).isEqualTo("2.0.0");
        assertThat(stub.asked()).containsExactly("/tool/1.0.0-rc.1%2Bb", "/tool/next");
    }

    @Test
    void anIntegrityOfSha1AloneIsAcceptedAndMarkedLikeAShasum() {
        stub.on("/tool/latest", manifest("tool", "1.0.0", "\"integrity\": \"" + sri("SHA-1", TARBALL) + "\""));
        assertThat(registry.resolve("tool", "").integrity())
                .isEqualTo(Integrity.ofShasum(hex("SHA-1", TARBALL)).orElseThrow())
                .extracting(Integrity::weak)
                .isEqualTo(true);
    }

    @Test
    void sha1DoesNotHelpWhereAnUnusableIntegrityExists() {
        stub.on(
                "/tool/latest",
                manifest(
                        "tool", "1.0.0", "\"integrity\": \"md5-AAAA\", \"shasum\": \"" + hex("SHA-1", TARBALL) + "\""));
        assertRejected(
                () -> registry.resolve("tool", ""),
                "The registry gives no digest for tag latest of the package tool that we know; expected \"integrity\" with sha512, sha384 or sha256,"
                        + " or else \"shasum\".");
    }

    @Test
    void aManifestIsBoundedToo() {
        stub.on("/tool/latest", RegistryStub.text(200, " ".repeat(100_001)));
        assertRejected(
                () -> registry.resolve("tool", ""),
                "The registry's answer has more than 100,000 bytes, which is the limit.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>sign in</html>", "", "[]", "null", "{", "{\"a\":1e99999999"})
    void whatIsNoJsonObjectIsUnavailable(String body) {
        stub.on("/tool/latest", RegistryStub.text(200, body));
        assertThatThrownBy(() -> registry.resolve("tool", ""))
                .isInstanceOf(SourceUnavailable.class)
                .hasMessageMatching(
                        "The registry's answer for tag latest of the package tool is not (JSON|a JSON object)\\.");
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
                        "The registry describes tag latest of the package tool without \"(name|version|tarball)\"; expected a text there\\.");
    }

    @Test
    void oddTypesOfWhatWeDoNotNeedAreLeftOut() {
        stub.on("/tool/latest", RegistryStub.text(200, """
                {"name": "tool", "version": "1.0.0", "description": {}, "license": [[]], "repository": 5, "homepage": "javascript:x",
                 "devDependencies": "x", "dist": {"tarball": "http://localhost/t", "integrity": "%s", "fileCount": "many",
                 "unpackedSize": -1}}
                """.formatted(sri("SHA-256", TARBALL))));
        var release = registry.resolve("tool", "");
        assertThat(release)
                .hasAllNullFieldsOrPropertiesExcept("name", "version", "language", "tarball", "integrity", "manifest");
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "nothing",
            value = {
                "'\"Use other-mcp instead\"', Use other-mcp instead",
                "'\"two\\nlines\"', two lines",
                "'\"\"', nothing",
                "false, nothing",
                "true, deprecated",
                "{}, nothing"
            })
    void whatTheRegistrySaysAgainstAReleaseIsKept(String said, @Nullable String kept) {
        stub.on(
                "/tool/latest",
                manifest("tool", "1.0.0", integrity() + ", \"x\": 1}, \"deprecated\": " + said + ", \"y\": {"));
        assertThat(registry.resolve("tool", "").deprecated()).isEqualTo(kept);
    }

    @Test
    void ofTheManifestWhatAnInstallationGoesByIsKeptInAscii() {
        stub.on(
                "/tool/latest",
                manifest(
                        "tool",
                        "1.0.0",
                        integrity()
                                + "}, \"readme\": \"long\", \"bin\": \"./c\\u0000\u00e9.js\", \"dependencies\": {\"zod\": \"^3\"}, \"y\": {"));
        assertThat(registry.resolve("tool", "").manifest())
                .isEqualTo(
                        "{\"name\":\"tool\",\"version\":\"1.0.0\",\"dependencies\":{\"zod\":\"^3\"},\"bin\":\"./c\\u0000\\u00E9.js\"}");
    }

    private static String integrity() {
        return "\"integrity\": \"" + sri("SHA-512", TARBALL) + "\"";
    }

    @Test
    void anotherPackageOrVersionThanAskedForIsRejected() {
        stub.on("/tool/latest", manifest("other", "1.0.0", "")).on("/tool/1.0.0", manifest("tool", "1.0.1", ""));
        assertRejected(
                () -> registry.resolve("tool", ""),
                "The registry describes \"other\" \"1.0.0\" where tag latest of the package tool was asked for.");
        assertRejected(
                () -> registry.resolve("tool", "1.0.0"),
                "The registry describes \"tool\" \"1.0.1\" where version 1.0.0 of the package tool was asked for.");
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
}
