package mcphub.scanner.surface;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import mcphub.scanner.surface.Term.Fun;
import mcphub.scanner.surface.Term.Lit;
import mcphub.scanner.surface.Term.Lst;
import mcphub.scanner.surface.Term.Made;
import mcphub.scanner.surface.Term.Obj;
import mcphub.scanner.surface.Term.Part;
import org.jspecify.annotations.Nullable;

/** What libraries of schemas write as chains of calls, such as zod and TypeBox, as JSON Schema. */
final class Builders {
    private static final Set<String> STARTS = Set.of(
            ("string email url uuid guid datetime date time number float32 float64 int int32 integer bigint boolean enum nativeenum stringenum "
                            + "literal array object strictobject looseobject record partialrecord tuple union discriminatedunion xor intersection intersect composite "
                            + "optional nullable nullish any unknown never null undefined void lazy preprocess custom instanceof map set unsafe _default pipe "
                            + "partial required pick omit coerce iso json file templateliteral stringbool nan symbol")
                    .split(" "));
    private static final Set<String> CONVERTERS = Set.of(
            "zodToJsonSchema",
            "toJSONSchema",
            "toJsonSchema",
            "toJsonSchemaCompat",
            "zodToJSONSchema",
            "jsonSchema",
            "normalizeObjectSchema",
            "asSchema",
            "completable",
            "zod-to-json-schema",
            "z2j");

    /** A schema, and whether nothing need be given. */
    record Read(Map<String, Object> schema, boolean isOptional) {
        Read optional() {
            return new Read(schema, true);
        }
    }

    private final Schemas schemas;
    private final Chains chains;

    Builders(Schemas schemas) {
        this.schemas = schemas;
        this.chains = new Chains(schemas, this);
    }

    /** Whether a call begins a schema of a library that came along in the same file, under whatever name. */
    static boolean isBuilder(Calls.Call call) {
        return call.receiver() instanceof Obj library
                && library.kls == null
                && STARTS.contains(call.name().toLowerCase(Locale.ROOT))
                && library.fields.keySet().containsAll(Set.of("string", "number", "boolean"))
                && !(library.fields.get("string") instanceof Lit);
    }

    /** Whether it is what a library of schemas makes. */
    static boolean isSchema(Term term) {
        Term at = Terms.now(term);
        for (int i = 0; i < 200; i++) {
            if (at instanceof Made made && made.named().isEmpty()) {
                if (STARTS.contains(made.name().toLowerCase(Locale.ROOT)) || CONVERTERS.contains(made.name())) {
                    return true;
                }
                at = Terms.now(made.of());
            } else if (at instanceof Part(var of, var name)) {
                at = Terms.now(of);
            } else {
                return false;
            }
        }
        return false;
    }

    /** Null where it is none. */
    @Nullable
    Read read(Made made, int depth) {
        if (CONVERTERS.contains(made.name())) {
            Term given = made.args().isEmpty() || isSchema(made.of())
                    ? made.of()
                    : made.args().getFirst();
            return schemas.read(given, depth + 1);
        }
        if (isSchema(made.of())) {
            return chains.chained(made, schemas.read(made.of(), depth + 1), depth);
        }
        String name = made.name().toLowerCase(Locale.ROOT);
        if (!STARTS.contains(name)) {
            return null;
        }
        var read = started(name, made.args(), depth);
        Term last = made.args().isEmpty() ? Term.NOTHING : Terms.now(made.args().getLast());
        boolean isMain = made.args().size() == 1
                && Set.of("object", "enum", "strictobject", "looseobject").contains(name);
        if (last instanceof Obj options && !isMain) {
            described(read, options);
        }
        return read;
    }

    void described(Read read, Obj options) {
        for (String key : List.of("description", "default")) {
            var value = options.fields.get(key);
            boolean isText = value != null && Terms.now(value) instanceof Lit;
            if (value != null && (isText || key.equals("default"))) {
                read.schema().put(key, schemas.json(value, 0));
            }
        }
    }

    private Read started(String name, List<Term> args, int depth) {
        Term first = args.isEmpty() ? Term.NOTHING : Terms.now(args.getFirst());
        return switch (name) {
            case "number", "float32", "float64", "nan" -> of("number");
            case "int", "int32", "integer", "bigint" -> of("integer");
            case "boolean" -> of("boolean");
            case "null" -> of("null");
            case "undefined", "void" -> new Read(new TreeMap<>(), true);
            case "enum", "nativeenum", "stringenum" -> new Read(choice(first, depth), false);
            case "literal" -> new Read(choice(first instanceof Lst ? first : Lst.of(List.of(first)), depth), false);
            case "array", "set" -> {
                var read = of("array");
                read.schema().put("items", schemas.read(first, depth + 1).schema());
                yield read;
            }
            case "object", "strictobject", "looseobject" -> new Read(schemas.shape(first, depth + 1), false);
            case "record", "partialrecord", "map" -> {
                var read = of("object");
                read.schema()
                        .put(
                                "additionalProperties",
                                schemas.read(args.size() > 1 ? args.get(1) : first, depth + 1)
                                        .schema());
                yield read;
            }
            case "tuple" -> {
                var read = of("array");
                read.schema()
                        .put(
                                "prefixItems",
                                Terms.list(first).items.stream()
                                        .map(each ->
                                                schemas.read(each, depth + 1).schema())
                                        .toList());
                yield read;
            }
            case "union", "xor" -> any(Terms.list(first).items, depth);
            case "discriminatedunion" -> any(args.size() > 1 ? Terms.list(args.get(1)).items : List.of(), depth);
            case "intersection" -> both(args, depth);
            case "intersect", "composite" -> both(Terms.list(first).items, depth);
            case "optional", "nullish" -> schemas.read(first, depth + 1).optional();
            case "nullable" -> Chains.nullable(schemas.read(first, depth + 1));
            case "_default" ->
                chains.usual(schemas.read(first, depth + 1), args.size() > 1 ? args.get(1) : Term.NOTHING);
            case "preprocess" -> schemas.read(args.size() > 1 ? args.get(1) : Term.NOTHING, depth + 1);
            case "lazy" ->
                first instanceof Fun fun
                        ? schemas.read(schemas.interpreter().callUnknown(fun), depth + 1)
                        : new Read(new TreeMap<>(), false);
            case "pipe" -> piped(args, depth);
            case "partial", "required", "pick", "omit" ->
                chains.reshaped(name, schemas.read(first, depth + 1), args.size() > 1 ? args.subList(1, 2) : List.of());
            case "any", "unknown", "never", "custom", "instanceof", "unsafe", "json", "file", "symbol" ->
                new Read(new TreeMap<>(), name.equals("any") || name.equals("unknown"));
            case "stringbool" -> of("string");
            default -> of("string");
        };
    }

    /** Of valibot: a schema, and what is said of it. */
    private Read piped(List<Term> args, int depth) {
        var read = args.isEmpty() ? of("string") : schemas.read(args.getFirst(), depth + 1);
        args.stream().skip(1).forEach(each -> {
            if (Terms.now(each) instanceof Made said
                    && said.name().equals("description")
                    && !said.args().isEmpty()) {
                read.schema().put("description", schemas.json(said.args().getFirst(), 0));
            }
        });
        return read;
    }

    static Read of(String type) {
        var schema = new TreeMap<String, Object>();
        schema.put("type", type);
        return new Read(schema, false);
    }

    private SortedMap<String, Object> choice(Term of, int depth) {
        Term values = of instanceof Obj obj ? Lst.of(List.copyOf(obj.fields.values())) : of;
        var list = Terms.list(values);
        schemas.isIncomplete |= list.isOpen;
        var all = new ArrayList<Object>();
        list.items.forEach(each -> all.add(schemas.json(each, depth + 1)));
        var schema = new TreeMap<String, Object>();
        schema.put("enum", all);
        return schema;
    }

    private Read any(List<Term> several, int depth) {
        var all = several.stream().map(each -> schemas.read(each, depth + 1)).toList();
        var schema = new TreeMap<String, Object>();
        schema.put("anyOf", all.stream().map(Read::schema).toList());
        return new Read(schema, all.stream().anyMatch(Read::isOptional));
    }

    private Read both(List<Term> several, int depth) {
        var schema = new TreeMap<String, Object>();
        schema.put(
                "allOf",
                several.stream()
                        .map(each -> schemas.read(each, depth + 1).schema())
                        .toList());
        return new Read(schema, false);
    }
}
