package mcphub.analysis.installed;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import mcphub.analysis.reading.Dependency;

/** What the manifest beside a lock puts in the place of what others ask for. */
final class Overrides {
    private static final int LONGEST_KEY = 300;
    private static final int DEEPEST = 20;
    /** The package at the end of {@code a/b}, {@code a>b@1}, {@code **}{@code /b}. */
    private static final Pattern LAST = Pattern.compile("(?:^|[/>])((?:@[^/@>]+/)?[^/@>]+)(?:@[^>]*)?$");

    private static final Pattern PYTHON_NAME = Pattern.compile("\\s*([A-Za-z0-9._-]+).*", Pattern.DOTALL);

    private final Map<String, List<String>> ranges = new HashMap<>();

    private final boolean areForDirect;

    private Overrides(boolean areForDirect) {
        this.areForDirect = areForDirect;
    }

    /**
     * Those that the tool of a lock heeds.
     *
     * @param lock the name of the lock file
     * @param root the manifest beside it
     * @param workspace what pnpm-workspace.yaml says; missing where there is none
     */
    static Overrides of(String lock, JsonNode root, JsonNode workspace) {
        // npm refuses one for what the manifest asks for itself
        var overrides = new Overrides(!LockFiles.isOfNpm(lock));
        if (LockFiles.isOfNpm(lock) || lock.equals("bun.lock")) {
            overrides.add(root.path("overrides"), 0);
        }
        if (!LockFiles.isOfNpm(lock)) {
            overrides.add(root.path("resolutions"), 0);
        }
        if (lock.equals("pnpm-lock.yaml")) {
            overrides.add(root.path("pnpm").path("overrides"), 0);
            overrides.add(workspace.path("overrides"), 0);
        }
        root.path("tool").path("uv").path("override-dependencies").forEach(one -> {
            var name = PYTHON_NAME.matcher(one.asText(""));
            if (name.matches()) {
                overrides.put(Dependency.pythonName(name.group(1)), "");
            }
        });
        root.path("tool")
                .path("pdm")
                .path("resolution")
                .path("overrides")
                .properties()
                .forEach(one -> overrides.put(Dependency.pythonName(one.getKey()), ""));
        return overrides;
    }

    private void add(JsonNode mapping, int depth) {
        if (depth > DEEPEST) {
            return;
        }
        mapping.properties().forEach(entry -> {
            var key = LAST.matcher(entry.getKey());
            var own = entry.getValue().isObject() ? entry.getValue().path(".") : entry.getValue();
            if (own.isTextual() && entry.getKey().length() <= LONGEST_KEY && key.find()) {
                put(key.group(1), own.asText());
            }
            add(entry.getValue(), depth + 1);
        });
    }

    private void put(String name, String range) {
        ranges.computeIfAbsent(name, none -> new ArrayList<>()).add(range);
    }

    /** Whether a package may have a version in spite of what is asked for. */
    boolean allow(String name, boolean isDirect, Predicate<String> isMet) {
        return (areForDirect || !isDirect)
                && ranges.getOrDefault(name, List.of()).stream().anyMatch(isMet);
    }
}
