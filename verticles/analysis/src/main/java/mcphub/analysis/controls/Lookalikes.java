package mcphub.analysis.controls;

import java.util.List;
import java.util.Optional;
import mcphub.analysis.reading.Manifest.Ecosystem;
import mcphub.analysis.reading.Source;

/** Judges names of dependencies that are one slip of the finger away from a popular package. */
final class Lookalikes {
    private static final int SHORTEST = 5;

    private Lookalikes() {}

    static Verdict judge(Source source, Control control) {
        if (source.manifests().isEmpty()) {
            return Verdict.inconclusive(Dependencies.NO_MANIFEST);
        }
        var findings = new Findings();
        for (var manifest : source.manifests()) {
            var prefix = manifest.ecosystem() == Ecosystem.NPM ? "npm" : "pypi";
            for (var dependency : manifest.dependencies()) {
                var known = control.list(prefix + "_malicious").contains(dependency.packageName());
                var meant = meant(
                        dependency.packageName(),
                        control.list(prefix + "_popular"),
                        control.list(prefix + "_legitimate"));
                if (known || meant.isPresent()) {
                    findings.onLine(
                            manifest.file(),
                            dependency.line(),
                            control.severity(),
                            Dependencies.shown(dependency),
                            known
                                    ? "This name was used by a package that imitated another"
                                    : "The name is one letter away from " + meant.orElseThrow());
                }
            }
        }
        var verdict = findings.verdict("No dependency's name imitates another", control.name());
        return verdict.outcome() == Outcome.PASSED
                ? Dependencies.tooLong(source).map(Verdict::inconclusive).orElse(verdict)
                : verdict;
    }

    private static Optional<String> meant(String name, List<String> popular, List<String> legitimate) {
        return name.length() < SHORTEST || popular.contains(name) || legitimate.contains(name)
                ? Optional.empty()
                : popular.stream().filter(other -> isOneSlip(name, other)).findFirst();
    }

    /** Whether one letter added, left out, changed, or swapped with its neighbour makes one word of the other. */
    static boolean isOneSlip(String a, String b) {
        int same = 0;
        while (same < Math.min(a.length(), b.length()) && a.charAt(same) == b.charAt(same)) {
            same++;
        }
        var restA = a.substring(same);
        var restB = b.substring(same);
        return switch (a.length() - b.length()) {
            case 1 -> restA.substring(1).equals(restB);
            case -1 -> restB.substring(1).equals(restA);
            case 0 -> !restA.isEmpty() && (restA.substring(1).equals(restB.substring(1)) || isSwap(restA, restB));
            default -> false;
        };
    }

    private static boolean isSwap(String a, String b) {
        return a.length() > 1
                && a.charAt(0) == b.charAt(1)
                && a.charAt(1) == b.charAt(0)
                && a.substring(2).equals(b.substring(2));
    }
}
