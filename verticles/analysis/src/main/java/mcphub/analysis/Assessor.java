package mcphub.analysis;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import mcphub.analysis.Closures.Brought;
import mcphub.analysis.ReleaseLicenses.Release;
import mcphub.analysis.controls.Catalogue;
import mcphub.analysis.controls.Composition;
import mcphub.analysis.controls.Installation;
import mcphub.analysis.reading.NoManifest;
import mcphub.analysis.reading.Source;
import mcphub.analysis.source.Origin;
import mcphub.analysis.source.SourceRejected;
import mcphub.analysis.source.SourceTree;
import mcphub.analysis.source.Unpacked;
import mcphub.analysis.source.Unpacker;
import org.jspecify.annotations.Nullable;

/** Opens a tarball, and judges every control over its files that no advisory changes. Blocks and computes; any number may run at once. */
final class Assessor {
    private final Unpacker unpacker;
    private final Catalogue catalogue;

    Assessor(Unpacker unpacker, Catalogue catalogue) {
        this.unpacker = unpacker;
        this.catalogue = catalogue;
    }

    /**
     * Reads what was unpacked.
     *
     * @param registered as below
     * @throws SourceRejected where it is a package without a manifest that npm could read
     */
    static Source read(SourceTree tree, Origin origin, @Nullable String registered) {
        var source = new Source(tree, origin, registered);
        var noManifest = NoManifest.why(source);
        if (origin == Origin.NPM && !noManifest.isEmpty()) {
            throw new SourceRejected("A package needs a package.json. " + noManifest + ".");
        }
        return source;
    }

    /**
     * Judges one tarball.
     *
     * @param registered what its registry says of it, as JSON; null for what comes from no registry
     * @param brought what an installation brings, where neither a lock nor copies settle that; null where it was not resolved
     * @param shells what reads the packages that entry points hand over to
     * @param licenses what registries say of the licences of releases, by {@code name@version}
     * @throws SourceRejected where the tarball cannot be opened, or is a package without a manifest that npm could read
     */
    Assessed assess(
            Path file,
            String sha256,
            Origin origin,
            @Nullable String registered,
            @Nullable Brought brought,
            Shells shells,
            Function<List<Release>, Map<String, String>> licenses) {
        try (Unpacked unpacked = unpacker.open(file, origin)) {
            var own = settled(read(unpacked.tree(), origin, registered), brought);
            var source = settled(shells.follow(own), brought);
            var results = catalogue.judgeCode(source);
            var known = licenses.apply(unlicensed(source));
            return new Assessed(
                    new Evidence(
                            sha256,
                            registered == null ? null : Assessment.sha256(registered),
                            results,
                            Composition.of(source),
                            source.kind().told(catalogue::redacted)),
                    origin == Origin.NPM ? Facts.ofPackage(source, registered) : Facts.of(unpacked.tree(), source),
                    Declared.of(source, catalogue::redacted, known),
                    Component.of(source, known),
                    Offered.of(source.surface(), catalogue::redacted),
                    catalogue.suspicion(results).orElse(null));
        }
    }

    private static Source settled(Source source, @Nullable Brought brought) {
        if (brought != null) {
            var resolution = brought.resolution();
            Installation.of(
                    source,
                    resolution.places().isEmpty() ? null : ResolvedTree.of(resolution, brought.licenses()),
                    ResolvedTree.gaps(resolution));
        }
        return source;
    }

    /** Releases of npm that are brought and of which nothing that was looked at says a licence: what a lock says of it anybody may write. */
    private static List<Release> unlicensed(Source source) {
        return Installation.of(source).all().stream()
                .filter(one -> one.ecosystem().equals("npm") && !one.itself())
                .filter(one -> one.requirement().isEmpty() && one.license() == null)
                .map(one -> new Release(one.name(), one.version()))
                .distinct()
                .toList();
    }
}
