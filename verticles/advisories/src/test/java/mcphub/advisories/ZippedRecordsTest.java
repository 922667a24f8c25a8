package mcphub.advisories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipOutputStream;
import mcphub.harness.Osv;
import org.junit.jupiter.api.Test;

/** Zips that are read as they come, and whether that is all that is in them. */
final class ZippedRecordsTest {
    private static int read(byte[] zip) throws IOException {
        try (var records = new ZippedRecords(new ByteArrayInputStream(zip))) {
            int files = 0;
            while (records.next() != null) {
                files++;
            }
            return files;
        }
    }

    private static byte[] both(byte[] one, byte[] other) {
        return ByteBuffer.allocate(one.length + other.length)
                .put(one)
                .put(other)
                .array();
    }

    @Test
    void of_two_zips_one_behind_the_other_none_is_taken_for_all() throws IOException {
        byte[] one = Osv.zip(Map.of("a.json", "1"));
        byte[] two = both(one, Osv.zip(Map.of("b.json", "2")));
        assertThatThrownBy(() -> read(two)).isInstanceOf(ZipException.class).hasMessageContaining("more than one zip");
        byte[] longer = both(one, Osv.zip(Map.of("another.json", "2")));
        assertThatThrownBy(() -> read(longer))
                .isInstanceOf(ZipException.class)
                .hasMessageContaining("more than one zip");

        // as tools leave it that mend the places of a zip which has something in front of it
        var mended = ByteBuffer.wrap(two).order(ByteOrder.LITTLE_ENDIAN);
        int place = two.length - 6;
        mended.putInt(place, mended.getInt(place) + one.length);
        assertThatThrownBy(() -> read(two)).isInstanceOf(ZipException.class).hasMessageContaining("more than one zip");

        assertThatThrownBy(() -> read(both(one, new byte[] {'P', 'K', 3, 4})))
                .as("nor is one with something else behind it")
                .isInstanceOf(ZipException.class);
        assertThat(read(one)).isEqualTo(1);
    }

    @Test
    void a_comment_may_look_like_the_end() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.setComment("PK\u0005\u0006 and thirty characters more of it");
            zip.putNextEntry(new ZipEntry("folder/"));
            zip.putNextEntry(new ZipEntry("folder/a.json"));
        }
        assertThat(read(bytes.toByteArray())).isEqualTo(1);
    }

    @Test
    void a_zip_of_more_files_than_the_short_end_can_tell_is_read() throws IOException {
        var files = new LinkedHashMap<String, String>();
        for (int i = 0; i < 70_000; i++) {
            files.put(i + ".json", "");
        }
        byte[] zip = Osv.zip(files);
        assertThat(read(zip)).isEqualTo(70_000);
        assertThatThrownBy(() -> read(both(Osv.zip(Map.of("a.json", "1")), zip)))
                .isInstanceOf(ZipException.class);
    }
}
