package mcphub.scanner.surface;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * JSON Schema in one form, whatever library wrote it: what may be given, by name, type and meaning. Bounds, formats and what a library adds by itself (such as
 * {@code additionalProperties: false}, {@code $schema}, titles) are left out.
 */
final class Normal {
    private static final int DEEPEST = 12;
    private static final int MOST = 4_000;
    private static final Set<String> TYPES =
            Set.of("string", "number", "integer", "boolean", "object", "array", "null");

    private final Map<?, ?> root;
    private int left = MOST;
    private boolean isCut;

    private Normal(Map<?, ?> root) {
        this.root = root;
    }

    /**
     * A schema in one form.
     *
     * @param isCut whether it is so large, or so deep, that a part of it was left out
     */
    record Made(SortedMap<String, Object> schema, boolean isCut) {}

    /** Of what a tool takes: always an object. */
    static Made input(Object given) {
        var normal = new Normal(given instanceof Map<?, ?> map ? map : Map.of());
        var made = normal.schema(given, 0);
        made.remove("description");
        made.put("type", "object");
        return new Made(made, normal.isCut);
    }

    private SortedMap<String, Object> schema(@Nullable Object given, int depth) {
        var made = new TreeMap<String, Object>();
        if (!(given instanceof Map<?, ?> map)) {
            return made;
        }
        if (depth > DEEPEST || --left < 0) {
            isCut = true;
            return made;
        }
        if (map.get("$ref") instanceof String ref) {
            made.putAll(schema(target(ref), depth + 1));
        }
        if (map.get("allOf") instanceof List<?> all) {
            all.forEach(each -> merge(made, schema(each, depth + 1)));
        }
        types(map, made, depth);
        if (map.get("properties") instanceof Map<?, ?> properties && !properties.isEmpty()) {
            var inner = new TreeMap<String, Object>();
            properties.forEach((name, each) -> inner.put(String.valueOf(name), schema(each, depth + 1)));
            merge(made, new TreeMap<>(Map.of("properties", inner)));
        }
        if (map.get("required") instanceof List<?> names && !names.isEmpty()) {
            var required = new TreeSet<String>();
            names.forEach(name -> required.add(String.valueOf(name)));
            merge(made, new TreeMap<>(Map.of("required", List.copyOf(required))));
        }
        if (map.get("items") instanceof Map<?, ?> items) {
            made.put("items", schema(items, depth + 1));
        }
        var each = map.get("prefixItems") == null ? map.get("items") : map.get("prefixItems");
        if (each instanceof List<?> items) {
            made.put(
                    "prefixItems",
                    items.stream().map(item -> schema(item, depth + 1)).toList());
        }
        if (map.get("additionalProperties") instanceof Map<?, ?> others) {
            var inner = schema(others, depth + 1);
            if (!inner.isEmpty()) {
                made.put("additionalProperties", inner);
            }
        }
        choices(map, made, depth);
        infer(made);
        needed(made);
        if (map.get("description") instanceof String text && !text.isBlank()) {
            made.put("description", Texts.plain(text));
        }
        var usual = map.get("default");
        if (usual != null) {
            made.put("default", usual);
        }
        return made;
    }

    private void types(Map<?, ?> map, SortedMap<String, Object> made, int depth) {
        if (map.get("type") instanceof String type && TYPES.contains(type)) {
            made.put("type", type);
        } else if (map.get("type") instanceof List<?> several) {
            var any =
                    several.stream().map(type -> (Object) Map.of("type", type)).toList();
            choices(Map.of("anyOf", any), made, depth);
        }
        if (map.get("const") != null) {
            made.put("enum", List.of(java.util.Objects.requireNonNull(map.get("const"))));
        }
        if (map.get("enum") instanceof List<?> values) {
            values(values, made);
        }
        if (Boolean.TRUE.equals(map.get("nullable"))) {
            made.put("nullable", true);
        }
    }

    private static void values(List<?> values, SortedMap<String, Object> made) {
        var sorted = new TreeMap<String, Object>();
        for (Object each : values) {
            if (each == null) {
                made.put("nullable", true);
            } else {
                sorted.put(Json.text(each), each);
            }
        }
        made.put("enum", List.copyOf(sorted.values()));
    }

    /** One of several: nothing is said apart, choices among values are one, and one alone is no choice. */
    private void choices(Map<?, ?> map, SortedMap<String, Object> made, int depth) {
        var given = map.get("anyOf") instanceof List<?> any ? any : map.get("oneOf");
        if (!(given instanceof List<?> several)) {
            return;
        }
        var kinds = new TreeMap<String, SortedMap<String, Object>>();
        var values = new ArrayList<Object>();
        for (Object each : several) {
            var one = schema(each, depth + 1);
            if ("null".equals(one.get("type"))) {
                made.put("nullable", true);
                continue;
            }
            if (one.remove("nullable") != null) {
                made.put("nullable", true);
            }
            if (one.get("enum") instanceof List<?> some
                    && Set.of("enum", "type").containsAll(one.keySet())) {
                values.addAll(some);
            } else if (one.get("anyOf") instanceof List<?> inner && one.size() == 1) {
                inner.forEach(kind -> kinds.put(Json.text(kind), schema(kind, depth + 1)));
            } else {
                kinds.put(Json.text(one), one);
            }
        }
        if (!values.isEmpty()) {
            var one = new TreeMap<String, Object>();
            values(values, one);
            infer(one);
            kinds.put(Json.text(one), one);
        }
        if (kinds.size() == 1) {
            merge(made, kinds.firstEntry().getValue());
        } else if (!kinds.isEmpty()) {
            made.put("anyOf", List.copyOf(kinds.values()));
        }
    }

    /** What has a default need not be given, whatever a library makes of it. */
    private static void needed(SortedMap<String, Object> made) {
        if (made.remove("required") instanceof List<?> names) {
            var properties = made.get("properties") instanceof Map<?, ?> some ? some : Map.of();
            var left = names.stream()
                    .filter(name -> !(properties.get(name) instanceof Map<?, ?> each && each.containsKey("default")))
                    .toList();
            if (!left.isEmpty()) {
                made.put("required", left);
            }
        }
    }

    private static void infer(SortedMap<String, Object> made) {
        if (made.get("enum") instanceof List<?> values && !values.isEmpty()) {
            Object first = values.getFirst();
            boolean isOne = values.stream().allMatch(each -> each.getClass() == first.getClass());
            made.remove("type");
            if (isOne) {
                made.put("type", first instanceof String ? "string" : first instanceof Boolean ? "boolean" : "number");
            }
        } else if (made.containsKey("properties") || made.containsKey("additionalProperties")) {
            made.putIfAbsent("type", "object");
        } else if (made.containsKey("items") || made.containsKey("prefixItems")) {
            made.putIfAbsent("type", "array");
        }
        if (made.get("items") instanceof Map<?, ?> items && items.isEmpty()) {
            made.remove("items");
        }
    }

    /** Both hold. */
    private static void merge(SortedMap<String, Object> into, Map<String, Object> more) {
        more.forEach((key, value) -> {
            var had = into.get(key);
            if (had instanceof Map<?, ?> one && value instanceof Map<?, ?> other) {
                var both = new TreeMap<String, Object>();
                one.forEach((name, each) -> both.put(String.valueOf(name), each));
                other.forEach((name, each) -> both.put(String.valueOf(name), each));
                into.put(key, both);
            } else if (had instanceof List<?> one && value instanceof List<?> other && key.equals("required")) {
                var both = new TreeSet<String>();
                one.forEach(each -> both.add(String.valueOf(each)));
                other.forEach(each -> both.add(String.valueOf(each)));
                into.put(key, List.copyOf(both));
            } else {
                into.put(key, value);
            }
        });
    }

    /** What {@code #/$defs/Name} means. */
    private @Nullable Object target(String ref) {
        Object at = root;
        for (String part : ref.startsWith("#/") ? ref.substring(2).split("/") : new String[] {"?"}) {
            at = at instanceof Map<?, ?> map ? map.get(part.replace("~1", "/").replace("~0", "~")) : null;
        }
        return at;
    }
}
