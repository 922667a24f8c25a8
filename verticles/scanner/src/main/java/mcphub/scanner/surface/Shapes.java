package mcphub.scanner.surface;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import mcphub.scanner.surface.Term.Lst;
import mcphub.scanner.surface.Term.Made;
import mcphub.scanner.surface.Term.Obj;
import mcphub.scanner.surface.Term.Part;
import org.jspecify.annotations.Nullable;

/** What programs take out of schemas of libraries: the fields of an object, the value of a literal, the choices of an enumeration. */
final class Shapes {
    private static final int DEEPEST = 40;

    private Shapes() {}

    /** What a schema holds under a name; null where it is nothing that is known here. */
    static @Nullable Term member(Term of, String name) {
        if (of instanceof Made made && made.args().size() >= 1) {
            String kind = made.name().toLowerCase(Locale.ROOT);
            if (name.equals("value") && kind.equals("literal")) {
                return Terms.now(made.args().getFirst());
            }
            boolean isEnum = kind.equals("enum") || kind.equals("nativeenum");
            if (isEnum && List.of("options", "enum", "Enum", "Values").contains(name)) {
                return choices(made.args().getFirst(), name.equals("options"));
            }
            return name.equals("value") && Builders.isSchema(made.of()) ? member(Terms.now(made.of()), name) : null;
        }
        if (of instanceof Part(var schema, var part) && part.equals("shape")) {
            var fields = fields(schema, 0);
            var found = fields == null ? null : fields.get(name);
            return found == null ? null : Terms.now(found);
        }
        return null;
    }

    private static @Nullable Term choices(Term given, boolean isList) {
        Term values = Terms.now(given);
        if (isList) {
            return values instanceof Obj obj ? Lst.of(List.copyOf(obj.fields.values())) : values;
        }
        if (!(values instanceof Lst list)) {
            return values;
        }
        var named = new Obj(0);
        list.items.forEach(each -> named.fields.put(Terms.text(each), each));
        return named;
    }

    /** The fields of an object's schema, each a schema; null where not all of them are known. */
    static @Nullable Map<String, Term> fields(Term schema, int depth) {
        if (!(Terms.now(schema) instanceof Made made) || depth > DEEPEST || !Builders.isSchema(made)) {
            return null;
        }
        Term first =
                made.args().isEmpty() ? Term.NOTHING : Terms.now(made.args().getFirst());
        if (!Builders.isSchema(made.of())) {
            return List.of("object", "strictobject", "looseobject")
                                    .contains(made.name().toLowerCase(Locale.ROOT))
                            && first instanceof Obj obj
                            && !obj.isOpen
                    ? new LinkedHashMap<>(obj.fields)
                    : null;
        }
        var fields = fields(made.of(), depth + 1);
        if (fields == null) {
            return null;
        }
        switch (made.name()) {
            case "extend", "safeExtend", "augment" -> {
                if (!(first instanceof Obj more) || more.isOpen) {
                    return null;
                }
                fields.putAll(more.fields);
            }
            case "merge", "and" -> {
                var more = fields(first, depth + 1);
                if (more == null) {
                    return null;
                }
                fields.putAll(more);
            }
            case "pick", "omit" -> {
                if (!(first instanceof Obj names)) {
                    return null;
                }
                fields.keySet()
                        .removeIf(name ->
                                names.fields.containsKey(name) == made.name().equals("omit"));
            }
            case "partial", "deepPartial" ->
                fields.replaceAll((name, each) -> first instanceof Obj names && !names.fields.containsKey(name)
                        ? each
                        : new Made(each, "optional", List.of(), Map.of(), false));
            case "required" ->
                fields.replaceAll((name, each) -> new Made(each, "nonoptional", List.of(), Map.of(), false));
            default -> {}
        }
        return fields;
    }
}
