package mcphub.scanner.parse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mcphub.scanner.code.Cls;
import mcphub.scanner.code.Ex;
import mcphub.scanner.code.Fn;

/** Classes of Python: methods, fields, and the types that are written beside them. */
final class PyClasses {
    private PyClasses() {}

    static Cls read(PyStatements in, Syntax node) {
        var methods = new LinkedHashMap<String, Fn>();
        var fields = new ArrayList<Ex>();
        var types = new LinkedHashMap<String, Ex>();
        var bases = new ArrayList<Ex>();
        var above = node.get("superclasses");
        for (Syntax each : above == null ? List.<Syntax>of() : above.named()) {
            if (!each.type.equals("keyword_argument")) {
                bases.add(in.ex(each));
            }
        }
        Ex base = bases.size() == 1 ? bases.getFirst() : bases.isEmpty() ? null : new Ex.Arr(node.start, bases);
        var body = node.get("body");
        for (Syntax kid : body == null ? List.<Syntax>of() : body.named()) {
            var marks = new ArrayList<Ex>();
            kid.named().stream().filter(m -> m.type.equals("decorator")).forEach(m -> marks.add(in.first(m)));
            var inner = kid.type.equals("decorated_definition") ? kid.get("definition") : kid;
            if (inner != null && inner.type.equals("function_definition")) {
                String name = in.text(inner.get("name"), "");
                methods.put(name.equals("__init__") ? "constructor" : name, in.fn(inner, marks, true));
            } else if (inner != null && inner.type.equals("expression_statement")) {
                inner.named().forEach(each -> field(in, each, fields, types));
            }
        }
        return new Cls(node.start, in.text(node.get("name"), ""), base, methods, fields, in.file, types);
    }

    private static void field(PyStatements in, Syntax node, List<Ex> fields, Map<String, Ex> types) {
        var name = node.type.equals("assignment") ? node.get("left") : null;
        if (name == null || !name.type.equals("identifier")) {
            return;
        }
        if (node.get("type") != null) {
            types.put(in.text(name), in.ex(node.get("type")));
        }
        if (node.get("right") != null) {
            fields.add(new Ex.Assign(
                    node.start,
                    new Ex.Member(node.start, new Ex.Name(node.start, "self"), in.text(name)),
                    "",
                    in.ex(node.get("right"))));
        }
    }
}
