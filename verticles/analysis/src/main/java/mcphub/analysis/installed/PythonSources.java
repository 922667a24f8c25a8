package mcphub.analysis.installed;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;

/** Where the packages of Python's locks come from. */
final class PythonSources {
    /** As uv calls folders. */
    private static final List<String> FOLDERS = List.of("editable", "virtual", "directory");

    private static final List<String> ELSEWHERE = List.of("git", "url", "path");

    private PythonSources() {}

    /** The folder in which a package lies; empty for none. */
    static String folder(JsonNode one) {
        var source = one.path("source");
        return FOLDERS.stream()
                .map(kind -> source.path(kind).asText(""))
                .filter(path -> !path.isEmpty())
                .findFirst()
                .orElse(
                        source.path("type").asText("").equals("directory")
                                ? source.path("url").asText(".")
                                : "");
    }

    /** A folder as others write the same. */
    static String normalized(String folder) {
        return Path.of(folder).normalize().toString();
    }

    /** Whether a package is fetched as a release of that name and version. */
    static boolean isRelease(JsonNode one, String name, String version) {
        var source = one.path("source");
        boolean isOfIndex = switch (source.path("type").asText("")) {
            case "", "legacy" -> ELSEWHERE.stream().noneMatch(kind -> isPlace(source, kind) || isPlace(one, kind));
            default -> false;
        };
        return isOfIndex
                && isFile(one.path("sdist"), name, version)
                && areFiles(one.path("wheels"), name, version)
                && areFiles(one.path("files"), name, version);
    }

    /** Of what poetry has from an index of its own, the address is that of the index. */
    private static boolean isPlace(JsonNode where, String kind) {
        boolean isIndex = kind.equals("url") && where.path("type").asText("").equals("legacy");
        return !isIndex && where.has(kind);
    }

    private static boolean areFiles(JsonNode files, String name, String version) {
        for (var file : files) {
            if (!isFile(file, name, version)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isFile(JsonNode file, String name, String version) {
        for (var field : List.of("url", "path", "filename")) {
            var address = file.path(field).asText("");
            if (!address.isEmpty() && !Addresses.isOfPython(address, name, version)) {
                return false;
            }
        }
        return true;
    }
}
