package mcphub.scanner.surface;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mcphub.scanner.surface.Term.Kls;
import mcphub.scanner.surface.Term.Lit;

/** Enumerations of Python. */
final class Enums {
    private static final List<String> NAMES = List.of("Enum", "StrEnum", "IntEnum");

    private Enums() {}

    static boolean is(Kls kls) {
        return Terms.names(kls).stream().skip(1).anyMatch(NAMES::contains);
    }

    static Map<String, Object> schema(Kls kls) {
        var values = new ArrayList<Object>();
        kls.statics.fields.values().forEach(each -> {
            if (Terms.now(each) instanceof Lit(Object value) && value != null) {
                values.add(value);
            }
        });
        return new TreeMap<>(Map.of("enum", values));
    }
}
