package mcphub.analysis.installed;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import mcphub.analysis.reading.Dependency.Scope;

/** Reads pnpm-lock.yaml of the versions 5, 6 and 9. */
final class PnpmLock {
    /** {@code /name/1.2.3_peer@1} in version 5. */
    private static final Pattern OLD_KEY = Pattern.compile("/((?:@[^/]+/)?[^/@]+)/([^/_(]+).*");
    /** {@code name@1.2.3(peer@1)} since, with a slash before in version 6. */
    private static final Pattern KEY = Pattern.compile("/?((?:@[^/@]+/)?[^/@]+)@([^(]*).*");

    /** The first that has a name counts, as it does to pnpm. */
    private static final List<String> FIELDS = List.of("optionalDependencies", "dependencies", "devDependencies");

    private static final String LINK = "link:";
    private final TreeBuilder into;
    private final boolean isOld;
    private final Map<String, Integer> nodes = new HashMap<>();

    private PnpmLock(TreeBuilder into, boolean isOld) {
        this.into = into;
        this.isOld = isOld;
    }

    static void read(String text, List<Member> members, TreeBuilder into) {
        var root = Trees.yaml(text);
        var version = root.path("lockfileVersion").asText("");
        if (!version.matches("[569](?:\\.\\d+)?(?:-.*)?")) {
            throw new UnreadableLock("its version is none that is known here: " + version);
        }
        var lock = new PnpmLock(into, version.startsWith("5"));
        var packages = root.path("packages");
        // since version 9 a package stands among the packages, and once for each set of peers among the snapshots
        var entries = root.path("snapshots").isObject() ? root.path("snapshots") : packages;
        entries.properties().forEach(entry -> lock.node(entry.getKey(), entry.getValue(), packages));
        entries.properties().forEach(entry -> {
            int node = lock.nodes.getOrDefault(entry.getKey(), -1);
            lock.join(node, entry.getValue(), "dependencies", Scope.RUNTIME);
            lock.join(node, entry.getValue(), "optionalDependencies", Scope.OPTIONAL);
        });
        var importers = root.path("importers");
        for (var member : members) {
            var folder = member.folder().isEmpty() ? "." : member.folder();
            if (importers.has(folder) || (member.folder().isEmpty() && !importers.isObject())) {
                lock.importer(member, importers.isObject() ? importers.path(folder) : root);
            }
        }
    }

    private void node(String key, JsonNode entry, JsonNode packages) {
        var bare = key.indexOf('(') > 0 ? key.substring(0, key.indexOf('(')) : key;
        var said = packages.path(bare).isObject() ? packages.path(bare) : entry;
        var matcher = (isOld ? OLD_KEY : KEY).matcher(key);
        boolean isKnown = matcher.matches();
        var written = isKnown ? matcher.group(2) : "";
        boolean isElsewhere = !isKnown || written.contains("/") || written.contains(":");
        // what the key says counts; only one that is an address needs a name beside it
        var name = isElsewhere ? said.path("name").asText(isKnown ? matcher.group(1) : "") : matcher.group(1);
        var resolution = said.path("resolution");
        boolean isRelease = !isElsewhere
                && !resolution.has("type")
                && !resolution.has("repo")
                && Addresses.isOfNpm(resolution.path("tarball").asText(""), name, written);
        boolean isFolder = resolution.path("type").asText("").equals("directory");
        nodes.put(
                key,
                isFolder
                        ? into.folder(name, resolution.path("directory").asText(""))
                        : into.add(name, isRelease ? written : "", null));
    }

    private int find(String name, String reference) {
        var direct = nodes.get(reference);
        if (direct != null) {
            return direct;
        }
        var keys = isOld
                ? List.of('/' + name + '/' + reference)
                : List.of(name + '@' + reference, '/' + name + '@' + reference);
        return keys.stream()
                .map(nodes::get)
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElse(-1);
    }

    private void join(int node, JsonNode entry, String field, Scope scope) {
        Trees.texts(entry.path(field), (name, reference) -> {
            if (!reference.startsWith(LINK)) {
                into.edge(node, name, "", scope, find(name, reference));
            }
        });
    }

    private void importer(Member member, JsonNode says) {
        int importer = into.importer(member);
        var references = new HashMap<String, String>();
        FIELDS.forEach(field -> says.path(field).properties().forEach(entry -> {
            var one = entry.getValue();
            references.putIfAbsent(
                    entry.getKey(),
                    one.isTextual() ? one.asText() : one.path("version").asText(""));
        }));
        var needs = Needs.of(member.manifest()).all();
        needs.forEach((name, need) -> {
            var reference = references.getOrDefault(name, "");
            int target = reference.startsWith(LINK)
                    ? into.folder(name, "./" + member.folder() + "/" + reference.substring(LINK.length()))
                    : find(name, reference);
            into.edge(importer, name, need, target);
        });
        // pnpm installs even those peers of the project that are optional
        Trees.texts(member.manifest().root().path("peerDependencies"), (name, range) -> {
            int target = find(name, references.getOrDefault(name, ""));
            if (target >= 0 && !needs.containsKey(name)) {
                into.edge(importer, name, range, Scope.OPTIONAL, target);
            }
        });
    }
}
