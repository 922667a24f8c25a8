package mcphub.scanner.parse;

import java.util.ArrayList;
import java.util.List;
import mcphub.scanner.code.Ex;
import mcphub.scanner.code.St;
import org.jspecify.annotations.Nullable;

/** Statements of JavaScript and TypeScript in the small form. */
final class JsStatements extends JsExpressions {
    JsStatements(byte[] bytes, String file) {
        super(bytes, file);
    }

    /** The statements of a file, a function or a branch; an expression is returned. */
    List<St> body(@Nullable Syntax node) {
        if (node == null) {
            return List.of();
        }
        var made = new ArrayList<St>();
        switch (node.type) {
            case "program", "statement_block", "switch_case", "switch_default", "else_clause", "finally_clause" ->
                node.named().stream().filter(kid -> !"value".equals(kid.field)).forEach(kid -> statement(kid, made));
            default -> {
                if (node.type.endsWith("_statement") || node.type.endsWith("_declaration")) {
                    statement(node, made);
                } else {
                    made.add(new St.Return(ex(node)));
                }
            }
        }
        return made;
    }

    private void statement(Syntax node, List<St> into) {
        switch (node.type) {
            case "expression_statement" -> node.named().forEach(kid -> into.add(new St.Do(ex(kid))));
            case "lexical_declaration", "variable_declaration" -> {
                for (Syntax kid : node.named()) {
                    if (kid.type.equals("variable_declarator")) {
                        var value = kid.get("value");
                        into.add(new St.Let(ex(kid.get("name")), value == null ? null : ex(value)));
                    }
                }
            }
            case "function_declaration", "generator_function_declaration" -> {
                var name = node.get("name");
                into.add(new St.Declared(fn(node, name == null ? "" : text(name), false)));
            }
            case "class_declaration", "abstract_class_declaration" -> into.add(new St.Type(cls(node)));
            case "if_statement" ->
                into.add(new St.If(
                        ex(node.get("condition")), body(node.get("consequence")), body(node.get("alternative"))));
            case "return_statement" -> {
                var named = node.named();
                into.add(new St.Return(named.isEmpty() ? null : ex(named.getFirst())));
            }
            case "throw_statement" -> into.add(new St.Throw(new Ex.Many(node.start, all(node))));
            case "break_statement", "continue_statement" -> into.add(new St.Jump());
            case "statement_block" -> into.add(new St.Block(body(node)));
            case "for_in_statement" ->
                into.add(new St.Loop(ex(node.get("left")), ex(node.get("right")), null, body(node.get("body"))));
            case "for_statement" -> {
                var first = node.get("initializer");
                if (first != null) {
                    into.addAll(body(
                            first.type.endsWith("declaration") || first.type.endsWith("statement") ? first : null));
                }
                var inside = new ArrayList<>(body(node.get("body")));
                var step = node.get("increment");
                if (step != null) {
                    inside.add(new St.Do(ex(step)));
                }
                into.add(new St.Loop(null, null, ex(node.get("condition")), inside));
            }
            case "while_statement", "do_statement" ->
                into.add(new St.Loop(null, null, ex(node.get("condition")), body(node.get("body"))));
            case "try_statement" -> {
                var handler = node.get("handler");
                into.add(new St.Try(
                        body(node.get("body")),
                        handler == null || handler.get("parameter") == null ? null : ex(handler.get("parameter")),
                        handler == null ? List.of() : body(handler.get("body")),
                        body(node.get("finalizer"))));
            }
            case "switch_statement" -> {
                var cases = new ArrayList<St.Case>();
                var all = node.get("body");
                for (Syntax kid : all == null ? List.<Syntax>of() : all.named()) {
                    cases.add(new St.Case(kid.type.equals("switch_case") ? ex(kid.get("value")) : null, body(kid)));
                }
                into.add(new St.Switch(ex(node.get("value")), cases));
            }
            case "labeled_statement" -> into.addAll(body(node.get("body")));
            case "import_statement" -> importing(node, into);
            case "export_statement" -> exporting(node, into);
            case "internal_module" -> into.add(new St.Block(body(node.get("body"))));
            case "enum_declaration" -> enumeration(node, into);
            case "interface_declaration", "type_alias_declaration", "ambient_declaration", "empty_statement" -> {}
            default -> into.add(new St.Do(ex(node)));
        }
    }

    private void enumeration(Syntax node, List<St> into) {
        var props = new ArrayList<Ex.Prop>();
        var body = node.get("body");
        for (Syntax kid : body == null ? List.<Syntax>of() : body.named()) {
            var name = kid.get("name");
            if (kid.type.equals("enum_assignment") && name != null) {
                props.add(new Ex.Prop(JsLiterals.key(this, name), null, ex(kid.get("value"))));
            }
        }
        into.add(new St.Let(ex(node.get("name")), new Ex.Obj(node.start, props)));
    }

    private String source(Syntax node) {
        var source = node.get("source");
        return source != null && ex(source) instanceof Ex.Lit(int at, String module) ? module : "";
    }

    private void importing(Syntax node, List<St> into) {
        String module = source(node);
        for (Syntax clause : node.named()) {
            if (clause.type.equals("import_require_clause")) {
                into.add(new St.Import(clause.start, text(clause.named().getFirst()), source(clause), "*"));
            }
            if (!clause.type.equals("import_clause")) {
                continue;
            }
            for (Syntax kid : clause.named()) {
                switch (kid.type) {
                    case "identifier" -> into.add(new St.Import(kid.start, text(kid), module, "default"));
                    case "namespace_import" ->
                        into.add(new St.Import(kid.start, text(kid.named().getFirst()), module, "*"));
                    default -> {
                        for (Syntax each : kid.named()) {
                            var name = each.get("name");
                            var alias = each.get("alias");
                            if (name != null) {
                                into.add(new St.Import(
                                        each.start,
                                        text(alias == null ? name : alias),
                                        module,
                                        String.valueOf(JsLiterals.key(this, name))));
                            }
                        }
                    }
                }
            }
        }
        if (node.named().size() == 1) {
            into.add(new St.Import(node.start, "", module, "*"));
        }
    }

    private void exporting(Syntax node, List<St> into) {
        var declaration = node.get("declaration");
        var value = node.get("value");
        String module = source(node);
        var clause = node.first("export_clause");
        if (declaration != null) {
            var made = new ArrayList<St>();
            statement(declaration, made);
            into.addAll(made);
            boolean isDefault = node.has("default");
            for (St each : made) {
                switch (each) {
                    case St.Declared(var fn) -> export(isDefault, fn.name(), fn.at(), into);
                    case St.Type(var cls) -> export(isDefault, cls.name(), cls.at(), into);
                    case St.Let(Ex target, var given) ->
                        names(target).forEach(name -> export(false, name, target.at(), into));
                    default -> {}
                }
            }
        } else if (clause != null) {
            for (Syntax each : clause.named()) {
                String name = each.get("name") == null ? "" : String.valueOf(JsLiterals.key(this, each.get("name")));
                String as = each.get("alias") == null ? name : String.valueOf(JsLiterals.key(this, each.get("alias")));
                into.add(
                        module.isEmpty()
                                ? new St.Export(as, new Ex.Name(each.start, name))
                                : new St.ReExport(as, module, name));
            }
        } else if (!module.isEmpty()) {
            into.add(new St.ReExport("*", module, "*"));
        } else if (value != null) {
            into.add(new St.Export("default", ex(value)));
        } else {
            node.named().forEach(kid -> into.add(new St.Export("default", ex(kid))));
        }
    }

    private static void export(boolean isDefault, @Nullable String name, int at, List<St> into) {
        if (name != null) {
            into.add(new St.Export(isDefault ? "default" : name, new Ex.Name(at, name)));
        }
    }

    /** The names that a pattern declares. */
    static List<String> names(Ex pattern) {
        return switch (pattern) {
            case Ex.Name(int at, String name) -> List.of(name);
            case Ex.Obj(int at, var props) ->
                props.stream().flatMap(p -> names(p.value()).stream()).toList();
            case Ex.Arr(int at, var items) ->
                items.stream().flatMap(i -> names(i).stream()).toList();
            case Ex.Assign(int at, Ex target, String op, Ex value) -> names(target);
            case Ex.Spread(int at, Ex of) -> names(of);
            default -> List.of();
        };
    }
}
