package mcphub.analysis.installed;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import mcphub.analysis.reading.Manifest;
import mcphub.analysis.reading.Manifest.Ecosystem;

/** The names of lock files: who reads them, and which counts first. */
final class LockFiles {
    static final String SHRINKWRAP = "npm-shrinkwrap.json";
    /** The older one of bun, which nobody reads here. */
    static final String BINARY = "bun.lockb";

    private static final String NPM_LOCK = "package-lock.json";
    private static final Map<String, LockReader> NPM = new LinkedHashMap<>();
    private static final Map<String, LockReader> PYTHON = new LinkedHashMap<>();
    private static final Map<String, String> MANAGERS =
            Map.of("pnpm", "pnpm-lock.yaml", "yarn", "yarn.lock", "bun", "bun.lock", "npm", NPM_LOCK);

    static {
        NPM.put(SHRINKWRAP, NpmLock::read);
        NPM.put(NPM_LOCK, NpmLock::read);
        NPM.put("pnpm-lock.yaml", PnpmLock::read);
        NPM.put("yarn.lock", YarnLock::read);
        NPM.put("bun.lock", BunLock::read);
        PYTHON.put("uv.lock", PythonLock::read);
        PYTHON.put("poetry.lock", PythonLock::read);
        PYTHON.put("pdm.lock", PythonLock::read);
    }

    private LockFiles() {}

    static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    static Ecosystem ecosystem(String path) {
        return isOfPython(name(path)) ? Ecosystem.PYPI : Ecosystem.NPM;
    }

    static boolean isOfPython(String name) {
        return PYTHON.containsKey(name);
    }

    /** Whether npm itself goes by it; copies are its own, too. */
    static boolean isOfNpm(String name) {
        return name.equals(SHRINKWRAP) || name.equals(NPM_LOCK) || name.equals("node_modules");
    }

    static LockReader reader(String name) {
        return (isOfPython(name) ? PYTHON : NPM).getOrDefault(name, NpmLock::read);
    }

    /** The names of those that are there, the one first that counts. */
    static List<String> in(Ecosystem ecosystem, Manifest manifest, Predicate<String> isThere) {
        var manager = manifest.root().path("packageManager").asText("").replaceFirst("@.*", "");
        var named = MANAGERS.getOrDefault(manager, "");
        return (ecosystem == Ecosystem.PYPI ? PYTHON : NPM)
                .keySet().stream()
                        .sorted(Comparator.comparingInt(
                                (String name) -> name.equals(SHRINKWRAP) ? 0 : name.equals(named) ? 1 : 2))
                        .filter(isThere)
                        .toList();
    }

    /** Whether the same tool goes by both, so that one of them counts for everybody. */
    static boolean areOfOneTool(String name, String other) {
        return (isOfNpm(name) && isOfNpm(other)) || (name.startsWith("bun.") && other.startsWith("bun."));
    }
}
