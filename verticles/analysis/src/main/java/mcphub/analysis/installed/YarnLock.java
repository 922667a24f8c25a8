package mcphub.analysis.installed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import mcphub.analysis.reading.Alias;
import mcphub.analysis.reading.Dependency.Scope;

/** Reads yarn.lock: the first version, which is a format of its own, and the YAML of the later ones. */
final class YarnLock {
    /** A word, in quotes where it has anything odd. */
    private static final Pattern WORD =
            Pattern.compile("\"((?:[^\"\\\\]++|\\\\.)*+)\"|([^\\s,:\"]++(?::[^\\s,:\"]++)*+)");

    private static final String WORKSPACE = "@workspace:";

    private final TreeBuilder into;
    private final boolean isClassic;
    private final Map<String, Integer> byDescriptor = new HashMap<>();
    private final Map<String, List<Integer>> byName = new HashMap<>();
    private final Map<String, JsonNode> ownEntries = new HashMap<>();

    private YarnLock(TreeBuilder into, boolean isClassic) {
        this.into = into;
        this.isClassic = isClassic;
    }

    static void read(String text, List<Member> members, TreeBuilder into) {
        boolean isClassic = !text.startsWith("__metadata:") && !text.contains("\n__metadata:");
        var root = isClassic ? classic(text) : Trees.yaml(text);
        var lock = new YarnLock(into, isClassic);
        var nodes = new HashMap<Integer, JsonNode>();
        root.properties().stream()
                .filter(entry -> !entry.getKey().equals("__metadata"))
                .forEach(entry -> nodes.put(lock.node(entry.getKey(), entry.getValue()), entry.getValue()));
        nodes.forEach((node, entry) -> Needs.of(entry).all().forEach((name, need) -> {
            int target = lock.find(name, need.requirement());
            if (target >= 0 || (need.scope() == Scope.RUNTIME && !need.isPeer())) {
                into.edge(node, name, need.requirement(), need.scope(), target);
            }
        }));
        members.stream().filter(member -> lock.knows(member, members)).forEach(lock::importer);
    }

    private int node(String key, JsonNode entry) {
        var descriptors = key.split(",\\s*", -1);
        var first = descriptors[0];
        var resolution = entry.path("resolution").asText("");
        int node;
        int workspace = resolution.indexOf(WORKSPACE);
        if (workspace > 0) {
            node = into.folder(
                    resolution.substring(0, workspace), resolution.substring(workspace + WORKSPACE.length()));
            ownEntries.put(resolution.substring(workspace + WORKSPACE.length()), entry);
        } else {
            var name = resolution.isEmpty()
                    ? Alias.name(nameOf(first), first.substring(nameOf(first).length() + 1))
                    : nameOf(resolution);
            node = into.add(name, entry.path("version").asText(""), null);
        }
        for (var descriptor : descriptors) {
            byDescriptor.put(descriptor, node);
            var same = byName.computeIfAbsent(nameOf(descriptor), none -> new ArrayList<>());
            if (!same.contains(node)) {
                same.add(node);
            }
        }
        return node;
    }

    private static String nameOf(String descriptor) {
        int at = descriptor.indexOf('@', 1);
        if (at < 0) {
            throw new UnreadableLock("it has an entry that names no package and range");
        }
        return descriptor.substring(0, at);
    }

    /** Where a resolution of the root puts another version in the place of what is asked for, there is one left of that name. */
    private int find(String name, String requirement) {
        for (var descriptor : List.of(name + '@' + requirement, name + "@npm:" + requirement)) {
            var found = byDescriptor.get(descriptor);
            if (found != null) {
                return found;
            }
        }
        var same = byName.getOrDefault(name, List.of());
        return same.size() == 1 ? same.getFirst() : -1;
    }

    private boolean knows(Member member, List<Member> members) {
        if (member.folder().isEmpty()) {
            return true;
        }
        return isClassic
                ? members.stream()
                        .filter(one -> one.folder().isEmpty())
                        .anyMatch(root -> isMember(root.manifest().root().path("workspaces"), member.folder()))
                : ownEntries.containsKey(member.folder());
    }

    private static boolean isMember(JsonNode workspaces, String folder) {
        for (var pattern : workspaces.isArray() ? workspaces : workspaces.path("packages")) {
            if (Globs.matches(pattern.asText(""), folder)) {
                return true;
            }
        }
        return false;
    }

    private void importer(Member member) {
        int importer = into.importer(member);
        var resolutions = member.manifest().root().path("resolutions");
        Needs.of(member.manifest()).all().forEach((name, need) -> {
            var asked = resolutions.path(name).asText(need.requirement());
            int target = find(name, asked);
            into.edge(
                    importer,
                    name,
                    need.requirement(),
                    need.scope(),
                    target < 0 ? find(name, need.requirement()) : target);
        });
    }

    /** Lines of two words, and mappings by how far they stand in. */
    private static JsonNode classic(String text) {
        var root = JsonNodeFactory.instance.objectNode();
        ObjectNode entry = root;
        ObjectNode inside = root;
        int number = 0;
        for (var line : text.lines().toList()) {
            number++;
            var bare = line.strip();
            if (bare.isEmpty() || bare.startsWith("#")) {
                continue;
            }
            int depth = line.length() - line.stripLeading().length();
            var words = words(bare);
            boolean isMapping = bare.endsWith(":") && (depth == 0 || words.size() == 1);
            boolean isOdd = depth > 4 || depth % 2 != 0 || (depth > 0 && root.isEmpty()) || (depth == 0 && !isMapping);
            if (words.isEmpty() || isOdd || (!isMapping && words.size() < 2)) {
                throw new UnreadableLock("its line " + number + " cannot be read");
            }
            if (depth == 0) {
                entry = root.putObject(String.join(", ", words));
                inside = entry;
            } else if (isMapping) {
                inside = entry.putObject(words.getFirst());
            } else {
                (depth == 2 ? entry : inside).put(words.getFirst(), words.get(1));
            }
        }
        if (root.isEmpty() && !text.contains("yarn lockfile v1")) {
            throw new UnreadableLock("it lists no packages");
        }
        return root;
    }

    private static List<String> words(String line) {
        var words = new ArrayList<String>();
        var matcher = WORD.matcher(line);
        while (matcher.find()) {
            words.add(
                    matcher.group(1) == null
                            ? matcher.group(2)
                            : matcher.group(1).replaceAll("\\\\(.)", "$1"));
        }
        return words;
    }
}
