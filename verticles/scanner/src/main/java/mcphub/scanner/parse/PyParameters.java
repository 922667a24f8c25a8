package mcphub.scanner.parse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mcphub.scanner.code.Ex;
import org.jspecify.annotations.Nullable;

/** Parameters of Python's functions: patterns, and the types that are written beside them. */
final class PyParameters {
    private PyParameters() {}

    /** {@code *} and {@code /} alone are no parameters. */
    private static List<Syntax> real(@Nullable Syntax parameters) {
        return parameters == null
                ? List.of()
                : parameters.named().stream()
                        .filter(each -> !each.type.endsWith("_separator"))
                        .toList();
    }

    static List<Ex> patterns(PyExpressions in, @Nullable Syntax parameters) {
        var all = new ArrayList<Ex>();
        for (Syntax each : real(parameters)) {
            all.add(
                    switch (each.type) {
                        case "typed_parameter" -> in.first(each);
                        case "default_parameter", "typed_default_parameter" ->
                            new Ex.Assign(each.start, in.ex(each.get("name")), "default", in.ex(each.get("value")));
                        default -> in.ex(each);
                    });
        }
        return all;
    }

    /** By the parameter's name. */
    static Map<String, Ex> types(PyExpressions in, @Nullable Syntax parameters) {
        var all = new LinkedHashMap<String, Ex>();
        for (Syntax each : real(parameters)) {
            var type = each.get("type");
            var name = each.get("name") == null && !each.named().isEmpty()
                    ? each.named().getFirst()
                    : each.get("name");
            if (type != null && name != null) {
                all.put(in.text(name), in.ex(type));
            }
        }
        return all;
    }
}
