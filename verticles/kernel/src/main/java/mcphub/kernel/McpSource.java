package mcphub.kernel;

import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a new MCP's code comes from, checked as far as its words go: whether it can be reached is found out by its analysis. */
public record McpSource(String type, JsonObject fields) {
    /** What to say to whoever runs into another MCP, by the name of the index. */
    public static final Map<String, String> CONFLICTS = Map.of(
            "mcps_git", "This branch of this repository is catalogued already",
            "mcps_name", "There is a public MCP with this name already",
            "mcps_npm", "This npm package is in the public catalog already",
            "mcps_private_name", "There is a private MCP with this name already");

    /** What each type takes; the first is required. */
    private static final Map<String, Set<String>> FIELDS =
            Map.of("npm", Set.of("package", "version"), "git", Set.of("url", "branch"), "upload", Set.of());

    private static final Map<String, String> REQUIRED = Map.of("npm", "package", "git", "url");
    /** A scheme, or user@host:path as ssh takes it; never a local path, an option, or a program to run. */
    private static final Pattern GIT_URL =
            Pattern.compile("(?i)(?:(?:https?|ssh)://[^-/].*|[\\w.+]+@[\\w][\\w.-]*:(?!-|/?/).+)");

    private static final Pattern PASSWORD = Pattern.compile("(?i)(?:https?://[^/]*@|ssh://[^/@]*:[^/]*@).*");

    /**
     * Reads one.
     *
     * @throws Refusal BAD_REQUEST for a field that is missing, or that belongs to another type
     */
    public static McpSource of(JsonObject fields) {
        String type = fields.getString("type");
        var known = FIELDS.getOrDefault(type, Set.of());
        for (String field : Set.of("package", "version", "url", "branch")) {
            if (fields.containsKey(field) && !known.contains(field)) {
                throw wrong(field, "does not belong to the type " + type);
            }
        }
        String required = REQUIRED.get(type);
        if (required != null && fields.getString(required) == null) {
            throw wrong(required, "must be given for the type " + type);
        }
        if (type.equals("git")) {
            String url = fields.getString("url");
            requireFetchable(url);
            // the address of a folder in a forge's pages is fetched as the repository
            fields = fields.copy()
                    .put("url", RepositoryUrl.fetchable(url))
                    .put("directory", RepositoryUrl.folder(url).orElse(null));
        }
        return new McpSource(type, fields);
    }

    private static void requireFetchable(String url) {
        if (PASSWORD.matcher(url).matches()) {
            throw wrong(
                    "url",
                    "must hold no user and no password; those of a repository that is not public are settings of the hub");
        }
        if (!GIT_URL.matcher(url).matches() || RepositoryUrl.key(url).isEmpty()) {
            throw wrong(
                    "url", "must be a repository's https, http or ssh address, such as https://github.com/owner/name");
        }
    }

    private static Refusal wrong(String field, String why) {
        return Problem.BAD_REQUEST.because("Invalid field 'source." + field + "': " + why);
    }

    /** What it is called where nobody says: the package, or owner and name of the repository; null for an upload. */
    public @Nullable String name() {
        return switch (type) {
            case "npm" -> fields.getString("package");
            case "git" ->
                RepositoryUrl.key(fields.getString("url"))
                        .map(key -> key.substring(key.indexOf('/') + 1))
                        .filter(name -> name.matches("[a-z0-9@][a-z0-9@/._-]{0,213}"))
                        .orElse(null);
            default -> null;
        };
    }

    /** Adds what the statements take. */
    public JsonObject addTo(JsonObject values) {
        String url = fields.getString("url");
        return values.put("source_type", type.toLowerCase(Locale.ROOT))
                .put("package", fields.getString("package"))
                .put("wanted", fields.getString("version", ""))
                .put("url", url)
                .put("branch", fields.getString("branch"))
                .put("repo_directory", fields.getString("directory"))
                .put(
                        "repository_key",
                        url == null ? null : RepositoryUrl.key(url).orElse(null))
                .put(
                        "repo_url",
                        url == null ? null : RepositoryUrl.normalised(url).orElse(null));
    }
}
