package mcphub.analysis.controls;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import mcphub.analysis.reading.Source;
import mcphub.scanner.Scanner.Finding;

/** Flaws of one control that are what their tools say they do: of each tool the worst stands for all of them. */
final class Designs {
    private final Map<Finding, Integer> standing = new HashMap<>();
    private final Set<Finding> others = new HashSet<>();

    private Designs() {}

    /** Those among these flaws; of equally bad ones the first stands. */
    static Designs of(Collection<Finding> flaws, FlowSeverities severities, Source source) {
        var designs = new Designs();
        var byTool = flaws.stream()
                .filter(flaw ->
                        severities.isByDesign(flaw, source.text(flaw.file()).orElseThrow()))
                // where nobody knows the tool, nobody knows that it is the same
                .collect(Collectors.groupingBy(
                        flaw -> flaw.tool() == null ? flaw : flaw.tool(), LinkedHashMap::new, Collectors.toList()));
        byTool.values().forEach(ofTool -> {
            var first = Collections.min(
                    ofTool,
                    Comparator.comparing(
                            flaw -> severities.of(flaw, source.text(flaw.file()).orElseThrow())));
            designs.others.addAll(ofTool);
            designs.others.remove(first);
            designs.standing.put(first, ofTool.size());
        });
        return designs;
    }

    /** Whether another flaw stands for this one. */
    boolean isToldWithAnother(Finding flaw) {
        return others.contains(flaw);
    }

    /** How many flaws this one stands for, itself among them; 0 where it is no design. */
    int standsFor(Finding flaw) {
        return standing.getOrDefault(flaw, 0);
    }
}
