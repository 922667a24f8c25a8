package mcphub.analysis.controls;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Judges of what a package depends on, by its {@code package.json}. */
final class DependencyJudges {
    private static final List<String> INSTALLED = List.of("dependencies", "optionalDependencies");
    static final String NO_MANIFEST = "There is no package.json that can be read.";

    private DependencyJudges() {}

    /** Scripts that run on whoever installs the package. */
    static Verdict installScripts(Source source, Control control) {
        if (source.isManifestBroken()) {
            return Verdict.inconclusive(NO_MANIFEST);
        }
        var places = new Places(control);
        Map<String, String> scripts = source.section("scripts");
        for (String name : control.values()) {
            String script = scripts.get(name);
            if (script != null && !script.isBlank()) {
                places.add(
                        "package.json",
                        source.manifestLine(name),
                        name + ": " + script,
                        "Code runs when the package is installed.");
            }
        }
        return places.verdict("Nothing runs at installation.");
    }

    /** Ranges without an upper end. */
    static Verdict unpinned(Source source, Control control) {
        return eachDependency(
                source, control, "Every dependency has a version or a bounded range.", (name, range, places) -> {
                    String trimmed = range.strip();
                    if (trimmed.isEmpty()
                            || Set.of("*", "x", "latest", "next").contains(trimmed)
                            || trimmed.matches(">=?\\s*[\\d.]+")) {
                        places.add(
                                "package.json",
                                source.manifestLine(name),
                                name + ": " + (trimmed.isEmpty() ? "(empty)" : trimmed),
                                "Any newer release is installed, whatever it holds.");
                    }
                });
    }

    /** Dependencies that no registry keeps. */
    static Verdict remote(Source source, Control control) {
        return eachDependency(source, control, "Every dependency comes from the registry.", (name, range, places) -> {
            if (range.matches("(?i)(git[+:@]|git\\+|https?:|github:|gitlab:|bitbucket:).*")
                    || range.matches("[\\w.-]+/[\\w.-]+(#.*)?")) {
                places.add(
                        "package.json",
                        source.manifestLine(name),
                        name + ": " + range,
                        "The dependency can change under the same name.");
            }
        });
    }

    /** Names one keystroke away from a popular one. */
    static Verdict typosquats(Source source, Control control) {
        return eachDependency(
                source, control, "No dependency is named almost like a popular one.", (name, range, places) -> {
                    for (String popular : control.values()) {
                        if (!control.values().contains(name) && popular.length() > 4 && isOneEditAway(name, popular)) {
                            places.add(
                                    "package.json",
                                    source.manifestLine(name),
                                    name,
                                    "The name differs from the popular '" + popular + "' by one keystroke.");
                        }
                    }
                });
    }

    /** Modules of others inside the source. */
    static Verdict bundled(Source source, Control control) {
        var places = new Places(control);
        source.tree().files().stream()
                .map(file -> file.path())
                .filter(path -> path.matches("(.*/)?node_modules/(@[^/]+/)?[^/]+/package\\.json"))
                .forEach(path -> places.add(path, null, path, "A module of somebody else is packed into the source."));
        return places.verdict("No modules of others are packed into the source.");
    }

    /** More dependencies than can be looked after. */
    static Verdict count(Source source, Control control) {
        if (source.manifest().isMissingNode()) {
            return Verdict.inconclusive(NO_MANIFEST);
        }
        int limit = Integer.parseInt(control.values().getFirst());
        int count = installed(source).size();
        var places = new Places(control);
        if (count > limit) {
            places.add(
                    "package.json",
                    source.manifestLine("dependencies"),
                    count + " dependencies",
                    "There are more than " + limit + " direct dependencies.");
        }
        return places.verdict(count + " direct dependencies.");
    }

    /** What is installed with the package: name to range. */
    static Map<String, String> installed(Source source) {
        var all = new TreeMap<String, String>();
        INSTALLED.forEach(section -> all.putAll(source.section(section)));
        return all;
    }

    private interface DependencyCheck {
        void check(String name, String range, Places places);
    }

    private static Verdict eachDependency(Source source, Control control, String passed, DependencyCheck check) {
        if (source.manifest().isMissingNode()) {
            return Verdict.inconclusive(NO_MANIFEST);
        }
        var places = new Places(control);
        installed(source).forEach((name, range) -> check.check(name, range, places));
        return places.verdict(passed);
    }

    /** One character added, left out, changed, or two neighbours swapped. */
    private static boolean isOneEditAway(String a, String b) {
        if (a.equals(b) || Math.abs(a.length() - b.length()) > 1) {
            return false;
        }
        int i = 0;
        while (i < Math.min(a.length(), b.length()) && a.charAt(i) == b.charAt(i)) {
            i++;
        }
        String restA = a.substring(i);
        String restB = b.substring(i);
        if (a.length() != b.length()) {
            return restA.length() > restB.length()
                    ? restA.substring(1).equals(restB)
                    : restB.substring(1).equals(restA);
        }
        boolean changed = restA.substring(1).equals(restB.substring(1));
        boolean swapped = restA.length() > 1
                && restA.charAt(0) == restB.charAt(1)
                && restA.charAt(1) == restB.charAt(0)
                && restA.substring(2).equals(restB.substring(2));
        return changed || swapped;
    }
}
