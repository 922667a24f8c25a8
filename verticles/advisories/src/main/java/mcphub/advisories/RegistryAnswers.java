package mcphub.advisories;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import mcphub.kernel.Blocking;
import mcphub.kernel.Database;
import mcphub.kernel.Queries;
import mcphub.kernel.osv.Affectedness;
import org.jspecify.annotations.Nullable;

/**
 * Asks a registry as npm audit does. Its records have no time: one that says something else than last time is a second newer, and any other feed's record of the same id stays.
 *
 * <p>A registry names what hits the versions that it is asked about. So what it said before of a package is wrong only where that hits one of those versions: if the record is answered about the
 * package, at once; if it is not, when that is so for a second time, since some proxies answer nothing when they cannot ask.
 */
final class RegistryAnswers implements Answers {
    private static final JsonMapper JSON = new JsonMapper();
    private static final Instant UNDATED = Instant.EPOCH;

    private final Vertx vertx;
    private final Queries queries;
    private final PoliteClient client;
    private final InstantSource clock;
    private final Claims claims;
    private final AdvisoryStore store = new AdvisoryStore();

    RegistryAnswers(Vertx vertx, Queries queries, PoliteClient client, InstantSource clock) {
        this.vertx = vertx;
        this.queries = queries;
        this.client = client;
        this.clock = clock;
        this.claims = new Claims(queries);
    }

    @Override
    public Consumer<SqlConnection> ask(ImportJob job, List<Asked> page, Counts counts) {
        var audit = new NpmAudit(client, Objects.requireNonNull(job.address()));
        var answer = Blocking.run(vertx, () -> audit.ask(page, counts)).await();
        return connection -> new Step(connection, job, versions(page), answer, counts).write();
    }

    private static Map<String, Set<String>> versions(List<Asked> page) {
        var versions = new HashMap<String, Set<String>>();
        page.forEach(asked -> versions.computeIfAbsent(asked.packageName(), none -> new HashSet<>())
                .add(asked.version()));
        return versions;
    }

    /**
     * What there is of a record already.
     *
     * @param own whether this registry said it
     * @param gone whether nobody had it any more
     */
    private record Stored(Instant modified, boolean own, boolean gone, ObjectNode record) {}

    /** Writes one answer. */
    private final class Step {
        private final SqlConnection connection;
        private final ImportJob job;
        private final Map<String, Set<String>> versions;
        private final NpmAudit.Answer answer;
        private final Counts counts;

        Step(
                SqlConnection connection,
                ImportJob job,
                Map<String, Set<String>> versions,
                NpmAudit.Answer answer,
                Counts counts) {
            this.connection = connection;
            this.job = job;
            this.versions = versions;
            this.answer = answer;
            this.counts = counts;
        }

        void write() {
            var asked = new ArrayList<Asked>();
            versions.keySet().forEach(name -> asked.add(new Asked("npm", name, "")));
            var held = claims.held(connection, job, asked);
            var ids = new TreeSet<>(answer.records().keySet());
            held.keySet().forEach(claim -> ids.add(claim.record()));
            var stored = stored(ids);
            var unanswered = new ArrayList<Claim>();
            var dropped = new HashSet<Claim>();
            held.forEach((claim, since) -> {
                if (isMissed(claim, stored.get(claim.record()))) {
                    (since.isEmpty() ? unanswered : dropped).add(claim);
                }
            });
            var records = new ArrayList<OsvRecord>();
            ids.forEach(id ->
                    next(id, Optional.ofNullable(stored.get(id)), dropped).ifPresent(record -> read(record, records)));
            var written = store.update(connection, job.feed(), records).await();
            counts.written(written.added(), written.changed(), (int) answer.records().keySet().stream()
                    .filter(id ->
                            records.stream().noneMatch(record -> record.id().equals(id)))
                    .count());
            claims.put(connection, job, answer.claims());
            claims.mark(connection, job, unanswered);
            counts.gone(claims.drop(connection, job, dropped).size());
        }

        /** Whether what is not answered should have been. */
        private boolean isMissed(Claim claim, @Nullable Stored stored) {
            return stored != null
                    && !answer.claims().contains(claim)
                    && !answer.unread().contains(claim.packageName())
                    && stream(stored.record().path("affected"))
                            .anyMatch(entry -> name(entry).equals(claim.packageName()) && hits(entry));
        }

        /** The record as it is to be written; nothing where there is nothing to write. */
        private Optional<ObjectNode> next(String id, Optional<Stored> known, Collection<Claim> dropped) {
            var said = answer.records().get(id);
            if (known.isEmpty()) {
                return Optional.of(Objects.requireNonNull(said).put("modified", UNDATED.toString()));
            }
            var stored = known.get();
            if (stored.gone()) {
                return Optional.ofNullable(said)
                        .map(record -> record.put(
                                "modified", stored.modified().plusSeconds(1).toString()));
            }
            if (!stored.own()) {
                return Optional.empty();
            }
            var affected = JSON.createArrayNode();
            if (said != null) {
                affected.addAll((ArrayNode) said.get("affected"));
            }
            for (var entry : stored.record().path("affected")) {
                if (isKept(id, entry, dropped)) {
                    affected.add(entry);
                }
            }
            var record = said == null ? stored.record().deepCopy() : said;
            record.set("affected", NpmAudit.inOrder(affected));
            record.put("modified", stored.record().path("modified").asText());
            var before = stored.record().deepCopy();
            before.set("affected", NpmAudit.inOrder(before.path("affected")));
            // what affects nothing any more is withdrawn as it was
            boolean isSame = affected.isEmpty() || record.equals(before);
            return isSame
                    ? Optional.empty()
                    : Optional.of(record.put(
                            "modified", stored.modified().plusSeconds(1).toString()));
        }

        private boolean isKept(String id, JsonNode entry, Collection<Claim> dropped) {
            var claim = new Claim("npm", name(entry), id);
            boolean isSaidAnew =
                    answer.claims().contains(claim) && !answer.unread().contains(claim.packageName());
            return !dropped.contains(claim) && !(isSaidAnew && hits(entry));
        }

        /** Whether it hits what was asked about. */
        private boolean hits(JsonNode entry) {
            var ranges = entry.path("ranges").toString();
            var listed =
                    entry.path("versions").isArray() ? entry.path("versions").toString() : "[]";
            var affected = Matching.read("npm", ranges.isEmpty() ? "[]" : ranges, listed);
            return versions.getOrDefault(name(entry), Set.of()).stream()
                    .anyMatch(version -> affected.version(version) == Affectedness.AFFECTED);
        }

        private Map<String, Stored> stored(Collection<String> ids) {
            var input = job.input().put("ids", ids.toArray(String[]::new));
            var stored = new HashMap<String, Stored>();
            Database.run(connection, queries.get("recordsForRegistry"), input)
                    .await()
                    .forEach(row -> stored.put(
                            row.getString("id"),
                            new Stored(
                                    row.getOffsetDateTime("modified").toInstant(),
                                    row.getBoolean("own"),
                                    row.getBoolean("gone"),
                                    tree(row.getString("record")))));
            return stored;
        }

        private void read(ObjectNode record, Collection<OsvRecord> into) {
            try {
                var now = clock.instant();
                var read = OsvReader.read(record.toString().getBytes(StandardCharsets.UTF_8))
                        .of(now);
                counts.seen(read, now);
                into.add(read);
            } catch (NotOsv no) {
                counts.broken(record.path("id").asText(), no.sentence());
            }
        }
    }

    private static String name(JsonNode entry) {
        return "npm".equals(entry.path("package").path("ecosystem").asText())
                ? entry.path("package").path("name").asText()
                : "";
    }

    private static Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    private static ObjectNode tree(String json) {
        try {
            return (ObjectNode) JSON.readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
