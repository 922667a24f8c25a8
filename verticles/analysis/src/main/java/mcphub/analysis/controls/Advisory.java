package mcphub.analysis.controls;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import mcphub.analysis.reading.Manifest.Ecosystem;
import mcphub.kernel.osv.AffectedVersions;
import mcphub.kernel.osv.Affectedness;
import mcphub.kernel.osv.Event;
import mcphub.kernel.osv.OsvRange;

/**
 * One published vulnerability of a package, as {@code config/advisories.yaml} keeps it.
 *
 * @param id its GHSA or CVE number
 * @param packageName the package as its ecosystem calls it
 * @param affected the affected versions: alternatives of {@code >=}, {@code <} and {@code <=}, or of single versions
 * @param fixed the first version of each line that is not affected; empty where there is none
 * @param summary one sentence
 */
public record Advisory(
        String id,
        Ecosystem ecosystem,
        String packageName,
        String affected,
        List<String> fixed,
        Severity severity,
        String summary) {
    private static final Pattern BOUND = Pattern.compile("(>=|<=|<|)([^<>=]+)");

    public Advisory {
        fixed = List.copyOf(fixed);
        var versions = versions(id, ecosystem, affected, List.of());
        for (var version : fixed) {
            switch (versions.version(version)) {
                case NOT_READABLE ->
                    throw new IllegalArgumentException(id + ": '" + version + "' or '" + affected + "' is no version");
                case AFFECTED, MAY_BE_AFFECTED ->
                    throw new IllegalArgumentException(id + ": " + version + " is said to be both fixed and affected");
                case NOT_AFFECTED -> {}
            }
        }
    }

    /** What it says of something that is installed; empty where that is not affected. */
    Optional<Flaw> flaw(Installed one) {
        var versions = versions(id, ecosystem, affected, fixed);
        var is = one.requirement().isEmpty() ? versions.version(one.version()) : versions.range(one.requirement());
        return is.isPossible()
                ? Optional.of(new Flaw(List.of(id), severity, summary, fixed, is == Affectedness.MAY_BE_AFFECTED))
                : Optional.empty();
    }

    private static AffectedVersions versions(String id, Ecosystem ecosystem, String affected, List<String> fixed) {
        var events = new ArrayList<Event>();
        for (var alternative : affected.split("\\s*\\|\\|\\s*", -1)) {
            var first = "0";
            for (var word : alternative.split("\\s+", -1)) {
                var bound = BOUND.matcher(word);
                if (!bound.matches()) {
                    throw new IllegalArgumentException(id + ": '" + word + "' is no end of a range");
                }
                var version = bound.group(2);
                switch (bound.group(1)) {
                    case ">=" -> first = version;
                    case "<" -> events.add(Event.fixed(version));
                    case "<=" -> events.add(Event.lastAffected(version));
                    default -> {
                        first = version;
                        events.add(Event.lastAffected(version));
                    }
                }
            }
            events.add(Event.introduced(first));
        }
        fixed.stream().map(Event::fixed).forEach(events::add);
        return new AffectedVersions(
                ecosystem == Ecosystem.NPM ? "npm" : "PyPI",
                List.of(new OsvRange(OsvRange.Type.ECOSYSTEM, events)),
                List.of());
    }
}
