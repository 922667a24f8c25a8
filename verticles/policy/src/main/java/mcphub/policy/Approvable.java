package mcphub.policy;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import mcphub.kernel.Digests;
import mcphub.kernel.Problem;
import org.jspecify.annotations.Nullable;

/**
 * What an approval may name: {@code npm:name@1.2.0}, {@code pypi:name@1.2}, {@code oci:repository@sha256:…}, {@code git:host/owner/repository@commit}, {@code nuget:…} or
 * {@code mcpb:…} with a version, {@code remote:https://host/path} with all below it by whole segments, or {@code local:} and the exact command as a JSON array.
 *
 * @param kind what stands in front of the first colon
 * @param identity in the one form in which it is compared
 */
record Approvable(String kind, String identity) {
    private static final Pattern PACKAGE = Pattern.compile("(npm|pypi|oci|git|nuget|mcpb):(.+)@([^@]+)");
    /**
     * An address that every reader takes for the same: no user, no variable, and no character that a client may decode, leave out or take for another (a percent sign, a
     * backslash, a line break).
     */
    private static final Pattern REMOTE =
            Pattern.compile("([a-z][a-z0-9+.-]*)://([A-Za-z0-9.-]+(?::\\d{1,5})?)((?:/[A-Za-z0-9._~+=:@,/-]*+)?)");

    /** In characters: each step of a path is a key. */
    private static final int LONGEST_ADDRESS = 2_000;

    private static final String LOCAL = "local:";
    private static final String REMOTE_KIND = "remote:";

    /**
     * Reads it.
     *
     * @throws mcphub.kernel.Refusal BAD_REQUEST that says what was expected
     */
    static Approvable of(String text) {
        String plain = text.strip();
        if (plain.startsWith(LOCAL)) {
            return new Approvable(
                    "local", LOCAL + command(plain.substring(LOCAL.length())).encode());
        }
        if (plain.startsWith(REMOTE_KIND)) {
            var keys = addresses(plain.substring(REMOTE_KIND.length()));
            if (keys.isEmpty() || plain.indexOf('?') >= 0 || plain.indexOf('#') >= 0) {
                throw wrong("a remote one is an address without a query, such as remote:https://mcp.example.com/team");
            }
            return new Approvable("remote", keys.getLast());
        }
        var named = PACKAGE.matcher(plain);
        // what a digest is of has a colon, and no at sign
        if (!named.matches()) {
            throw wrong(
                    "expected a kind and an exact version, such as pypi:mcp-server-fetch@2025.4.7, npm:name@1.2.0, oci:mcp/time@sha256:…,"
                            + " remote:https://mcp.example.com/team or local:[\"node\",\"server.js\"]");
        }
        return new Approvable(named.group(1), plain);
    }

    private static JsonArray command(String json) {
        try {
            var words = new JsonArray(json);
            if (!words.isEmpty() && words.stream().allMatch(String.class::isInstance)) {
                return words;
            }
        } catch (DecodeException e) {
            // said below
        }
        throw wrong("a local one is the command as a JSON array of texts, such as local:[\"node\",\"server.js\"]");
    }

    private static mcphub.kernel.Refusal wrong(String expected) {
        return Problem.BAD_REQUEST.because("Invalid field 'identity': " + expected);
    }

    /** What is kept and compared. */
    String digest() {
        return digest(identity);
    }

    static String digest(String identity) {
        return HexFormat.of().formatHex(Digests.sha256(identity).getBytes());
    }

    /** The digest of a command as a configuration has it. */
    static List<String> local(List<String> words) {
        return List.of(digest(LOCAL + new JsonArray(words).encode()));
    }

    /** The digests of an address and of all that it is below of; none of one that is longer than 2,000 characters. */
    static List<String> remote(String url) {
        return addresses(url).stream().map(Approvable::digest).toList();
    }

    /** The same, as they are compared, the shortest first. */
    private static List<String> addresses(String url) {
        if (url.length() > LONGEST_ADDRESS) {
            return List.of();
        }
        var address = REMOTE.matcher(url.strip().split("[?#]", 2)[0]);
        var all = new ArrayList<String>();
        if (address.matches()) {
            String at =
                    REMOTE_KIND + address.group(1) + "://" + address.group(2).toLowerCase(Locale.ROOT);
            all.add(at);
            for (String segment : address.group(3).split("/", -1)) {
                if (segment.equals(".") || segment.equals("..")) {
                    return List.of();
                }
                if (!segment.isEmpty()) {
                    at += '/' + segment;
                    all.add(at);
                }
            }
        }
        return all;
    }

    /** The digests of what is asked about. */
    static List<String> keys(Asked asked) {
        var place = asked.place();
        var meaning = Meaning.of(asked);
        String version = asked.version();
        if (!asked.keys().isEmpty() || asked.registry() != null) {
            return asked.registry() == null ? asked.keys() : List.of();
        }
        String name = meaning.by() == Meaning.By.PACKAGE ? "npm:" + meaning.key() : asked.name();
        @Nullable String exact = meaning.by() == Meaning.By.PACKAGE ? meaning.version() : version;
        boolean isNamed =
                exact != null && (place == null || !List.of("remote", "local").contains(place.kind()));
        return isNamed ? List.of(digest(name + '@' + exact)) : List.of();
    }

    /** As a gate is asked about it. */
    Asked asked() {
        if (kind.equals("remote") || kind.equals("local")) {
            var place = new Asked.Place(kind, null, 1, kind);
            return new Asked(
                    kind.equals("local")
                            ? command(identity.substring(LOCAL.length())).getString(0)
                            : shown(),
                    null,
                    null,
                    null,
                    null,
                    place,
                    List.of(),
                    kind.equals("local") ? List.of(digest()) : remote(identity.substring(REMOTE_KIND.length())));
        }
        int at = identity.lastIndexOf('@');
        String name = kind.equals("npm") ? identity.substring("npm:".length(), at) : identity.substring(0, at);
        return new Asked(name, identity.substring(at + 1), null, new Asked.Place(identity, null, 1, kind));
    }

    private String shown() {
        var address = REMOTE.matcher(identity.substring(REMOTE_KIND.length()));
        return address.matches() ? address.group(1) + "://" + address.group(2) : identity;
    }
}
