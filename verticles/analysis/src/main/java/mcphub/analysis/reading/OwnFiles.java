package mcphub.analysis.reading;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import mcphub.scanner.Specifiers;

/** The files of one source as its own imports name them, and whether those were read. */
final class OwnFiles {
    private static final Set<String> ASSETS =
            Set.of("css", "scss", "less", "svg", "png", "jpg", "jpeg", "gif", "webp", "ico", "woff", "woff2");

    /** What Node takes before most other files: an addon, or whatever a manifest names. */
    private static final List<String> BEFORE = List.of(".node", "/package.json", "/index.node");

    private final Set<String> read;
    private final Set<String> paths;
    private final Set<String> folders = new HashSet<>();

    /**
     * In one source.
     *
     * @param read the paths of the files whose imports are looked at
     * @param paths of all files
     */
    OwnFiles(Set<String> read, Set<String> paths) {
        this.read = read;
        this.paths = paths;
        for (String path : paths) {
            int end = path.lastIndexOf('/');
            while (end > 0 && folders.add(path.substring(0, end))) {
                end = path.lastIndexOf('/', end - 1);
            }
        }
    }

    /** Whether a relative name, or an address, is of a file that was not read. What is not there at all cannot be run. */
    boolean leadElsewhere(String path, String specifier, boolean isRequired) {
        if (specifier.startsWith("/") || specifier.startsWith("file:") || specifier.startsWith("data:")) {
            return true;
        }
        if (!specifier.startsWith("./")
                && !specifier.startsWith("../")
                && !specifier.equals(".")
                && !specifier.equals("..")) {
            return false;
        }
        // whether what stands behind a question mark is part of the name depends on who imports
        return specifier.contains("%")
                || isUnread(path, specifier, isRequired)
                || isUnread(path, specifier.replaceFirst("[?#].*$", ""), isRequired);
    }

    private boolean isUnread(String path, String specifier, boolean isRequired) {
        String meant = Specifiers.inside(path, specifier);
        if (meant == null || ("/" + meant + "/").contains("/node_modules/")) {
            return true;
        }
        String found = Specifiers.file(path, specifier, paths);
        if (found == null) {
            return folders.contains(meant) || paths.contains(meant + ".node");
        }
        boolean isFirst = found.equals(meant) || found.equals(meant + ".js");
        if (!isFirst && BEFORE.stream().anyMatch(ending -> paths.contains(meant + ending))) {
            return true;
        }
        String ending = found.substring(found.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        return !read.contains(found) && !ending.equals("json") && (isRequired || !ASSETS.contains(ending));
    }

    /** Whether a file that is meant by its name is there, and among those whose imports are looked at. */
    boolean areRead(String path, String name) {
        String found = Specifiers.file(path, name, paths);
        return found != null && read.contains(found);
    }
}
