package mcphub.kernel.npm;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import mcphub.kernel.Resources;
import mcphub.kernel.npm.NpmRange.Reading;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * What npm's own semver says of made-up versions and ranges is what we say. {@code scripts/oracles/versions} makes the cases, and names a longer list of them as
 * {@code npm-ranges.cases}.
 */
final class NpmRangeCasesTest {
    private static final int DIGIT = 4;
    private final List<String> differences = new ArrayList<>();
    private List<Optional<NpmVersion>> loose = List.of();
    private List<Optional<NpmVersion>> strict = List.of();
    private long pairs;

    @Test
    void in_a_range_lies_what_npm_finds_in_it() throws IOException {
        String list = System.getProperty("npm-ranges.cases");
        try (var lines =
                list == null ? Resources.text("mcphub/kernel/npm/ranges.jsonl").lines() : Files.lines(Path.of(list))) {
            var cases = lines.iterator();
            versions(new JsonObject(cases.next()));
            cases.forEachRemaining(line -> replay(new JsonObject(line)));
        }

        assertThat(differences.stream().limit(20)).isEmpty();
        assertThat(pairs).isGreaterThanOrEqualTo(20_000);
        System.out.println(pairs + " pairs of npm are npm's own");
    }

    /** The versions come first: who reads them, and their order. */
    private void versions(JsonObject line) {
        var texts =
                line.getJsonArray("versions").stream().map(String.class::cast).toList();
        loose = texts.stream().map(NpmVersion::loose).toList();
        strict = texts.stream().map(NpmVersion::strict).toList();
        JsonArray order = line.getJsonArray("order");
        for (int i = 0; i < texts.size(); i++) {
            expect(
                    texts.get(i) + " is a version",
                    order.getInteger(i) != null,
                    loose.get(i).isPresent());
            expect(
                    texts.get(i) + " is strictly a version",
                    line.getString("strict").charAt(i) == '1',
                    strict.get(i).isPresent());
            for (int j = 0; j < texts.size(); j++) {
                if (order.getInteger(i) != null && order.getInteger(j) != null) {
                    expect(
                            texts.get(i) + " beside " + texts.get(j),
                            Integer.signum(order.getInteger(i).compareTo(order.getInteger(j))),
                            Integer.signum(loose.get(i)
                                    .orElseThrow()
                                    .compareTo(loose.get(j).orElseThrow())));
                }
            }
        }
    }

    private void replay(JsonObject line) {
        String range = line.getString("range");
        String loosely = line.getString("loose");
        String strictly = line.getString("strict");
        check(range, Reading.LOOSE, loose, loosely);
        check(range, Reading.STRICT, strict, strictly);
        check(range, Reading.LOOSE_OLD, loose, line.getString("loose_old", loosely));
        check(range, Reading.STRICT_OLD, strict, line.getString("strict_old", strictly));
    }

    private void check(String range, Reading reading, List<Optional<NpmVersion>> versions, @Nullable String bits) {
        var read = NpmRange.read(range, reading);
        expect("'" + range + "' is a range, " + reading, bits != null, read.isPresent());
        if (bits != null && read.isPresent()) {
            var spans = read.get().spans();
            for (int i = 0; i < versions.size(); i++) {
                var version = versions.get(i);
                boolean isIn = version.filter(read.get()::has).isPresent();
                expect(loose.get(i) + " in '" + range + "', " + reading, isSet(bits, i), isIn);
                boolean isInSpan = version.filter(of -> spans.stream().anyMatch(span -> span.has(of)))
                        .isPresent();
                if (isIn || version.filter(of -> !of.isPrerelease()).isPresent()) {
                    expect(version + " in the spans of '" + range + "', " + reading, isIn, isInSpan);
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
            differences.add(what + ": " + got + ", where npm says " + expected);
        }
    }
}
