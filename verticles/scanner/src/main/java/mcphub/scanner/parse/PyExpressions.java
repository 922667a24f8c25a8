package mcphub.scanner.parse;

import java.util.ArrayList;
import java.util.List;
import mcphub.scanner.code.Ex;
import mcphub.scanner.code.Fn;
import mcphub.scanner.code.St;
import org.jspecify.annotations.Nullable;

/** Expressions of Python in the small form. Comprehensions are calls of {@code map} with a function; slices are calls of {@code slice}. */
class PyExpressions extends Nodes {
    static final Ex NOTHING = new Ex.Lit(0, null);

    PyExpressions(byte[] bytes, String file) {
        super(bytes, file);
    }

    Ex ex(@Nullable Syntax node) {
        if (node == null) {
            return NOTHING;
        }
        int at = node.start;
        return switch (node.type) {
            case "identifier", "keyword_identifier" -> new Ex.Name(at, text(node));
            case "dotted_name" -> dotted(node);
            case "string" -> PyLiterals.string(this, node);
            case "concatenated_string" -> new Ex.Concat(at, all(node));
            case "integer", "float" -> new Ex.Lit(at, JsLiterals.number(text(node)));
            case "true", "false" -> new Ex.Lit(at, node.type.equals("true"));
            case "none", "ellipsis" -> new Ex.Lit(at, null);
            case "attribute" -> new Ex.Member(at, ex(node.get("object")), text(node.get("attribute"), ""));
            case "subscript" -> subscript(node);
            case "call" -> call(node);
            case "lambda" -> new Ex.Lambda(at, lambda(node));
            case "dictionary" -> dictionary(node);
            case "list", "tuple", "set", "expression_list", "pattern_list", "tuple_pattern", "list_pattern" ->
                new Ex.Arr(at, all(node));
            case "list_comprehension", "set_comprehension", "generator_expression" ->
                PyComprehensions.read(this, node, 0);
            case "dictionary_comprehension" ->
                new Ex.Call(
                        at, new Ex.Name(at, "dict"), List.of(PyComprehensions.read(this, node, 0)), List.of(), false);
            case "binary_operator" -> binary(node);
            case "boolean_operator" ->
                new Ex.Op(at, operator(node), List.of(ex(node.get("left")), ex(node.get("right"))));
            case "comparison_operator" -> comparison(node);
            case "unary_operator" -> new Ex.Op(at, operator(node), List.of(ex(node.get("argument"))));
            case "not_operator" -> new Ex.Op(at, "not", List.of(ex(node.get("argument"))));
            case "conditional_expression" -> {
                var three = all(node);
                yield three.size() == 3
                        ? new Ex.Cond(at, three.get(1), three.getFirst(), three.get(2))
                        : new Ex.Many(at, three);
            }
            case "assignment" -> assignment(node);
            case "named_expression" ->
                new Ex.Assign(at, new Ex.Name(at, text(node.get("name"), "")), "", ex(node.get("value")));
            case "augmented_assignment" -> {
                String op = operator(node);
                yield new Ex.Assign(
                        at,
                        ex(node.get("left")),
                        op.length() > 1 ? op.substring(0, op.length() - 1) : "+",
                        ex(node.get("right")));
            }
            case "list_splat", "list_splat_pattern", "splat_pattern" -> new Ex.Spread(at, first(node));
            case "dictionary_splat", "dictionary_splat_pattern" -> new Ex.Spread(at, new Ex.Spread(at, first(node)));
            case "parenthesized_expression",
                    "await",
                    "yield",
                    "type",
                    "as_pattern",
                    "as_pattern_target",
                    "case_pattern" -> first(node);
            case "generic_type" -> generic(node);
            case "union_type" -> new Ex.Op(at, "|", all(node));
            case "type_parameter" -> new Ex.Arr(at, all(node));
            case "comment" -> NOTHING;
            default -> new Ex.Many(at, all(node));
        };
    }

    String text(@Nullable Syntax node, String otherwise) {
        return node == null ? otherwise : text(node);
    }

    private static String operator(Syntax node) {
        var operator = node.get("operator");
        return operator == null ? "" : operator.type;
    }

    private Ex assignment(Syntax node) {
        var value = node.get("right");
        Ex target = ex(node.get("left"));
        return value == null ? NOTHING : new Ex.Assign(node.start, target, "", ex(value));
    }

    Ex first(Syntax node) {
        var named = node.named();
        return named.isEmpty() ? NOTHING : ex(named.getFirst());
    }

    List<Ex> all(Syntax node) {
        return node.named().stream().map(this::ex).toList();
    }

    private Ex dotted(Syntax node) {
        Ex made = null;
        for (Syntax kid : node.named()) {
            made = made == null ? new Ex.Name(kid.start, text(kid)) : new Ex.Member(kid.start, made, text(kid));
        }
        return made == null ? NOTHING : made;
    }

    /** {@code Literal["a", "b"]}, as it stands where a type is written. */
    private Ex generic(Syntax node) {
        var parts = node.named();
        return new Ex.Index(node.start, ex(parts.getFirst()), ex(parts.getLast()));
    }

    private Ex subscript(Syntax node) {
        Ex of = ex(node.get("value"));
        var key = node.get("subscript");
        if (key != null && key.type.equals("slice")) {
            return new Ex.Call(node.start, new Ex.Member(node.start, of, "slice"), all(key), List.of(), false);
        }
        var keys =
                node.kids.stream().filter(kid -> "subscript".equals(kid.field)).toList();
        return new Ex.Index(
                node.start,
                of,
                keys.size() > 1
                        ? new Ex.Arr(node.start, keys.stream().map(this::ex).toList())
                        : ex(key));
    }

    private Ex call(Syntax node) {
        var arguments = node.get("arguments");
        var args = new ArrayList<Ex>();
        var named = new ArrayList<Ex.Prop>();
        if (arguments != null && arguments.type.equals("generator_expression")) {
            args.add(ex(arguments));
        } else if (arguments != null) {
            for (Syntax kid : arguments.named()) {
                switch (kid.type) {
                    case "keyword_argument" ->
                        named.add(new Ex.Prop(text(kid.get("name"), ""), null, ex(kid.get("value"))));
                    case "dictionary_splat" -> named.add(new Ex.Prop(null, null, new Ex.Spread(kid.start, first(kid))));
                    default -> args.add(ex(kid));
                }
            }
        }
        Ex callee = ex(node.get("function"));
        // super().__init__(…) makes what the class above makes
        if (callee instanceof Ex.Member(int at, Ex.Call of, String name)
                && of.callee() instanceof Ex.Name(int a, String above)
                && above.equals("super")) {
            callee = name.equals("__init__") ? of.callee() : new Ex.Member(at, of.callee(), name);
        }
        return new Ex.Call(node.start, callee, args, named, false);
    }

    private Ex dictionary(Syntax node) {
        var props = new ArrayList<Ex.Prop>();
        for (Syntax kid : node.named()) {
            if (kid.type.equals("pair")) {
                Ex key = ex(kid.get("key"));
                Ex value = ex(kid.get("value"));
                props.add(
                        key instanceof Ex.Lit(int at, String name)
                                ? new Ex.Prop(name, null, value)
                                : new Ex.Prop(null, key, value));
            } else {
                props.add(new Ex.Prop(null, null, new Ex.Spread(kid.start, first(kid))));
            }
        }
        return new Ex.Obj(node.start, props);
    }

    private Ex binary(Syntax node) {
        String op = operator(node);
        if (!op.equals("+")) {
            return new Ex.Op(node.start, op, List.of(ex(node.get("left")), ex(node.get("right"))));
        }
        var parts = new ArrayList<Ex>();
        Syntax left = node;
        while (left != null
                && left.type.equals("binary_operator")
                && operator(left).equals("+")) {
            parts.addFirst(ex(left.get("right")));
            left = left.get("left");
        }
        parts.addFirst(ex(left));
        return new Ex.Op(node.start, "+", parts);
    }

    private Ex comparison(Syntax node) {
        var operands = all(node);
        var operators = node.kids.stream()
                .filter(kid -> "operators".equals(kid.field))
                .map(kid -> kid.type)
                .toList();
        Ex made = NOTHING;
        for (int i = 0; i + 1 < operands.size() && i < operators.size(); i++) {
            Ex each = new Ex.Op(node.start, operators.get(i), List.of(operands.get(i), operands.get(i + 1)));
            made = i == 0 ? each : new Ex.Op(node.start, "and", List.of(made, each));
        }
        return made;
    }

    private Fn lambda(Syntax node) {
        return new Fn(
                node.start,
                null,
                PyParameters.patterns(this, node.get("parameters")),
                List.of(new St.Return(ex(node.get("body")))),
                List.of(),
                false,
                file);
    }
}
