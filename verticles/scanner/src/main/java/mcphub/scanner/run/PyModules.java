package mcphub.scanner.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the modules of a program in Python are. */
public final class PyModules {
    private PyModules() {}

    /** The file of a module that another file names; null for one that is not part of the program. */
    public static @Nullable String file(String name, String from, Map<String, ?> files) {
        var folder = new ArrayList<>(List.of(from.split("/", -1)));
        folder.removeLast();
        if (name.startsWith(".")) {
            int dots = 0;
            while (dots < name.length() && name.charAt(dots) == '.') {
                dots++;
            }
            for (int i = 1; i < dots; i++) {
                if (folder.isEmpty()) {
                    return null;
                }
                folder.removeLast();
            }
            return in(folder, name.substring(dots), files);
        }
        // any folder above may be where modules are looked for
        while (true) {
            String found = in(folder, name, files);
            if (found != null) {
                return found;
            }
            if (folder.isEmpty()) {
                return null;
            }
            folder.removeLast();
        }
    }

    private static @Nullable String in(List<String> folder, String name, Map<String, ?> files) {
        var parts = new ArrayList<>(folder);
        if (!name.isEmpty()) {
            parts.addAll(List.of(name.split("\\.", -1)));
        }
        String path = String.join("/", parts);
        for (String ending : List.of(".py", "/__init__.py")) {
            if (files.containsKey(path + ending)) {
                return path + ending;
            }
        }
        return path.isEmpty() && files.containsKey("__init__.py") ? "__init__.py" : null;
    }
}
