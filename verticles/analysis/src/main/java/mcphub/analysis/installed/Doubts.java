package mcphub.analysis.installed;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import mcphub.analysis.reading.Alias;
import mcphub.analysis.reading.Manifest.Ecosystem;
import mcphub.analysis.reading.TextFile;
import mcphub.kernel.npm.NpmRange;
import mcphub.kernel.npm.NpmVersion;
import mcphub.kernel.python.PythonRange;
import mcphub.kernel.python.PythonVersion;

/** Why what a lock says may not be what is installed. */
final class Doubts {
    private static final int MOST_TOLD = 3;
    private static final int MOST_KEPT = 20_000;
    private static final int LONGEST = 100;
    private static final Pattern ADDRESS = Pattern.compile(
            "(?:file|link|portal|https?|git|git\\+\\w+|ssh|github|gitlab|bitbucket|gist):.*|git@.*|[^@/:\\s]+/[^/:\\s]+");
    /** Options of pip, and when it counts. */
    private static final Pattern BEHIND = Pattern.compile("(?:\\s--|\\s\\\\|;).*", Pattern.DOTALL);

    private final Ecosystem ecosystem;
    private final Overrides overrides;
    private final Set<String> steps = new LinkedHashSet<>();
    private final Set<String> shrunk = new LinkedHashSet<>();
    private final Set<String> bundled = new LinkedHashSet<>();

    Doubts(Ecosystem ecosystem, Overrides overrides) {
        this.ecosystem = ecosystem;
        this.overrides = overrides;
    }

    /** Whether a version is one that is asked for. Of a tag, and of what only one tool understands, nobody knows. */
    boolean fits(String requirement, String name, String version) {
        return switch (ecosystem) {
            case NPM -> {
                var asked = Alias.range(requirement).strip();
                yield ADDRESS.matcher(asked).matches()
                        ? Addresses.isOfNpm(asked, name, version)
                        : asked.equals("*") || asked.isEmpty() || isInNpmRange(asked, version);
            }
            case PYPI -> {
                var asked = BEHIND.matcher(requirement).replaceFirst("").strip();
                var bare =
                        asked.startsWith("(") && asked.endsWith(")") ? asked.substring(1, asked.length() - 1) : asked;
                yield !bare.startsWith("@") && isInPythonRange(bare, version);
            }
        };
    }

    private static boolean isInNpmRange(String asked, String version) {
        return NpmRange.read(asked, NpmRange.Reading.LOOSE)
                .flatMap(range -> NpmVersion.loose(version).map(range::has))
                .orElse(true);
    }

    private static boolean isInPythonRange(String asked, String version) {
        return PythonRange.read(asked)
                .or(() -> PythonRange.readPoetry(asked))
                .flatMap(range -> PythonVersion.read(version).map(range::has))
                .orElse(true);
    }

    /**
     * Looks at what serves a need.
     *
     * @param called as it is called by whom it is needed
     * @param name its real one
     * @param isDirect whether a manifest of the source asks for it
     */
    void step(String called, String requirement, String name, String version, boolean isDirect) {
        if (!fits(requirement, name, version)
                && steps.size() < MOST_KEPT
                && !overrides.allow(called, isDirect, range -> fits(range, name, version))) {
            var asked = Alias.range(requirement).strip();
            var told = ADDRESS.matcher(asked).matches() || asked.startsWith("@") ? "by an address" : asked;
            steps.add("%s %s, but %s".formatted(shown(called), shown(told), shown(version)));
        }
    }

    /** A package that settles itself what it brings. */
    void shrunk(String name) {
        shrunk.add(shown(name));
    }

    /** A package that has others inside, which the lock does not name. */
    void bundled(String name) {
        bundled.add(shown(name));
    }

    /** All of them, as sentences without a stop. */
    List<String> gaps(String file) {
        var gaps = new ArrayList<String>();
        if (!steps.isEmpty()) {
            gaps.add(file + " is out of step with what is asked for: " + told(steps, "; "));
        }
        if (!shrunk.isEmpty()) {
            gaps.add(file + " does not say what these bring by a shrinkwrap of their own: " + told(shrunk, ", "));
        }
        if (!bundled.isEmpty()) {
            gaps.add(file + " does not say which copies lie inside of " + told(bundled, ", "));
        }
        return gaps;
    }

    /** The first three of them, and how many others there are. */
    static String told(Collection<String> all, String between) {
        var some = all.stream().limit(MOST_TOLD).collect(Collectors.joining(between));
        return all.size() > MOST_TOLD ? some + " and %,d others".formatted(all.size() - MOST_TOLD) : some;
    }

    private static String shown(String text) {
        var line = TextFile.oneLine(text);
        return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
    }
}
