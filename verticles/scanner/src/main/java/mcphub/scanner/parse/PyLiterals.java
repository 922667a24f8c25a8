package mcphub.scanner.parse;

import java.util.ArrayList;
import java.util.List;
import mcphub.scanner.code.Ex;

/** Texts of Python, with what is put into them. */
final class PyLiterals {
    private PyLiterals() {}

    static Ex string(PyExpressions in, Syntax node) {
        var parts = new ArrayList<Ex>();
        boolean isRaw = false;
        for (Syntax kid : node.kids) {
            switch (kid.type) {
                case "string_start" ->
                    isRaw = in.text(kid).toLowerCase(java.util.Locale.ROOT).contains("r");
                case "string_content" -> parts.add(new Ex.Lit(kid.start, content(in, kid, isRaw)));
                case "interpolation" -> parts.add(in.ex(kid.get("expression")));
                default -> {}
            }
        }
        if (parts.isEmpty()) {
            return new Ex.Lit(node.start, "");
        }
        return parts.size() == 1 && parts.getFirst() instanceof Ex.Lit
                ? parts.getFirst()
                : new Ex.Concat(node.start, List.copyOf(parts));
    }

    private static String content(PyExpressions in, Syntax node, boolean isRaw) {
        if (isRaw || node.kids.isEmpty()) {
            return in.text(node);
        }
        var text = new StringBuilder();
        int from = node.start;
        for (Syntax kid : node.kids) {
            text.append(in.text(from, kid.start));
            text.append(
                    kid.type.equals("escape_sequence")
                            ? JsLiterals.unescaped(in.text(kid))
                            : in.text(kid).substring(1));
            from = kid.end;
        }
        return text.append(in.text(from, node.end)).toString();
    }
}
