package mcphub.analysis.closure;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import mcphub.analysis.source.Integrity;
import mcphub.analysis.source.SourceRejected;
import mcphub.analysis.source.SourceUnavailable;

/** Reads what a registry says of a package token by token, and keeps what an installation looks at. Anybody can publish anything, so every type is checked, and all has a bound. */
public final class ReleasesReader {
    private static final int MOST_RELEASES = 20_000;
    private static final int MOST_TAGS = 1_000;
    private static final int LONGEST_VERSION = 256;
    /** A range that nothing lies in, for one that is none. */
    private static final String NO_RANGE = "<0.0.0-0";

    private static final Set<String> MAPS = Set.of("dependencies", "optionalDependencies", "peerDependencies");
    private static final Set<String> LISTS = Set.of("os", "cpu", "libc", "bundleDependencies", "bundledDependencies");

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(64)
                    .maxNameLength(10_000)
                    .build())
            .build();

    private final String name;
    private final JsonParser parser;
    private final Tokens tokens;
    private final Map<String, String> tags = new TreeMap<>();
    private final List<ReleaseManifest> releases = new ArrayList<>();

    private ReleasesReader(String name, JsonParser parser) {
        this.name = name;
        this.parser = parser;
        this.tokens = new Tokens(parser, name);
    }

    /**
     * Reads a file.
     *
     * @throws SourceRejected where it is of another package, or beyond a bound
     * @throws SourceUnavailable where it is no JSON, and may be next time
     */
    public static Releases read(Path file, String name) throws IOException {
        try (var parser = JSON.createParser(file.toFile())) {
            var reader = new ReleasesReader(name, parser);
            reader.all();
            return Releases.of(reader.tags, reader.releases);
        } catch (StreamConstraintsException beyond) {
            throw new SourceRejected(
                    "The registry says something of " + name + " that is longer or deeper than is read.");
        } catch (JacksonException noJson) {
            throw new SourceUnavailable("The registry's answer for " + name + " is not JSON.", noJson);
        }
    }

    private void all() throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new SourceUnavailable("The registry's answer for " + name + " is not a JSON object.", null);
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            parser.nextToken();
            switch (field) {
                case "name" -> {
                    if (!name.equals(tokens.text())) {
                        throw new SourceRejected(
                                "The registry describes another package where " + name + " was asked for.");
                    }
                }
                case "dist-tags" -> tokens.texts(tags, MOST_TAGS);
                case "versions" -> versions();
                default -> parser.skipChildren();
            }
        }
    }

    private void versions() throws IOException {
        if (!tokens.isObject()) {
            return;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String version = parser.currentName();
            parser.nextToken();
            if (tokens.isObject()) {
                var json = release(version);
                if (version.length() <= LONGEST_VERSION) {
                    releases.add(ReleaseManifest.of(json));
                }
            }
            tokens.bounded(releases.size(), MOST_RELEASES);
        }
    }

    private ObjectNode release(String version) throws IOException {
        var json = JsonNodeFactory.instance.objectNode();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            parser.nextToken();
            if (MAPS.contains(field)) {
                put(json, field);
            } else if (LISTS.contains(field)) {
                tokens.list(json, field);
            } else {
                switch (field) {
                    case "peerDependenciesMeta" -> meta(json);
                    case "engines" -> engines(json);
                    case "dist" -> dist(json);
                    case "scripts" -> scripts(json);
                    case "hasInstallScript", "_hasShrinkwrap" -> flag(json, field);
                    case "deprecated" -> deprecated(json);
                    default -> parser.skipChildren();
                }
            }
        }
        return json.put("name", name).put("version", version);
    }

    private void put(ObjectNode json, String field) throws IOException {
        var entries = new LinkedHashMap<String, String>();
        tokens.texts(entries, Tokens.MOST_ENTRIES);
        entries.forEach((key, value) -> json.withObjectProperty(field).put(key, value));
    }

    private void meta(ObjectNode json) throws IOException {
        if (!tokens.isObject()) {
            return;
        }
        int count = 0;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String peer = Tokens.bounded(parser.currentName());
            parser.nextToken();
            if (tokens.isObject()) {
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    boolean says = parser.currentName().equals("optional");
                    parser.nextToken();
                    if (says && tokens.isTrue()) {
                        json.withObjectProperty("peerDependenciesMeta")
                                .putObject(peer)
                                .put("optional", true);
                    }
                    parser.skipChildren();
                }
            }
            tokens.bounded(++count, Tokens.MOST_ENTRIES);
        }
    }

    private void engines(ObjectNode json) throws IOException {
        if (!tokens.isObject()) {
            return;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String engine = parser.currentName();
            parser.nextToken();
            boolean counts = tokens.isTrue();
            String range = tokens.text();
            if (counts && (engine.equals("node") || engine.equals("npm"))) {
                json.withObjectProperty("engines")
                        .put(engine, range == null || range.length() > Tokens.LONGEST ? NO_RANGE : Tokens.clean(range));
            }
        }
    }

    private void dist(ObjectNode json) throws IOException {
        if (!tokens.isObject()) {
            return;
        }
        String sri = null;
        String shasum = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            parser.nextToken();
            switch (field) {
                case "integrity" -> sri = tokens.text();
                case "shasum" -> shasum = tokens.text();
                default -> parser.skipChildren();
            }
        }
        var said = sri != null ? Integrity.ofSri(sri) : shasum != null ? Integrity.ofShasum(shasum) : null;
        if (said != null) {
            said.ifPresent(integrity -> json.put("integrity", integrity.sri()));
        }
    }

    private void scripts(ObjectNode json) throws IOException {
        if (!tokens.isObject()) {
            return;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            if (Set.of("preinstall", "install", "postinstall").contains(parser.currentName())) {
                json.put("hasInstallScript", true);
            }
            parser.nextToken();
            parser.skipChildren();
        }
    }

    private void flag(ObjectNode json, String field) throws IOException {
        if (tokens.isTrue()) {
            json.put(field, true);
        }
        parser.skipChildren();
    }

    /** Whatever is true to JavaScript speaks against a release. */
    private void deprecated(ObjectNode json) throws IOException {
        boolean speaks = tokens.isTrue();
        String said = tokens.text();
        if (speaks) {
            json.put(
                    "deprecated",
                    said == null
                            ? "deprecated"
                            : Tokens.clean(said.substring(0, Math.min(Tokens.LONGEST, said.length()))));
        }
    }
}
