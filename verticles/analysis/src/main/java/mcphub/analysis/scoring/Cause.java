package mcphub.analysis.scoring;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import mcphub.analysis.controls.ControlResult;
import mcphub.analysis.controls.Finding;
import mcphub.analysis.controls.Outcome;
import mcphub.analysis.controls.Severity;
import mcphub.analysis.controls.Yaml;
import mcphub.analysis.reading.Kind;

/** What brings a limit about. */
public sealed interface Cause {
    /** What a limit may name as its cause: one of them, {@code values} beside {@code finding}. */
    Set<String> KEYS = Set.of(
            "finding",
            "values",
            "by_design",
            "control",
            "code_read_below",
            "parsed_below",
            "read_by_rules",
            "unread_behind",
            "kind");

    /** Whether it is there. */
    boolean holds(List<ControlResult> results, Basis basis);

    /** Whether it says how much was read. */
    default boolean isOfCoverage() {
        return false;
    }

    /**
     * A finding of this severity.
     *
     * @param values whose value it has to be about, one of these; empty where that does not matter
     */
    record FindingOf(Severity severity, Set<String> values) implements Cause {
        @Override
        public boolean holds(List<ControlResult> results, Basis basis) {
            return results.stream()
                    .flatMap(result -> result.verdict().findings().stream())
                    .anyMatch(found -> found.severity() == severity && isAbout(found));
        }

        private boolean isAbout(Finding found) {
            return values.isEmpty() || found.flow().values().stream().anyMatch(values::contains);
        }
    }

    /** That a tool does by design what one of these controls looks for, however bad the finding is. */
    record ByDesign(Set<String> controls) implements Cause {
        @Override
        public boolean holds(List<ControlResult> results, Basis basis) {
            return results.stream()
                    .filter(result -> controls.contains(result.control().id()))
                    .flatMap(result -> result.verdict().findings().stream())
                    .anyMatch(found -> found.flow().byDesign());
        }
    }

    /** That this control failed. */
    record Failed(String control) implements Cause {
        @Override
        public boolean holds(List<ControlResult> results, Basis basis) {
            return results.stream()
                    .anyMatch(result -> result.control().id().equals(control)
                            && result.verdict().outcome() == Outcome.FAILED);
        }
    }

    /** That less than so many percent of the code that runs was looked at, by rules of text or otherwise: what methods up to v2.1 went by. */
    record ReadBelow(int percent) implements Cause {
        @Override
        public boolean holds(List<ControlResult> results, Basis basis) {
            return basis.readPercent() < percent;
        }

        @Override
        public boolean isOfCoverage() {
            return true;
        }
    }

    /** That less than so many percent of the code that entry points reach was parsed. */
    record ParsedBelow(int percent) implements Cause {
        @Override
        public boolean holds(List<ControlResult> results, Basis basis) {
            return basis.parsed() < percent;
        }

        @Override
        public boolean isOfCoverage() {
            return true;
        }
    }

    /** That most of the code is in languages that are read by rules of text only. */
    record ByRules() implements Cause {
        @Override
        public boolean holds(List<ControlResult> results, Basis basis) {
            return basis.isByRules();
        }
    }

    /** That the version is of this kind. */
    record IsOfKind(Kind.What what) implements Cause {
        @Override
        public boolean holds(List<ControlResult> results, Basis basis) {
            var kind = basis.kind();
            return kind != null && kind.what() == what;
        }
    }

    /** That something which it hands over to could not be read. */
    record UnreadBehind() implements Cause {
        @Override
        public boolean holds(List<ControlResult> results, Basis basis) {
            var kind = basis.kind();
            return kind != null && kind.hasUnread();
        }
    }

    /** That of a limit. */
    static Cause of(Yaml entry, String reason) {
        var causes = new ArrayList<Cause>();
        entry.optionalText("finding")
                .map(name -> new FindingOf(entry.choice(Severity.class, name), new HashSet<>(entry.texts("values"))))
                .ifPresent(causes::add);
        if (!entry.texts("by_design").isEmpty()) {
            causes.add(new ByDesign(new HashSet<>(entry.texts("by_design"))));
        }
        entry.optionalText("control").map(Failed::new).ifPresent(causes::add);
        entry.optionalNumber("code_read_below").map(ReadBelow::new).ifPresent(causes::add);
        entry.optionalNumber("parsed_below").map(ParsedBelow::new).ifPresent(causes::add);
        if (entry.flag("read_by_rules")) {
            causes.add(new ByRules());
        }
        if (entry.flag("unread_behind")) {
            causes.add(new UnreadBehind());
        }
        entry.optionalText("kind")
                .map(kind -> new IsOfKind(entry.choice(Kind.What.class, kind)))
                .ifPresent(causes::add);
        if (causes.size() != 1) {
            throw new IllegalArgumentException("the cap '" + reason + "' has " + causes.size() + " causes, not one");
        }
        return causes.getFirst();
    }
}
