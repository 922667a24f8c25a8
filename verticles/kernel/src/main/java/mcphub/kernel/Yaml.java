package mcphub.kernel;

import java.util.Map;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Reads our own YAML: plain data only, no tags that make objects, no doubled keys. */
public final class Yaml {
    private Yaml() {}

    /** A text whose top level is a map; an empty text is an empty map. */
    public static Map<String, Object> parse(String text) {
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        Map<String, Object> map = new org.yaml.snakeyaml.Yaml(new SafeConstructor(options)).load(text);
        return map == null ? Map.of() : map;
    }

    /** A file on the class path, such as {@code config/hub.yaml}. */
    public static Map<String, Object> resource(String path) {
        return parse(Resources.text(path));
    }
}
