package mcphub.analysis.installed;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import mcphub.analysis.reading.Source;

/** Copies of packages that a source brings. */
final class Copies {
    private static final Pattern COPY = Pattern.compile("((?:node_modules/(?:@[^/]+/)?[^/@.][^/]*/)++)package\\.json");
    private static final JsonMapper JSON = new JsonMapper();

    private Copies() {}

    /** The manifests of the packages under the node_modules of a folder, by their folders; what cannot be read becomes a gap and an empty one. */
    static Map<String, JsonNode> in(Source source, String folder, List<String> gaps) {
        var copies = new TreeMap<String, JsonNode>();
        for (var path : source.paths()) {
            var matcher = COPY.matcher(path.startsWith(folder) ? path.substring(folder.length()) : "");
            if (matcher.matches()) {
                var inside = matcher.group(1);
                copies.put(inside.substring(0, inside.length() - 1), copy(source, path, gaps));
            }
        }
        return copies;
    }

    private static JsonNode copy(Source source, String path, List<String> gaps) {
        try {
            var text = source.text(path);
            if (text.isPresent()) {
                var root = JSON.readTree(text.get().text());
                if (root != null && root.isObject()) {
                    return root;
                }
            }
        } catch (JacksonException broken) {
            // as if it were no text at all
        }
        gaps.add(path + " cannot be read, so that the version of this copy is not known");
        return JSON.createObjectNode();
    }
}
