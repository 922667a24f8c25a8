package mcphub.analysis.controls;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import mcphub.analysis.reading.Manifest.Ecosystem;

/** What {@code config/advisories.yaml} knows, as long as no feed was imported. */
final class ShippedFlaws implements KnownFlaws {
    private final Map<String, List<Advisory>> byPackage;

    ShippedFlaws(List<Advisory> advisories) {
        byPackage = advisories.stream().collect(Collectors.groupingBy(Advisory::packageName));
    }

    @Override
    public List<Flaw> of(Installed one) {
        return byPackage.getOrDefault(one.name(), List.of()).stream()
                .filter(advisory -> Installed.ecosystem(advisory.ecosystem()).equals(one.ecosystem()))
                .map(advisory -> advisory.flaw(one))
                .flatMap(Optional::stream)
                .toList();
    }

    @Override
    public Optional<String> gap(Ecosystem ecosystem) {
        return Optional.empty();
    }
}
