package mcphub.scanner.surface;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import mcphub.scanner.code.Ex;
import mcphub.scanner.code.Fn;
import mcphub.scanner.surface.Builders.Read;
import mcphub.scanner.surface.Term.Fun;
import mcphub.scanner.surface.Term.Kls;
import mcphub.scanner.surface.Term.Made;
import mcphub.scanner.surface.Term.Part;
import mcphub.scanner.surface.Term.Ref;
import org.jspecify.annotations.Nullable;

/** What Python's types say of parameters and of classes of data. */
final class Hints {
    private static final int DEEPEST = 12;
    /** What a framework hands in by itself. */
    private static final Set<String> INJECTED = Set.of("Context", "FastMCPContext", "Request", "RequestContext");

    private static final Set<String> MADE = Set.of("Depends", "Security", "CurrentContext", "get_context");
    private final Schemas schemas;
    private final Types types;

    Hints(Schemas schemas) {
        this.schemas = schemas;
        this.types = new Types(schemas, this);
    }

    /** What a function takes. */
    Map<String, Object> parameters(Fun fun) {
        Fn fn = fun.fn();
        var frame = Frame.of(fun.env(), fn.file());
        var properties = new TreeMap<String, Object>();
        var required = new ArrayList<String>();
        for (Ex param : fn.params()) {
            Ex target = param instanceof Ex.Assign(int at, Ex to, String op, Ex value) ? to : param;
            if (!(target instanceof Ex.Name(int at, String name))) {
                schemas.isIncomplete = true;
                continue;
            }
            Ex usual = param instanceof Ex.Assign(int a, Ex to, String op, Ex value) ? value : null;
            Term given = usual == null ? null : schemas.interpreter().evaluator.eval(usual, frame);
            Ex type = fn.types().get(name);
            Term hint = type == null ? null : schemas.interpreter().evaluator.eval(type, frame);
            if (isInjected(hint) || (given instanceof Made made && MADE.contains(made.name())) || name.equals("ctx")) {
                continue;
            }
            Read read = field(hint, given, 0);
            properties.put(name, read.schema());
            if (!read.isOptional()) {
                required.add(name);
            }
        }
        return object(properties, required);
    }

    private static Map<String, Object> object(Map<String, Object> properties, List<String> required) {
        var schema = new TreeMap<String, Object>();
        schema.put("type", "object");
        schema.put("properties", properties);
        schema.put("required", required);
        return schema;
    }

    private static boolean isInjected(@Nullable Term hint) {
        return hint != null
                && Terms.all(hint).stream().anyMatch(each -> switch (each) {
                    case Ref ref -> INJECTED.contains(ref.last());
                    case Part(var of, var name) -> INJECTED.contains(name);
                    case Made made when made.name().equals("[]") -> isInjected(made.of());
                    case Made made
                    when made.name().equals("|") -> made.args().stream().anyMatch(Hints::isInjected);
                    default -> false;
                });
    }

    /** A parameter or a field: its type, and what it is where nothing is given. */
    private Read field(@Nullable Term hint, @Nullable Term given, int depth) {
        var schema = hint == null ? new TreeMap<String, Object>() : types.schema(hint, depth + 1);
        boolean isOptional = schema.remove("optional") != null;
        if (given instanceof Made said && said.name().equals("Field")) {
            isOptional |= said(said, schema);
        } else if (given != null) {
            isOptional = true;
            usual(given, schema);
        }
        return new Read(schema, isOptional);
    }

    private void usual(Term value, Map<String, Object> schema) {
        Term given = Terms.now(value);
        if (!given.equals(Term.NOTHING)) {
            schema.put(
                    "default",
                    schemas.json(
                            given instanceof Made made
                                            && made.of() instanceof Kls
                                            && made.args().size() == 1
                                    ? made.args().getFirst()
                                    : given,
                            0));
        }
    }

    /** {@code Field(…)}; whether nothing need be given. */
    boolean said(Made field, Map<String, Object> schema) {
        var text = field.named().get("description");
        if (text != null) {
            schema.put("description", schemas.json(text, 0));
        }
        var value = field.named().get("default");
        value = value == null && !field.args().isEmpty() ? field.args().getFirst() : value;
        if (value != null && !isEllipsis(field, value)) {
            usual(value, schema);
            return true;
        }
        return field.named().containsKey("default_factory");
    }

    /** {@code Field(...)}: the dots are read as nothing, and so is {@code None}; a first argument that is nothing is the dots, as they are mostly written. */
    private static boolean isEllipsis(Made field, Term value) {
        return Terms.now(value).equals(Term.NOTHING) && !field.named().containsKey("default");
    }

    /** A class of data. */
    Map<String, Object> model(Kls kls, int depth) {
        if (depth > DEEPEST) {
            schemas.isIncomplete = true;
            return new TreeMap<>();
        }
        if (Enums.is(kls)) {
            return Enums.schema(kls);
        }
        var all = new ArrayList<Object>();
        for (Term base : kls.bases) {
            if (Terms.now(base) instanceof Kls above) {
                all.add(model(above, depth + 1));
            }
        }
        var frame = Frame.of(kls.env, kls.cls.file());
        var properties = new TreeMap<String, Object>();
        var required = new ArrayList<String>();
        kls.cls.types().forEach((name, type) -> {
            if (!name.startsWith("_") && !name.equals("model_config")) {
                Term hint = schemas.interpreter().evaluator.eval(type, frame);
                Read read = field(hint, kls.statics.fields.get(name), depth + 1);
                properties.put(name, read.schema());
                if (!read.isOptional()) {
                    required.add(name);
                }
            }
        });
        all.add(object(properties, required));
        return Chains.flat(new TreeMap<>(Map.of("allOf", all)));
    }
}
