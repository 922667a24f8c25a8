package mcphub.advisories;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import mcphub.harness.Osv;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Batches, and one of them that cannot be stored as a whole. */
final class ImportTest {
    private record Listed(Iterator<Entry> entries) implements Records {
        @Override
        public @Nullable Entry next() {
            return entries.hasNext() ? entries.next() : null;
        }

        @Override
        public void close() {}
    }

    private static Records.Entry entry(String id) {
        var record = Osv.record(id, "npm", "a", "0", "1.0.0").encode();
        return new Records.Entry(id + ".json", record.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void who_goes_on_in_the_middle_of_a_batch_that_is_stored_one_by_one_misses_nothing() throws IOException {
        List<String> notes = new ArrayList<>();
        Import.Writer writer = (records, counts) -> {
            var ids = records.stream().map(OsvRecord::id).toList();
            if (ids.contains("GHSA-2")) {
                throw new PgException("no", "ERROR", "22P05", "");
            }
            notes.add(ids + " " + counts.files());
        };
        var counts = new Import(writer, new Counts(), Clock.systemUTC())
                .run(new Listed(Stream.of("GHSA-1", "GHSA-2", "GHSA-3")
                        .map(ImportTest::entry)
                        .iterator()));
        assertThat(notes).containsExactly("[GHSA-1] 0", "[GHSA-3] 0", "[] 3");
        assertThat(counts.named().encode()).contains("GHSA-2", "It cannot be stored");
    }
}
