package mcphub.analysis.controls;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mcphub.analysis.reading.Dependency.Scope;
import mcphub.analysis.reading.Manifest;
import mcphub.analysis.reading.Manifest.Ecosystem;
import mcphub.analysis.reading.Source;
import mcphub.analysis.reading.TextFile;
import mcphub.scanner.Specifiers;

/** Packages that a source has copies of, wherever they lie: whoever installs it gets them, and its code may use them. */
final class CarriedPackages {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String MANIFEST = "/package.json";
    private static final String MODULES = "node_modules/";
    private static final int MOST = 5_000;
    private static final Pattern PACKAGE = Pattern.compile("(?:@[^/]+/)?[^/@.][^/]*");
    /** Scripts that run by the mere installation and have a package manager bring more. */
    private static final Pattern INSTALLING = Pattern.compile(
            "\\b(?:(?:npm|pnpm|yarn|bun|cnpm)(?:\\.cmd)?\\s+(?:\\S+\\s+)*?(?:i|in|install|ci|add|exec|x|dlx|update|up)\\b|(?:npx|bunx|pnpx|pipx|uvx)\\b|pip3?\\s+install\\b|uv\\s+(?:pip|add|tool)\\b)");

    private final Source source;
    private final List<Installed> all = new ArrayList<>();
    private final List<String> gaps = new ArrayList<>();

    private CarriedPackages(Source source, List<Manifest> installing) {
        this.source = source;
        var known = installing.stream().map(one -> one.file().path()).collect(Collectors.toSet());
        var manifests = source.paths().stream()
                .filter(path -> path.endsWith(MANIFEST) && !known.contains(path))
                .toList();
        manifests.stream().limit(MOST).forEach(this::look);
        if (manifests.size() > MOST) {
            gaps.add("More than %,d packages are in folders; no more of them were looked at".formatted(MOST));
        }
        unnamed();
        installing.stream().filter(one -> one.ecosystem() == Ecosystem.NPM).forEach(this::scripts);
    }

    /** @param installing the manifests by which something is installed */
    static CarriedPackages in(Source source, List<Manifest> installing) {
        return new CarriedPackages(source, installing);
    }

    /** All whose manifest says a name and a version. */
    List<Installed> all() {
        return all;
    }

    /** Why there may be more, as sentences without a stop. */
    List<String> gaps() {
        return gaps;
    }

    /** Templates have manifests, too: elsewhere than among other people's code, a copy is in a folder of its name. */
    private void look(String path) {
        var folder = path.substring(0, path.length() - MANIFEST.length());
        var file = new TextFile(path, "");
        boolean isOthers = ("/" + path).contains("/" + MODULES) || file.isVendored();
        boolean isUsed = !(file.isTest() || file.isExample())
                || source.followed().stream().anyMatch(each -> each.startsWith(folder + "/"));
        if (!isUsed) {
            return;
        }
        var manifest = read(path);
        var name = manifest.path("name").asText("");
        var version = manifest.path("version").asText("");
        if (isPackage(folder) && !name.isEmpty() && !("/" + folder).endsWith("/" + MODULES + name)) {
            gaps.add(path + " says that this copy is another package than its folder does");
        }
        boolean isInItsFolder = !name.isEmpty() && ("/" + folder).endsWith("/" + name.substring(name.indexOf('/') + 1));
        if (!name.isEmpty() && !version.isEmpty() && (isOthers || isInItsFolder)) {
            all.add(new Installed("npm", name, version, "", false, Scope.RUNTIME, List.of(), null, path, 1));
        } else if (isOthers && isPackage(folder)) {
            gaps.add(path + " does not say which release this copy is");
        }
    }

    private JsonNode read(String path) {
        try {
            var text = source.text(path);
            return text.isPresent() ? JSON.readTree(text.get().text()) : MissingNode.getInstance();
        } catch (JacksonException broken) {
            return MissingNode.getInstance();
        }
    }

    /** Whether a folder is that of a package among the modules, and none inside of it. */
    private static boolean isPackage(String folder) {
        int at = ("/" + folder).lastIndexOf("/" + MODULES);
        return at >= 0
                && PACKAGE.matcher(folder.substring(at + MODULES.length())).matches();
    }

    private void unnamed() {
        var paths = new TreeSet<>(source.paths());
        paths.stream()
                .flatMap(path -> folder(path))
                .distinct()
                .filter(folder -> !paths.contains(folder + MANIFEST))
                .findFirst()
                .ifPresent(folder -> gaps.add(folder + " is a copy of a package without its manifest"));
    }

    /** The folder of the package that a file is in, which lies among modules. */
    private static Stream<String> folder(String path) {
        int at = ("/" + path).lastIndexOf("/" + MODULES);
        if (at < 0) {
            return Stream.empty();
        }
        var inside = path.substring(at + MODULES.length());
        var name = Specifiers.packageName(inside);
        boolean isFile = name.equals(inside);
        return isFile || inside.startsWith(".")
                ? Stream.empty()
                : Stream.of(path.substring(0, at + MODULES.length()) + name);
    }

    private void scripts(Manifest manifest) {
        for (var name : List.of("preinstall", "install", "postinstall")) {
            var script = manifest.scripts().path(name).asText("");
            if (INSTALLING.matcher(script).find() && !script.contains("only-allow")) {
                gaps.add(manifest.file().path() + " has its script " + name + " install more");
            }
        }
    }
}
