package mcphub.analysis.controls;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * One mapping of our own YAML files, read strictly: a wrong type, a missing key or one that nobody reads is refused in words.
 *
 * @param where how messages name this mapping
 */
public record Yaml(String where, Map<?, ?> map) {

    /** The text of a file on the class path. */
    public static String resource(String path) {
        try (var stream = Yaml.class.getResourceAsStream(path)) {
            if (stream == null) {
                throw new IllegalArgumentException("there is no " + path + " on the class path");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The outermost mapping of a text. */
    public static Yaml parse(String where, String text) {
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        Object root = new org.yaml.snakeyaml.Yaml(new SafeConstructor(options)).load(text);
        if (root instanceof Map<?, ?> map) {
            return new Yaml(where, map);
        }
        throw new IllegalArgumentException(where + " is not a mapping");
    }

    /** Refuses keys other than these. */
    public Yaml only(Set<String> keys) {
        var unknown = new TreeSet<String>();
        map.keySet().stream()
                .map(String::valueOf)
                .filter(key -> !keys.contains(key))
                .forEach(unknown::add);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException(where + ": unknown keys " + unknown);
        }
        return this;
    }

    /** A text that must be there. */
    public String text(String key) {
        return optionalText(key).orElseThrow(() -> new IllegalArgumentException(where + ": '" + key + "' is missing"));
    }

    /** A text that may be left out. */
    public Optional<String> optionalText(String key) {
        return Optional.ofNullable(typed(key, String.class)).map(String::strip);
    }

    /** A whole number that must be there. */
    public int number(String key) {
        return optionalNumber(key)
                .orElseThrow(() -> new IllegalArgumentException(where + ": '" + key + "' is missing"));
    }

    /** A whole number that may be left out. */
    public Optional<Integer> optionalNumber(String key) {
        return Optional.ofNullable(typed(key, Integer.class));
    }

    /** A yes or no; no where it is left out. */
    public boolean flag(String key) {
        return Boolean.TRUE.equals(typed(key, Boolean.class));
    }

    /** A list of texts; empty where it is left out. */
    public List<String> texts(String key) {
        List<?> list = typed(key, List.class);
        return list == null ? List.of() : list.stream().map(String::valueOf).toList();
    }

    /** A list of mappings; empty where it is left out. */
    public List<Yaml> mappings(String key) {
        List<?> list = typed(key, List.class);
        return list == null
                ? List.of()
                : list.stream().map(item -> of(where + ": " + key, item)).toList();
    }

    /** A mapping; empty where it is left out. */
    public Yaml mapping(String key) {
        Map<?, ?> inner = typed(key, Map.class);
        return new Yaml(where + ": " + key, inner == null ? Map.of() : inner);
    }

    /** The keys of this mapping, as they stand. */
    public List<String> keys() {
        return map.keySet().stream().map(String::valueOf).toList();
    }

    /** A text as one of the constants of an enumeration, in any case. */
    public <E extends Enum<E>> E choice(Class<E> type, String text) {
        for (var constant : type.getEnumConstants()) {
            if (constant.name().equals(text.toUpperCase(Locale.ROOT))) {
                return constant;
            }
        }
        throw new IllegalArgumentException(where + ": '" + text + "' is none of " + List.of(type.getEnumConstants()));
    }

    private static Yaml of(String where, Object item) {
        if (item instanceof Map<?, ?> map) {
            return new Yaml(where, map);
        }
        throw new IllegalArgumentException(where + " holds something that is not a mapping");
    }

    private <T> @Nullable T typed(String key, Class<T> type) {
        Object value = map.get(key);
        if (value != null && !type.isInstance(value)) {
            throw new IllegalArgumentException(where + ": '" + key + "' is not a " + type.getSimpleName());
        }
        return type.cast(value);
    }
}
