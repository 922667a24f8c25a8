package mcphub.kernel;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts the settings together: the defaults of {@code config/hub.yaml}, then a file, then the environment, then flags. A key
 * {@code limits.anonymous_per_minute} is {@code HUB_LIMITS_ANONYMOUS_PER_MINUTE} in the environment, without exception.
 */
public final class SettingsReader {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private final Map<String, Object> values = new LinkedHashMap<>();

    private SettingsReader() {}

    /** The defaults, as they stand in {@code config/hub.yaml}. */
    public static SettingsReader defaults() {
        var reader = new SettingsReader();
        flatten("", Yaml.resource("config/hub.yaml"), reader.values);
        return reader;
    }

    /**
     * Lays a file's keys over what is there.
     *
     * @throws IllegalArgumentException for a key that does not exist
     */
    public SettingsReader file(String yaml) {
        Map<String, Object> flat = new LinkedHashMap<>();
        flatten("", Yaml.parse(yaml), flat);
        flat.forEach(this::set);
        return this;
    }

    /** Lays the variables {@code HUB_…} over what is there; variables that belong to no key are left alone. */
    public SettingsReader environment(Map<String, String> environment) {
        for (String key : List.copyOf(values.keySet())) {
            String value = environment.get(variable(key));
            if (value != null) {
                set(key, value);
            }
        }
        return this;
    }

    /**
     * Lays one key over what is there; a list is given with commas.
     *
     * @throws IllegalArgumentException for a key that does not exist
     */
    public SettingsReader set(String key, @Nullable Object value) {
        if (!values.containsKey(key)) {
            throw new IllegalArgumentException("There is no setting '" + key
                    + "'; all settings stand in config/hub.yaml, and `hub config` prints them");
        }
        values.put(key, values.get(key) instanceof List<?> && value instanceof String text ? split(text) : value);
        return this;
    }

    /**
     * The typed settings.
     *
     * @throws IllegalArgumentException that names the key whose value is not of its type
     */
    public Settings read() {
        Map<String, Object> tree = new LinkedHashMap<>();
        values.forEach((key, value) -> put(tree, key.split("\\.", -1), 0, value));
        try {
            return MAPPER.treeToValue(MAPPER.valueToTree(tree), Settings.class);
        } catch (JsonMappingException e) {
            var path = e.getPath().stream()
                    .map(JsonMappingException.Reference::getFieldName)
                    .toList();
            String key = String.join(".", path);
            throw new IllegalArgumentException("The setting '" + key + "' (" + variable(key)
                    + ") has a value of the wrong kind: " + e.getOriginalMessage());
        } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
            throw new IllegalArgumentException("The settings cannot be read: " + e.getOriginalMessage());
        }
    }

    /** The name of a key in the environment. */
    public static String variable(String key) {
        return "HUB_" + key.replace('.', '_').toUpperCase(Locale.ROOT);
    }

    /** Every key with its value, in the order of {@code config/hub.yaml}. */
    public Map<String, Object> values() {
        return new LinkedHashMap<>(values);
    }

    private static List<String> split(String text) {
        return text.isBlank()
                ? List.of()
                : Arrays.stream(text.split(",", -1))
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .toList();
    }

    private static void flatten(String prefix, Map<String, Object> tree, Map<String, Object> out) {
        tree.forEach((name, value) -> {
            if (value instanceof Map<?, ?> nested) {
                Map<String, Object> section = new LinkedHashMap<>();
                nested.forEach((k, v) -> section.put(String.valueOf(k), v));
                flatten(prefix + name + ".", section, out);
            } else {
                out.put(prefix + name, value);
            }
        });
    }

    @SuppressWarnings("unchecked") // the tree holds only maps that this method made
    private static void put(Map<String, Object> tree, String[] path, int depth, @Nullable Object value) {
        if (depth == path.length - 1) {
            tree.put(path[depth], value);
        } else {
            put(
                    (Map<String, Object>) tree.computeIfAbsent(path[depth], k -> new LinkedHashMap<String, Object>()),
                    path,
                    depth + 1,
                    value);
        }
    }
}
