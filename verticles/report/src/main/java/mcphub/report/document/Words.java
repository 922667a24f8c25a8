package mcphub.report.document;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mcphub.kernel.Standing;
import mcphub.report.layout.Visible;
import org.jspecify.annotations.Nullable;

/** How the documents call things. */
final class Words {
    static final List<String> SEVERITIES = List.of("critical", "high", "medium", "low");

    /** The dimensions with their sub-categories, in the order of the API. */
    static final Map<String, List<String>> DIMENSIONS = ordered();

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm 'UTC'", Locale.ENGLISH);

    private static final int MOST_OF_A_LICENSE = 120;
    private static final Pattern SPACES = Pattern.compile("[\\h\\v]+");

    private Words() {}

    private static Map<String, List<String>> ordered() {
        var map = new LinkedHashMap<String, List<String>>();
        map.put("security", List.of("vulnerabilities", "secrets", "code_quality"));
        map.put("supply_chain", List.of("dependencies", "licenses", "lockfile"));
        map.put("maturity", List.of("documentation", "tests", "ci_cd"));
        return Collections.unmodifiableMap(map);
    }

    /** {@code supply_chain} as people write it. */
    static String label(String name) {
        return switch (name) {
            case "ci_cd" -> "CI/CD";
            case "licenses" -> "Licences";
            case "" -> "";
            default -> Character.toUpperCase(name.charAt(0)) + name.substring(1).replace('_', ' ');
        };
    }

    /** The level that counts, where that is known, else the one of the snapshot. */
    static int level(JsonObject snapshot) {
        return snapshot.getInteger("effective_level", snapshot.getInteger("certification_level"));
    }

    /** "Static verified (level 1 of 3)". */
    static String standing(JsonObject snapshot) {
        int level = level(snapshot);
        return label(Standing.level(snapshot.getString("grade"), level)) + " (level " + level + " of 3)";
    }

    /** "at most 59"; empty where nothing limits the score or the level. */
    static String limit(JsonObject snapshot) {
        return snapshot.getJsonArray("caps", new JsonArray()).stream()
                .limit(1)
                .map(cap -> Standing.limits((JsonObject) cap))
                .collect(Collectors.joining());
    }

    static String score(@Nullable Integer score) {
        return score == null ? "not judged" : score.toString();
    }

    static String day(@Nullable String utc) {
        return utc == null ? "" : DAY.format(Instant.parse(utc).atOffset(ZoneOffset.UTC));
    }

    static String minute(@Nullable String utc) {
        return utc == null ? "" : MINUTE.format(Instant.parse(utc).atOffset(ZoneOffset.UTC));
    }

    static String count(int number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }

    /** The same with every text on one line: a line break in a name is somebody's joke, and a thousand of them fill a thousand pages. */
    static JsonObject onLines(JsonObject json) {
        var copy = new JsonObject();
        json.forEach(field -> copy.put(field.getKey(), onLine(field.getValue())));
        return copy;
    }

    private static @Nullable Object onLine(@Nullable Object value) {
        return switch (value) {
            case String text -> SPACES.matcher(text).replaceAll(" ").strip();
            case JsonObject object -> onLines(object);
            case JsonArray array ->
                new JsonArray(array.stream().map(Words::onLine).toList());
            case null, default -> value;
        };
    }

    /** A text field, empty where it is missing. */
    static String text(JsonObject json, String name) {
        Object value = json.getValue(name);
        return value == null ? "" : value.toString();
    }

    /** What a source states, which may be anything; empty where it states none. */
    static String license(JsonObject mcp) {
        return Visible.cut(text(mcp, "license"), MOST_OF_A_LICENSE);
    }

    /** What an organization is called; one whose name cannot be seen, by its slug. */
    static String organization(JsonObject evidence) {
        var organization = evidence.getJsonObject("organization");
        String name = text(organization, "name");
        return name.isEmpty() ? text(organization, "slug") : name;
    }

    /** What something is called, or that it is called nothing. */
    static String name(JsonObject named) {
        String name = text(named, "name");
        return name.isEmpty() ? "(no name)" : name;
    }

    /** Where its source is developed, without whoever signs in there. */
    static String repository(JsonObject mcp) {
        return text(mcp, "repo_url").replaceFirst("(?<=//)[^/]*@", "");
    }

    /** {@code src/index.ts:42}, as far as it is known. */
    static String place(JsonObject finding) {
        String file = text(finding, "file");
        String line = text(finding, "line");
        return file.isEmpty() || line.isEmpty() ? file : file + ":" + line;
    }

    /** "2 critical, 1 high and 4 low findings"; what there is none of is left out. */
    static String findings(JsonObject snapshot) {
        var parts = SEVERITIES.stream()
                .filter(severity -> snapshot.getInteger(severity + "_findings") > 0)
                .map(severity -> snapshot.getInteger(severity + "_findings") + " " + severity)
                .toList();
        if (parts.isEmpty()) {
            return "no findings";
        }
        int total = snapshot.getInteger("total_findings");
        return join(parts) + (total == 1 ? " finding" : " findings");
    }

    /** "a, b and c". */
    static String join(List<String> parts) {
        return parts.size() < 2
                ? String.join("", parts)
                : String.join(", ", parts.subList(0, parts.size() - 1)) + " and " + parts.getLast();
    }

    /** What is there of these, below each other. */
    static String lines(Stream<String> parts) {
        return parts.filter(part -> !part.isBlank()).collect(Collectors.joining("\n"));
    }

    /** Where a source is, in words. */
    static String source(JsonObject source) {
        return switch (text(source, "type")) {
            case "npm" -> "npm package " + text(source, "package");
            case "git" ->
                "git repository " + text(source, "url")
                        + (text(source, "branch").isEmpty() ? "" : ", branch " + text(source, "branch"));
            default -> "upload of a tarball";
        };
    }
}
