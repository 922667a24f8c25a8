package mcphub.analysis.installed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import mcphub.analysis.reading.Alias;
import mcphub.analysis.reading.Dependency.Scope;
import mcphub.analysis.reading.Manifest;

/** Reads yarn.lock: the first version, which is a format of its own, and the YAML of the later ones. */
final class YarnLock {
    /** A word, in quotes where it has anything odd. */
    private static final Pattern WORD =
            Pattern.compile("\"((?:[^\"\\\\]++|\\\\.)*+)\"|([^\\s,:\"]++(?::[^\\s,:\"]++)*+)");

    /** Where a registry has its files at addresses of its own. */
    private static final String ARCHIVE = "::__archiveUrl=";

    private static final String WORKSPACE = "@workspace:";

    private final TreeBuilder into;
    private final boolean isClassic;
    private final Map<String, Integer> byDescriptor = new HashMap<>();
    private final Map<String, Set<Integer>> byName = new HashMap<>();
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
                into.edge(node, name, need, target);
            }
        }));
        members.stream().filter(member -> lock.knows(member, members)).forEach(lock::importer);
    }

    private int node(String key, JsonNode entry) {
        var descriptors = key.split(",\\s*", -1);
        var first = descriptors[0];
        var resolution = entry.path("resolution").asText("");
        var name = resolution.isEmpty() ? realName(first) : nameOf(resolution);
        int node;
        if (resolution.startsWith(WORKSPACE, name.length())) {
            var folder = resolution.substring(name.length() + WORKSPACE.length());
            node = into.folder(name, folder);
            ownEntries.put(folder, entry);
        } else {
            var version = entry.path("version").asText("");
            node = into.add(name, isRelease(name, version, descriptors, entry) ? version : "", null);
        }
        for (var descriptor : descriptors) {
            byDescriptor.put(descriptor, node);
            byName.computeIfAbsent(nameOf(descriptor), none -> new LinkedHashSet<>())
                    .add(node);
        }
        return node;
    }

    private String realName(String descriptor) {
        var called = nameOf(descriptor);
        // without a version it is a tag to newer ones
        if (!isClassic && descriptor.indexOf('@', called.length() + "@npm:".length() + 1) < 0) {
            return called;
        }
        return Alias.name(called, descriptor.substring(called.length() + 1));
    }

    /** Whether what is fetched is the release of that name and version, for all who ask for it. */
    private boolean isRelease(String name, String version, String[] descriptors, JsonNode entry) {
        var resolution = entry.path("resolution").asText("");
        var address = entry.path("resolved").asText("");
        for (var descriptor : descriptors) {
            var asked = Alias.range(descriptor.substring(nameOf(descriptor).length() + 1));
            boolean isAddress = asked.contains("/") || (asked.contains(":") && !asked.startsWith("patch:"));
            if (!realName(descriptor).equals(name) || (resolution.isEmpty() && address.isEmpty() && isAddress)) {
                return false;
            }
        }
        if (resolution.isEmpty()) {
            return Addresses.isOfNpm(address, name, version);
        }
        var release = name + "@npm:" + version;
        if (resolution.startsWith(release + ARCHIVE)) {
            return Addresses.isOfNpm(decoded(resolution.substring((release + ARCHIVE).length())), name, version);
        }
        var patched = name + "@patch:" + name + "@npm%3A" + version + '#';
        return resolution.equals(release) || resolution.startsWith(patched);
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part, StandardCharsets.UTF_8);
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
        var same = byName.getOrDefault(name, Set.of());
        return same.size() == 1 ? same.iterator().next() : -1;
    }

    private boolean knows(Member member, List<Member> members) {
        if (member.folder().isEmpty()) {
            return true;
        }
        return isClassic
                ? members.stream()
                        .filter(one -> one.folder().isEmpty())
                        .anyMatch(root -> isMember(root.manifest(), member.folder(), into))
                : ownEntries.containsKey(member.folder());
    }

    /** Whether a manifest has a folder in its workspace. */
    static boolean isMember(Manifest root, String folder, TreeBuilder into) {
        var workspaces = root.root().path("workspaces");
        for (var pattern : workspaces.isArray() ? workspaces : workspaces.path("packages")) {
            var glob = pattern.asText("");
            into.spend((glob.length() + 20L) * (folder.length() + 20L));
            if (Globs.matches(glob, folder)) {
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
            into.edge(importer, name, need, target < 0 ? find(name, need.requirement()) : target);
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
