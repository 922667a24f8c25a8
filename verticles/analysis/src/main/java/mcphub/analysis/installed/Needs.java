package mcphub.analysis.installed;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mcphub.analysis.reading.Dependency.Scope;
import mcphub.analysis.reading.Manifest;

/** What a package of npm needs, each name once: what may be left out wins over what must be there, and both over what the surroundings are asked for. */
final class Needs {
    /**
     * One need.
     *
     * @param isPeer whether the surroundings are asked for it: not every client installs it
     * @param isWelcome whether it is only used where it is there anyway
     */
    record Need(String requirement, Scope scope, boolean isPeer, boolean isWelcome) {
        static Need of(String requirement, Scope scope) {
            return new Need(requirement, scope, false, false);
        }
    }

    private final Map<String, Need> needs = new LinkedHashMap<>();

    /** As a package.json, or an entry of a lock that quotes it, says. */
    static Needs of(JsonNode entry) {
        var needs = new Needs();
        var welcome = new HashSet<String>();
        entry.path("optionalPeers").forEach(name -> welcome.add(name.asText("")));
        entry.path("peerDependenciesMeta").properties().stream()
                .filter(each -> isTrue(each.getValue().path("optional")))
                .forEach(each -> welcome.add(each.getKey()));
        Trees.texts(entry.path("peerDependencies"), (name, range) -> {
            boolean isWelcome = welcome.contains(name);
            needs.needs.put(name, new Need(range, isWelcome ? Scope.OPTIONAL : Scope.RUNTIME, true, isWelcome));
        });
        var meta = entry.path("dependenciesMeta");
        Trees.texts(
                entry.path("dependencies"),
                (name, range) -> needs.needs.put(
                        name,
                        Need.of(range, isTrue(meta.path(name).path("optional")) ? Scope.OPTIONAL : Scope.RUNTIME)));
        Trees.texts(
                entry.path("optionalDependencies"),
                (name, range) -> needs.needs.put(name, Need.of(range, Scope.OPTIONAL)));
        return needs;
    }

    private static boolean isTrue(JsonNode node) {
        return node.asText("").equals("true");
    }

    /** As the first version of npm's lock files says. */
    static Needs required(JsonNode requires) {
        var needs = new Needs();
        Trees.texts(requires, (name, range) -> needs.needs.put(name, Need.of(range, Scope.RUNTIME)));
        return needs;
    }

    /** As a manifest says, with what is for development. */
    static Needs of(Manifest manifest) {
        var needs = new Needs();
        for (var scope : List.of(Scope.DEVELOPMENT, Scope.RUNTIME, Scope.OPTIONAL)) {
            manifest.dependencies().stream()
                    .filter(dependency -> dependency.scope() == scope)
                    .forEach(dependency -> needs.needs.put(
                            dependency.name(),
                            new Need(dependency.requirement(), dependency.scope(), dependency.isPeer(), false)));
        }
        return needs;
    }

    Map<String, Need> all() {
        return needs;
    }
}
