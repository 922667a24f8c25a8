package mcphub.kernel;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is known of the value that a finding is about, in words: the tool in whose handler it is, whose value it is, and whether the tool says that it does this. */
public final class Provenance {
    private static final Map<String, String> WHOSE = Map.of(
            "tool-argument", "an argument that a tool's caller gives",
            "http-request", "a request over HTTP",
            "remote-answer", "what another server answers",
            "operator", "the operator's settings");

    private Provenance() {}

    /** In one line, without a stop: {@code in the tool run · value: an argument that a tool's caller gives · by design}; empty where nothing is known. */
    public static String of(@Nullable String tool, List<String> values, boolean isByDesign) {
        var whose = values.stream()
                .map(value -> Objects.requireNonNullElse(WHOSE.get(value), value))
                .collect(Collectors.joining(", or "));
        return Stream.of(
                        tool == null ? "" : "in the tool " + tool,
                        whose.isEmpty() ? "" : "value: " + whose,
                        isByDesign ? "by design: the tool says that it does just this" : "")
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" · "));
    }

    /** The same of a finding as the API has it; one of before says nothing. */
    public static String of(JsonObject finding) {
        return of(
                finding.getString("tool"),
                finding.containsKey("values")
                        ? finding.getJsonArray("values").stream()
                                .map(String::valueOf)
                                .toList()
                        : List.of(),
                finding.getBoolean("by_design", false));
    }
}
