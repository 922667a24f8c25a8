package mcphub.analysis;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import mcphub.analysis.controls.Catalogue;
import mcphub.analysis.reading.NoManifest;
import mcphub.analysis.reading.Source;
import mcphub.analysis.scoring.Scoring;
import mcphub.analysis.source.Origin;
import mcphub.analysis.source.SourceRejected;
import mcphub.analysis.source.Unpacked;
import mcphub.analysis.source.Unpacker;
import org.jspecify.annotations.Nullable;

/** Opens a tarball, judges every control over its files, and scores the outcome. Blocks and computes; any number may run at once. */
final class Assessor {
    private final Unpacker unpacker;
    private final Catalogue catalogue;
    private final Scoring scoring;
    private final Function<List<Component>, @Nullable StoredFlaws> flaws;

    /** @param flaws what is known of components; null for what this build ships. May block */
    Assessor(
            Unpacker unpacker,
            Catalogue catalogue,
            Scoring scoring,
            Function<List<Component>, @Nullable StoredFlaws> flaws) {
        this.flaws = flaws;
        this.unpacker = unpacker;
        this.catalogue = catalogue;
        this.scoring = scoring;
    }

    /**
     * Judges one tarball.
     *
     * @param registered what its registry says of it, as JSON; null for what comes from no registry
     * @throws SourceRejected where the tarball cannot be opened, or is a package without a manifest that npm could read
     */
    Assessment assess(Path file, String sha256, Origin origin, @Nullable String registered) {
        try (Unpacked unpacked = unpacker.open(file, origin)) {
            var source = new Source(unpacked.tree(), origin, registered);
            var noManifest = NoManifest.why(source);
            if (origin == Origin.NPM && !noManifest.isEmpty()) {
                throw new SourceRejected("A package needs a package.json. " + noManifest + ".");
            }
            var components = Component.of(source);
            var known = flaws.apply(components);
            var results = catalogue.judge(source, known);
            return new Assessment(
                    sha256,
                    registered,
                    catalogue.version(),
                    scoring.version(),
                    results,
                    scoring.score(results, source.codeReadPercent()),
                    Facts.of(unpacked.tree()),
                    Declared.of(source, catalogue::redacted),
                    components,
                    known == null ? null : known.digest(),
                    catalogue.suspicion(results).orElse(null));
        }
    }
}
