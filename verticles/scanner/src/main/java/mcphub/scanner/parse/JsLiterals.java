package mcphub.scanner.parse;

/** Literals of JavaScript. */
final class JsLiterals {
    private JsLiterals() {}

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
