package mcphub.analysis.closure;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import mcphub.kernel.npm.NpmRange;
import mcphub.kernel.npm.NpmRange.Reading;
import mcphub.kernel.npm.NpmVersion;

/** What is asked for, and whether a node is that; each read once in a resolution. All trees of one share it. */
final class Ranges {
    private record Question(String version, String spec) {}

    /** What the resolution has cost. */
    final Work work;

    private final Reading reading;
    private final Map<String, Wanted> wanted = new HashMap<>();
    private final Map<Question, Boolean> answers = new HashMap<>();
    private final Map<String, Optional<NpmRange>> ranges = new HashMap<>();
    private final Map<String, Optional<NpmVersion>> versions = new HashMap<>();
    private long moves;

    Ranges(Reading reading, Work work) {
        this.reading = reading;
        this.work = work;
    }

    /** Counts the moves in all trees. */
    long next() {
        return ++moves;
    }

    Wanted wanted(Edge edge) {
        return wanted(edge.name, edge.spec);
    }

    /** Whether a node is what an edge asks for, whatever package stands behind its name: npm looks at the version alone. */
    boolean satisfies(Node node, Edge edge) {
        return switch (wanted(edge)) {
            case Wanted.Elsewhere _ -> edge.spec.equals(node.elsewhere);
            case Wanted.Registered registered -> satisfies(node.version(), registered.spec());
        };
    }

    /** How two releases stand to each other; absent where one is no version. */
    Optional<Integer> order(String one, String other) {
        return version(one).flatMap(a -> version(other).map(a::compareTo));
    }

    private Wanted wanted(String name, String spec) {
        return wanted.computeIfAbsent(name + '\n' + spec, key -> Wanted.of(name, spec));
    }

    private boolean satisfies(String version, String spec) {
        return spec.equals("*") || answers.computeIfAbsent(new Question(version, spec), this::lies);
    }

    private boolean lies(Question question) {
        var range = ranges.computeIfAbsent(question.spec, spec -> NpmRange.read(spec, reading));
        // of a tag, npm does not look where it points to
        return range.isEmpty()
                || version(question.version).filter(range.get()::has).isPresent();
    }

    private Optional<NpmVersion> version(String text) {
        return versions.computeIfAbsent(text, NpmVersion::loose);
    }
}
