package mcphub.advisories;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;
import org.semver4j.Semver;

/**
 * Ranges by the order of SemVer, in which a prerelease comes before its release; what is no such version is read leniently, which is not what PEP 440 says. A version that
 * cannot be read is affected only where it is listed.
 */
public final class SemverMatching implements VersionMatching {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int LONGEST = 200;

    /** A place on the line of versions at which something begins or ends. */
    private record Event(String kind, @Nullable Semver at) {
        /** Whether the version lies at it or behind it; behind what was affected last. */
        boolean isReachedBy(Semver version) {
            if (at == null) {
                return true;
            }
            return kind.equals("last_affected") ? version.isGreaterThan(at) : version.isGreaterThanOrEqualTo(at);
        }
    }

    /** Without state. */
    public SemverMatching() {}

    @Override
    public boolean affects(String ecosystem, String ranges, String versions, String version) {
        for (var listed : tree(versions)) {
            if (listed.asText().equals(version)) {
                return true;
            }
        }
        var read = read(version);
        return read != null
                && StreamSupport.stream(tree(ranges).spliterator(), false).anyMatch(range -> affects(range, read));
    }

    private static boolean affects(JsonNode range, Semver version) {
        boolean affected = false;
        for (var event : events(range)) {
            if (event.isReachedBy(version)) {
                affected = event.kind().equals("introduced");
            }
        }
        return affected;
    }

    /** In their order; at one place what ends stands before what begins. Those that cannot be read are left out. */
    private static List<Event> events(JsonNode range) {
        var events = new ArrayList<Event>();
        for (var node : range.path("events")) {
            for (var event : node.properties()) {
                String at = event.getValue().asText();
                var read = at.equals("0") ? null : read(at);
                if (read != null || at.equals("0")) {
                    events.add(new Event(event.getKey(), read));
                }
            }
        }
        events.sort(Comparator.comparing(Event::at, Comparator.nullsFirst(Comparator.<Semver>naturalOrder()))
                .thenComparing(event -> event.kind().equals("introduced")));
        return events;
    }

    @Override
    public List<String> fixed(String ranges) {
        var fixed = new ArrayList<String>();
        for (var range : tree(ranges)) {
            for (var event : range.path("events")) {
                if (event.has("fixed")) {
                    fixed.add(event.path("fixed").asText());
                }
            }
        }
        return fixed;
    }

    private static @Nullable Semver read(String version) {
        if (version.length() > LONGEST) {
            return null;
        }
        return Semver.isValid(version) ? Semver.parse(version) : Semver.coerce(version);
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JacksonException e) {
            throw new IllegalStateException("What is stored of a record is no JSON", e);
        }
    }
}
