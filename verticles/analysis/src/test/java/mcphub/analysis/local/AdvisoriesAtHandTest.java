package mcphub.analysis.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mcphub.analysis.controls.Severity;
import mcphub.harness.Osv;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Dependencies judged by records of this machine, without a hub. */
final class AdvisoriesAtHandTest {
    private static final String KNOWN = "KNOWN_VULNERABLE_DEPENDENCY";

    @TempDir
    private Path room;

    private Path locked() {
        return new Scans(room)
                .folder(
                        "package.json",
                        "{\"name\":\"t\",\"version\":\"1.0.0\",\"dependencies\":{\"left\":\"^1.0.0\"}}",
                        "package-lock.json",
                        "{\"name\":\"t\",\"version\":\"1.0.0\",\"lockfileVersion\":3,\"packages\":{\"\":{\"name\":\"t\",\"version\":\"1.0.0\","
                                + "\"dependencies\":{\"left\":\"^1.0.0\"}},\"node_modules/left\":{\"version\":\"1.2.0\"}}}");
    }

    private ScanReport by(Path advisories, String... completeOf) {
        return new Scans(room).scan().by(advisories, List.of(completeOf)).folder(locked());
    }

    @Test
    void a_dependency_that_a_record_hits_is_a_finding_and_the_source_is_known_to_be_vulnerable() throws IOException {
        var withdrawn = Osv.record("GHSA-3", "npm", "left", "1.0.0", "2.0.0").put("withdrawn", "2026-01-15T10:00:00Z");
        Path zip = Files.write(
                room.resolve("all.zip"),
                Osv.dump(
                        Osv.record("GHSA-1", "npm", "left", "1.0.0", "1.2.1"),
                        Osv.record("GHSA-2", "npm", "right", "0", "9.0.0"),
                        withdrawn));
        var report = by(zip, "npm");

        assertThat(Scans.of(report, KNOWN)).singleElement().satisfies(one -> {
            assertThat(one.severity()).isEqualTo(Severity.HIGH);
            assertThat(one.message()).contains("GHSA-1", "fixed in 1.2.1");
        });
        assertThat(report.vulnerable()).isEqualTo("left 1.2.0 (high): GHSA-1");
        assertThat(report.notes()).containsExactly("Dependencies are judged by the 3 files of " + zip);
        assertThat(Form.TEXT.write(report)).contains("KNOWN TO BE VULNERABLE: left 1.2.0 (high): GHSA-1");
    }

    @Test
    void only_a_complete_set_lets_nothing_found_pass() throws IOException {
        Path folder = Files.createDirectory(room.resolve("osv"));
        Files.writeString(
                folder.resolve("a.json"),
                Osv.record("GHSA-2", "npm", "left", "0", "1.0.0").encode());
        Files.writeString(folder.resolve("b.json"), "no record");

        var sample = by(folder);
        assertThat(sample.notJudged()).extracting(one -> one.control().id()).contains(KNOWN);
        assertThat(sample.notes().getFirst()).endsWith("of which 1 are no records");
        var complete = by(folder, "npm");
        assertThat(complete.notJudged()).extracting(one -> one.control().id()).doesNotContain(KNOWN);
        assertThat(complete.vulnerable()).isNull();
    }

    @Test
    void what_cannot_be_read_to_its_end_is_refused() throws IOException {
        Path cut = Files.write(room.resolve("cut.zip"), new byte[] {'P', 'K', 3, 4});

        assertThatIllegalArgumentException()
                .isThrownBy(() -> by(cut))
                .withMessageContaining("cannot be read to its end");
        assertThatIllegalArgumentException().isThrownBy(() -> by(room.resolve("none")));
    }
}
