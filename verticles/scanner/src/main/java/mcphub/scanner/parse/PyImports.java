package mcphub.scanner.parse;

import java.util.List;
import mcphub.scanner.code.St;

/** Imports of Python: {@code import a.b} names the first part, {@code from a import b} a thing or another module. */
final class PyImports {
    private PyImports() {}

    static void read(PyExpressions in, Syntax node, List<St> into) {
        var from = node.get("module_name");
        String module = from == null ? "" : in.text(from).replaceAll("\\s", "");
        if (from != null && node.named().stream().anyMatch(kid -> kid.type.equals("wildcard_import"))) {
            into.add(new St.Import(node.start, "*", module, "*"));
        }
        for (Syntax each : node.kids) {
            if (!"name".equals(each.field)) {
                continue;
            }
            var name = each.type.equals("aliased_import") ? each.get("name") : each;
            String what = in.text(name, "").replaceAll("\\s", "");
            String as = each.type.equals("aliased_import") ? in.text(each.get("alias"), what) : null;
            if (from != null) {
                into.add(new St.Import(each.start, as == null ? what : as, module, what));
            } else if (as != null) {
                into.add(new St.Import(each.start, as, what, "*"));
            } else {
                String first = what.contains(".") ? what.substring(0, what.indexOf('.')) : what;
                into.add(new St.Import(each.start, first, first, "*"));
            }
        }
    }
}
