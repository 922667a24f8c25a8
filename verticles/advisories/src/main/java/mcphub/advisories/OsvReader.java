package mcphub.advisories;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one OSV record, and says of what is none which field is wrong, how, and what was expected. Fields that nothing is made of are not looked at. */
public final class OsvReader {
    private static final int LONGEST_ID = 200;
    private static final int LONGEST_NAME = 500;
    private static final int MOST_ALIASES = 1_000;
    private static final int LONGEST_SUMMARY = 1_000;
    private static final int DEEPEST = 100;
    /** An escape of it, and no backslash that is written as two in front of the letters. */
    private static final Pattern NUL = Pattern.compile("(?<!\\\\)(?:\\\\\\\\)*+\\\\u0000");

    private static final Set<String> RANGES = Set.of("SEMVER", "ECOSYSTEM", "GIT");
    private static final Set<String> EVENTS = Set.of("introduced", "fixed", "last_affected", "limit");
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    static {
        JSON.getFactory()
                .setStreamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build());
    }

    private OsvReader() {}

    /** Reads the bytes of one record. */
    public static OsvRecord read(byte[] bytes) throws NotOsv {
        return read(tree(bytes), false);
    }

    /** The same of one that somebody hands in, and can mend: what is left out of others is refused. */
    public static OsvRecord readAlone(byte[] bytes) throws NotOsv {
        return read(tree(bytes), true);
    }

    /** The bytes as JSON of any kind. */
    static JsonNode tree(byte[] bytes) throws NotOsv {
        try {
            return JSON.readTree(bytes);
        } catch (StreamConstraintsException e) {
            throw new NotOsv("", "It is nested deeper than " + DEEPEST + ", or a number or text in it is too long");
        } catch (JacksonException e) {
            // what the parser itself says is about the parser
            var at = e.getLocation();
            throw new NotOsv(
                    "",
                    "It is no JSON"
                            + (at == null
                                    ? ""
                                    : " (from line " + at.getLineNr() + ", column " + at.getColumnNr() + " on)")
                            + ", expected one OSV record");
        } catch (IOException e) {
            throw new NotOsv("", "It is no JSON, expected one OSV record");
        }
    }

    private static OsvRecord read(JsonNode root, boolean isAlone) throws NotOsv {
        if (!root.isObject()) {
            throw new NotOsv("", "It is " + kind(root) + ", expected one OSV record, an object");
        }
        String id = text(root, "id", "id", LONGEST_ID);
        String json = root.toString();
        if (NUL.matcher(json).find()) {
            throw new NotOsv("", "It has the character U+0000, expected text");
        }
        var modified = time(root, "modified");
        if (modified == null) {
            throw new NotOsv("modified", "It is missing, expected a time as in RFC 3339");
        }
        return new OsvRecord(
                id,
                modified,
                published(root, isAlone),
                time(root, "withdrawn"),
                summary(root),
                Rating.of(id, root),
                aliases(root),
                affected(root),
                json);
    }

    /** Nothing is decided by it: of a record among many an odd one is left out. */
    private static @Nullable Instant published(JsonNode root, boolean isAlone) throws NotOsv {
        try {
            return time(root, "published");
        } catch (NotOsv odd) {
            if (isAlone) {
                throw odd;
            }
            return null;
        }
    }

    private static String summary(JsonNode root) throws NotOsv {
        var summary = root.path("summary");
        must(summary.isMissingNode() || summary.isNull() || summary.isTextual(), "summary", summary, "a text");
        String text = summary.asText("").strip();
        return text.length() > LONGEST_SUMMARY ? text.substring(0, LONGEST_SUMMARY) : text;
    }

    private static List<String> aliases(JsonNode root) throws NotOsv {
        var list = list(root, "aliases", "aliases", JsonNode::isTextual, "texts");
        must(
                list.size() <= MOST_ALIASES,
                "aliases",
                "It has " + list.size() + ", expected " + MOST_ALIASES + " at most");
        var aliases = new ArrayList<String>();
        for (int i = 0; i < list.size(); i++) {
            String alias = list.get(i).asText();
            must(
                    !alias.isBlank() && alias.length() <= LONGEST_ID,
                    "aliases[" + i + "]",
                    "It has " + alias.length() + " characters, expected 1 to " + LONGEST_ID);
            aliases.add(alias);
        }
        return aliases;
    }

    private static List<OsvRecord.Affected> affected(JsonNode root) throws NotOsv {
        var list = list(root, "affected", "affected", JsonNode::isObject, "objects");
        var affected = new ArrayList<OsvRecord.Affected>();
        for (int i = 0; i < list.size(); i++) {
            String at = "affected[" + i + "]";
            var entry = list.get(i);
            var ranges = list(entry, "ranges", at + ".ranges", JsonNode::isObject, "objects");
            var kept = JSON.createArrayNode();
            for (int j = 0; j < ranges.size(); j++) {
                range(ranges.get(j), at + ".ranges[" + j + "]");
                if (!ranges.get(j).path("type").asText().equals("GIT")) {
                    kept.add(ranges.get(j));
                }
            }
            var versions = list(entry, "versions", at + ".versions", JsonNode::isTextual, "texts");
            var named = entry.path("package");
            if (named.isMissingNode() || named.isNull()) {
                continue; // commits of a repository that is no package
            }
            must(named.isObject(), at + ".package", named, "an object");
            String ecosystem = text(named, "ecosystem", at + ".package.ecosystem", LONGEST_NAME);
            String name = text(named, "name", at + ".package.name", LONGEST_NAME);
            affected.add(new OsvRecord.Affected(
                    ecosystem, PackageNames.normalised(ecosystem, name), kept.toString(), versions.toString()));
        }
        return affected;
    }

    private static void range(JsonNode range, String at) throws NotOsv {
        String type = text(range, "type", at + ".type", LONGEST_NAME);
        must(RANGES.contains(type), at + ".type", "It is '" + type + "', expected SEMVER, ECOSYSTEM or GIT");
        if (type.equals("GIT")) {
            return; // nothing is made of it
        }
        var events = list(range, "events", at + ".events", JsonNode::isObject, "objects");
        must(!events.isEmpty(), at + ".events", "It is empty, expected one event or more");
        for (int i = 0; i < events.size(); i++) {
            var event = events.get(i);
            long known = EVENTS.stream().filter(event::has).count();
            must(
                    known == 1,
                    at + ".events[" + i + "]",
                    "It has " + known + " of introduced, fixed, last_affected and limit, expected one");
            for (String name : EVENTS) {
                var value = event.path(name);
                must(value.isMissingNode() || value.isTextual(), at + ".events[" + i + "]." + name, value, "a version");
            }
        }
    }

    private static JsonNode list(JsonNode parent, String name, String at, Predicate<JsonNode> of, String what)
            throws NotOsv {
        var list = parent.path(name);
        if (list.isMissingNode() || list.isNull()) {
            return JSON.createArrayNode();
        }
        must(list.isArray(), at, list, "a list of " + what);
        for (int i = 0; i < list.size(); i++) {
            must(of.test(list.get(i)), at + "[" + i + "]", list.get(i), "one of " + what);
        }
        return list;
    }

    private static String text(JsonNode parent, String name, String at, int longest) throws NotOsv {
        var value = parent.path(name);
        must(value.isTextual(), at, value, "a text");
        String text = value.asText();
        must(
                !text.isBlank() && text.length() <= longest,
                at,
                "It has " + text.length() + " characters, expected 1 to " + longest);
        return text;
    }

    private static @Nullable Instant time(JsonNode root, String name) throws NotOsv {
        var value = root.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        must(value.isTextual(), name, value, "a time as in RFC 3339");
        String said = value.asText();
        return Times.read(said)
                .orElseThrow(() -> new NotOsv(
                        name,
                        "It is '" + said.substring(0, Math.min(said.length(), 50))
                                + "', expected a time as in RFC 3339, of the years 1 to 9999"));
    }

    private static void must(boolean holds, String at, JsonNode value, String expected) throws NotOsv {
        must(holds, at, "It is " + kind(value) + ", expected " + expected);
    }

    private static void must(boolean holds, String at, String wrong) throws NotOsv {
        if (!holds) {
            throw new NotOsv(at, wrong);
        }
    }

    private static String kind(JsonNode value) {
        return switch (value.getNodeType()) {
            case OBJECT, POJO -> "an object";
            case ARRAY -> "a list";
            case STRING -> "a text";
            case NUMBER -> "a number";
            case BOOLEAN -> "true or false";
            case NULL -> "null";
            case MISSING -> "missing";
            case BINARY -> "bytes";
        };
    }
}
