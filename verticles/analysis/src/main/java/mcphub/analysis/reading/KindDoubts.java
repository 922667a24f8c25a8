package mcphub.analysis.reading;

import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import mcphub.scanner.surface.Surface;

/** Why something of which no server was seen may be one all the same. */
final class KindDoubts {
    private final Source source;
    private final Surface surface;
    private final Reached ways;
    private final Frameworks frameworks;
    private final Predicate<String> runs;

    KindDoubts(Source source, Surface surface, Reached ways, Frameworks frameworks, Predicate<String> runs) {
        this.source = source;
        this.surface = surface;
        this.ways = ways;
        this.frameworks = frameworks;
        this.runs = runs;
    }

    /** Why it may be a server all the same, as a sentence without a stop. */
    Optional<String> first() {
        var code = source.productCode().stream()
                .filter(file -> runs.test(file.path()))
                .toList();
        var unread = source.unreadCode().stream().filter(runs).findFirst();
        if (unread.isPresent()) {
            return Optional.of("Not all of its code was read: " + unread.get());
        }
        if (code.isEmpty()) {
            return Optional.of("There is no code that its entry points lead to and that is read here");
        }
        var other = code.stream().filter(file -> !file.language().isScanned()).findFirst();
        if (other.isPresent()) {
            return Optional.of("Values are not followed in " + other.get().path());
        }
        boolean isEmpty = !surface.isServer() && surface.listeners().isEmpty();
        // what was not read has been looked at above
        var gap = surface.gaps().stream()
                .filter(each -> !each.startsWith("The file "))
                .findFirst();
        if (!surface.started().isWhole() || (isEmpty && gap.isPresent())) {
            return gap.or(() -> Optional.of("The program was not followed to its end"));
        }
        var beside = surface.started().beside().stream().findFirst();
        if (beside.isPresent()) {
            return Optional.of("No entry point leads to " + Kinds.told(beside.get()));
        }
        var started = ways.started();
        return Stream.concat(surface.servers().stream(), surface.listeners().stream())
                .filter(place -> started.contains(place.file()) || !ways.isKnown())
                .findFirst()
                .map(place -> "Nobody was seen to start " + Kinds.told(place))
                .or(() -> framework(isEmpty, started));
    }

    /** Who imports what servers are made with, and makes none that was seen. */
    private Optional<String> framework(boolean isEmpty, Set<String> started) {
        return ways.packages().entrySet().stream()
                .filter(each -> frameworks.makesServers(each.getValue(), each.getKey()))
                .filter(each -> isEmpty || started.contains(each.getValue()))
                .findFirst()
                .map(each -> each.getValue() + " imports " + each.getKey() + ", and no server was seen");
    }
}
