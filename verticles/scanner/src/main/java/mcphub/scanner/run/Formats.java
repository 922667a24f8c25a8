package mcphub.scanner.run;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import mcphub.scanner.values.Box;
import mcphub.scanner.values.Value;

/** Texts with places that values are put into, as Python has them. */
final class Formats {
    private static final Pattern PERCENT =
            Pattern.compile("%(?:\\((\\w+)\\))?[-#0 +]*+[\\d*]*+(?:\\.\\d++)?([a-zA-Z%])");
    private static final Pattern BRACES = Pattern.compile("\\{\\{|\\}\\}|\\{([\\w]*+)[^{}]*+\\}");

    private final Engine engine;

    Formats(Engine engine) {
        this.engine = engine;
    }

    /** {@code "… %s …" % values}. */
    Value percent(Value text, Value values) {
        String format = text.only();
        if (format == null) {
            return text.derived().mixed(engine.expressions().textual(values).derived());
        }
        var parts = new ArrayList<Value>();
        var place = PERCENT.matcher(format);
        int from = 0;
        int n = 0;
        while (place.find()) {
            parts.add(Value.text(format.substring(from, place.start())));
            String kind = place.group(2);
            if (kind.equals("%")) {
                parts.add(Value.text("%"));
            } else if ("diouxXeEfFgGc".contains(kind)) {
                n++;
                parts.add(Value.UNKNOWN);
            } else {
                String key = place.group(1) == null ? Integer.toString(n++) : place.group(1);
                parts.add(engine.expressions().textual(part(values, key)));
            }
            from = place.end();
        }
        parts.add(Value.text(format.substring(from)));
        return Value.concat(parts);
    }

    private Value part(Value values, String key) {
        for (Box box : values.boxes()) {
            return box.get(key);
        }
        return values;
    }

    /** {@code "… {} …".format(values)}; values by name are the last one. */
    Value braces(Value text, List<Value> values) {
        String format = text.only();
        if (format == null) {
            Value all = text.derived();
            for (Value each : values) {
                all = all.mixed(engine.expressions().textual(each).derived());
            }
            return all;
        }
        var parts = new ArrayList<Value>();
        var place = BRACES.matcher(format);
        int from = 0;
        int n = 0;
        while (place.find()) {
            parts.add(Value.text(format.substring(from, place.start())));
            String key = place.group(1);
            if (key == null) {
                parts.add(Value.text(place.group().substring(1)));
            } else {
                String index = key.isEmpty() ? Integer.toString(n++) : key;
                Value value = Character.isDigit(index.charAt(0))
                        ? Integer.parseInt(index.substring(0, Math.min(3, index.length()))) < values.size()
                                ? values.get(Integer.parseInt(index.substring(0, Math.min(3, index.length()))))
                                : Value.UNKNOWN
                        : values.isEmpty() ? Value.UNKNOWN : part(values.getLast(), index);
                parts.add(engine.expressions().textual(value));
            }
            from = place.end();
        }
        parts.add(Value.text(format.substring(from)));
        return Value.concat(parts);
    }
}
