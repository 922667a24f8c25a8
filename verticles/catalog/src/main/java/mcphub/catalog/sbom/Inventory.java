package mcphub.catalog.sbom;

import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import mcphub.kernel.Digests;
import mcphub.kernel.Purl;
import org.jspecify.annotations.Nullable;

/**
 * What the hub knows of a version and of what is installed with it. Nothing of it changes as long as the version is not judged again.
 *
 * @param id of this inventory: the same archive, judged by the same versions, has the same
 * @param at when it was judged
 * @param tool what judged it, such as {@code mcphub-static:2.3.0}
 * @param license as the source says; null where it says nothing
 * @param components null for a snapshot that is older than the list of them
 */
public record Inventory(
        UUID id,
        Instant at,
        String tool,
        String name,
        String version,
        Purl purl,
        @Nullable String license,
        @Nullable String sha256,
        @Nullable Components components) {

    /** Reads what the database has of a version. */
    public static Inventory of(JsonObject facts) {
        var dependencies = facts.getJsonArray("dependencies");
        return new Inventory(
                id(facts),
                Instant.parse(facts.getString("judged_at")),
                facts.getString("toolchain_version"),
                facts.getString("name"),
                facts.getString("version"),
                purl(facts),
                facts.getString("license"),
                facts.getString("tarball_sha256"),
                dependencies == null ? null : Components.of(dependencies));
    }

    /** Of version 8: made of digests (RFC 9562, 5.8). */
    private static UUID id(JsonObject facts) {
        String judged = facts.getString("mcp_id")
                + '\n'
                + facts.getString("tarball_sha256")
                + '\n'
                + facts.getString("content_sha256");
        var bytes = ByteBuffer.wrap(Digests.sha256(judged).getBytes());
        long high = (bytes.getLong() & ~0xf000L) | 0x8000L;
        return new UUID(high, (bytes.getLong() & 0x3fffffffffffffffL) | 0x8000000000000000L);
    }

    private static Purl purl(JsonObject facts) {
        var source = facts.getJsonObject("source");
        return switch (source.getString("type")) {
            case "npm" -> {
                var purl = Purl.npm(source.getString("package"), source.getString("ref"));
                String registry = source.getString("registry");
                yield registry == null ? purl : purl.with("repository_url", registry);
            }
            case "git" -> Purl.git(source.getString("url"), source.getString("ref"));
            default ->
                new Purl("generic", List.of(), facts.getString("name"), facts.getString("version"), Map.of())
                        .with("checksum", "sha256:" + facts.getString("tarball_sha256"));
        };
    }
}
