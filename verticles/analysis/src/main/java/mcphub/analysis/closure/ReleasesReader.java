package mcphub.analysis.closure;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
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
import org.jspecify.annotations.Nullable;

/** Reads what a registry says of a package token by token, and keeps what an installation looks at. Anybody can publish anything, so every type is checked, and all has a bound. */
public final class ReleasesReader {
    private static final int MOST_RELEASES = 20_000;
    private static final int MOST_TAGS = 1_000;
    private static final int MOST_ENTRIES = 5_000;
    private static final int LONGEST = 2_000;
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
    private final Map<String, String> tags = new TreeMap<>();
    private final List<ReleaseManifest> releases = new ArrayList<>();

    private ReleasesReader(String name, JsonParser parser) {
        this.name = name;
        this.parser = parser;
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
                    if (!name.equals(text())) {
                        throw new SourceRejected(
                                "The registry describes another package where " + name + " was asked for.");
                    }
                }
                case "dist-tags" -> texts(tags, MOST_TAGS);
                case "versions" -> versions();
                default -> parser.skipChildren();
            }
        }
    }

    private void versions() throws IOException {
        if (!isObject()) {
            return;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String version = parser.currentName();
            parser.nextToken();
            if (isObject()) {
                var json = release(version);
                if (version.length() <= LONGEST_VERSION) {
                    releases.add(ReleaseManifest.of(json));
                }
            }
            bounded(releases.size(), MOST_RELEASES);
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
                list(json, field);
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
        texts(entries, MOST_ENTRIES);
        entries.forEach((key, value) -> json.withObjectProperty(field).put(key, value));
    }

    private void texts(Map<String, String> into, int most) throws IOException {
        if (!isObject()) {
            return;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String key = parser.currentName();
            parser.nextToken();
            String value = text();
            if (value != null && key.length() <= LONGEST && value.length() <= LONGEST) {
                into.put(clean(key), clean(value));
            }
            bounded(into.size(), most);
        }
    }

    private void list(ObjectNode json, String field) throws IOException {
        switch (parser.currentToken()) {
            case VALUE_TRUE -> json.put(field, true);
            case VALUE_STRING -> json.withArrayProperty(field).add(clean(parser.getText()));
            case START_OBJECT -> {
                var names = new TreeMap<String, String>();
                texts(names, MOST_ENTRIES);
                names.keySet().forEach(key -> json.withArrayProperty(field).add(key));
            }
            case START_ARRAY -> {
                int count = 0;
                while (parser.nextToken() != JsonToken.END_ARRAY && parser.currentToken() != null) {
                    String entry = text();
                    if (entry != null && entry.length() <= LONGEST) {
                        json.withArrayProperty(field).add(clean(entry));
                    }
                    bounded(++count, MOST_ENTRIES);
                }
            }
            case null, default -> parser.skipChildren();
        }
    }

    private void meta(ObjectNode json) throws IOException {
        if (!isObject()) {
            return;
        }
        int count = 0;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String peer = clean(parser.currentName());
            parser.nextToken();
            if (isObject()) {
                while (parser.nextToken() == JsonToken.FIELD_NAME) {
                    boolean says = parser.currentName().equals("optional");
                    parser.nextToken();
                    if (says && isTrue()) {
                        json.withObjectProperty("peerDependenciesMeta")
                                .putObject(peer)
                                .put("optional", true);
                    }
                    parser.skipChildren();
                }
            }
            bounded(++count, MOST_ENTRIES);
        }
    }

    private void engines(ObjectNode json) throws IOException {
        if (!isObject()) {
            return;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String engine = parser.currentName();
            parser.nextToken();
            boolean counts = isTrue();
            String range = text();
            if (counts && (engine.equals("node") || engine.equals("npm"))) {
                json.withObjectProperty("engines")
                        .put(engine, range == null || range.length() > LONGEST ? NO_RANGE : clean(range));
            }
        }
    }

    private void dist(ObjectNode json) throws IOException {
        if (!isObject()) {
            return;
        }
        String sri = null;
        String shasum = null;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            parser.nextToken();
            switch (field) {
                case "integrity" -> sri = text();
                case "shasum" -> shasum = text();
                default -> parser.skipChildren();
            }
        }
        var said = sri != null ? Integrity.ofSri(sri) : shasum != null ? Integrity.ofShasum(shasum) : null;
        if (said != null) {
            said.ifPresent(integrity -> json.put("integrity", integrity.sri()));
        }
    }

    private void scripts(ObjectNode json) throws IOException {
        if (!isObject()) {
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
        if (isTrue()) {
            json.put(field, true);
        }
        parser.skipChildren();
    }

    /** Whatever is true to JavaScript speaks against a release. */
    private void deprecated(ObjectNode json) throws IOException {
        boolean speaks = isTrue();
        String said = text();
        if (speaks) {
            json.put(
                    "deprecated",
                    said == null ? "deprecated" : clean(said.substring(0, Math.min(LONGEST, said.length()))));
        }
    }

    private boolean isTrue() throws IOException {
        return switch (parser.currentToken()) {
            case VALUE_STRING -> !parser.getText().isEmpty();
            case VALUE_NULL, VALUE_FALSE -> false;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDoubleValue() != 0;
            case null, default -> true;
        };
    }

    /** Whether an object begins; what else does is passed over. */
    private boolean isObject() throws IOException {
        boolean begins = parser.currentToken() == JsonToken.START_OBJECT;
        if (!begins) {
            parser.skipChildren();
        }
        return begins;
    }

    private @Nullable String text() throws IOException {
        String text = parser.currentToken() == JsonToken.VALUE_STRING ? parser.getText() : null;
        parser.skipChildren();
        return text;
    }

    /** Without what databases, encoders and terminals choke on. */
    private static String clean(String text) {
        var clean = new StringBuilder(text.length());
        text.codePoints()
                .map(point -> Character.isISOControl(point) || (point >= 0xD800 && point <= 0xDFFF) ? ' ' : point)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }

    private void bounded(int count, int most) {
        if (count > most) {
            throw new SourceRejected(
                    "The registry says more of %s than %,d of a kind, which is the limit.".formatted(name, most));
        }
    }
}
