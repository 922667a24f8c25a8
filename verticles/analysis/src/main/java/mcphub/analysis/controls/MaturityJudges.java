package mcphub.analysis.controls;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import mcphub.analysis.source.SourceFile;

/** Judges of how a project is kept: documentation, lockfile, tests, CI. */
final class MaturityJudges {
    private static final Pattern CI_FILE = Pattern.compile(
            "^(?:\\.github/workflows/[^/]+\\.ya?ml|\\.gitlab-ci\\.yml|\\.circleci/config\\.yml|azure-pipelines\\.yml|bitbucket-pipelines\\.yml|Jenkinsfile|\\.travis\\.yml|\\.drone\\.yml|\\.buildkite/.+)$");
    private static final Pattern RUNS_TESTS = Pattern.compile(
            "(?i)\\b(?:(?:npm|pnpm|yarn|bun)\\s+(?:run\\s+)?(?:\\w+\\s+)?test|npx\\s+(?:vitest|jest|mocha)|pytest|tox|nox|go\\s+test|cargo\\s+(?:nextest|test)|mvn\\s+[^\\n]*(?:test|verify)|gradlew?\\s+[^\\n]*(?:test|check|build)|dotnet\\s+test|make\\s+(?:test|check))\\b");
    private static final Pattern USES = Pattern.compile("(?m)^\\s*(?:-\\s+)?uses:\\s*([^\\s#]+)");
    private static final Pattern INSTALLATION =
            Pattern.compile("\\b(?:install|installation|setup|getting started|quick ?start|npx|uvx|pip|docker)\\b");
    private static final Pattern OFFER = Pattern.compile("\\b(?:usage|tools?|examples?|configuration|features|api)\\b");
    private static final int README_WORDS = 120;

    private MaturityJudges() {}

    static Verdict readme(Source source, Control control) {
        var places = new Places(control);
        if (findReadme(source).isEmpty()) {
            places.add(null, null, "no README", "There is no README.");
        }
        return places.verdict("There is a README.");
    }

    /** A README that answers what for, how to install, how to use. */
    static Verdict readmeQuality(Source source, Control control) {
        var readme = findReadme(source);
        if (readme.isEmpty()) {
            return Verdict.inconclusive("There is no README.");
        }
        var places = new Places(control);
        String path = readme.get().path();
        String text = readme.get().text().toLowerCase(Locale.ROOT);
        int words = text.split("\\s+", -1).length;
        if (words < README_WORDS) {
            places.add(path, null, words + " words", "The README is very short.");
        }
        if (!INSTALLATION.matcher(text).find()) {
            places.add(path, null, "no installation", "The README does not say how the server is installed.");
        }
        if (!OFFER.matcher(text).find()) {
            places.add(path, null, "no usage", "The README does not say what the server offers.");
        }
        if (!text.contains("```") && !text.contains("    ")) {
            places.add(path, null, "no example", "The README shows no example.");
        }
        return places.verdict("The README says how the server is installed and used.");
    }

    static Verdict repository(Source source, Control control) {
        if (source.manifest().isMissingNode()) {
            return Verdict.inconclusive("There is no package.json that can be read.");
        }
        var repository = source.manifest().path("repository");
        String url = repository.isTextual()
                ? repository.asText()
                : repository.path("url").asText("");
        var places = new Places(control);
        if (url.isBlank()) {
            places.add("package.json", null, "no repository", "Nobody can tell where the code comes from.");
        }
        return places.verdict("Declared: " + url);
    }

    static Verdict author(Source source, Control control) {
        if (source.manifest().isMissingNode()) {
            return Verdict.inconclusive("There is no package.json that can be read.");
        }
        var manifest = source.manifest();
        boolean named = List.of("author", "contributors", "maintainers").stream()
                .anyMatch(key -> !manifest.path(key).isMissingNode()
                        && !manifest.path(key).isNull()
                        && !(manifest.path(key).isTextual()
                                && manifest.path(key).asText().isBlank()));
        var places = new Places(control);
        if (!named) {
            places.add("package.json", null, "no author", "Nobody stands for the package.");
        }
        return places.verdict("An author is declared.");
    }

    /** Whether a file of such a name is in the root, or in one of the usual folders. */
    static Judge filePresent(String pattern, String found, String missing) {
        return (source, control) -> {
            var places = new Places(control);
            if (source.tree().files().stream().map(SourceFile::path).noneMatch(path -> path.matches(pattern))) {
                places.add(null, null, "no such file", missing);
            }
            return places.verdict(found);
        };
    }

    static Verdict lockfile(Source source, Control control) {
        if (source.tree().files().stream()
                .noneMatch(
                        f -> f.path()
                                .matches(
                                        "(package\\.json|pyproject\\.toml|Pipfile|Cargo\\.toml|go\\.mod|build\\.gradle(\\.kts)?|.*\\.csproj)"))) {
            return Verdict.inconclusive("There is no manifest that a lockfile would belong to.");
        }
        if (source.tree().file("package.json").isPresent()
                && DependencyJudges.installed(source).isEmpty()
                && source.section("devDependencies").isEmpty()) {
            return Verdict.passed("There are no dependencies to lock.");
        }
        var places = new Places(control);
        if (control.values().stream().noneMatch(name -> source.tree().file(name).isPresent())) {
            places.add(null, null, "no lockfile", "Every installation may get other releases.");
        }
        return places.verdict("There is a lockfile.");
    }

    /** Every dependency of the manifest stands in npm's lockfile. */
    static Verdict lockfileInStep(Source source, Control control) {
        Optional<TextFile> lock = source.text("package-lock.json");
        if (lock.isEmpty() || source.manifest().isMissingNode()) {
            return Verdict.inconclusive("Only npm's package-lock.json is compared with its manifest.");
        }
        var places = new Places(control);
        for (String name : new TreeSet<>(DependencyJudges.installed(source).keySet())) {
            if (!lock.get().text().contains("\"node_modules/" + name + "\"")
                    && !lock.get().text().contains('"' + name + "\": {")) {
                places.add(
                        "package.json", source.manifestLine(name), name, "The dependency is missing in the lockfile.");
            }
        }
        return places.verdict("Every dependency stands in the lockfile.");
    }

    static Verdict tests(Source source, Control control) {
        var places = new Places(control);
        boolean there = source.texts().stream()
                .anyMatch(t -> t.language() != null
                        && t.isTest()
                        && !t.path().matches("(?i)(.*/)?examples?/.*")
                        && !Source.isVendored(t.path()));
        if (!there) {
            places.add(null, null, "no test files", "There are no tests.");
        }
        return places.verdict("There are tests.");
    }

    static Verdict testCommand(Source source, Control control) {
        if (source.manifest().isMissingNode()) {
            boolean python = source.pyproject()
                    .map(p -> p.text().contains("pytest") || p.text().contains("[tool.tox"))
                    .orElse(false);
            return python
                    ? Verdict.passed("Tests are run by pytest.")
                    : Verdict.inconclusive("There is no package.json that would say it.");
        }
        String script = source.section("scripts").getOrDefault("test", "");
        var places = new Places(control);
        if (script.isBlank() || script.contains("no test specified")) {
            places.add(
                    "package.json",
                    source.manifestLine("scripts"),
                    "no test script",
                    "Nobody can tell how the tests are run.");
        }
        return places.verdict("Declared: " + script);
    }

    static Verdict ci(Source source, Control control) {
        var places = new Places(control);
        if (ciFiles(source).isEmpty()) {
            places.add(null, null, "no CI configuration", "No CI is configured.");
        }
        return places.verdict("A CI is configured.");
    }

    static Verdict ciRunsTests(Source source, Control control) {
        var files = ciFiles(source);
        if (files.isEmpty()) {
            return Verdict.inconclusive("No CI is configured.");
        }
        var places = new Places(control);
        if (files.stream().noneMatch(file -> RUNS_TESTS.matcher(file.text()).find())) {
            places.add(files.getFirst().path(), null, "no test command", "The CI does not run the tests.");
        }
        return places.verdict("The CI runs the tests.");
    }

    /** Actions of third parties by tag or branch, which their owner can move. */
    static Verdict actionsPinned(Source source, Control control) {
        var workflows = ciFiles(source).stream()
                .filter(file -> file.path().startsWith(".github/"))
                .toList();
        if (workflows.isEmpty()) {
            return Verdict.inconclusive("There are no workflows that use actions.");
        }
        var places = new Places(control);
        for (TextFile file : workflows) {
            Matcher matcher = USES.matcher(file.text());
            while (matcher.find()) {
                String action = matcher.group(1);
                boolean foreign =
                        !action.startsWith("./") && !action.startsWith("actions/") && !action.startsWith("github/");
                if (foreign && !action.matches(".*@([0-9a-f]{40}|sha256:[0-9a-f]{64})")) {
                    places.add(file, matcher.start(1), action, "The action can change under the same name.");
                }
            }
        }
        return places.verdict("Third-party actions are pinned.");
    }

    private static List<TextFile> ciFiles(Source source) {
        return source.texts().stream()
                .filter(file -> CI_FILE.matcher(file.path()).find())
                .toList();
    }

    private static Optional<TextFile> findReadme(Source source) {
        return source.texts().stream()
                .filter(t -> t.path().matches("(?i)readme(\\.(md|rst|txt|markdown|adoc))?"))
                .findFirst();
    }
}
