package mcphub.analysis.controls;

import java.util.Optional;
import java.util.regex.Pattern;
import mcphub.analysis.reading.Alias;
import mcphub.analysis.reading.Dependency;
import mcphub.analysis.reading.Manifest.Ecosystem;
import mcphub.kernel.npm.NpmRange;
import mcphub.kernel.python.PythonRange;
import mcphub.kernel.versions.VersionRange;

/** What a dependency asks for. */
final class Versions {
    /** What pip takes on the same line: options, and that the line goes on. */
    private static final Pattern OPTIONS = Pattern.compile("\\s(?:--|\\\\).*", Pattern.DOTALL);

    private Versions() {}

    /** What stands for the versions, without what surrounds it: the name behind which it is installed, brackets, options. */
    static String asked(Dependency dependency, Ecosystem ecosystem) {
        var asked = dependency.requirement();
        return switch (ecosystem) {
            case NPM -> Alias.range(asked);
            case PYPI -> {
                var bare = OPTIONS.matcher(asked).replaceFirst("").strip();
                yield bare.startsWith("(") && bare.endsWith(")") ? bare.substring(1, bare.length() - 1) : bare;
            }
        };
    }

    /** The range that is asked for; absent where it is none (a URL, a tag, nonsense). */
    static Optional<? extends VersionRange<?>> range(Dependency dependency, Ecosystem ecosystem) {
        var asked = asked(dependency, ecosystem);
        return switch (ecosystem) {
            case NPM -> NpmRange.read(asked, NpmRange.Reading.LOOSE);
            case PYPI -> PythonRange.read(asked).or(() -> PythonRange.readPoetry(asked));
        };
    }
}
