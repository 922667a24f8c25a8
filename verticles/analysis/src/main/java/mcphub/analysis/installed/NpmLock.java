package mcphub.analysis.installed;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import mcphub.analysis.installed.InstalledTree.Kind;
import mcphub.analysis.reading.Alias;

/** Reads package-lock.json and npm-shrinkwrap.json, versions 1 to 3, and copies of packages that lie as npm lays them. */
final class NpmLock {
    private static final int DEEPEST = 100;

    private final TreeBuilder into;
    private final Places places;

    private NpmLock(TreeBuilder into) {
        this.into = into;
        this.places = new Places(into);
    }

    static void read(String text, List<Member> members, TreeBuilder into) {
        var lock = new NpmLock(into);
        var root = lock.lock(text, members);
        lock.places.join(false);
        members.stream()
                .filter(member ->
                        member.folder().isEmpty() || root.path("packages").has(member.folder()))
                .forEach(lock::importer);
    }

    /** Copies, and what a shrinkwrap beside them says of the rest; "" for none. */
    static void copies(Map<String, JsonNode> manifests, String shrinkwrap, List<Member> members, TreeBuilder into) {
        var lock = new NpmLock(into);
        if (!shrinkwrap.isEmpty()) {
            lock.lock(shrinkwrap, members);
        }
        manifests.forEach((folder, manifest) -> {
            var version = manifest.path("version").asText("");
            var name = manifest.path("name").asText(named(folder));
            int node = into.add(name, version, Terms.of(manifest), Kind.COPY);
            lock.places.put(folder, node, Needs.of(manifest));
        });
        lock.places.join(!manifests.isEmpty());
        members.forEach(lock::importer);
    }

    private JsonNode lock(String text, List<Member> members) {
        var root = Trees.json(text);
        boolean isEmpty = members.stream()
                .filter(member -> !member.isSettled())
                .allMatch(member -> member.manifest().dependencies().isEmpty());
        if (root.path("packages").isObject()) {
            packages(root.path("packages"));
        } else if (root.path("dependencies").isObject()) {
            nested("", root.path("dependencies"), 0);
        } else if (!isEmpty) {
            throw new UnreadableLock("it lists no packages");
        }
        return root;
    }

    private void packages(JsonNode packages) {
        var links = new HashMap<String, String>();
        for (var entry : packages.properties()) {
            var folder = entry.getKey();
            var one = entry.getValue();
            if (one.path("link").asBoolean(false)) {
                links.put(folder, one.path("resolved").asText(""));
            } else if (!folder.isEmpty()) {
                boolean isOwn = !folder.contains(Places.MODULES);
                var name = one.path("name").asText(isOwn ? "" : named(folder));
                int node = isOwn
                        ? into.folder(name, folder)
                        : into.add(name, version(one, name, one.path("version").asText("")), null);
                places.put(folder, node, Needs.of(one));
                inside(folder, name, one, packages);
            }
        }
        links.forEach((folder, target) -> {
            int node = places.at(target);
            places.link(folder, node >= 0 ? node : into.folder(named(folder), target));
        });
    }

    /** Exact, unless it is fetched from elsewhere: then nobody knows. */
    private static String version(JsonNode one, String name, String version) {
        return Addresses.isOfNpm(one.path("resolved").asText(""), name, version) ? version : "";
    }

    /** What comes inside of a package is only known where it is listed. */
    private void inside(String folder, String name, JsonNode one, JsonNode packages) {
        if (one.path("hasShrinkwrap").asBoolean(false)) {
            into.doubts().shrunk(name);
        }
        for (var field : List.of("bundleDependencies", "bundledDependencies")) {
            var names = one.path(field);
            var needed = one.path("dependencies").properties().stream().map(Map.Entry::getKey);
            var bundled = names.isBoolean()
                    ? needed.filter(each -> names.asBoolean())
                    : StreamSupport.stream(names.spliterator(), false).map(each -> each.asText(""));
            if (bundled.anyMatch(each -> !packages.has(folder + "/" + Places.MODULES + each))) {
                into.doubts().bundled(name);
            }
        }
    }

    private static String named(String folder) {
        int at = folder.lastIndexOf(Places.MODULES);
        return at < 0 ? folder : folder.substring(at + Places.MODULES.length());
    }

    /** The first version has packages inside of packages. */
    private void nested(String folder, JsonNode dependencies, int depth) {
        if (depth > DEEPEST) {
            throw new UnreadableLock("its packages lie too deep in each other");
        }
        for (var entry : dependencies.properties()) {
            var one = entry.getValue();
            var written = one.path("version").asText("");
            var version = Alias.range(written);
            boolean isElsewhere = version.contains(":") || version.contains("/");
            var name = Alias.name(entry.getKey(), written);
            var inside = (folder.isEmpty() ? "" : folder + "/") + Places.MODULES + entry.getKey();
            int node = version.startsWith("file:") && !version.endsWith(".tgz")
                    ? into.folder(entry.getKey(), version.substring("file:".length()))
                    : into.add(name, isElsewhere ? "" : version(one, name, version), null);
            places.put(inside, node, Needs.required(one.path("requires")));
            nested(inside, one.path("dependencies"), depth + 1);
        }
    }

    private void importer(Member member) {
        int importer = into.importer(member);
        Needs.of(member.manifest())
                .all()
                .forEach((name, need) -> into.edge(importer, name, need, places.find(member.folder(), name)));
    }
}
