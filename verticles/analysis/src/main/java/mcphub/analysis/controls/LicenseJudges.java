package mcphub.analysis.controls;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import mcphub.analysis.source.SourceFile;

/** Judges of the licence: whether there is one, and whether a program can tell which. */
final class LicenseJudges {
    private static final Pattern PYPROJECT_LICENSE =
            Pattern.compile("(?m)^license\\s*=\\s*(?:\"([^\"\\n]+)\"|\\{\\s*text\\s*=\\s*\"([^\"\\n]+)\")");
    private static final String NONE = "No licence is declared.";

    private LicenseJudges() {}

    static Verdict declared(Source source, Control control) {
        var places = new Places(control);
        if (license(source).isEmpty()) {
            places.add(null, null, "no licence in the manifest", NONE);
        }
        return places.verdict("Declared: " + license(source).orElse(""));
    }

    static Verdict spdxValid(Source source, Control control) {
        var license = license(source);
        if (license.isEmpty()) {
            return Verdict.inconclusive(NONE);
        }
        var places = new Places(control);
        for (String id : ids(license.get())) {
            if (!control.values().contains(id)) {
                places.add(
                        source.manifest().isMissingNode() ? null : "package.json",
                        source.manifestLine("license"),
                        license.get(),
                        "'" + id + "' is no SPDX licence that is known here.");
            }
        }
        return places.verdict("A valid SPDX expression: " + license.get());
    }

    static Verdict textPresent(Source source, Control control) {
        var places = new Places(control);
        boolean there = source.tree().files().stream()
                .map(SourceFile::path)
                .anyMatch(path ->
                        path.matches("(?i)(LICENSES/.+|(UN)?LICEN[SC]E([-._].*)?|COPYING(\\..*)?|.*[-._]LICENSE)"));
        if (!there) {
            places.add(null, null, "no LICENSE file", "The text of the licence is not part of the source.");
        }
        return places.verdict("The text of the licence is part of the source.");
    }

    static Verdict copyleft(Source source, Control control) {
        var license = license(source);
        if (license.isEmpty()) {
            return Verdict.inconclusive(NONE);
        }
        var places = new Places(control);
        List<String> ids = ids(license.get());
        boolean choice = license.get().contains(" OR ");
        long strong = ids.stream().filter(id -> isStrong(id, control)).count();
        if (strong > 0 && !(choice && strong < ids.size())) {
            places.add(null, null, license.get(), "The licence has conditions that many organizations look at first.");
        }
        return places.verdict("No strong conditions: " + license.get());
    }

    private static boolean isStrong(String id, Control control) {
        return control.values().stream().anyMatch(id::startsWith);
    }

    /** What the manifest declares, as it was written. */
    static Optional<String> license(Source source) {
        JsonNode manifest = source.manifest();
        JsonNode license = manifest.path("license");
        String text =
                license.isTextual() ? license.asText() : license.path("type").asText("");
        if (text.isBlank()) {
            text = manifest.path("licenses").path(0).path("type").asText("");
        }
        if (text.isBlank() && source.pyproject().isPresent()) {
            Matcher matcher = PYPROJECT_LICENSE.matcher(source.pyproject().get().text());
            if (matcher.find()) {
                text = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
            }
        }
        return text.isBlank() ? Optional.empty() : Optional.of(text.strip());
    }

    private static List<String> ids(String expression) {
        return Arrays.stream(expression.replaceAll("[()]", " ").split("\\s+(?:OR|AND)\\s+|\\s+WITH\\s+\\S+", -1))
                .map(String::strip)
                .map(id -> id.endsWith("+") ? id.substring(0, id.length() - 1) : id)
                .filter(id -> !id.isEmpty())
                .toList();
    }
}
