package mcphub.scanner.surface;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import mcphub.scanner.surface.Builders.Read;
import mcphub.scanner.surface.Term.Fun;
import mcphub.scanner.surface.Term.Made;
import mcphub.scanner.surface.Term.Obj;

/** What is made of a schema by calls on it. */
final class Chains {
    private final Schemas schemas;
    private final Builders builders;

    Chains(Schemas schemas, Builders builders) {
        this.schemas = schemas;
        this.builders = builders;
    }

    /** What a method makes of a schema. */
    Read chained(Made made, Read read, int depth) {
        Term first = made.args().isEmpty() ? Term.NOTHING : made.args().getFirst();
        return switch (made.name()) {
            case "describe" -> {
                read.schema().put("description", schemas.json(first, 0));
                yield read;
            }
            case "meta", "openapi" -> {
                if (Terms.now(first) instanceof Obj options) {
                    builders.described(read, options);
                }
                yield read;
            }
            case "default", "prefault" -> usual(read, first);
            case "optional", "nullish", "catch", "exactOptional" ->
                made.name().equals("nullish") ? nullable(read).optional() : read.optional();
            case "nullable" -> nullable(read);
            case "nonoptional" -> new Read(read.schema(), false);
            case "array" -> {
                var list = Builders.of("array");
                list.schema().put("items", read.schema());
                yield list;
            }
            case "or" ->
                new Read(
                        new TreeMap<>(Map.of(
                                "anyOf",
                                List.of(
                                        read.schema(),
                                        schemas.read(first, depth + 1).schema()))),
                        false);
            case "and", "merge" -> both(read, schemas.read(first, depth + 1));
            case "extend", "safeExtend", "augment", "setKey" ->
                both(read, new Read(schemas.shape(first, depth + 1), false));
            case "int", "safeint" -> {
                read.schema().put("type", "integer");
                yield read;
            }
            case "pick", "omit", "partial", "required", "deepPartial" -> reshaped(made.name(), read, made.args());
            default -> read;
        };
    }

    private static Read both(Read one, Read other) {
        var schema = new TreeMap<String, Object>();
        schema.put("allOf", List.of(one.schema(), other.schema()));
        return new Read(flat(schema), one.isOptional());
    }

    /** Objects of which both hold, as one: the later wins. */
    @SuppressWarnings("unchecked")
    static SortedMap<String, Object> flat(Map<String, Object> schema) {
        var made = new TreeMap<>(schema);
        if (made.remove("allOf") instanceof List<?> all) {
            var properties = new TreeMap<String, Object>();
            var required = new java.util.TreeSet<String>();
            for (Object each : all) {
                var one = flat((Map<String, Object>) each);
                var inner = one.get("properties") instanceof Map<?, ?> some
                        ? (Map<String, Object>) some
                        : Map.<String, Object>of();
                required.removeAll(inner.keySet());
                properties.putAll(inner);
                ((List<String>) one.getOrDefault("required", List.of())).forEach(required::add);
                one.forEach((key, value) -> {
                    if (!key.equals("properties") && !key.equals("required")) {
                        made.put(key, value);
                    }
                });
            }
            made.put("properties", properties);
            made.put("required", new ArrayList<>(required));
        }
        return made;
    }

    static Read nullable(Read read) {
        read.schema().put("nullable", true);
        return read;
    }

    Read usual(Read read, Term value) {
        if (!Terms.now(value).equals(Term.NOTHING)) {
            read.schema()
                    .put(
                            "default",
                            schemas.json(
                                    value instanceof Fun fun
                                            ? schemas.interpreter().callUnknown(fun)
                                            : value,
                                    0));
        }
        return read.optional();
    }

    @SuppressWarnings("unchecked")
    Read reshaped(String how, Read read, List<Term> args) {
        var schema = flat(read.schema());
        if (!(schema.get("properties") instanceof Map<?, ?> given)) {
            return read;
        }
        var properties = new TreeMap<>((Map<String, Object>) given);
        var required = new java.util.TreeSet<>((List<String>) schema.getOrDefault("required", List.of()));
        var named = new java.util.TreeSet<String>();
        if (!args.isEmpty()) {
            Term which = Terms.now(args.getFirst());
            Terms.list(which).items.forEach(each -> named.add(Terms.text(each)));
        } else {
            named.addAll(properties.keySet());
        }
        switch (how) {
            case "pick" -> properties.keySet().retainAll(named);
            case "omit" -> properties.keySet().removeAll(named);
            case "required" -> required.addAll(named);
            default -> required.removeAll(named);
        }
        required.retainAll(properties.keySet());
        schema.put("properties", properties);
        schema.put("required", new ArrayList<>(required));
        return new Read(schema, read.isOptional());
    }
}
