package mcphub.analysis;

import java.nio.file.Path;
import mcphub.analysis.controls.Catalogue;
import mcphub.analysis.reading.Source;
import mcphub.analysis.scoring.Scoring;
import mcphub.analysis.source.Origin;
import mcphub.analysis.source.Unpacked;
import mcphub.analysis.source.Unpacker;

/** Opens a tarball, judges every control over its files, and scores the outcome. Blocks and computes; any number may run at once. */
final class Assessor {
    private final Unpacker unpacker;
    private final Catalogue catalogue;
    private final Scoring scoring;

    Assessor(Unpacker unpacker, Catalogue catalogue, Scoring scoring) {
        this.unpacker = unpacker;
        this.catalogue = catalogue;
        this.scoring = scoring;
    }

    Assessment assess(Path file, String sha256, Origin origin) {
        try (Unpacked unpacked = unpacker.open(file, origin)) {
            var source = new Source(unpacked.tree(), origin);
            var results = catalogue.judge(source);
            return new Assessment(
                    sha256,
                    catalogue.version(),
                    scoring.version(),
                    results,
                    scoring.score(results),
                    Facts.of(unpacked.tree()),
                    Declared.of(source, catalogue::redacted));
        }
    }
}
