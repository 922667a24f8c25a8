package mcphub.kernel.python;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mcphub.kernel.Resources;
import org.junit.jupiter.api.Test;

/**
 * What Python's own {@code packaging} says of made-up versions and sets of specifiers is what we say. {@code scripts/oracles/versions} makes the cases, and names a longer list of them
 * as {@code python-ranges.cases}.
 */
final class PythonRangeCasesTest {
    private static final int DIGIT = 4;
    private final List<String> differences = new ArrayList<>();
    private List<Optional<PythonVersion>> versions = List.of();
    private long pairs;

    @Test
    void in_a_set_of_specifiers_lies_what_python_finds_in_it() throws IOException {
        String list = System.getProperty("python-ranges.cases");
        try (var lines = list == null
                ? Resources.text("mcphub/kernel/python/ranges.jsonl").lines()
                : Files.lines(Path.of(list))) {
            var cases = lines.iterator();
            versions(new JsonObject(cases.next()));
            cases.forEachRemaining(line -> replay(new JsonObject(line)));
        }

        assertThat(differences.stream().limit(20)).isEmpty();
        assertThat(pairs).isGreaterThanOrEqualTo(5_000);
        System.out.println(pairs + " pairs of Python are Python's own");
    }

    /** The versions come first: which can be read, and their order. */
    private void versions(JsonObject line) {
        versions = line.getJsonArray("versions").stream()
                .map(text -> PythonVersion.read((String) text))
                .toList();
        var order = line.getJsonArray("order");
        for (int i = 0; i < order.size(); i++) {
            String text = line.getJsonArray("versions").getString(i);
            expect(
                    "'" + text + "' is a version",
                    order.getInteger(i) != null,
                    versions.get(i).isPresent());
            for (int j = 0; j < order.size(); j++) {
                if (order.getInteger(i) != null && order.getInteger(j) != null) {
                    expect(
                            "'" + text + "' beside '" + versions.get(j) + "'",
                            Integer.signum(order.getInteger(i).compareTo(order.getInteger(j))),
                            Integer.signum(versions.get(i)
                                    .orElseThrow()
                                    .compareTo(versions.get(j).orElseThrow())));
                }
            }
        }
    }

    private void replay(JsonObject line) {
        String range = line.getString("range");
        String bits = line.getString("in");
        var read = PythonRange.read(range);
        expect("'" + range + "' is a set of specifiers", bits != null, read.isPresent());
        if (bits != null && read.isPresent()) {
            for (int i = 0; i < versions.size(); i++) {
                boolean isIn = versions.get(i).filter(read.get()::has).isPresent();
                expect(versions.get(i) + " in '" + range + "'", isSet(bits, i), isIn);
                var spans = read.get().spans();
                if (isIn && versions.get(i).get().local().isEmpty()) {
                    expect(
                            versions.get(i) + " in the spans of '" + range + "'",
                            true,
                            versions.get(i).stream()
                                    .anyMatch(version -> spans.stream().anyMatch(span -> span.has(version))));
                }
            }
            pairs += versions.size();
        }
    }

    private static boolean isSet(String bits, int i) {
        int digit = i / DIGIT;
        return digit < bits.length() && (Character.digit(bits.charAt(digit), 16) >> (i % DIGIT) & 1) == 1;
    }

    private void expect(String what, Object expected, Object got) {
        if (!expected.equals(got)) {
            differences.add(what + ": " + got + ", where Python says " + expected);
        }
    }
}
