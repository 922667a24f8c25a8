package mcphub.analysis.reading;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import mcphub.analysis.source.Origin;

/** Where a package begins, as its manifest says: files, each with whether it is started, or else imported. */
final class Entries {
    private static final List<String> IMPORTED = List.of("module", "exports", "imports", "server");
    private static final Pattern SCRIPT = Pattern.compile("(?:start|serve|server|mcp)(?:[:-].{0,40})?");
    private static final Pattern NO_CODE =
            Pattern.compile("(?i)\\.(?:d\\.[mc]?ts|json|css|s[ac]ss|less|svg|png|md|txt|map|html?|wasm|node|ya?ml)$");
    /** Conditions that no runtime has by itself: types, and what packages make up for their own development. */
    private static final Pattern UNUSUAL = Pattern.compile("types(?:@.*)?|source|@[^/]*/.*|react-native|style|sass");

    /** What is imported where nothing else is said. */
    static final String USUAL = "index.js";

    /** More are not looked at, and whoever has them is taken to name all of the package. */
    static final int MOST = 2_000;

    private static final int MOST_STARS = 4;

    private final SortedMap<String, Boolean> all = new TreeMap<>();
    private boolean isCut;
    private boolean isChoice;

    /** None. */
    Entries() {}

    /** By path, whether it is started. */
    SortedMap<String, Boolean> files() {
        return Collections.unmodifiableSortedMap(all);
    }

    /** Whether there are more than anybody needs, or longer ones, so that some are not among them. */
    boolean isCut() {
        return isCut;
    }

    /** Whether all of them stand for one thing, so that one that is there is enough. */
    boolean isChoice() {
        return isChoice;
    }

    /** All of a package. */
    static Entries of(Source source, Manifest own) {
        var manifest = own.root();
        var entries = new Entries();
        entries.add(manifest.path("bin"), true);
        programs(source, own).forEach(path -> entries.put(path, true));
        // nobody runs those of a release
        manifest.path("scripts").properties().stream()
                .filter(script -> source.origin() != Origin.NPM && SCRIPT.matches(script.getKey()))
                .forEach(script -> entries.script(script.getValue().asText("")));
        entries.imported(manifest);
        return entries;
    }

    /** What an installation puts on the path besides: all of a folder, and what only the registry says of a release. */
    private static List<String> programs(Source source, Manifest own) {
        var programs = new ArrayList<String>();
        String folder =
                Compiled.relative(own.root().path("directories").path("bin").asText(""));
        source.paths().stream()
                .filter(path -> !folder.isEmpty() && path.startsWith(folder + '/'))
                .forEach(programs::add);
        source.registryManifest().stream()
                .flatMap(registry -> registry.differences().stream())
                .filter(each -> each.kind() == RegistryManifest.Kind.PROGRAMS
                        && !each.registry().isEmpty())
                .forEach(each -> programs.add(each.registry()));
        return programs;
    }

    /** What of a package runs where it is started. */
    static Entries started(JsonNode manifest) {
        var entries = new Entries();
        entries.add(manifest.path("bin"), true);
        if (entries.all.isEmpty()) {
            entries.imported(manifest);
        }
        return entries;
    }

    /** What of a release its mere installation starts. */
    static Entries installed(Manifest manifest) {
        var entries = new Entries();
        AtInstallation.SCRIPTS.stream()
                .filter(name -> !name.equals("prepare"))
                .forEach(name -> entries.script(manifest.scripts().path(name).asText("")));
        return entries;
    }

    /**
     * What of a package runs where it is imported.
     *
     * @param path inside of it; empty for the package itself
     */
    static Entries imported(JsonNode manifest, String path) {
        var entries = new Entries();
        entries.isChoice = true;
        var exports = manifest.path("exports");
        if (path.isEmpty()) {
            boolean hasPaths =
                    exports.properties().stream().anyMatch(each -> each.getKey().startsWith("."));
            entries.add(hasPaths ? exports.path(".") : exports, false);
            if (entries.all.isEmpty()) {
                entries.main(manifest);
                entries.add(manifest.path("module"), false);
            }
        } else {
            entries.add(exports.path("./" + path), false);
            if (entries.all.isEmpty()) {
                entries.all.put(path, false);
                entries.wild(exports, path);
            }
        }
        return entries;
    }

    /** What patterns such as {@code ./*} make of a path. */
    private void wild(JsonNode exports, String path) {
        for (var each : exports.properties()) {
            int star = each.getKey().indexOf('*');
            String before = star < 2 ? "" : each.getKey().substring(2, star);
            String after = star < 0 ? "" : each.getKey().substring(star + 1);
            if (star >= 0
                    && path.startsWith(before)
                    && path.endsWith(after)
                    && path.length() >= before.length() + after.length()) {
                var to = new TreeSet<String>();
                exported(each.getValue(), to);
                String part = path.substring(before.length(), path.length() - after.length());
                to.forEach(target -> wild(target, part));
            }
        }
    }

    private void wild(String target, String part) {
        long stars = target.chars().filter(c -> c == '*').count();
        if (target.length() > Compiled.LONGEST || stars > MOST_STARS) {
            isCut = true;
        } else {
            put(target.replace("*", part), false);
        }
    }

    private void imported(JsonNode manifest) {
        IMPORTED.forEach(field -> add(manifest.path(field), false));
        main(manifest);
    }

    private void main(JsonNode manifest) {
        if (manifest.path("main").isTextual()) {
            put(manifest.path("main").asText(), false);
        } else {
            all.putIfAbsent(USUAL, false);
        }
    }

    private void script(String script) {
        var each = AtInstallation.STARTED.matcher(script);
        while (each.find()) {
            put(each.group(1).replace('\\', '/'), true);
        }
    }

    private void add(JsonNode node, boolean isStarted) {
        var found = new TreeSet<String>();
        if (isStarted) {
            texts(node, found);
        } else {
            exported(node, found);
        }
        // what is started runs whatever it is called
        found.stream()
                .filter(path -> isStarted || !NO_CODE.matcher(path).find())
                .forEach(path -> put(path, isStarted));
    }

    /** A pattern names no file; whoever imports one of those names it. */
    private void put(String path, boolean isStarted) {
        if (path.indexOf('*') >= 0) {
            return;
        }
        if (path.length() > Compiled.LONGEST || (all.size() >= MOST && !all.containsKey(path))) {
            isCut = true;
        } else {
            all.merge(path, isStarted, Boolean::logicalOr);
        }
    }

    private static void texts(JsonNode node, Set<String> into) {
        if (node.isTextual()) {
            into.add(node.asText());
        }
        node.forEach(each -> texts(each, into));
    }

    /** The same of what is exported, without what no runtime takes by itself. */
    private static void exported(JsonNode node, Set<String> into) {
        if (node.isObject()) {
            node.properties().stream()
                    .filter(each -> !UNUSUAL.matches(each.getKey()))
                    .forEach(each -> exported(each.getValue(), into));
        } else {
            texts(node, into);
        }
    }
}
