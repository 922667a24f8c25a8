package mcphub.kernel;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes one document of a contract in several files. Path items are put in place of their references; components of other files
 * are lifted into {@code #/components/<kind>/<Name>}, whose names are unique over all files. Every reference of the contract is
 * one of: {@code <file>#/<key>} for a path item, {@code [<file>]#/components/<kind>/<Name>} for anything else.
 */
final class Bundle {
    private static final String COMPONENTS = "#/components/";

    private final Function<String, JsonObject> files;
    private final Map<String, JsonObject> read = new HashMap<>();
    private final Map<String, String> owners = new HashMap<>();
    private final JsonObject components = new JsonObject();

    private Bundle(Function<String, JsonObject> files) {
        this.files = files;
    }

    /**
     * Bundles what hangs on one file.
     *
     * @param main the main file's path, such as {@code v1.yaml}
     * @param files gives a file's content by its path relative to the main file's folder
     * @throws IllegalStateException for a reference that leads nowhere, or a name that two files use
     */
    static JsonObject of(String main, Function<String, JsonObject> files) {
        var bundle = new Bundle(files);
        var document = bundle.file(main).copy();
        document.remove("components");
        bundle.liftAll(main);
        var paths = new JsonObject();
        document.getJsonObject("paths")
                .forEach(path -> paths.put(path.getKey(), bundle.pathItem(main, path.getValue())));
        return document.put("paths", paths).put("components", bundle.components);
    }

    private @Nullable Object pathItem(String from, Object value) {
        if (!(value instanceof JsonObject item && item.getValue("$ref") instanceof String ref)) {
            return rewrite(from, value);
        }
        int hash = ref.indexOf("#/");
        String file = resolve(from, ref.substring(0, hash));
        var target = file(file).getValue(ref.substring(hash + 2));
        if (target == null) {
            throw new IllegalStateException(from + ": nothing stands at " + ref);
        }
        return rewrite(file, target);
    }

    private @Nullable Object rewrite(String from, @Nullable Object value) {
        return switch (value) {
            case JsonObject object
            when object.getValue("$ref") instanceof String ref -> new JsonObject().put("$ref", lift(from, ref));
            case JsonObject object -> {
                var copy = new JsonObject();
                object.forEach(entry -> copy.put(entry.getKey(), rewrite(from, entry.getValue())));
                yield copy;
            }
            case JsonArray array -> {
                var copy = new JsonArray();
                array.forEach(element -> copy.add(rewrite(from, element)));
                yield copy;
            }
            case null -> null;
            default -> value;
        };
    }

    /** Makes sure that what a reference names is among the components, and says where. */
    private String lift(String from, String ref) {
        int hash = ref.indexOf('#');
        String file = hash == 0 ? from : resolve(from, ref.substring(0, hash));
        String pointer = ref.substring(hash);
        String[] parts = pointer.startsWith(COMPONENTS)
                ? pointer.substring(COMPONENTS.length()).split("/", -1)
                : new String[0];
        if (parts.length != 2) {
            throw new IllegalStateException(
                    from + ": a reference names a component of some file, this does not: " + ref);
        }
        lift(file, parts[0], parts[1]);
        return pointer;
    }

    private void lift(String file, String kind, String name) {
        String owner = owners.putIfAbsent(kind + "/" + name, file);
        if (owner != null) {
            if (!owner.equals(file)) {
                throw new IllegalStateException("Two files have " + kind + " " + name + ": " + owner + " and " + file);
            }
            return;
        }
        var all = file(file).getJsonObject("components", new JsonObject()).getJsonObject(kind, new JsonObject());
        if (!all.containsKey(name)) {
            throw new IllegalStateException(file + " has no " + kind + " " + name);
        }
        if (!components.containsKey(kind)) {
            components.put(kind, new JsonObject());
        }
        components.getJsonObject(kind).put(name, rewrite(file, all.getValue(name)));
    }

    private void liftAll(String file) {
        var parts = file(file).getJsonObject("components", new JsonObject());
        parts.forEach(kind ->
                parts.getJsonObject(kind.getKey()).fieldNames().forEach(name -> lift(file, kind.getKey(), name)));
    }

    private JsonObject file(String path) {
        return read.computeIfAbsent(path, files);
    }

    private static String resolve(String from, String relative) {
        return java.nio.file.Path.of(from)
                .resolveSibling(relative)
                .normalize()
                .toString()
                .replace('\\', '/');
    }
}
