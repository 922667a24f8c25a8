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
            int base = plain.length() < 2 || plain.charAt(0) != '0'
                    ? 10
                    : switch (plain.charAt(1)) {
                        case 'x', 'X' -> 16;
                        case 'o', 'O' -> 8;
                        case 'b', 'B' -> 2;
                        default -> 10;
                    };
            return base == 10 ? Double.parseDouble(plain) : (double) Long.parseLong(plain.substring(2), base);
        } catch (NumberFormatException odd) {
            return 0.0;
        }
    }
}
