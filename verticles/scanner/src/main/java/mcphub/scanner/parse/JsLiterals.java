package mcphub.scanner.parse;

import org.jspecify.annotations.Nullable;

/** Literals of JavaScript. */
final class JsLiterals {
    private JsLiterals() {}

    /** Null for one that is computed. */
    static @Nullable String key(Nodes in, Syntax key) {
        return switch (key.type) {
            case "string" -> string(in, key);
            case "computed_property_name" -> null;
            default -> in.text(key);
        };
    }

    static String string(Nodes in, Syntax node) {
        var text = new StringBuilder();
        for (Syntax kid : node.kids) {
            switch (kid.type) {
                case "string_fragment" -> text.append(in.text(kid));
                case "escape_sequence" -> text.append(unescaped(in.text(kid)));
                default -> {}
            }
        }
        return text.toString();
    }

    static String unescaped(String escape) {
        if (escape.length() < 2) {
            return escape;
        }
        try {
            return switch (escape.charAt(1)) {
                case 'n' -> "\n";
                case 't' -> "\t";
                case 'r' -> "\r";
                case '0' -> "\0";
                case 'x' -> Character.toString(Integer.parseInt(escape.substring(2), 16));
                case 'u' ->
                    Character.toString(Integer.parseInt(escape.substring(2).replaceAll("[{}]", ""), 16));
                case '\n' -> "";
                default -> escape.substring(1);
            };
        } catch (IllegalArgumentException odd) {
            return "\uFFFD";
        }
    }

    static Object number(String text) {
        try {
            String plain = text.replace("_", "").replaceFirst("n$", "");
            return plain.startsWith("0x") || plain.startsWith("0X")
                    ? (double) Long.parseLong(plain.substring(2), 16)
                    : Double.parseDouble(plain);
        } catch (NumberFormatException odd) {
            return 0.0;
        }
    }
}
