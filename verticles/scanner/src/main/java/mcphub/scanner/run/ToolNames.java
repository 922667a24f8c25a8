package mcphub.scanner.run;

import java.util.Set;
import mcphub.scanner.code.Ex;
import mcphub.scanner.values.Label;
import mcphub.scanner.values.Value;
import org.jspecify.annotations.Nullable;

/** Which tool a part of a handler is of that serves all of them: the one whose name is compared with what the client asked for. */
final class ToolNames {
    private static final Set<String> NAMES = Set.of("name", "toolName", "tool_name", "tool");

    private ToolNames() {}

    /** The name that a condition asks for; null where it asks for none. */
    static @Nullable String of(Ex test, Engine engine, Frame frame) {
        return switch (test) {
            case Ex.Op(int at, String op, var of)
            when Guards.EQUAL.contains(op) -> {
                String name = of(of.getFirst(), of.getLast(), engine, frame);
                yield name == null ? of(of.getLast(), of.getFirst(), engine, frame) : name;
            }
            case Ex.Many(int at, var of) when of.size() == 1 -> of(of.getFirst(), engine, frame);
            default -> null;
        };
    }

    /** The name of the tool, where this is what the client asked for, compared with a constant. */
    static @Nullable String of(Ex asked, @Nullable Ex name, Engine engine, Frame frame) {
        boolean isName = switch (asked) {
            case Ex.Name(int at, String plain) -> NAMES.contains(plain);
            case Ex.Member(int at, Ex of, String last) -> NAMES.contains(last);
            default -> false;
        };
        if (!isName || name == null) {
            return null;
        }
        Value value = engine.eval(asked, frame);
        return (value.labels() & Label.TOOL) == 0
                ? null
                : engine.eval(name, frame).only();
    }
}
