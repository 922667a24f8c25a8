package mcphub.scanner.surface;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** JSON in one form: names in order, no blanks, whole numbers without a point. */
final class Json {
    private Json() {}

    /** Of maps, lists, texts, numbers, truths and null. */
    static String text(@Nullable Object value) {
        var into = new StringBuilder();
        write(value, into);
        return into.toString();
    }

    private static void write(@Nullable Object value, StringBuilder into) {
        switch (value) {
            case Map<?, ?> map -> {
                into.append('{');
                var sorted = new TreeMap<String, Object>();
                map.forEach((key, each) -> sorted.put(String.valueOf(key), each));
                sorted.forEach((key, each) -> {
                    into.append(into.charAt(into.length() - 1) == '{' ? "" : ",");
                    quote(key, into);
                    into.append(':');
                    write(each, into);
                });
                into.append('}');
            }
            case List<?> list -> {
                into.append('[');
                for (int i = 0; i < list.size(); i++) {
                    into.append(i == 0 ? "" : ",");
                    write(list.get(i), into);
                }
                into.append(']');
            }
            case String text -> quote(text, into);
            case Double number -> into.append(Double.isFinite(number) ? Terms.number(number) : "null");
            case null -> into.append("null");
            default -> into.append(value);
        }
    }

    private static void quote(String text, StringBuilder into) {
        into.append('"');
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            switch (each) {
                case '"' -> into.append("\\\"");
                case '\\' -> into.append("\\\\");
                case '\n' -> into.append("\\n");
                default -> {
                    if (each < ' ' || (Character.isSurrogate(each) && !isPair(text, i))) {
                        into.append(String.format("\\u%04x", (int) each));
                    } else {
                        into.append(each);
                    }
                }
            }
        }
        into.append('"');
    }

    private static boolean isPair(String text, int at) {
        return Character.isHighSurrogate(text.charAt(at))
                ? at + 1 < text.length() && Character.isLowSurrogate(text.charAt(at + 1))
                : at > 0 && Character.isHighSurrogate(text.charAt(at - 1));
    }
}
