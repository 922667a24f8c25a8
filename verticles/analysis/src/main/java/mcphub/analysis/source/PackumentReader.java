package mcphub.analysis.source;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import mcphub.kernel.npm.Packument;
import org.jspecify.annotations.Nullable;

/** Reads a package's description token by token, and keeps of it what installers choose by. Authors and registries put anything anywhere, so every type is checked. */
final class PackumentReader {
    private static final int MAX_RELEASES = 20_000;
    private static final int MAX_TAGS = 1_000;
    private static final int MAX_VERSION_CHARACTERS = 256;
    private static final int MAX_TEXT_CHARACTERS = 2_000;
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");
    private static final int DATE_CHARACTERS = 10;
    /** A range that nothing lies in. */
    private static final String NOTHING = "<0.0.0-0";

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(64)
                    .maxNameLength(10_000)
                    .build())
            .build();

    private final String name;
    private final JsonParser parser;
    private final Map<String, String> tags = new LinkedHashMap<>();
    private final Map<String, Packument.Release> releases = new LinkedHashMap<>();
    private final Map<String, String> integrity = new LinkedHashMap<>();
    private boolean isUnpublished;
    private @Nullable String unpublishedAt;

    private PackumentReader(String name, JsonParser parser) {
        this.name = name;
        this.parser = parser;
    }

    /** Reads a file; an answer that is no JSON object comes from a proxy or a broken registry and may be right next time. */
    static Described read(Path file, String name, @Nullable String etag) throws IOException {
        try (var parser = JSON.createParser(file.toFile())) {
            var reader = new PackumentReader(name, parser);
            reader.object();
            return new Described(
                    new Packument(reader.tags, List.copyOf(reader.releases.values())), reader.integrity, etag);
        } catch (JacksonException noJson) {
            throw new SourceUnavailable("The registry's answer for " + name + " is not JSON.", noJson);
        }
    }

    private void object() throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new SourceUnavailable("The registry's answer for " + name + " is not a JSON object.", null);
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            var token = parser.nextToken();
            switch (field) {
                case "name" -> named();
                case "dist-tags" -> tags(token);
                case "versions" -> versions(token);
                case "time" -> time(token);
                default -> parser.skipChildren();
            }
        }
        if (isUnpublished && releases.isEmpty()) {
            throw SourceRejected.absent("The package " + name + " was unpublished"
                    + (unpublishedAt == null ? "." : " on " + unpublishedAt + "."));
        }
    }

    /** When each release came; of a package that was taken back also when that was, as an object. */
    private void time(@Nullable JsonToken token) throws IOException {
        if (token != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean isEnd = parser.currentName().equals("unpublished");
            if (parser.nextToken() == JsonToken.START_OBJECT && isEnd) {
                unpublished();
            } else {
                parser.skipChildren();
            }
        }
    }

    private void unpublished() throws IOException {
        isUnpublished = true;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean isTime = parser.currentName().equals("time");
            parser.nextToken();
            String at = text();
            if (isTime && at != null && DATE.matcher(at).lookingAt()) {
                unpublishedAt = at.substring(0, DATE_CHARACTERS);
            }
        }
    }

    private void named() throws IOException {
        String other = text();
        if (!name.equals(other)) {
            throw new SourceRejected("The registry describes %s where %s was asked for."
                    .formatted(other == null ? "something else" : Quote.of(other), name));
        }
    }

    private void tags(@Nullable JsonToken token) throws IOException {
        if (token != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String tag = parser.currentName();
            parser.nextToken();
            String version = text();
            if (version != null && isName(tag) && isName(version)) {
                tags.put(tag, version);
            }
            bounded(tags.size(), MAX_TAGS, "tags");
        }
    }

    private void versions(@Nullable JsonToken token) throws IOException {
        if (token != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String version = parser.currentName();
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                release(version);
            }
            bounded(releases.size(), MAX_RELEASES, "releases");
        }
    }

    /** Of a release whose number nobody could ask for, nothing is kept. */
    private void release(String version) throws IOException {
        String deprecated = null;
        String[] engines = new String[2];
        Optional<Integrity> digest = Optional.empty();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            var token = parser.nextToken();
            switch (field) {
                case "deprecated" -> deprecated = deprecated(token);
                case "engines" -> engines = engines(token);
                case "dist" -> digest = digest(token);
                default -> parser.skipChildren();
            }
        }
        if (isName(version)) {
            releases.put(version, new Packument.Release(version, deprecated, engines[0], engines[1]));
            digest.ifPresent(known -> integrity.put(version, known.sri()));
        }
    }

    /** Whatever is true to JavaScript speaks against a release. */
    private @Nullable String deprecated(@Nullable JsonToken token) throws IOException {
        boolean speaks = isTrue(token);
        String said = text();
        String shown = said == null ? "" : Quote.clean(said, MAX_TEXT_CHARACTERS);
        return speaks ? (shown.isEmpty() ? "deprecated" : shown) : null;
    }

    /** Ranges of Node and of npm. */
    private @Nullable String[] engines(@Nullable JsonToken token) throws IOException {
        @Nullable String[] ranges = new String[2];
        if (token != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return ranges;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            boolean counts = isTrue(parser.nextToken());
            String range = range(text());
            if (field.equals("node") || field.equals("npm")) {
                ranges[field.equals("node") ? 0 : 1] = counts ? range : null;
            }
        }
        return ranges;
    }

    /** What is no text, or no decent one, is no range to npm either. */
    private static String range(@Nullable String text) {
        return text == null
                        || text.length() > MAX_TEXT_CHARACTERS
                        || text.codePoints()
                                .anyMatch(point -> !Quote.isPrintable(point) && !Character.isWhitespace(point))
                ? NOTHING
                : Quote.clean(text, MAX_TEXT_CHARACTERS);
    }

    private boolean isTrue(@Nullable JsonToken token) throws IOException {
        return switch (token) {
            case VALUE_STRING -> !parser.getText().isEmpty();
            case VALUE_NULL, VALUE_FALSE -> false;
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDoubleValue() != 0;
            case null, default -> true;
        };
    }

    private Optional<Integrity> digest(@Nullable JsonToken token) throws IOException {
        String sri = null;
        String shasum = null;
        if (token != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return Optional.empty();
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String field = parser.currentName();
            parser.nextToken();
            switch (field) {
                case "integrity" -> sri = text();
                case "shasum" -> shasum = text();
                default -> parser.skipChildren();
            }
        }
        return sri == null ? Optional.ofNullable(shasum).flatMap(Integrity::ofShasum) : Integrity.ofSri(sri);
    }

    /** The text that is next, or null, past whatever else is. */
    private @Nullable String text() throws IOException {
        String text = parser.currentToken() == JsonToken.VALUE_STRING ? parser.getText() : null;
        parser.skipChildren();
        return text;
    }

    private static boolean isName(String text) {
        return !text.isEmpty()
                && text.length() <= MAX_VERSION_CHARACTERS
                && text.equals(Quote.clean(text, MAX_VERSION_CHARACTERS));
    }

    private void bounded(int count, int most, String what) {
        if (count > most) {
            throw new SourceRejected(
                    "The registry describes more than %,d %s of %s, which is the limit.".formatted(most, what, name));
        }
    }
}
