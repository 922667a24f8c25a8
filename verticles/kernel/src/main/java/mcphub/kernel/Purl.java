package mcphub.kernel;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A package URL, by each ecosystem's own rules. The libraries for it were not taken: they write npm's names in small letters, which makes another package of {@code
 * JSONStream}, and leave dots in those of PyPI.
 *
 * @param type in small letters
 * @param namespace its segments, decoded; none where there are none
 * @param name decoded
 * @param version decoded; null where none is named
 * @param qualifiers by key, decoded
 */
public record Purl(
        String type,
        List<String> namespace,
        String name,
        @Nullable String version,
        Map<String, String> qualifiers) {
    private static final Pattern FORM =
            Pattern.compile("(?i)pkg:/{0,2}([a-z][a-z0-9.-]*)/([^?#]+)(?:\\?([^#]*))?(?:#.*)?");
    private static final String PLAIN = "-._~:";

    public Purl {
        namespace = List.copyOf(namespace);
        qualifiers = Map.copyOf(qualifiers);
    }

    /** A package of npm: case is kept, as in its registry. */
    public static Purl npm(String npmPackage, @Nullable String version) {
        int slash = npmPackage.indexOf('/');
        var scope = slash < 0 ? List.<String>of() : List.of(npmPackage.substring(0, slash));
        return new Purl("npm", scope, npmPackage.substring(slash + 1), version, Map.of());
    }

    /** A package of PyPI: its name as PEP 503 has it. */
    public static Purl pypi(String project, @Nullable String version) {
        String name = project.toLowerCase(Locale.ROOT).replaceAll("[-_.]+", "-");
        return new Purl("pypi", List.of(), name, version, Map.of());
    }

    /** A repository at a commit; those of forges that have no type of their own are told by their address. */
    public static Purl git(String repositoryUrl, @Nullable String commit) {
        String key = RepositoryUrl.key(repositoryUrl).orElse("");
        var path = List.of(key.split("/", -1));
        String type = switch (path.getFirst()) {
            case "github.com" -> "github";
            case "bitbucket.org" -> "bitbucket";
            default -> "generic";
        };
        if (!type.equals("generic") && path.size() == 3) {
            return new Purl(type, List.of(path.get(1)), path.get(2), commit, Map.of());
        }
        String address = RepositoryUrl.normalised(repositoryUrl).orElse(repositoryUrl);
        String at = commit == null ? "" : '@' + commit;
        return new Purl("generic", List.of(), path.getLast(), commit, Map.of("vcs_url", "git+" + address + at));
    }

    /** The same with one more qualifier. */
    public Purl with(String key, String value) {
        var more = new TreeMap<>(qualifiers);
        more.put(key, value);
        return new Purl(type, namespace, name, version, more);
    }

    /** Namespace and name with slashes between them: a package of npm, a repository of a forge. */
    public String path() {
        return Stream.concat(namespace.stream(), Stream.of(name)).collect(Collectors.joining("/"));
    }

    /** Reads one, as strictly as needed to know what is meant: a scope may be written with a plain {@code @}; empty for what is none. */
    public static Optional<Purl> read(String text) {
        var form = FORM.matcher(text.strip());
        if (!form.matches()) {
            return Optional.empty();
        }
        String type = form.group(1).toLowerCase(Locale.ROOT);
        String path = form.group(2).replaceAll("^/+|/+$", "");
        int slash = path.lastIndexOf('/');
        int at = path.indexOf('@', Math.max(slash + 1, 1));
        try {
            var segments = new ArrayList<String>();
            for (String segment : (at < 0 ? path : path.substring(0, at)).split("/+", -1)) {
                segments.add(decoded(segment));
            }
            String name = segments.removeLast();
            String version = at < 0 ? null : decoded(path.substring(at + 1));
            if (name.isEmpty() || "".equals(version)) {
                return Optional.empty();
            }
            var qualifiers = qualifiers(form.group(3) == null ? "" : form.group(3));
            return Optional.of(
                    switch (type) {
                        case "pypi" -> pypi(name, version);
                        case "github", "bitbucket" ->
                            new Purl(
                                    type,
                                    segments.stream()
                                            .map(each -> each.toLowerCase(Locale.ROOT))
                                            .toList(),
                                    name.toLowerCase(Locale.ROOT),
                                    version,
                                    qualifiers);
                        default -> new Purl(type, segments, name, version, qualifiers);
                    });
        } catch (IllegalArgumentException broken) {
            return Optional.empty();
        }
    }

    private static Map<String, String> qualifiers(String text) {
        var qualifiers = new TreeMap<String, String>();
        for (String pair : text.split("&", -1)) {
            int is = pair.indexOf('=');
            if (is > 0 && is < pair.length() - 1) {
                qualifiers.put(pair.substring(0, is).toLowerCase(Locale.ROOT), decoded(pair.substring(is + 1)));
            }
        }
        return qualifiers;
    }

    /** @throws IllegalArgumentException for what is no text, or holds what no name does and no database keeps */
    private static String decoded(String text) {
        String plain = URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        if (plain.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a control character");
        }
        return plain;
    }

    @Override
    public String toString() {
        var out = new StringBuilder("pkg:").append(type);
        namespace.forEach(segment -> out.append('/').append(encoded(segment)));
        out.append('/').append(encoded(name));
        if (version != null) {
            out.append('@').append(encoded(version));
        }
        String joint = "?";
        for (var qualifier : new TreeMap<>(qualifiers).entrySet()) {
            out.append(joint).append(qualifier.getKey()).append('=').append(encoded(qualifier.getValue()));
            joint = "&";
        }
        return out.toString();
    }

    private static String encoded(String text) {
        var out = new StringBuilder();
        for (byte each : text.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (each & 0xff);
            boolean isPlain = c < 128 && (Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0);
            out.append(isPlain ? String.valueOf(c) : String.format(Locale.ROOT, "%%%02X", (int) c));
        }
        return out.toString();
    }
}
