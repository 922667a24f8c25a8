package mcphub.analysis.controls;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import mcphub.analysis.reading.Language;
import mcphub.analysis.source.Origin;

/** Reads the file of the catalogue, and refuses what it does not understand. */
final class CatalogueFile {
    private static final Set<String> CONTROL_KEYS = Set.of(
            "id",
            "name",
            "about",
            "category",
            "sub_category",
            "severity",
            "owasp",
            "cwe",
            "description",
            "remediation",
            "applies_to",
            "elsewhere",
            "rules",
            "lists",
            "limits");
    private static final Set<String> RULE_KEYS = Set.of(
            "find", "any_case", "pattern", "in", "languages", "needs", "unless", "min_entropy", "severity", "says");

    private static final Pattern RISK = Pattern.compile("MCP(?:0[1-9]|10):2025");

    private CatalogueFile() {}

    static Catalogue read(String controlsYaml) {
        var root = Yaml.parse("controls.yaml", controlsYaml)
                .only(Set.of("version", "most_findings", "lists", "suspicion", "controls"));
        var shared = lists(root.mapping("lists"));
        var controls = root.mappings("controls").stream()
                .map(entry -> control(entry, shared))
                .toList();
        return new Catalogue(
                root.text("version"),
                root.number("most_findings"),
                controls,
                Judges.all(),
                root.mappings("suspicion").stream()
                        .map(CatalogueFile::combination)
                        .toList());
    }

    private static Combination combination(Yaml raw) {
        var entry = raw.only(Set.of("all", "any", "says"));
        return new Combination(severities(entry.mapping("all")), severities(entry.mapping("any")), entry.text("says"));
    }

    private static Map<String, Severity> severities(Yaml mapping) {
        return mapping.keys().stream()
                .collect(Collectors.toMap(id -> id, id -> mapping.choice(Severity.class, mapping.text(id))));
    }

    private static Control control(Yaml raw, Map<String, List<String>> shared) {
        var entry = new Yaml("controls.yaml: " + raw.text("id"), raw.map()).only(CONTROL_KEYS);
        var severity = entry.choice(Severity.class, entry.text("severity"));
        var origins = entry.texts("applies_to").stream()
                .map(name -> entry.choice(Origin.class, name))
                .collect(Collectors.toSet());
        var lists = new HashMap<>(shared);
        lists.putAll(lists(entry.mapping("lists")));
        var limits = entry.mapping("limits");
        return new Control(
                entry.text("id"),
                entry.text("name"),
                entry.choice(Dimension.class, entry.text("category")),
                entry.choice(SubCategory.class, entry.text("sub_category")),
                severity,
                entry.optionalText("cwe").orElse(null),
                risks(entry),
                isAboutCode(entry),
                entry.text("description"),
                entry.text("remediation"),
                origins.isEmpty() ? EnumSet.allOf(Origin.class) : origins,
                entry.optionalText("elsewhere").orElse(null),
                entry.mappings("rules").stream()
                        .map(rule -> rule(rule, severity))
                        .toList(),
                lists,
                limits.keys().stream().collect(Collectors.toMap(key -> key, limits::number)));
    }

    /** That none fits is said, too. */
    private static List<String> risks(Yaml entry) {
        if (!entry.keys().contains("owasp")) {
            throw new IllegalArgumentException(entry.where() + ": owasp is missing");
        }
        var risks = entry.texts("owasp");
        risks.stream().filter(risk -> !RISK.matches(risk)).findFirst().ifPresent(odd -> {
            throw new IllegalArgumentException(entry.where() + ": owasp: not a risk of the OWASP MCP Top 10: " + odd);
        });
        return risks;
    }

    private static boolean isAboutCode(Yaml entry) {
        var about = entry.optionalText("about").orElse("");
        if (!Set.of("", "code").contains(about)) {
            throw new IllegalArgumentException(entry.where() + ": about: only code is known, got " + about);
        }
        return about.equals("code");
    }

    private static Map<String, List<String>> lists(Yaml mapping) {
        return mapping.keys().stream().collect(Collectors.toMap(key -> key, mapping::texts));
    }

    private static Rule rule(Yaml raw, Severity severity) {
        var entry = raw.only(RULE_KEYS);
        var find = entry.texts("find");
        return new Rule(
                find,
                entry.flag("any_case"),
                pattern(
                        entry,
                        entry.optionalText("pattern")
                                .orElseGet(
                                        () -> find.stream().map(Pattern::quote).collect(Collectors.joining("|")))),
                entry.choice(Rule.View.class, entry.text("in")),
                entry.texts("languages").stream()
                        .map(name -> entry.choice(Language.class, name))
                        .collect(Collectors.toSet()),
                entry.texts("needs"),
                entry.optionalText("unless").map(text -> pattern(entry, text)).orElse(null),
                entry.optionalNumber("min_entropy").orElse(0),
                entry.optionalText("severity")
                        .map(text -> entry.choice(Severity.class, text))
                        .orElse(severity),
                entry.text("says"));
    }

    private static Pattern pattern(Yaml entry, String text) {
        try {
            return Pattern.compile(text, entry.flag("any_case") ? Pattern.CASE_INSENSITIVE : 0);
        } catch (PatternSyntaxException e) {
            throw new IllegalArgumentException(entry.where() + ": not a pattern: " + text, e);
        }
    }
}
