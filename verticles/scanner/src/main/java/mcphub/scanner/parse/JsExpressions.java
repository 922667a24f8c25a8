package mcphub.scanner.parse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mcphub.scanner.code.Cls;
import mcphub.scanner.code.Ex;
import mcphub.scanner.code.Fn;
import mcphub.scanner.code.St;
import org.jspecify.annotations.Nullable;

/** Expressions of JavaScript and TypeScript in the small form. What has no form of its own is all that it is made of. */
class JsExpressions extends Nodes {
    static final Ex NOTHING = new Ex.Lit(0, null);

    JsExpressions(byte[] bytes, String file) {
        super(bytes, file);
    }

    Ex ex(@Nullable Syntax node) {
        if (node == null) {
            return NOTHING;
        }
        int at = node.start;
        return switch (node.type) {
            case "identifier",
                    "shorthand_property_identifier",
                    "shorthand_property_identifier_pattern",
                    "this",
                    "super",
                    "import",
                    "type_identifier",
                    "private_property_identifier",
                    "undefined" -> node.type.equals("undefined") ? new Ex.Lit(at, null) : new Ex.Name(at, text(node));
            case "string" -> new Ex.Lit(at, JsLiterals.string(this, node));
            case "number" -> new Ex.Lit(at, JsLiterals.number(text(node)));
            case "true", "false" -> new Ex.Lit(at, node.type.equals("true"));
            case "null" -> new Ex.Lit(at, null);
            case "regex" -> {
                var pattern = node.get("pattern");
                var flags = node.get("flags");
                yield new Ex.Regex(at, pattern == null ? "" : text(pattern), flags == null ? "" : text(flags));
            }
            case "template_string" -> new Ex.Concat(at, parts(node));
            case "member_expression" -> {
                var property = node.get("property");
                yield new Ex.Member(at, ex(node.get("object")), property == null ? "" : text(property));
            }
            case "subscript_expression" -> new Ex.Index(at, ex(node.get("object")), ex(node.get("index")));
            case "call_expression" -> call(node, node.get("function"), node.get("arguments"), false);
            case "new_expression" -> call(node, node.get("constructor"), node.get("arguments"), true);
            case "arrow_function", "function_expression", "generator_function", "function" ->
                new Ex.Lambda(at, fn(node, name(node), false));
            case "class", "class_declaration", "abstract_class_declaration" -> new Ex.ClassOf(at, cls(node));
            case "object", "object_pattern" -> object(node);
            case "array", "array_pattern" -> new Ex.Arr(at, all(node));
            case "binary_expression" -> binary(node);
            case "unary_expression", "update_expression" -> {
                var operator = node.get("operator");
                yield new Ex.Op(at, operator == null ? "" : operator.type, List.of(ex(node.get("argument"))));
            }
            case "ternary_expression" ->
                new Ex.Cond(at, ex(node.get("condition")), ex(node.get("consequence")), ex(node.get("alternative")));
            case "assignment_expression", "assignment_pattern", "object_assignment_pattern" ->
                new Ex.Assign(
                        at,
                        ex(node.get("left")),
                        node.type.equals("assignment_expression") ? "" : "default",
                        ex(node.get("right")));
            case "augmented_assignment_expression" -> {
                var operator = node.get("operator");
                String op = operator == null ? "+=" : operator.type;
                yield new Ex.Assign(at, ex(node.get("left")), op.substring(0, op.length() - 1), ex(node.get("right")));
            }
            case "spread_element", "rest_pattern" -> new Ex.Spread(at, only(node));
            case "parenthesized_expression",
                    "await_expression",
                    "yield_expression",
                    "non_null_expression",
                    "as_expression",
                    "satisfies_expression",
                    "instantiation_expression" -> first(node);
            case "type_assertion" -> only(node);
            case "required_parameter", "optional_parameter" -> parameter(node);
            case "sequence_expression" -> new Ex.Many(at, all(node));
            case "comment", "decorator", "type_annotation" -> NOTHING;
            default -> new Ex.Many(at, all(node));
        };
    }

    private Ex parameter(Syntax node) {
        Ex target = ex(node.get("pattern"));
        var value = node.get("value");
        return value == null ? target : new Ex.Assign(node.start, target, "default", ex(value));
    }

    private Ex first(Syntax node) {
        var named = node.named();
        return named.isEmpty() ? NOTHING : ex(named.getFirst());
    }

    private Ex only(Syntax node) {
        var named = node.named();
        return named.isEmpty() ? NOTHING : ex(named.getLast());
    }

    List<Ex> all(Syntax node) {
        return node.named().stream().map(this::ex).toList();
    }

    /** A chain of the same operator may be thousands long: it is taken apart without going as deep. */
    private Ex binary(Syntax node) {
        var operator = node.get("operator");
        String op = operator == null ? "" : operator.type;
        if (!op.equals("+")) {
            return new Ex.Op(node.start, op, List.of(ex(node.get("left")), ex(node.get("right"))));
        }
        var parts = new ArrayList<Ex>();
        Syntax left = node;
        while (left != null && left.type.equals("binary_expression")) {
            var each = left.get("operator");
            if (each == null || !each.type.equals("+")) {
                break;
            }
            parts.addFirst(ex(left.get("right")));
            left = left.get("left");
        }
        parts.addFirst(ex(left));
        return new Ex.Op(node.start, "+", parts);
    }

    private Ex call(Syntax node, @Nullable Syntax callee, @Nullable Syntax arguments, boolean isNew) {
        if (arguments != null && arguments.type.equals("template_string")) {
            return new Ex.Tagged(node.start, ex(callee), parts(arguments));
        }
        // what the grammar takes for a call of a function of that name: await (0, module.exec)(…), as compilers write
        // it
        if (callee != null && callee.type.equals("identifier") && text(callee).equals("await") && arguments != null) {
            return new Ex.Many(node.start, all(arguments));
        }
        return new Ex.Call(node.start, ex(callee), arguments == null ? List.of() : all(arguments), List.of(), isNew);
    }

    private List<Ex> parts(Syntax template) {
        var parts = new ArrayList<Ex>();
        for (Syntax kid : template.kids) {
            switch (kid.type) {
                case "string_fragment" -> parts.add(new Ex.Lit(kid.start, text(kid)));
                case "escape_sequence" -> parts.add(new Ex.Lit(kid.start, JsLiterals.unescaped(text(kid))));
                case "template_substitution" -> parts.add(first(kid));
                default -> {}
            }
        }
        return parts;
    }

    private Ex object(Syntax node) {
        var props = new ArrayList<Ex.Prop>();
        for (Syntax kid : node.named()) {
            switch (kid.type) {
                case "pair", "pair_pattern" -> {
                    var key = kid.get("key");
                    String name = key == null ? null : JsLiterals.key(this, key);
                    props.add(new Ex.Prop(name, name == null && key != null ? first(key) : null, ex(kid.get("value"))));
                }
                case "spread_element", "rest_pattern" -> props.add(new Ex.Prop(null, null, ex(kid)));
                case "method_definition" -> {
                    var key = kid.get("name");
                    props.add(new Ex.Prop(
                            key == null ? null : JsLiterals.key(this, key),
                            null,
                            new Ex.Lambda(kid.start, fn(kid, null, true))));
                }
                case "object_assignment_pattern" ->
                    props.add(new Ex.Prop(kid.get("left") == null ? "" : text(kid.get("left")), null, ex(kid)));
                default -> props.add(new Ex.Prop(text(kid), null, ex(kid)));
            }
        }
        return new Ex.Obj(node.start, props);
    }

    private @Nullable String name(Syntax node) {
        var name = node.get("name");
        return name == null ? null : text(name);
    }

    Fn fn(Syntax node, @Nullable String name, boolean isMethod) {
        var params = new ArrayList<Ex>();
        var one = node.get("parameter");
        if (one != null) {
            params.add(ex(one));
        }
        var several = node.get("parameters");
        if (several != null) {
            several.named().forEach(each -> params.add(ex(each)));
        }
        var body = new ArrayList<St>();
        for (Syntax each : several == null ? List.<Syntax>of() : several.named()) {
            boolean isField =
                    each.has("accessibility_modifier") || each.has("readonly") || each.has("override_modifier");
            if (isField && each.get("pattern") != null) {
                Ex field = new Ex.Member(each.start, new Ex.Name(each.start, "this"), text(each.get("pattern")));
                body.add(new St.Do(new Ex.Assign(each.start, field, "", ex(each.get("pattern")))));
            }
        }
        body.addAll(new JsStatements(bytes, file).body(node.get("body")));
        return new Fn(node.start, name, params, body, List.of(), isMethod, file);
    }

    Cls cls(Syntax node) {
        var methods = new LinkedHashMap<String, Fn>();
        var fields = new ArrayList<Ex>();
        var heritage = node.first("class_heritage");
        Ex base = heritage == null
                ? null
                : first(heritage.has("extends_clause") ? heritage.named().getFirst() : heritage);
        var body = node.get("body");
        for (Syntax kid : body == null ? List.<Syntax>of() : body.named()) {
            if (kid.type.equals("method_definition")) {
                var key = kid.get("name");
                String name = key == null ? null : JsLiterals.key(this, key);
                if (name != null) {
                    methods.put(name, fn(kid, name, true));
                }
            } else if (kid.type.equals("field_definition") || kid.type.equals("public_field_definition")) {
                var key = kid.get("property") == null ? kid.get("name") : kid.get("property");
                if (key != null && JsLiterals.key(this, key) != null) {
                    fields.add(new Ex.Assign(
                            kid.start,
                            new Ex.Member(
                                    kid.start,
                                    new Ex.Name(kid.start, "this"),
                                    String.valueOf(JsLiterals.key(this, key))),
                            "",
                            ex(kid.get("value"))));
                }
            }
        }
        return new Cls(node.start, name(node), base, methods, fields, file, Map.of());
    }
}
