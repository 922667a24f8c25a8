package mcphub.analysis.reading;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mcphub.analysis.source.LeftOut;
import mcphub.analysis.source.SourceFile;

/** Files that say what is installed, and that nobody reads here. */
final class UnreadManifests {
    private static final String SUBMODULES = ".gitmodules";
    private static final Set<String> OTHERS = Set.of(
            "Pipfile",
            "Pipfile.lock",
            "pylock.toml",
            "environment.yml",
            "environment.yaml",
            "package.json5",
            "package.yaml",
            "deno.json",
            "deno.jsonc",
            "go.mod",
            "Cargo.toml",
            "pom.xml",
            "build.gradle",
            "build.gradle.kts",
            "Gemfile",
            "composer.json");
    private static final Set<String> READ = Set.of(
            Manifests.PACKAGE,
            "pyproject.toml",
            "requirements.txt",
            "setup.py",
            "setup.cfg",
            SUBMODULES,
            "pnpm-workspace.yaml");
    private static final Pattern REQUIREMENTS = Pattern.compile(
            "(?i)(?:^|/)(?:requirements[-_.]([^/]+)|requirements/([^/]+)|([^/]+)[-_.]requirements)\\.(?:txt|in)$");
    private static final Pattern DEVELOPMENT = Pattern.compile(
            "(?i)(?:^|[-_.])(?:dev(?:el|elop|elopment)?|tests?|testing|docs?|documentation|lint(?:s|er|ers|ing)?|ci|build|types?|typing|examples?)(?:[-_.0-9]|$)");
    /** A setup.py that leaves all to other files: each of its lines is one of these. */
    private static final Pattern BARE = Pattern.compile(
            "\\s*(?:#.*|from setuptools import setup|import setuptools|(?:setuptools\\.)?setup\\(\\s*\\)|if __name__ == [\"']__main__[\"']:|\"\"\"[^\"\\\\]*\"\"\")?\\s*(?:#.*)?");

    private static final Pattern SETUP = Pattern.compile("setuptools|distutils");
    private static final Pattern CONFIGURED = Pattern.compile("(?i)install[-_]requires");
    private static final Pattern SCRIPT = Pattern.compile("(?m)^# /// script[ \\t]*$");
    private static final Pattern SUBMODULE = Pattern.compile("(?i)\\[\\s*submodule");

    private UnreadManifests() {}

    /**
     * Why there may be dependencies that no manifest names, as sentences without a stop; of each kind the first.
     *
     * @param counts whether a file lies where manifests count
     */
    static List<String> gaps(Source source, Predicate<TextFile> counts) {
        var gaps = new ArrayList<String>();
        Stream.of(
                        source.oversized().stream().map(SourceFile::path),
                        source.binaries().stream().map(BinaryFile::path),
                        source.leftOut(all -> true).stream().map(LeftOut::path))
                .flatMap(paths -> paths)
                .map(path -> new TextFile(path, ""))
                .filter(file -> READ.contains(file.name()) || isOther(file))
                .filter(counts)
                .findFirst()
                .ifPresent(file -> gaps.add(file.path() + " is there and was not read"));
        source.texts().stream()
                .filter(file -> isOther(file) || isSetup(file))
                .filter(counts)
                .findFirst()
                .ifPresent(file -> gaps.add(file.path() + " says what is installed, and is not read"));
        source.text(SUBMODULES)
                .filter(file -> SUBMODULE.matcher(file.text()).find())
                .ifPresent(file -> gaps.add(file.path() + " has submodules, which are not fetched"));
        source.texts().stream()
                .filter(TextFile::isProductCode)
                .filter(UnreadManifests::isScriptWithDependencies)
                .findFirst()
                .ifPresent(file -> gaps.add(file.path() + " has a header that asks for packages, and is not read"));
        return gaps;
    }

    private static boolean isOther(TextFile file) {
        return OTHERS.contains(file.name()) || isRequirements(file.path());
    }

    private static boolean isRequirements(String path) {
        var matcher = REQUIREMENTS.matcher(path);
        if (!matcher.find()) {
            return false;
        }
        return Stream.of(1, 2, 3)
                .map(matcher::group)
                .filter(said -> said != null)
                .noneMatch(said -> DEVELOPMENT.matcher(said).find());
    }

    private static boolean isSetup(TextFile file) {
        return switch (file.name()) {
            case "setup.cfg" -> CONFIGURED.matcher(file.text()).find();
            case "setup.py" ->
                (file.path().equals(file.name()) || SETUP.matcher(file.text()).find())
                        && (PythonManifests.isOddlyWritten(file)
                                || !file.text()
                                        .lines()
                                        .allMatch(line -> BARE.matcher(line).matches()));
            default -> false;
        };
    }

    /** As PEP 723 has it: a block of comments with TOML in it. */
    private static boolean isScriptWithDependencies(TextFile file) {
        if (file.language() != Language.PYTHON) {
            return false;
        }
        var text = file.text().replace("\r\n", "\n").replace('\r', '\n');
        var header = SCRIPT.matcher(text);
        if (!header.find()) {
            return false;
        }
        var toml = text.substring(header.end())
                .lines()
                .skip(1)
                .takeWhile(line -> line.startsWith("#") && !line.stripTrailing().equals("# ///"))
                .map(line -> line.substring(1))
                .collect(Collectors.joining("\n"));
        try {
            return !new TomlMapper().readTree(toml).path("dependencies").isEmpty();
        } catch (JacksonException e) {
            return true;
        }
    }
}
