package mcphub.report;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import mcphub.kernel.Blocking;
import mcphub.kernel.Database;
import mcphub.kernel.FileNames;
import mcphub.kernel.Queries;
import mcphub.kernel.Settings;
import mcphub.kernel.jobs.Ending;
import mcphub.kernel.jobs.Jobs;
import mcphub.kernel.jobs.Work;
import mcphub.report.document.OrganizationDocument;
import mcphub.report.document.SnapshotDocument;
import mcphub.report.layout.Fonts;

/** Makes one report from the evidence to its stored file, or writes down why not. */
final class Printer implements Work<Job> {
    private static final int FINDINGS_AT_ONCE = 500;

    private final Vertx vertx;
    private final Database database;
    private final Queries queries;
    private final Jobs<Job> jobs;
    private final Shelf shelf;
    private final ReportReceipts receipts;
    private final Fonts fonts;
    private final Settings settings;
    private final Path folder;

    Printer(
            Vertx vertx,
            Database database,
            Queries queries,
            Jobs<Job> jobs,
            ReportReceipts receipts,
            Settings settings,
            Path folder) {
        this.vertx = vertx;
        this.database = database;
        this.queries = queries;
        this.jobs = jobs;
        this.shelf = new Shelf(queries, jobs, settings.report().keepDays());
        this.receipts = receipts;
        this.settings = settings;
        this.fonts = new Fonts(settings.report().fonts());
        this.folder = folder;
    }

    @Override
    public String noun() {
        return "report";
    }

    @Override
    public void end(Job job, Ending ending, String reason) {
        jobs.step(job, connection -> jobs.end(job, connection, "FAILED", reason));
    }

    @Override
    public void run(Job job) {
        jobs.progress(job, "reading the evidence");
        var found = evidence(job);
        if (found.isEmpty()) {
            end(job, Ending.FAILED, "What the report is about is not there any more, or may not be seen any more");
            return;
        }
        var evidence = found.get();
        try (var file = newFile()) {
            jobs.progress(job, "writing");
            shelf.put(job, job.snapshot() == null ? organization(job, evidence, file) : snapshot(job, evidence, file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<JsonObject> evidence(Job job) {
        var input = job.input().put("days", settings.report().organizationDays());
        var query = job.snapshot() == null ? "organizationEvidence" : "snapshotEvidence";
        var rows = database.run(queries.get(query), input).await();
        return rows.size() == 0
                ? Optional.empty()
                : Optional.of(new JsonObject(rows.iterator().next().getString("doc")));
    }

    private Made organization(Job job, JsonObject evidence, FileChannel file) {
        var document = new OrganizationDocument(evidence, origin(job));
        var areas = new JsonArray();
        Stream.of("mcps", "exceptions")
                .flatMap(name -> evidence.getJsonArray(name).stream())
                .flatMap(told -> ((JsonObject) told).getJsonArray("area_ids").stream())
                .distinct()
                .forEach(areas::add);
        String slug = evidence.getJsonObject("organization").getString("slug");
        return written(file, List.of(slug, day(job)), areas, out -> document.write(out, job.paper(), fonts));
    }

    private Made snapshot(Job job, JsonObject evidence, FileChannel file) {
        int all = evidence.getJsonObject("snapshot").getInteger("total_findings");
        var document = new SnapshotDocument(
                evidence,
                offset -> {
                    jobs.tell(job, "writing: " + offset + " of " + all + " findings");
                    return findings(job, offset);
                },
                origin(job));
        var receipt = receipts.of(evidence);
        var areas = evidence.getJsonObject("mcp").getJsonArray("area_ids");
        var words = List.of(
                evidence.getJsonObject("mcp").getString("name"),
                evidence.getJsonObject("version").getString("visible_version"),
                day(job));
        return written(file, words, areas, out -> document.write(out, job.paper(), fonts, receipt));
    }

    private SnapshotDocument.Origin origin(Job job) {
        String hub = settings.http().publicUrl();
        return new SnapshotDocument.Origin(job.lease().job().toString(), job.createdAt(), hub == null ? "" : hub);
    }

    private static String day(Job job) {
        return job.createdAt().substring(0, "2026-01-14".length());
    }

    /** Called on the thread that writes, which waits: never on an event loop. */
    private List<JsonObject> findings(Job job, int offset) {
        var input = job.input().put("limit", FINDINGS_AT_ONCE).put("offset", offset);
        var rows = database.run(queries.get("findingsEvidence"), input)
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        var page = new ArrayList<JsonObject>(rows.size());
        for (Row row : rows) {
            page.add(new JsonObject(row.getString("doc")));
        }
        return page;
    }

    /** Writes a document; gives how many pages it has. */
    private interface Writing {
        int into(OutputStream out);
    }

    /** Computing goes on on the worker pool, so that the lease is renewed meanwhile. */
    private Made written(FileChannel file, List<String> words, JsonArray areas, Writing writing) {
        Callable<Made> work = () -> {
            var digest = sha256();
            var buffered = new BufferedOutputStream(Channels.newOutputStream(file));
            var out = new Paced(
                    new DigestOutputStream(buffered, digest), settings.report().restPercent());
            int pages = writing.into(out);
            out.flush();
            String hex = HexFormat.of().formatHex(digest.digest());
            return new Made(file, FileNames.of(words, ".pdf"), file.size(), hex, pages, areas);
        };
        return Blocking.run(vertx, work).await();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** A file without a name, as far as the system knows such: it is gone with whoever holds it, however that ends. */
    private FileChannel newFile() throws IOException {
        return FileChannel.open(
                folder.resolve("report-" + UUID.randomUUID() + ".pdf"),
                StandardOpenOption.CREATE_NEW,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE,
                StandardOpenOption.DELETE_ON_CLOSE);
    }
}
