package mcphub.analysis.installed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import mcphub.analysis.reading.Dependency.Scope;

/** Reads bun.lock: JSON with comments, whose keys are ways such as {@code a/@b/c} from package to package. */
final class BunLock {
    private static final Pattern STEP = Pattern.compile("(@[^/]+/[^/]+|[^/]+)(?:/|$)");

    private final TreeBuilder into;
    private final Places places;

    private BunLock(TreeBuilder into) {
        this.into = into;
        this.places = new Places(into);
    }

    static void read(String text, List<Member> members, TreeBuilder into) {
        var root = Trees.jsonWithComments(text);
        if (!root.path("workspaces").isObject()) {
            throw new UnreadableLock("it names no workspace");
        }
        var lock = new BunLock(into);
        root.path("packages").properties().forEach(entry -> lock.node(entry.getKey(), entry.getValue(), root));
        lock.places.join(false);
        members.stream()
                .filter(member -> root.path("workspaces").has(member.folder()))
                .forEach(member -> lock.importer(member, root.path("workspaces").path(member.folder())));
    }

    private void node(String key, JsonNode entry, JsonNode root) {
        var id = entry.path(0).asText("");
        int at = id.indexOf('@', 1);
        if (at < 0) {
            throw new UnreadableLock("it has an entry that names no package and version");
        }
        var name = id.substring(0, at);
        var version = id.substring(at + 1);
        JsonNode says = StreamSupport.stream(entry.spliterator(), false)
                .filter(JsonNode::isObject)
                .findFirst()
                .orElse(JsonNodeFactory.instance.objectNode());
        boolean isWorkspace = version.startsWith("workspace:");
        boolean isOwn = isWorkspace || version.startsWith("link:") || version.startsWith("file:");
        if (isWorkspace) {
            says = root.path("workspaces").path(version.substring("workspace:".length()));
        }
        boolean isElsewhere = version.contains(":")
                || version.contains("/")
                || (entry.path(1).isTextual()
                        && !Addresses.isOfNpm(entry.path(1).asText(), name, version));
        int node = isOwn
                ? into.folder(name, version.substring(version.indexOf(':') + 1))
                : into.add(name, isElsewhere ? "" : version, null);
        places.put(folder(key), node, Needs.of(says));
    }

    /** As node would have it: the same way, through folders. */
    private static String folder(String key) {
        var folder = new StringBuilder();
        var step = STEP.matcher(key);
        while (step.find()) {
            folder.append(folder.isEmpty() ? "" : "/").append(Places.MODULES).append(step.group(1));
        }
        return folder.toString();
    }

    private void importer(Member member, JsonNode workspace) {
        int importer = into.importer(member);
        var name = workspace.path("name").asText("");
        var from = member.folder().isEmpty() || name.isEmpty() ? "" : folder(name);
        var needs = Needs.of(member.manifest()).all();
        needs.forEach((needed, need) -> into.edge(importer, needed, need, places.find(from, needed)));
        // bun installs even those peers of the project that are optional, where anything else brings them
        workspace.path("optionalPeers").forEach(peer -> {
            int target = places.find(from, peer.asText(""));
            if (target >= 0 && !needs.containsKey(peer.asText(""))) {
                into.edge(importer, peer.asText(""), "", Scope.OPTIONAL, target);
            }
        });
    }
}
