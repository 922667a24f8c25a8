package mcphub.analysis.reading;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.YAMLException;

/** The folders whose manifests count whatever the folders are called: members of a workspace, and those into which an entry point leads. */
final class Members {
    private static final String PNPM = "pnpm-workspace.yaml";
    /** Signs of patterns that are not looked at. */
    private static final String ODD = "{}[]()?\\";

    private static final int MOST_CHARACTERS = 20_000;
    private static final int MOST_ASKED = 300;
    private static final int DEEPEST_YAML = 20;
    private static final int MOST_YAML = 1024 * 1024;

    private final Source source;
    private final List<String> gaps;
    private final List<String> patterns = new ArrayList<>();
    private @Nullable Set<String> entered;
    private int characters;
    private int asked;

    private Members(Source source, List<String> gaps) {
        this.source = source;
        this.gaps = gaps;
    }

    /**
     * Of a source.
     *
     * @param manifests that may name members
     * @param gaps where is noted what could not be told
     */
    static Members of(Source source, List<Manifest> manifests, List<String> gaps) {
        var members = new Members(source, gaps);
        for (var manifest : manifests) {
            var workspaces = manifest.root().path("workspaces");
            var folder = folder(manifest.file().path());
            members.add(folder, workspaces.isArray() ? workspaces : workspaces.path("packages"));
            members.add(
                    folder,
                    manifest.root().path("tool").path("uv").path("workspace").path("members"));
        }
        source.text(PNPM).ifPresent(members::pnpm);
        return members;
    }

    private void add(String folder, JsonNode globs) {
        globs.forEach(glob -> add(folder, glob.asText("")));
    }

    private void pnpm(TextFile file) {
        var options = new LoaderOptions();
        options.setNestingDepthLimit(DEEPEST_YAML);
        options.setCodePointLimit(MOST_YAML);
        try {
            Object root = new Yaml(new SafeConstructor(options)).load(file.text());
            if (root instanceof Map<?, ?> map && map.get("packages") instanceof List<?> packages) {
                packages.forEach(glob -> add("", String.valueOf(glob)));
            }
        } catch (YAMLException e) {
            gaps.add(file.path() + " cannot be read");
        }
    }

    private void add(String folder, String glob) {
        boolean isExclusion = glob.startsWith("!");
        var inside = glob.replaceFirst("^!?(?:\\.?/)*", "").replaceFirst("/$", "");
        characters += glob.length() + folder.length();
        patterns.add((isExclusion ? "!" : "") + (folder.isEmpty() ? "" : folder + '/') + inside);
    }

    /** Whether the folder of a file is among them; what a package manager put there never is. */
    boolean has(String path) {
        var folder = folder(path);
        if (("/" + path).contains("/node_modules/")) {
            return false;
        }
        if (entered().contains(folder) && !new TextFile(path, "").isVendored()) {
            return true;
        }
        if (patterns.isEmpty()) {
            return false;
        }
        if (++asked == MOST_ASKED) {
            gaps.add(
                    "Over %,d manifests lie in folders of tests, examples or others; not all of them were compared with the workspace"
                            .formatted(MOST_ASKED));
        }
        return asked < MOST_ASKED && isMember(folder);
    }

    /** Whether the folder of a manifest is a member of the workspace for certain. */
    boolean isCertain(String path) {
        var folder = folder(path);
        // no package manager looks there
        boolean isPlain = !("/" + folder).contains("/.") && !("/" + path).contains("/node_modules/");
        boolean is = false;
        for (var pattern : isPlain && characters <= MOST_CHARACTERS ? patterns : List.<String>of()) {
            boolean isExclusion = pattern.startsWith("!");
            boolean isKnown = isExclusion || pattern.chars().noneMatch(c -> ODD.indexOf(c) >= 0);
            if (isKnown && matches(isExclusion ? pattern.substring(1) : pattern, folder)) {
                is = !isExclusion;
            }
        }
        return is;
    }

    private Set<String> entered() {
        var found = entered;
        if (found == null) {
            found = new HashSet<>();
            for (var path : source.followed()) {
                var folder = folder(path);
                while (!folder.isEmpty() && found.add(folder)) {
                    folder = folder(folder);
                }
            }
            entered = found;
        }
        return found;
    }

    /** As package managers have it the last pattern that fits decides. */
    private boolean isMember(String folder) {
        boolean is = characters > MOST_CHARACTERS;
        for (var pattern : is ? List.<String>of() : patterns) {
            boolean isExclusion = pattern.startsWith("!");
            if (matches(isExclusion ? pattern.substring(1) : pattern, folder)) {
                is = !isExclusion;
            }
        }
        return is;
    }

    /** Whether a pattern of segments, {@code *} and {@code **} fits a path; what it has of other signs fits anything. */
    private static boolean matches(String pattern, String path) {
        var wanted = pattern.split("/", -1);
        var given = path.split("/", -1);
        int at = 0;
        int from = 0;
        int any = -1;
        int mark = 0;
        while (from < given.length) {
            if (at < wanted.length && isAny(wanted[at])) {
                any = at++;
                mark = from;
            } else if (at < wanted.length && fits(wanted[at], given[from])) {
                at++;
                from++;
            } else if (any >= 0) {
                at = any + 1;
                from = ++mark;
            } else {
                return false;
            }
        }
        while (at < wanted.length && isAny(wanted[at])) {
            at++;
        }
        return at == wanted.length;
    }

    private static boolean isAny(String segment) {
        return segment.equals("**") || segment.chars().anyMatch(c -> ODD.indexOf(c) >= 0);
    }

    private static boolean fits(String pattern, String segment) {
        int at = 0;
        int from = 0;
        int any = -1;
        int mark = 0;
        while (from < segment.length()) {
            if (at < pattern.length() && pattern.charAt(at) == '*') {
                any = at++;
                mark = from;
            } else if (at < pattern.length() && pattern.charAt(at) == segment.charAt(from)) {
                at++;
                from++;
            } else if (any >= 0) {
                at = any + 1;
                from = ++mark;
            } else {
                return false;
            }
        }
        while (at < pattern.length() && pattern.charAt(at) == '*') {
            at++;
        }
        return at == pattern.length();
    }

    private static String folder(String path) {
        return path.substring(0, Math.max(0, path.lastIndexOf('/')));
    }
}
