package mcphub.scanner.surface;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mcphub.scanner.surface.Term.Lst;
import mcphub.scanner.surface.Term.Made;
import mcphub.scanner.surface.Term.Obj;
import org.jspecify.annotations.Nullable;

/** Rows of what is offered, as they stand in the answer to a request that lists them. */
final class Lists {
    private final Found found;

    Lists(Found found) {
        this.found = found;
    }

    /** What was answered to who asked for the list. */
    void answered(String kind, Term answer, String file, int at, Interpreter interpreter) {
        for (Term each : Terms.all(answer)) {
            Term rows = kind.isEmpty() ? each : interpreter.values.member(each, kind);
            for (Term one : Terms.all(rows)) {
                rows(kind, one, file, at, interpreter);
            }
        }
    }

    void rows(String kind, Term rows, String file, int at, Interpreter interpreter) {
        var list = Terms.list(rows);
        if (list.isOpen) {
            found.gap("Some of the " + (kind.equals("resourceTemplates") ? "resources" : kind)
                    + " are known only when it runs (" + file + ':' + found.line(file, at) + ')');
        }
        if (list.isFiltered) {
            found.gap("Which of the " + kind + " are offered is decided when it runs (" + file + ':'
                    + found.line(file, at) + ')');
        }
        int place = 0;
        for (Term item : list.items) {
            place++;
            for (Term each : Terms.all(item)) {
                if (!(each instanceof Obj) && !(each instanceof Made)) {
                    found.gap("Some of the " + kind + " are known only when it runs (" + file + ':'
                            + found.line(file, at) + ')');
                } else {
                    var spot = interpreter.spots.getOrDefault(each, new Interpreter.Spot(file, at));
                    row(kind, each, list.isFiltered, spot.file(), spot.at(), place, interpreter);
                }
            }
        }
    }

    private void row(
            String kind, Term each, boolean isFiltered, String file, int at, int place, Interpreter interpreter) {
        int level = interpreter.maybe;
        interpreter.maybe += isFiltered ? 1 : 0;
        switch (kind) {
            case "tools" -> tool(each, file, at, place, interpreter);
            case "prompts" -> prompt(each, file, at, place, interpreter);
            default -> {
                var row = new Row(
                        get(each, "name"),
                        null,
                        get(each, "description"),
                        get(each, "uri", "uriTemplate"),
                        get(each, "mimeType"),
                        file,
                        at,
                        place);
                found.resource(row, new Schemas(interpreter), get(each, "uriTemplate") != null);
            }
        }
        interpreter.maybe = level;
    }

    private static @Nullable Term get(Term of, String... names) {
        Map<String, Term> fields =
                of instanceof Obj obj ? obj.fields : of instanceof Made made ? made.named() : Map.of();
        for (String name : names) {
            var value = fields.get(name);
            if (value != null) {
                return Terms.now(value);
            }
        }
        return null;
    }

    void tool(Term each, String file, int at, int place, Interpreter interpreter) {
        var schemas = new Schemas(interpreter);
        schemas.isIncomplete = each instanceof Obj obj && obj.isOpen;
        var notes = get(each, "annotations");
        if (notes instanceof Made made) {
            var obj = new Obj(0);
            obj.fields.putAll(made.named());
            notes = obj;
        }
        var name = get(each, "name");
        var row = new Row(
                name == null && each instanceof Obj ? interpreter.values.member(each, "name") : name,
                get(each, "title"),
                get(each, "description"),
                get(each, "inputSchema", "input_schema", "parameters", "schema"),
                notes,
                file,
                at,
                place);
        found.tool(row, schemas, schemas.input(row.schema()), interpreter.maybe > 0);
    }

    void prompt(Term each, String file, int at, int place, Interpreter interpreter) {
        var schemas = new Schemas(interpreter);
        schemas.isIncomplete = each instanceof Obj obj && obj.isOpen;
        var given = get(each, "arguments", "argsSchema");
        var row =
                new Row(get(each, "name"), get(each, "title"), get(each, "description"), given, null, file, at, place);
        found.prompt(row, schemas, arguments(given, schemas));
    }

    /** What a prompt takes, as a JSON list: from a list of names, or from a schema. */
    String arguments(@Nullable Term given, Schemas schemas) {
        if (given == null || Terms.now(given).equals(Term.NOTHING)) {
            return "[]";
        }
        var sorted = new TreeMap<String, Object>();
        if (Terms.now(given) instanceof Lst list) {
            for (Term item : list.items) {
                Term each = Terms.now(item);
                var row = new TreeMap<String, Object>();
                row.put("name", schemas.json(java.util.Objects.requireNonNullElse(get(each, "name"), Term.NOTHING), 0));
                row.put(
                        "required",
                        Boolean.TRUE.equals(Terms.truth(
                                java.util.Objects.requireNonNullElse(get(each, "required"), Term.NOTHING))));
                var said = get(each, "description");
                if (said != null) {
                    row.put("description", Texts.plain(String.valueOf(schemas.json(said, 0))));
                }
                sorted.put(String.valueOf(row.get("name")), row);
            }
            schemas.isIncomplete |= list.isOpen || list.isFiltered;
            return Json.text(List.copyOf(sorted.values()));
        }
        return arguments(Normal.input(schemas.read(given, 0).schema()).schema());
    }

    /** From a schema in one form. */
    static String arguments(Map<String, Object> schema) {
        var sorted = new TreeMap<String, Object>();
        var required = schema.get("required") instanceof List<?> names ? names : List.of();
        if (schema.get("properties") instanceof Map<?, ?> properties) {
            properties.forEach((name, each) -> {
                var row = new TreeMap<String, Object>();
                row.put("name", name);
                row.put("required", required.contains(name));
                if (each instanceof Map<?, ?> map && map.get("description") instanceof String text) {
                    row.put("description", text);
                }
                sorted.put(String.valueOf(name), row);
            });
        }
        return Json.text(List.copyOf(sorted.values()));
    }
}
