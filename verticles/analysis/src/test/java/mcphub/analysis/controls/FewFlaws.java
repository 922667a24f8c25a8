package mcphub.analysis.controls;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import mcphub.kernel.osv.AffectedVersions;
import mcphub.kernel.osv.Affectedness;
import mcphub.kernel.osv.Event;
import mcphub.kernel.osv.OsvRange;

/** Everything that is known, in tests: a handful of flaws. */
final class FewFlaws implements KnownFlaws {
    static final FewFlaws ALL = new FewFlaws();

    /** Name, severity, and lines of releases that are affected, from the first one to the first that is not. */
    private record Row(String ecosystem, String name, Severity severity, String id, List<String> lines) {
        Optional<Flaw> hitting(Installed one) {
            var events = new ArrayList<Event>();
            for (int i = 0; i < lines.size(); i += 2) {
                events.add(Event.introduced(lines.get(i)));
                events.add(Event.fixed(lines.get(i + 1)));
            }
            var range = new OsvRange(OsvRange.Type.ECOSYSTEM, events);
            var versions = new AffectedVersions(ecosystem, List.of(range), List.of());
            var is = one.requirement().isEmpty() ? versions.version(one.version()) : versions.range(one.requirement());
            return is.isPossible()
                    ? Optional.of(new Flaw(List.of(id), severity, "", List.of(), is == Affectedness.MAY_BE_AFFECTED))
                    : Optional.empty();
        }
    }

    private static final List<Row> ROWS = List.of(
            new Row("npm", "mcp-remote", Severity.CRITICAL, "CVE-2025-6514", List.of("0.0.5", "0.1.16")),
            new Row("npm", "@modelcontextprotocol/sdk", Severity.HIGH, "CVE-2025-66414", List.of("0", "1.24.0")),
            new Row("npm", "minimist", Severity.CRITICAL, "CVE-2021-44906", List.of("0", "0.2.4", "1.0.0", "1.2.6")),
            new Row("npm", "lodash", Severity.HIGH, "CVE-2021-23337", List.of("0", "4.17.21")),
            new Row("npm", "axios", Severity.MEDIUM, "CVE-2023-45857", List.of("0.8.1", "0.28.0", "1.0.0", "1.6.0")),
            new Row("npm", "event-stream", Severity.CRITICAL, "GHSA-mh6f-8j2x-4483", List.of("3.3.6", "4.0.0")),
            new Row("PyPI", "mcp", Severity.HIGH, "CVE-2025-66416", List.of("0", "1.23.0")));

    @Override
    public List<Flaw> of(Installed one) {
        return ROWS.stream()
                .filter(row -> row.ecosystem.equals(one.ecosystem()) && row.name.equals(one.name()))
                .map(row -> row.hitting(one))
                .flatMap(Optional::stream)
                .toList();
    }

    @Override
    public Optional<String> gap(String ecosystem) {
        return Stream.of("npm", "PyPI").anyMatch(ecosystem::equals) ? Optional.empty() : Optional.of("unknown");
    }
}
