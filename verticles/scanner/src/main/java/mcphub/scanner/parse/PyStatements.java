package mcphub.scanner.parse;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import mcphub.scanner.code.Ex;
import mcphub.scanner.code.Fn;
import mcphub.scanner.code.St;
import org.jspecify.annotations.Nullable;

/** Statements of Python in the small form. A name that a function assigns to anywhere is declared where it begins. */
final class PyStatements extends PyExpressions {
    private static final Ex ANY = new Ex.Lit(0, null);

    PyStatements(byte[] bytes, String file) {
        super(bytes, file);
    }

    /** The statements of a file or a function, with what they declare in front. */
    List<St> whole(@Nullable Syntax node) {
        return whole(node, Set.of());
    }

    private List<St> whole(@Nullable Syntax node, Set<String> given) {
        var names = new LinkedHashSet<String>();
        var elsewhere = new LinkedHashSet<String>();
        if (node != null) {
            node.kids.forEach(kid -> assigned(kid, names, elsewhere));
            names.removeAll(elsewhere);
            names.removeAll(given);
        }
        var made = new ArrayList<St>();
        names.forEach(name -> made.add(new St.Let(new Ex.Name(0, name), null)));
        made.addAll(body(node));
        return made;
    }

    private void assigned(Syntax node, Set<String> names, Set<String> elsewhere) {
        switch (node.type) {
            case "function_definition", "class_definition", "lambda" -> {}
            case "global_statement", "nonlocal_statement" -> node.named().forEach(kid -> elsewhere.add(text(kid)));
            case "assignment", "augmented_assignment", "for_statement", "named_expression" -> {
                var target = node.type.equals("named_expression") ? node.get("name") : node.get("left");
                if (target != null) {
                    names.addAll(JsStatements.names(ex(target)));
                }
                node.kids.forEach(kid -> assigned(kid, names, elsewhere));
            }
            default -> node.kids.forEach(kid -> assigned(kid, names, elsewhere));
        }
    }

    private List<St> body(@Nullable Syntax node) {
        var made = new ArrayList<St>();
        if (node != null) {
            node.named().forEach(kid -> statement(kid, made));
        }
        return made;
    }

    private void statement(Syntax node, List<St> into) {
        switch (node.type) {
            case "expression_statement" -> node.named().forEach(kid -> expression(kid, into));
            case "return_statement" -> into.add(new St.Return(node.named().isEmpty() ? null : first(node)));
            case "raise_statement" -> into.add(new St.Throw(new Ex.Many(node.start, all(node))));
            case "break_statement", "continue_statement" -> into.add(new St.Jump());
            case "if_statement" -> into.add(branch(node, node, 0));
            case "for_statement" -> {
                into.add(new St.Loop(ex(node.get("left")), ex(node.get("right")), null, body(node.get("body"))));
                into.addAll(otherwise(node));
            }
            case "while_statement" -> {
                into.add(new St.Loop(null, null, ex(node.get("condition")), body(node.get("body"))));
                into.addAll(otherwise(node));
            }
            case "try_statement" -> attempt(node, into);
            case "with_statement" -> {
                with(node, into);
                into.addAll(body(node.get("body")));
            }
            case "match_statement" -> into.add(match(node));
            case "assert_statement" ->
                into.add(new St.If(
                        new Ex.Op(node.start, "not", List.of(first(node))), List.of(new St.Throw(NOTHING)), List.of()));
            case "function_definition" -> into.add(new St.Declared(fn(node, List.of(), false)));
            case "class_definition" -> into.add(new St.Type(PyClasses.read(this, node)));
            case "decorated_definition" -> decorated(node, into);
            case "import_statement", "import_from_statement" -> PyImports.read(this, node, into);
            case "global_statement",
                    "nonlocal_statement",
                    "pass_statement",
                    "delete_statement",
                    "future_import_statement",
                    "type_alias_statement" -> {}
            default -> into.add(new St.Do(ex(node)));
        }
    }

    private void expression(Syntax node, List<St> into) {
        if (node.type.equals("yield")) {
            into.add(new St.If(ANY, List.of(new St.Return(first(node))), List.of()));
        } else {
            into.add(new St.Do(ex(node)));
        }
    }

    private List<St> otherwise(Syntax node) {
        var other = node.get("alternative");
        return other == null ? List.of() : body(other.get("body"));
    }

    /** {@code elif} is an {@code if} in the {@code else}. */
    private St branch(Syntax of, Syntax all, int from) {
        var others =
                all.kids.stream().filter(kid -> "alternative".equals(kid.field)).toList();
        List<St> no = List.of();
        if (from < others.size()) {
            var next = others.get(from);
            no = next.type.equals("elif_clause") ? List.of(branch(next, all, from + 1)) : body(next.get("body"));
        }
        return new St.If(ex(of.get("condition")), body(of.get("consequence")), no);
    }

    private void attempt(Syntax node, List<St> into) {
        var inside = new ArrayList<>(body(node.get("body")));
        List<St> handler = List.of();
        List<St> after = List.of();
        boolean isCaught = false;
        for (Syntax kid : node.named().reversed()) {
            switch (kid.type) {
                case "except_clause", "except_group_clause" -> {
                    var block = body(kid.first("block"));
                    handler = isCaught ? List.of(new St.If(ANY, block, handler)) : block;
                    isCaught = true;
                }
                case "else_clause" -> inside.addAll(body(kid.get("body")));
                case "finally_clause" -> after = body(kid.first("block"));
                default -> {}
            }
        }
        into.add(new St.Try(inside, isCaught ? new Ex.Arr(node.start, List.of()) : null, handler, after));
    }

    private void with(Syntax node, List<St> into) {
        var clause = node.first("with_clause");
        for (Syntax item : clause == null ? List.<Syntax>of() : clause.named()) {
            var value = item.get("value");
            if (value != null && value.type.equals("as_pattern")) {
                into.add(new St.Let(
                        first(java.util.Objects.requireNonNullElse(value.get("alias"), value)), first(value)));
            } else {
                into.add(new St.Do(ex(value)));
            }
        }
    }

    private St match(Syntax node) {
        var cases = new ArrayList<St.Case>();
        var all = node.get("body");
        for (Syntax each : all == null ? List.<Syntax>of() : all.named()) {
            var pattern = each.first("case_pattern");
            var body = new ArrayList<St>();
            if (each.get("guard") != null) {
                body.add(new St.If(first(each.get("guard")), body(each.get("consequence")), List.of()));
            } else {
                body.addAll(body(each.get("consequence")));
            }
            var inside = pattern == null || pattern.named().isEmpty()
                    ? null
                    : pattern.named().getFirst();
            if (inside != null && inside.type.equals("union_pattern")) {
                inside.named().forEach(one -> cases.add(new St.Case(ex(one), body)));
            } else if (inside == null
                    || (inside.type.equals("dotted_name") && inside.named().size() == 1)) {
                if (inside != null) {
                    body.addFirst(new St.Let(ex(inside), ex(node.get("subject"))));
                }
                cases.add(new St.Case(null, body));
            } else {
                cases.add(new St.Case(ex(inside), body));
            }
        }
        return new St.Switch(ex(node.get("subject")), cases);
    }

    private void decorated(Syntax node, List<St> into) {
        var marks = new ArrayList<Ex>();
        node.named().stream().filter(kid -> kid.type.equals("decorator")).forEach(kid -> marks.add(first(kid)));
        var inner = node.get("definition");
        if (inner != null && inner.type.equals("class_definition")) {
            into.add(new St.Type(PyClasses.read(this, inner)));
        } else if (inner != null) {
            into.add(new St.Declared(fn(inner, marks, false)));
        }
    }

    Fn fn(Syntax node, List<Ex> marks, boolean isMethod) {
        var parameters = node.get("parameters");
        var params = new ArrayList<>(PyParameters.patterns(this, parameters));
        var body = new ArrayList<St>();
        boolean isStatic =
                marks.stream().anyMatch(m -> m instanceof Ex.Name(int at, String n) && n.equals("staticmethod"));
        if (isMethod && !isStatic && !params.isEmpty() && params.getFirst() instanceof Ex.Name(int at, String self)) {
            params.removeFirst();
            if (!self.equals("self")) {
                body.add(new St.Let(new Ex.Name(at, self), new Ex.Name(at, "self")));
            }
        }
        var given = new LinkedHashSet<String>();
        params.forEach(param -> given.addAll(JsStatements.names(param)));
        body.addAll(whole(node.get("body"), given));
        return new Fn(
                node.start,
                text(node.get("name"), ""),
                params,
                body,
                marks,
                isMethod,
                file,
                PyParameters.types(this, parameters));
    }
}
