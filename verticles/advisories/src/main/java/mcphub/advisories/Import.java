package mcphub.advisories;

import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import mcphub.kernel.Database;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes files through, batch by batch, each written with the counts so far in one transaction. A file that is no record is counted and named; it ends nothing. */
public final class Import {
    private static final Logger log = LoggerFactory.getLogger(Import.class);
    private static final int MOST_IN_A_BATCH = 500;
    private static final int MOST_BYTES_OF_A_BATCH = 8 * 1024 * 1024;

    private final Writer writer;
    private final Counts counts;
    private final InstantSource clock;
    private final List<OsvRecord> batch = new ArrayList<>();
    private int batchBytes;
    private int batchFiles;

    /** Where batches go: waits until they are written. */
    @FunctionalInterface
    public interface Writer {
        /** Writes the records, and the counts, which it adds what it wrote to, in one transaction. */
        void write(List<OsvRecord> records, Counts counts);
    }

    /**
     * An import that has come as far as these counts.
     *
     * @param writer called on the thread that runs it
     */
    public Import(Writer writer, Counts counts, InstantSource clock) {
        this.writer = writer;
        this.counts = counts;
        this.clock = clock;
    }

    /**
     * Reads all of it, but for as many files as were read before.
     *
     * @throws IOException where the archive or the folder cannot be read on; what was read by then stays written
     */
    public Counts run(Records records) throws IOException {
        int done = counts.files();
        for (int i = 0; i < done && records.next() != null; i++) {}
        try {
            for (var entry = records.next(); entry != null; entry = records.next()) {
                batchFiles++;
                var record = read(entry);
                if (record != null) {
                    batch.add(record);
                    batchBytes += record.json().length();
                }
                if (batchFiles >= MOST_IN_A_BATCH || batchBytes >= MOST_BYTES_OF_A_BATCH) {
                    flush();
                }
            }
        } finally {
            flush();
        }
        return counts;
    }

    private @Nullable OsvRecord read(Records.Entry entry) {
        if (entry.wrong() != null) {
            counts.broken(entry.name(), entry.wrong());
            return null;
        }
        try {
            var now = clock.instant();
            var record = OsvReader.read(entry.bytes()).of(now);
            counts.seen(record, now);
            return record;
        } catch (NotOsv no) {
            counts.broken(entry.name(), no.sentence(), Ecosystems.of(entry.bytes()));
            return null;
        }
    }

    private void flush() {
        if (batchFiles == 0) {
            return;
        }
        var records = List.copyOf(batch);
        int files = batchFiles;
        counts.read(files);
        batch.clear();
        batchBytes = 0;
        batchFiles = 0;
        try {
            writer.write(records, counts);
        } catch (Exception e) {
            if (records.isEmpty() || !isRefused(e)) {
                throw e;
            }
            log.warn("A batch of advisories is written one by one: {}", e.toString());
            // who goes on in the middle of them begins with all of them
            counts.read(-files);
            records.forEach(this::alone);
            counts.read(files);
            writer.write(List.of(), counts);
        }
    }

    private void alone(OsvRecord record) {
        try {
            writer.write(List.of(record), counts);
        } catch (Exception e) {
            if (!isRefused(e)) {
                throw e;
            }
            counts.broken(record.id(), "It cannot be stored: " + e.getMessage(), Ecosystems.of(record));
        }
    }

    /** What a record is to blame for, and no outage. */
    private static boolean isRefused(Exception e) {
        return e instanceof PgException && !Database.isOutage(e);
    }
}
