package mcphub.catalog;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import mcphub.kernel.Problem;
import mcphub.kernel.Purl;
import mcphub.kernel.Reads;
import mcphub.kernel.Refusal;
import mcphub.kernel.Reply;
import mcphub.kernel.RepositoryUrl;
import mcphub.kernel.Request;

/** Says which MCP is meant by a package URL, a repository or a name. */
final class Lookups {
    /** One checksum of a package URL, in small letters: 64 hex digits, by themselves or behind their algorithm. */
    private static final Pattern SHA256 = Pattern.compile("\\s*(?:sha-?256:)?([0-9a-f]{64})\\s*");

    private static final List<String> WAYS = List.of("purl", "repo", "name");

    private final Function<Request, Future<Reply>> list;

    Lookups(Reads reads) {
        this.list = reads.list("lookUp", "matches", CatalogVerticle.NO_MCP);
    }

    Future<Reply> find(Request request) {
        var input = request.input();
        var given = WAYS.stream().filter(input::containsKey).toList();
        if (given.size() != 1) {
            throw Problem.BAD_REQUEST.because("Exactly one of purl, repo and name says what is looked for");
        }
        switch (given.getFirst()) {
            case "purl" ->
                wanted(
                        input,
                        Purl.read(input.getString("purl"))
                                .orElseThrow(() -> wrong("purl", "must be a package URL, such as pkg:npm/mcp-remote")));
            case "repo" ->
                input.put(
                        "repository",
                        RepositoryUrl.key(input.getString("repo"))
                                .orElseThrow(() -> wrong(
                                        "repo",
                                        "must be a repository's address, such as https://github.com/owner/name")));
            default -> input.put("name", input.getString("name").strip());
        }
        return list.apply(request);
    }

    /** A package that no registry of the hub's has is none of its MCPs. */
    private static void wanted(JsonObject input, Purl purl) {
        String version = purl.version();
        input.put("version", version);
        switch (purl.type()) {
            case "npm" ->
                input.put("package", purl.path())
                        .put("registry", purl.qualifiers().get("repository_url"));
            case "github" -> input.put("repository", "github.com/" + purl.path());
            case "bitbucket" -> input.put("repository", "bitbucket.org/" + purl.path());
            case "gitlab" ->
                input.put(
                        "repository",
                        RepositoryUrl.key("https://gitlab.com/" + purl.path()).orElse(null));
            default -> {
                Optional.ofNullable(purl.qualifiers().get("vcs_url"))
                        .map(url -> url.replaceFirst("@[0-9A-Za-z._-]+$", ""))
                        .flatMap(RepositoryUrl::key)
                        .ifPresent(key -> input.put("repository", key));
                sha256(purl.qualifiers().getOrDefault("checksum", "")).ifPresent(sum -> input.put("sha256", sum));
            }
        }
    }

    /** The first SHA-256 in a list of checksums with commas between, in upper or lower case, as it is kept here: in small letters. Empty where there is none; those of other algorithms are passed over. */
    private static Optional<String> sha256(String checksums) {
        return Stream.of(checksums.toLowerCase(Locale.ROOT).split(",", -1))
                .map(SHA256::matcher)
                .filter(Matcher::matches)
                .map(found -> found.group(1))
                .findFirst();
    }

    private static Refusal wrong(String parameter, String why) {
        return new Refusal(
                Problem.BAD_REQUEST,
                "Invalid parameter '" + parameter + "': " + why,
                List.of(new Refusal.Detail(parameter, why)));
    }
}
