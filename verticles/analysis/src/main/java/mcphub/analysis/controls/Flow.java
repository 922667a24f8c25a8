package mcphub.analysis.controls;

import java.util.List;
import java.util.stream.Stream;
import mcphub.scanner.values.Label;
import org.jspecify.annotations.Nullable;

/**
 * What a finding knows of the value that it is about.
 *
 * @param values whose it is: {@code tool-argument}, {@code http-request}, {@code remote-answer}, {@code operator}; empty where nobody knows, or where it is about no value
 * @param tool the name of the tool in whose handler it is; null where that is not known
 * @param byDesign whether the tool says that it does just this with it
 */
public record Flow(List<String> values, @Nullable String tool, boolean byDesign) {
    /** Of a finding that is about no value. */
    public static final Flow NONE = new Flow(List.of(), null, false);

    public Flow {
        values = List.copyOf(values);
    }

    /** That of the engine's labels. */
    static Flow of(int labels, @Nullable String tool, boolean byDesign) {
        var values = Stream.of(
                        named(labels, Label.TOOL, "tool-argument"),
                        named(labels, Label.HTTP, "http-request"),
                        named(labels, Label.REMOTE, "remote-answer"),
                        named(labels, Label.OPERATOR, "operator"))
                .flatMap(each -> each)
                .toList();
        return new Flow(values, tool, byDesign);
    }

    private static Stream<String> named(int labels, int label, String name) {
        return (labels & label) == 0 ? Stream.empty() : Stream.of(name);
    }
}
