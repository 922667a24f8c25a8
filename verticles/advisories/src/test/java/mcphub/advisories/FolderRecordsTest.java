package mcphub.advisories;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import mcphub.harness.Osv;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A folder with a file that cannot be read: one in a zip that is damaged there, since an administrator may read all others. */
final class FolderRecordsTest {
    @TempDir
    private Path folder;

    private static byte[] record(String id) {
        return Osv.record(id, "npm", "a", "0", "1.0.0").encode().getBytes(StandardCharsets.UTF_8);
    }

    private Path damaged() throws IOException {
        var file = folder.resolve("disk.zip");
        try (var zip = new ZipOutputStream(Files.newOutputStream(file))) {
            for (String id : List.of("GHSA-1", "GHSA-2", "GHSA-3")) {
                byte[] content = record(id);
                var entry = new ZipEntry(id + ".json");
                entry.setMethod(ZipEntry.DEFLATED);
                zip.putNextEntry(entry);
                zip.write(content);
            }
        }
        byte[] bytes = Files.readAllBytes(file);
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("GHSA-2.json") + "GHSA-2.json".length();
        // a kind of block that there is none of
        bytes[at] = 7;
        return Files.write(file, bytes);
    }

    @Test
    void a_file_that_cannot_be_read_is_broken_and_ends_nothing() throws IOException {
        List<String> written = new ArrayList<>();
        try (var disk = FileSystems.newFileSystem(damaged());
                var records = new FolderRecords(disk.getPath("/"))) {
            var counts = new Import(
                            (batch, soFar) -> batch.forEach(record -> written.add(record.id())),
                            new Counts(),
                            Clock.systemUTC())
                    .run(records);
            assertThat(counts.named().encode())
                    .isEqualTo("[{\"name\":\"GHSA-2.json\",\"reason\":\"It cannot be read (ZipException)\"}]");
            assertThat(counts.files()).isEqualTo(3);
            assertThat(Completeness.of(List.of("npm"), counts).gap())
                    .as("and may be of any ecosystem")
                    .contains("1 of 3 files");
        }
        written.sort(Comparator.naturalOrder());
        assertThat(written).containsExactly("GHSA-1", "GHSA-3");
    }
}
