package mcphub.scanner.surface;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import mcphub.scanner.surface.Term.Kls;
import mcphub.scanner.surface.Term.Lit;
import mcphub.scanner.surface.Term.Lst;
import mcphub.scanner.surface.Term.Made;
import mcphub.scanner.surface.Term.Obj;
import mcphub.scanner.surface.Term.Part;
import mcphub.scanner.surface.Term.Ref;

/** Types of Python as JSON Schema. */
final class Types {
    private static final int DEEPEST = 12;
    private final Schemas schemas;
    private final Hints hints;

    Types(Schemas schemas, Hints hints) {
        this.schemas = schemas;
        this.hints = hints;
    }

    SortedMap<String, Object> schema(Term given, int depth) {
        var schema = new TreeMap<String, Object>();
        Term hint = Terms.now(given);
        if (depth > DEEPEST) {
            schemas.isIncomplete = true;
            return schema;
        }
        switch (hint) {
            case Ref ref -> plain(ref.last(), schema);
            case Part(var of, var name) -> plain(name, schema);
            case Kls kls -> schema.putAll(hints.model(kls, depth + 1));
            case Made made
            when made.name().equals("|") ->
                schema.put(
                        "anyOf",
                        made.args().stream()
                                .map(each -> schema(each, depth + 1))
                                .toList());
            case Made made
            when made.name().equals("[]") -> {
                var inner = made.args().size() == 1 && Terms.now(made.args().getFirst()) instanceof Lst list
                        ? list.items
                        : made.args();
                generic(made.of() instanceof Ref ref ? ref.last() : "", inner, schema, depth);
            }
            case Made made when made.name().equals("Literal") -> {}
            case Lit(Object value) when value == null -> schema.put("type", "null");
            case Lit(Object value) -> schemas.isIncomplete = true;
            case Obj obj -> schema.put("type", "object");
            default -> schemas.isIncomplete = true;
        }
        return schema;
    }

    private static void plain(String name, Map<String, Object> schema) {
        switch (name) {
            case "str",
                    "Path",
                    "datetime",
                    "date",
                    "UUID",
                    "AnyUrl",
                    "HttpUrl",
                    "EmailStr",
                    "bytes",
                    "FilePath",
                    "time" -> schema.put("type", "string");
            case "int", "PositiveInt", "NonNegativeInt" -> schema.put("type", "integer");
            case "float", "Decimal", "PositiveFloat" -> schema.put("type", "number");
            case "bool" -> schema.put("type", "boolean");
            case "list", "List", "Sequence", "set", "Set", "tuple", "Tuple", "Iterable" -> schema.put("type", "array");
            case "dict", "Dict", "Mapping" -> schema.put("type", "object");
            default -> {}
        }
    }

    private void generic(String name, List<Term> inner, SortedMap<String, Object> schema, int depth) {
        Term first = inner.isEmpty() ? Term.NOTHING : Terms.now(inner.getFirst());
        switch (name) {
            case "Optional" ->
                schema.put("anyOf", List.of(schema(first, depth + 1), new TreeMap<>(Map.of("type", "null"))));
            case "Union" ->
                schema.put(
                        "anyOf",
                        inner.stream().map(each -> schema(each, depth + 1)).toList());
            case "Literal" ->
                schema.put(
                        "enum",
                        new ArrayList<>(inner.stream()
                                .map(each -> schemas.json(each, 0))
                                .toList()));
            case "list", "List", "Sequence", "set", "Set", "Iterable", "frozenset" -> {
                schema.put("type", "array");
                schema.put("items", schema(first, depth + 1));
            }
            case "tuple", "Tuple" -> {
                schema.put("type", "array");
                schema.put(
                        "prefixItems",
                        inner.stream().map(each -> schema(each, depth + 1)).toList());
            }
            case "dict", "Dict", "Mapping" -> {
                schema.put("type", "object");
                schema.put(
                        "additionalProperties", inner.size() > 1 ? schema(inner.get(1), depth + 1) : new TreeMap<>());
            }
            case "Annotated" -> {
                schema.putAll(schema(first, depth + 1));
                inner.stream().skip(1).forEach(each -> {
                    String text = Terms.exact(each);
                    if (text != null) {
                        schema.put("description", text);
                    } else if (Terms.now(each) instanceof Made said
                            && said.name().equals("Field")
                            && hints.said(said, schema)) {
                        schema.put("optional", true);
                    }
                });
            }
            case "Required", "NotRequired", "Final", "ClassVar" -> schema.putAll(schema(first, depth + 1));
            default -> schemas.isIncomplete = true;
        }
    }
}
