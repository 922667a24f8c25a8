package mcphub.analysis.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import mcphub.kernel.npm.Packument.Release;
import org.junit.jupiter.api.Test;

/** A package with all its releases, as a registry describes it, and as others send it. */
final class DescribeTest extends RegistryCase {
    @Test
    void tags_and_what_installers_choose_by_are_read_and_nothing_else() {
        stub.on("/@acme%2Ftool", RegistryStub.text(200, """
                {"_id": "x", "name": "@acme/tool", "dist-tags": {"latest": "1.1.0", "odd": 7}, "time": {"1.0.0": "long ago"},
                 "versions": {
                  "1.0.0": {"name": "@acme/tool", "deprecated": "use\\u0000 another", "dist": {"shasum": "%s", "fileCount": 3}, "dependencies": {"a": "1"}},
                  "1.1.0": {"engines": {"node": " >=18 ", "npm": "^10", "vscode": "*"}, "deprecated": false, "dist": {"integrity": "%s"}},
                  "1.2.0": {"engines": ["node >= 6"], "deprecated": true, "dist": "none"},
                  "1.3.0": {"engines": {"node": {"min": 1}, "npm": null}, "deprecated": ""},
                  "1.4.0": "gone"}}
                """.formatted(hex("SHA-1", TARBALL), sri("SHA-512", TARBALL))));

        var described = registry.describe("@acme/tool", null, folder).orElseThrow();

        assertThat(described.packument().tags()).isEqualTo(Map.of("latest", "1.1.0"));
        assertThat(described.packument().releases())
                .isEqualTo(List.of(
                        new Release("1.0.0", "use  another", null, null),
                        new Release("1.1.0", null, ">=18", "^10"),
                        new Release("1.2.0", "deprecated", null, null),
                        new Release("1.3.0", null, "<0.0.0-0", null)));
        assertThat(described.integrity())
                .containsOnlyKeys("1.0.0", "1.1.0")
                .containsEntry("1.1.0", sri("SHA-512", TARBALL));
        assertThat(described.etag()).isNull();
        assertNothingIsLeft();
    }

    @Test
    void what_did_not_change_is_not_sent_again() {
        stub.on("/tool", exchange -> {
            boolean known = "\"one\"".equals(exchange.getRequestHeaders().getFirst("If-None-Match"));
            exchange.getResponseHeaders().add("ETag", "\"one\"");
            if (known) {
                exchange.sendResponseHeaders(304, -1);
            } else {
                RegistryStub.text(200, "{\"name\": \"tool\"}").to(exchange);
            }
        });

        var first = registry.describe("tool", null, folder).orElseThrow();

        assertThat(first.etag()).isEqualTo("\"one\"");
        assertThat(registry.describe("tool", first.etag(), folder)).isEmpty();
        assertThat(registry.describe("tool", "\"two\"", folder)).isPresent();
        assertNothingIsLeft();
    }

    @Test
    void the_same_content_has_one_digest_whatever_comes_along_with_it() {
        stub.on(
                "/tool",
                RegistryStub.text(200, "{\"name\": \"tool\", \"_rev\": \"1\", \"versions\": {\"1.0.0\": {}}}"));
        String one = registry.describe("tool", null, folder).orElseThrow().digest();
        stub.on(
                "/tool",
                RegistryStub.text(200, "{\"_rev\": \"2\", \"versions\": {\"1.0.0\": {}}, \"name\": \"tool\"}"));
        assertThat(registry.describe("tool", null, folder).orElseThrow().digest())
                .isEqualTo(one);
        stub.on(
                "/tool",
                RegistryStub.text(200, "{\"name\": \"tool\", \"versions\": {\"1.0.0\": {\"deprecated\": \"x\"}}}"));
        assertThat(registry.describe("tool", null, folder).orElseThrow().digest())
                .isNotEqualTo(one);
    }

    @Test
    void what_is_too_large_or_of_another_package_or_no_description_is_refused() {
        stub.on("/large", RegistryStub.text(200, "{\"name\": \"large\", \"readme\": \"" + "x".repeat(60_000) + "\"}"));
        assertRejected(
                () -> registry.describe("large", null, folder),
                "The registry's answer has more than 50,000 bytes, which is the limit.");
        stub.on("/other", RegistryStub.text(200, "{\"name\": \"tool\"}"));
        assertRejected(
                () -> registry.describe("other", null, folder),
                "The registry describes \"tool\" where other was asked for.");
        stub.on("/many", RegistryStub.text(200, "{\"dist-tags\": {" + tags(1_001) + "}}"));
        assertRejected(
                () -> registry.describe("many", null, folder),
                "The registry describes more than 1,000 tags of many, which is the limit.");
        stub.on("/page", RegistryStub.text(200, "<html>"));
        assertUnavailable(() -> registry.describe("page", null, folder), "The registry's answer for page is not JSON.");
        stub.on("/list", RegistryStub.text(200, "[]"));
        assertUnavailable(
                () -> registry.describe("list", null, folder), "The registry's answer for list is not a JSON object.");
        assertRejected(() -> registry.describe("none", null, folder), "The registry has no package none.");
        assertNothingIsLeft();
    }

    private static String tags(int count) {
        var tags = new StringBuilder("\"t0\": \"1.0.0\"");
        for (int i = 1; i < count; i++) {
            tags.append(", \"t").append(i).append("\": \"1.0.0\"");
        }
        return tags.toString();
    }
}
