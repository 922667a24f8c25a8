package mcphub.analysis.source;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import mcphub.kernel.RepositoryUrl;
import org.jspecify.annotations.Nullable;

/** The JSON with which a registry describes one version; authors and registries put anything anywhere, so every type is checked. */
final class Manifest {
    private static final int MAX_TEXT_CHARACTERS = 2_000;
    private static final List<String> INSTALLED = List.of(
            "name",
            "version",
            "dependencies",
            "optionalDependencies",
            "peerDependencies",
            "bundleDependencies",
            "bundledDependencies",
            "bin",
            "directories",
            "scripts",
            "gypfile",
            "license",
            "licenses",
            "engines",
            "peerDependenciesMeta",
            "os",
            "cpu",
            "libc",
            "hasInstallScript",
            "_hasShrinkwrap");
    private static final ObjectMapper JSON = new ObjectMapper(JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(64)
                    .maxNameLength(10_000)
                    .build())
            .build());

    private final JsonNode root;
    private final String subject;

    private Manifest(JsonNode root, String subject) {
        this.root = root;
        this.subject = subject;
    }

    /** Reads the answer; an answer that is no JSON object comes from a proxy or a broken registry and may be right next time. */
    static Manifest parse(byte[] json, String subject) {
        try {
            var root = JSON.readTree(json);
            if (root != null && root.isObject()) {
                return new Manifest(root, subject);
            }
        } catch (JacksonException noJson) {
            throw new SourceUnavailable("The registry's answer for " + subject + " is not JSON.", noJson);
        } catch (IOException impossible) {
            throw new SourceUnavailable("The registry's answer for " + subject + " could not be read.", impossible);
        }
        throw new SourceUnavailable("The registry's answer for " + subject + " is not a JSON object.", null);
    }

    /** The release it describes; refuses one without name, version, tarball or a digest that we know. */
    Release release() {
        var dist = root.path("dist");
        var repository = root.path("repository");
        var written = repository.isTextual() ? repository : repository.path("url");
        var fileCount = dist.path("fileCount");
        var unpackedSize = dist.path("unpackedSize");
        return new Release(
                required(root, "name"),
                required(root, "version"),
                text(root.path("description")).orElse(null),
                license(),
                text(written).flatMap(RepositoryUrl::normalised).orElse(null),
                text(repository.path("directory"))
                        .flatMap(RepositoryUrl::directory)
                        .or(() -> text(written).flatMap(RepositoryUrl::folder))
                        .orElse(null),
                text(root.path("homepage")).filter(Manifest::isWebUrl).orElse(null),
                language(),
                tarball(required(dist, "tarball")),
                integrity(dist),
                fileCount.canConvertToInt() && fileCount.intValue() >= 0 ? Integer.valueOf(fileCount.intValue()) : null,
                unpackedSize.canConvertToLong() && unpackedSize.longValue() >= 0
                        ? Long.valueOf(unpackedSize.longValue())
                        : null,
                deprecated(),
                installed());
    }

    /** A text; from registries of old also a mere yes. An empty text takes it back. */
    private @Nullable String deprecated() {
        var said = root.path("deprecated");
        return said.isBoolean() && said.booleanValue()
                ? "deprecated"
                : text(said).orElse(null);
    }

    /** The fields by which a client installs, and those that the archive's own manifest is compared in, as they are, in a fixed order; and what is said against the release. */
    String installed() {
        var kept = JSON.createObjectNode();
        INSTALLED.stream().filter(root::has).forEach(field -> kept.set(field, root.get(field)));
        var deprecated = deprecated();
        if (deprecated != null) {
            kept.put("deprecated", deprecated);
        }
        try {
            return JSON.writer().with(JsonWriteFeature.ESCAPE_NON_ASCII).writeValueAsString(kept);
        } catch (JacksonException impossible) {
            throw new IllegalStateException("What was read as JSON could not be written as JSON", impossible);
        }
    }

    private String required(JsonNode parent, String field) {
        return text(parent.path(field))
                .orElseThrow(() -> new SourceRejected(
                        "The registry describes " + subject + " without \"" + field + "\"; expected a text there."));
    }

    private Integrity integrity(JsonNode dist) {
        var sri = dist.path("integrity");
        var integrity = sri.isMissingNode() || sri.isNull()
                ? Optional.of(dist.path("shasum").asText()).flatMap(Integrity::ofShasum)
                : Integrity.ofSri(sri.asText());
        return integrity.orElseThrow(() -> new SourceRejected("The registry gives no digest for " + subject
                + " that we know; expected \"integrity\" with sha512, sha384 or sha256, or else \"shasum\"."));
    }

    private URI tarball(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException noUri) {
            throw new SourceRejected(
                    "The registry gives " + Quote.of(text) + " as tarball of " + subject + "; expected a URL.");
        }
    }

    private @Nullable String license() {
        return ManifestLicense.of(root)
                .map(written -> Quote.clean(written, MAX_TEXT_CHARACTERS))
                .filter(written -> !written.isEmpty())
                .orElse(null);
    }

    private String language() {
        var typed = text(root.path("types")).isPresent()
                || text(root.path("typings")).isPresent()
                || root.path("devDependencies").has("typescript")
                || root.path("dependencies").has("typescript");
        return typed ? "TypeScript" : "JavaScript";
    }

    private static boolean isWebUrl(String text) {
        var lower = text.toLowerCase(Locale.ROOT);
        return lower.matches("https?://[^\\s\"'<>]+") && !text.contains("@");
    }

    /** A text that may be shown and stored; empty where there is none. */
    private static Optional<String> text(JsonNode node) {
        return node.isTextual()
                ? Optional.of(Quote.clean(node.textValue(), MAX_TEXT_CHARACTERS))
                        .filter(text -> !text.isEmpty())
                : Optional.empty();
    }
}
