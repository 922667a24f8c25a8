package mcphub.scanner.surface;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import mcphub.scanner.surface.Builders.Read;
import mcphub.scanner.surface.Term.Either;
import mcphub.scanner.surface.Term.Fun;
import mcphub.scanner.surface.Term.Kls;
import mcphub.scanner.surface.Term.Lit;
import mcphub.scanner.surface.Term.Lst;
import mcphub.scanner.surface.Term.Made;
import mcphub.scanner.surface.Term.Obj;
import mcphub.scanner.surface.Term.Part;
import org.jspecify.annotations.Nullable;

/** What a tool takes, as JSON Schema, from whatever it is written as. One is made for each tool: it remembers whether all could be read. */
final class Schemas {
    private static final int DEEPEST = 60;
    /** Of one tool: what is said once may be named often, and within itself. */
    private static final int MOST_PARTS = 20_000;

    private int parts;
    private final Interpreter interpreter;
    private final Builders builders = new Builders(this);
    private final Hints hints = new Hints(this);
    boolean isIncomplete;

    Schemas(Interpreter interpreter) {
        this.interpreter = interpreter;
    }

    Interpreter interpreter() {
        return interpreter;
    }

    Hints hints() {
        return hints;
    }

    /** The input of a tool in one form; of a tool without any, an empty object. */
    String input(@Nullable Term given) {
        var made = Normal.input(
                given == null || Terms.now(given).equals(Term.NOTHING)
                        ? Map.of()
                        : read(given, 0).schema());
        isIncomplete |= made.isCut();
        return Json.text(made.schema());
    }

    Read read(Term given, int depth) {
        interpreter.spend();
        Term term = Terms.now(given);
        if (depth > DEEPEST || ++parts > MOST_PARTS) {
            isIncomplete = true;
            return unknown();
        }
        return switch (term) {
            case Obj obj
            when obj.kls == null ->
                isShape(obj) ? new Read(shape(obj, depth), false) : new Read(object(obj, depth), false);
            case Made made -> made(made, depth);
            case Kls kls -> new Read(hints.model(kls, depth), false);
            case Part(var of, var name) when name.equals("shape") || name.equals("_input") -> read(of, depth + 1);
            case Part part -> part(part, depth);
            case Either(var several) -> {
                isIncomplete = true;
                var schema = new TreeMap<String, Object>();
                schema.put(
                        "anyOf",
                        several.stream()
                                .map(each -> read(each, depth + 1).schema())
                                .toList());
                yield new Read(schema, false);
            }
            default -> {
                isIncomplete = true;
                yield unknown();
            }
        };
    }

    /** {@code schema.shape.name}, {@code schema.element}. */
    @SuppressWarnings("unchecked")
    private Read part(Part part, int depth) {
        if (!Builders.isSchema(part.of())) {
            isIncomplete = true;
            return unknown();
        }
        var whole = Chains.flat(read(part.of(), depth + 1).schema());
        var inner = part.name().equals("element")
                ? whole.get("items")
                : whole.get("properties") instanceof Map<?, ?> properties ? properties.get(part.name()) : null;
        isIncomplete |= inner == null;
        boolean isNeeded = whole.get("required") instanceof List<?> names && names.contains(part.name());
        return inner == null ? unknown() : new Read(new TreeMap<>((Map<String, Object>) inner), !isNeeded);
    }

    private Read made(Made made, int depth) {
        if (made.name().equals("model_json_schema") || made.name().equals("schema")) {
            return read(made.of(), depth + 1);
        }
        var read = builders.read(made, depth);
        if (read == null) {
            isIncomplete = true;
            return unknown();
        }
        return read;
    }

    private static Read unknown() {
        return new Read(new TreeMap<>(), false);
    }

    /** Whether it names schemas of a library, as a tool's parameters are often given; or, as of mcp-framework, a type and what it means. */
    private static boolean isShape(Obj obj) {
        Term type = obj.fields.get("type");
        boolean isSchema = type != null && Terms.now(type) instanceof Lit;
        return !isSchema
                && obj.fields.values().stream()
                        .anyMatch(each -> Terms.all(each).stream()
                                .anyMatch(
                                        one -> Builders.isSchema(one) || (one instanceof Obj inner && isTyped(inner))));
    }

    /** Properties by name, each a schema. */
    SortedMap<String, Object> shape(Term given, int depth) {
        var schema = new TreeMap<String, Object>();
        schema.put("type", "object");
        Term term = Terms.now(given);
        if (!(term instanceof Obj obj)) {
            if (Builders.isSchema(term)) {
                schema.putAll(read(term, depth + 1).schema());
            } else {
                isIncomplete = true;
            }
            return schema;
        }
        isIncomplete |= obj.isOpen;
        var properties = new TreeMap<String, Object>();
        var required = new ArrayList<String>();
        obj.fields.forEach((name, each) -> {
            Read read = property(each, depth);
            properties.put(name, read.schema());
            if (!read.isOptional()) {
                required.add(name);
            }
        });
        schema.put("properties", properties);
        schema.put("required", required);
        return schema;
    }

    private static boolean isTyped(Obj obj) {
        Term type = obj.fields.get("type");
        return type != null && Builders.isSchema(type);
    }

    private Read property(Term given, int depth) {
        Term term = Terms.now(given);
        if (term instanceof Obj obj && isTyped(obj)) {
            var read = read(Objects.requireNonNull(obj.fields.get("type")), depth + 1);
            var said = obj.fields.get("description");
            if (said != null) {
                read.schema().put("description", json(said, 0));
            }
            return read;
        }
        if (term instanceof Obj obj && obj.kls == null && !isShape(obj) && obj.fields.get("type") == null) {
            return read(obj, depth + 1);
        }
        return read(term, depth + 1);
    }

    private Map<String, Object> object(Obj obj, int depth) {
        return json(obj, depth) instanceof Map<?, ?> map ? copied(map) : new TreeMap<>();
    }

    private static Map<String, Object> copied(Map<?, ?> map) {
        var made = new TreeMap<String, Object>();
        map.forEach((key, value) -> made.put(String.valueOf(key), value));
        return made;
    }

    /** A value as JSON; what is not known is a hole, and said to be one. */
    @Nullable
    Object json(Term given, int depth) {
        interpreter.spend();
        Term term = Terms.now(given);
        if (depth > DEEPEST || ++parts > MOST_PARTS) {
            isIncomplete = true;
            return null;
        }
        return switch (term) {
            case Lit(Object value) -> {
                isIncomplete |= value instanceof String text && text.indexOf(Term.HOLE) >= 0;
                yield value instanceof String text ? text.replace(Term.HOLE, '…') : value;
            }
            case Obj obj
            when obj.kls == null -> {
                isIncomplete |= obj.isOpen;
                var map = new LinkedHashMap<String, Object>();
                obj.fields.forEach((key, value) -> {
                    if (!Terms.now(value).equals(Term.NOTHING)) {
                        map.put(key, json(value, depth + 1));
                    }
                });
                yield map;
            }
            case Lst list -> {
                isIncomplete |= list.isOpen || list.isFiltered;
                var all = new ArrayList<Object>();
                list.items.forEach(each -> all.add(json(each, depth + 1)));
                yield all;
            }
            case Fun fun
            when fun.fn().isMethod() && fun.fn().params().isEmpty() -> json(interpreter.callUnknown(fun), depth + 1);
            case Either(var several) -> {
                isIncomplete = true;
                var all = new ArrayList<String>();
                several.stream()
                        .filter(each -> !each.equals(Term.NOTHING))
                        .forEach(each -> all.add(Terms.text(each).replace(Term.HOLE, '…')));
                yield String.join(" | ", all);
            }
            case Made made
            when Builders.isSchema(made) || made.name().equals("model_json_schema") ->
                read(made, depth + 1).schema();
            case Kls kls -> read(kls, depth + 1).schema();
            default -> {
                isIncomplete = true;
                yield "…";
            }
        };
    }
}
