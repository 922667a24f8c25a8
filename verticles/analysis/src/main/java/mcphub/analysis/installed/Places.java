package mcphub.analysis.installed;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mcphub.analysis.reading.Dependency.Scope;

/** Folders of packages, such as {@code node_modules/a/node_modules/b}, and what is found from them as node finds it: in the own node_modules, then in that of each folder above. */
final class Places {
    static final String MODULES = "node_modules/";
    private static final int DEEPEST = 200;

    private final TreeBuilder into;
    private final Map<String, Integer> nodes = new LinkedHashMap<>();
    private final Map<String, Needs> needs = new LinkedHashMap<>();

    /** @param into whose work it is to find something */
    Places(TreeBuilder into) {
        this.into = into;
    }

    void put(String folder, int node, Needs needed) {
        nodes.put(folder, node);
        needs.put(folder, needed);
    }

    /** A folder that leads to another. */
    void link(String folder, int node) {
        nodes.put(folder, node);
    }

    /** The number of what is in a folder; -1 for nothing. */
    int at(String folder) {
        return nodes.getOrDefault(folder, -1);
    }

    /** The number of what a package in a folder gets by a name; -1 for nothing. */
    int find(String folder, String name) {
        var above = new ArrayList<String>();
        if (!folder.isEmpty()) {
            above.addAll(List.of(folder.split("/", DEEPEST)));
        }
        while (true) {
            if (above.isEmpty() || !above.getLast().equals("node_modules")) {
                var base = String.join("/", above);
                into.spend(base.length() + name.length() + MODULES.length());
                var found = nodes.get((base.isEmpty() ? "" : base + "/") + MODULES + name);
                if (found != null) {
                    return found;
                }
            }
            if (above.isEmpty()) {
                return -1;
            }
            above.removeLast();
        }
    }

    /** Joins all that need others with what they find. What a lock has nothing for was left out on purpose, unless it must be there; beside copies, it will be fetched. */
    void join(boolean areCopies) {
        needs.forEach((folder, needed) -> needed.all().forEach((name, need) -> {
            int target = find(folder, name);
            boolean isOpen = need.scope() == Scope.RUNTIME && (areCopies || !need.isPeer());
            if (target >= 0 || isOpen) {
                into.edge(at(folder), name, need, target);
            }
        }));
    }
}
