package mcphub.analysis.closure;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import mcphub.kernel.npm.NpmRange;
import mcphub.kernel.npm.NpmRange.Reading;
import mcphub.kernel.npm.NpmVersion;

/** What is asked for, and whether a node is that; each read once in a resolution, or again where there was much else. All trees of one share it. */
final class Ranges {
    /** Characters of what was read and is still known; what is read has many times as many bytes. */
    private static final int MOST_KNOWN = 500_000;

    private record Question(String version, String spec) {}

    /** What the resolution has cost. */
    final Work work;

    private final Reading reading;
    private final Map<String, Wanted> wanted = new HashMap<>();
    private final Map<Question, Boolean> answers = new HashMap<>();
    private final Map<String, Optional<NpmRange>> ranges = new HashMap<>();
    private final Map<String, Optional<NpmVersion>> versions = new HashMap<>();
    private long moves;
    private long known;

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
        String key = name + '\n' + spec;
        var read = wanted.get(key);
        if (read == null) {
            makeRoom(key.length());
            read = Wanted.of(name, spec);
            wanted.put(key, read);
        }
        return read;
    }

    private boolean satisfies(String version, String spec) {
        if (spec.equals("*")) {
            return true;
        }
        var question = new Question(version, spec);
        var answer = answers.get(question);
        if (answer == null) {
            makeRoom(version.length() + spec.length());
            answer = lies(question);
            answers.put(question, answer);
        }
        return answer;
    }

    private void makeRoom(int length) {
        known += length;
        if (known > MOST_KNOWN) {
            wanted.clear();
            answers.clear();
            ranges.clear();
            versions.clear();
            known = length;
        }
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
