package mcphub.policy;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The worst of the verdicts on all releases that may be meant, in all environments that may be meant: reason, policy and trace are its. */
final class Worst {
    private Worst() {}

    /** The verdict that counts, with what is to be said of what is asked. */
    static Verdict of(Rulebook rules, Gate.Circumstances circumstances, Known known) {
        var subjects = known.subjects();
        String refused = known.refused();
        if (refused != null) {
            return Verdict.refused(subjects.getFirst(), refused);
        }
        var environments = Gate.environments(rules, circumstances.environment());
        if (environments.isEmpty()) {
            return Verdict.refused(
                    subjects.getFirst(),
                    "The organization has no environment '" + circumstances.environment()
                            + "', and denies what it does not have; it has "
                            + String.join(", ", rules.environments()));
        }
        var shades = new ArrayList<String>();
        var warnings = new LinkedHashSet<String>();
        var ofEnvironments = new ArrayList<Verdict>();
        for (@Nullable String environment : environments) {
            var gate = new Gate(rules, circumstances.in(environment));
            var ofReleases = subjects.stream().map(gate::judge).toList();
            ofReleases.forEach(verdict -> warnings.addAll(verdict.warnings()));
            ofEnvironments.add(worst(ofReleases));
            shades.add(Gate.shown(environment) + " (" + ofEnvironments.getLast().shade() + ")");
        }
        var worst = worst(ofEnvironments);
        if (!worst.allowed()) {
            worst = worst.remedied(remedy(rules, circumstances, environments, known));
        }
        if (environments.size() > 1) {
            warnings.add((circumstances.environment() == null
                            ? "No environment was named"
                            : "The organization has no environment '" + circumstances.environment() + "'")
                    + ": the worst counts of " + String.join(", ", shades));
        }
        for (var used : worst.used()) {
            String only = used.exception().version();
            if (only != null && known.json().getBoolean("pinned", true).equals(false)) {
                warnings.add("Excepted for " + only + " only; pin it");
            }
        }
        warnings.addAll(known.cautions());
        for (Subject subject : subjects) {
            if (subject.facts() != null && "DEPRECATED".equals(subject.status())) {
                warnings.add("Version " + subject.version() + " is deprecated");
            } else if (subject.deprecated() != null) {
                warnings.add(
                        "Version " + subject.version() + " is deprecated by its registry: " + subject.deprecated());
            }
        }
        return worst.with(List.copyOf(warnings));
    }

    /** The newest certified release that is allowed wherever it is judged; else who could allow this one. */
    private static String remedy(
            Rulebook rules, Gate.Circumstances circumstances, List<@Nullable String> environments, Known known) {
        for (Subject other : known.alternatives()) {
            boolean isAllowed = environments.stream()
                    .allMatch(environment -> new Gate(rules, circumstances.in(environment))
                            .judge(other)
                            .allowed());
            if (isAllowed) {
                return "Version " + other.version() + " is allowed: pin it";
            }
        }
        return "No release is known that is allowed; who manages the organization's policies can make an exception";
    }

    /** The first of the worst. */
    private static Verdict worst(List<Verdict> verdicts) {
        var worst = verdicts.getFirst();
        for (var verdict : verdicts) {
            worst = rank(verdict) > rank(worst) ? verdict : worst;
        }
        return worst;
    }

    private static int rank(Verdict verdict) {
        return verdict.allowed() ? verdict.warnings().isEmpty() ? 0 : 1 : 2;
    }
}
