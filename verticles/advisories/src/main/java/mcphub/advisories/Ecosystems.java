package mcphub.advisories;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The ecosystems that packages are judged of, as OSV calls them. */
final class Ecosystems {
    /** Whoever has everything of one of them is complete of something. */
    static final List<String> JUDGED = List.of("npm", "PyPI");

    private Ecosystems() {}

    /** Those of them that a record is of. */
    static Set<String> of(OsvRecord record) {
        var found = new LinkedHashSet<String>();
        record.affected().forEach(affected -> add(found, affected.ecosystem()));
        return found;
    }

    /** Those of them that a file which is no record may be of: all where it does not tell. */
    static Set<String> of(byte[] broken) {
        JsonNode list;
        try {
            list = OsvReader.tree(broken).path("affected");
        } catch (NotOsv none) {
            return all();
        }
        var found = new LinkedHashSet<String>();
        for (var entry : list) {
            var named = entry.path("package");
            var ecosystem = named.path("ecosystem");
            boolean isOfNone = entry.isObject() && (named.isMissingNode() || named.isNull());
            if (!isOfNone && (!ecosystem.isTextual() || ecosystem.asText().isBlank())) {
                return all();
            }
            add(found, ecosystem.asText());
        }
        return list.isArray() && !list.isEmpty() ? found : all();
    }

    private static Set<String> all() {
        return new LinkedHashSet<>(JUDGED);
    }

    private static void add(Set<String> found, String ecosystem) {
        String name = ecosystem.split(":", 2)[0].strip();
        JUDGED.stream().filter(name::equalsIgnoreCase).forEach(found::add);
    }
}
