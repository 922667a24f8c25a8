package mcphub.catalog.sbom;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import mcphub.kernel.Digests;
import mcphub.kernel.Purl;
import org.jspecify.annotations.Nullable;

/**
 * What the hub knows of a version and of what it asks for.
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
        String description,
        Purl purl,
        @Nullable String license,
        @Nullable String sha256,
        @Nullable String repository,
        @Nullable String homepage,
        @Nullable List<Component> components) {
    /** What npm takes for one version, and no range. */
    private static final Pattern NPM_EXACT =
            Pattern.compile("[=v]{0,2}(\\d{1,15}\\.\\d{1,15}\\.\\d{1,15}(?:-[0-9A-Za-z.-]+)?(?:\\+[0-9A-Za-z.-]+)?)");

    private static final Pattern PYPI_EXACT = Pattern.compile("={2,3}\\s*([0-9][0-9A-Za-z.!+_-]*)");
    private static final Pattern NPM_ALIAS = Pattern.compile("npm:((?:@[^@/]+/)?[^@/]+)(?:@(.*))?");

    /** Reads what the database has of a version. */
    public static Inventory of(JsonObject facts) {
        var dependencies = facts.getJsonArray("dependencies");
        return new Inventory(
                id(facts),
                Instant.parse(facts.getString("judged_at")),
                facts.getString("toolchain_version"),
                facts.getString("name"),
                facts.getString("version"),
                facts.getString("description"),
                purl(facts),
                facts.getString("license"),
                facts.getString("tarball_sha256"),
                facts.getString("repo_url"),
                facts.getString("homepage"),
                dependencies == null ? null : components(dependencies));
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

    /** Each once, by its reference, whichever manifests ask for it. */
    private static List<Component> components(JsonArray dependencies) {
        var byReference = new LinkedHashMap<String, Component>();
        for (Object each : dependencies) {
            var component = component((JsonObject) each);
            byReference.merge(component.reference(), component, Inventory::both);
        }
        return byReference.values().stream()
                .sorted(Comparator.comparing(Component::reference))
                .toList();
    }

    private static Component both(Component one, Component other) {
        var requirements = new TreeSet<>(one.requirements());
        requirements.addAll(other.requirements());
        var manifests = new TreeSet<>(one.manifests());
        manifests.addAll(other.manifests());
        var scope = one.scope().compareTo(other.scope()) <= 0 ? one.scope() : other.scope();
        return new Component(one.ecosystem(), one.name(), one.version(), one.purl(), scope, requirements, manifests);
    }

    private static Component component(JsonObject declared) {
        String ecosystem = declared.getString("ecosystem");
        String requirement = declared.getString("requirement");
        boolean isNpm = ecosystem.equals("npm");
        String name = declared.getString("name");
        String range = requirement;
        var alias = NPM_ALIAS.matcher(requirement);
        if (isNpm && alias.matches()) {
            // what is installed is the other one
            name = alias.group(1);
            range = alias.group(2) == null ? "" : alias.group(2);
        }
        boolean isElsewhere = isNpm ? range.matches(".*[:/].*") : range.contains("://") || range.startsWith("@");
        String version = isElsewhere ? null : declared.getString("version", exact(isNpm, range));
        Purl purl = isElsewhere ? null : isNpm ? Purl.npm(name, version) : Purl.pypi(name, version);
        return new Component(
                ecosystem,
                name,
                version,
                purl,
                Component.Scope.valueOf(declared.getString("scope").toUpperCase(Locale.ROOT)),
                new TreeSet<>(List.of(requirement)),
                new TreeSet<>(List.of(declared.getString("file"))));
    }

    private static @Nullable String exact(boolean isNpm, String range) {
        var exact = (isNpm ? NPM_EXACT : PYPI_EXACT).matcher(range.strip());
        return exact.matches() ? exact.group(1) : null;
    }
}
