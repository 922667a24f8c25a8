package mcphub.analysis.controls;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import mcphub.analysis.reading.Dependency.Scope;

/** What users get and no advisory can be asked about: nobody knows in which release it is installed, or it has a name or version that no package has. */
final class Unsettled {
    private static final int MOST_TOLD = 3;

    private final Set<String> open = new TreeSet<>();
    private final Set<String> odd = new TreeSet<>();

    /** Looks at something that is installed. What may be left out and is in no lock was left out. */
    void add(Installed one) {
        if (one.scope() == Scope.DEVELOPMENT) {
            return;
        }
        if (!one.canBeStored() || (one.requirement().isEmpty() && !one.isOrdered())) {
            odd.add(one.name());
        } else if (one.scope() == Scope.RUNTIME && !one.requirement().isEmpty()) {
            open.add(one.name());
        }
    }

    /**
     * Looks at what a lock leads to.
     *
     * @param isThere whether the lock has it, in whatever release; what a manifest itself asks for and its lock has not, any tool will still fetch
     */
    void reached(Installed one, boolean isThere) {
        if (one.scope() == Scope.OPTIONAL
                && !one.requirement().isEmpty()
                && (isThere || one.via().isEmpty())) {
            open.add(one.name());
        }
    }

    /** Looks at what a manifest asks for and nothing settles: even what may be left out is installed in a release that nobody knows. */
    void asked(Installed one) {
        add(one);
        if (one.scope() == Scope.OPTIONAL) {
            open.add(one.name());
        }
    }

    /** What that means for an installation, as sentences without a stop; empty where there is nothing of the kind. */
    List<String> gaps() {
        var gaps = new ArrayList<String>();
        if (!odd.isEmpty()) {
            gaps.add("No advisory can be asked about what has an odd name or version: " + told(odd));
        }
        if (!open.isEmpty()) {
            gaps.add("Nothing settles which release is installed of " + told(open) + ", or what that brings along");
        }
        return gaps;
    }

    private static String told(Set<String> names) {
        var some = names.stream().limit(MOST_TOLD).map(Redaction::ofAddress).collect(Collectors.joining(", "));
        return names.size() > MOST_TOLD ? some + " and %,d others".formatted(names.size() - MOST_TOLD) : some;
    }
}
