package mcphub.analysis.closure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import mcphub.kernel.npm.Packument;
import org.jspecify.annotations.Nullable;

/** A package with all its releases, as far as an installation looks at them; packed, since some have thousands. A line each: the tags, what is chosen by, and the releases themselves. */
public final class Releases {
    private static final JsonMapper JSON = new JsonMapper();

    private final byte[] packed;
    private final String digest;

    /**
     * Those that were packed before.
     *
     * @param digest SHA-256 of the lines, in lower-case hexadecimal
     */
    public Releases(byte[] packed, String digest) {
        this.packed = packed.clone();
        this.digest = digest;
    }

    /** What an installation takes. */
    sealed interface Chosen {}

    record Taken(ReleaseManifest release) implements Chosen {}

    record Nothing(String why) implements Chosen {}

    /** Packs them. */
    static Releases of(Map<String, String> tags, List<ReleaseManifest> all) {
        var digest = Hex.sha256();
        var bytes = new ByteArrayOutputStream();
        try (var lines = new OutputStreamWriter(new GZIPOutputStream(bytes), StandardCharsets.UTF_8)) {
            for (var line : (Iterable<String>) lines(tags, all)::iterator) {
                lines.write(line);
                lines.write('\n');
                digest.update((line + '\n').getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Releases(bytes.toByteArray(), Hex.of(digest));
    }

    private static Stream<String> lines(Map<String, String> tags, List<ReleaseManifest> all) {
        var index = JSON.createArrayNode();
        for (var release : all) {
            index.addArray()
                    .add(release.version())
                    .add(release.deprecated())
                    .add(release.node())
                    .add(release.npm());
        }
        return Stream.concat(
                Stream.of(JSON.valueToTree(new TreeMap<>(tags)).toString(), index.toString()),
                all.stream().map(release -> release.json().toString()));
    }

    /** The lines, packed. */
    public byte[] packed() {
        return packed.clone();
    }

    /** By which the same content is known again. */
    public String digest() {
        return digest;
    }

    /** What npm takes of it. */
    Chosen choose(String spec, Client client) {
        try (var lines = lines()) {
            var tags = JSON.readTree(lines.readLine());
            var index = JSON.readTree(lines.readLine());
            var choices = client.pick().choices(packument(tags, index), spec);
            if (choices.versions().isEmpty()) {
                return new Nothing(Objects.requireNonNull(choices.nothing()));
            }
            String version = choices.versions().getFirst();
            for (var entry : index) {
                String line = lines.readLine();
                if (entry.path(0).textValue().equals(version)) {
                    return new Taken(ReleaseManifest.of(JSON.readTree(line)));
                }
            }
            throw new IllegalStateException("A release that was chosen is not there");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private BufferedReader lines() throws IOException {
        return new BufferedReader(
                new InputStreamReader(new GZIPInputStream(new ByteArrayInputStream(packed)), StandardCharsets.UTF_8));
    }

    private static Packument packument(JsonNode tags, JsonNode index) throws JsonProcessingException {
        var named = new TreeMap<String, String>();
        tags.properties().forEach(tag -> named.put(tag.getKey(), tag.getValue().textValue()));
        var releases = new ArrayList<Packument.Release>();
        for (var entry : index) {
            releases.add(new Packument.Release(
                    entry.path(0).textValue(), text(entry.path(1)), text(entry.path(2)), text(entry.path(3))));
        }
        return new Packument(named, releases);
    }

    private static @Nullable String text(JsonNode said) {
        return said.isTextual() ? said.textValue() : null;
    }
}
