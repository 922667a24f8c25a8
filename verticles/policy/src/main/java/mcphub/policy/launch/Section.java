package mcphub.policy.launch;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A mapping of {@code launchers.yaml}; a key that nobody reads is an error.
 *
 * @param where how messages name it
 */
record Section(String where, Map<?, ?> map) {

    Section only(String... keys) {
        for (Object key : map.keySet()) {
            if (!Set.of(keys).contains(String.valueOf(key))) {
                throw new IllegalArgumentException("launchers.yaml: " + where + ": unknown key " + key);
            }
        }
        return this;
    }

    List<String> keys() {
        return map.keySet().stream().map(String::valueOf).toList();
    }

    /** A list, or a text of words; empty where it is left out. */
    List<String> words(String key) {
        Object value = map.get(key);
        if (value instanceof List<?> list) {
            return list.stream().map(String::valueOf).toList();
        }
        return value == null || String.valueOf(value).isBlank()
                ? List.of()
                : List.of(String.valueOf(value).strip().split("\\s+", -1));
    }

    /** A text; empty where it is left out. */
    String text(String key) {
        Object value = map.get(key);
        return value == null ? "" : String.valueOf(value);
    }

    int number(String key) {
        return map.get(key) instanceof Integer number ? number : 0;
    }

    boolean is(String key) {
        return Boolean.TRUE.equals(map.get(key));
    }

    /** A mapping; empty where it is left out. */
    Section section(String key) {
        return new Section(where + ' ' + key, map.get(key) instanceof Map<?, ?> inner ? inner : Map.of());
    }

    List<Section> sections(String key) {
        var all = new ArrayList<Section>();
        if (map.get(key) instanceof List<?> list) {
            for (Object item : list) {
                all.add(new Section(where + ' ' + key, (Map<?, ?>) item));
            }
        }
        return all;
    }
}
