package mcphub.analysis.controls;

import java.util.List;
import java.util.Optional;
import mcphub.analysis.reading.Dependency;
import mcphub.analysis.reading.Dependency.Scope;
import mcphub.analysis.reading.Manifest;
import mcphub.analysis.reading.Manifest.Ecosystem;
import mcphub.analysis.reading.Source;
import mcphub.analysis.source.Origin;

/** What a manifest says by itself: what it is of, and what it asks for and nothing settles. */
final class AskedFor {
    private AskedFor() {}

    /** The source itself; absent where it has no name or version. The number in a repository or a folder is that of some release. */
    static Optional<Installed> itself(Source source, Manifest manifest) {
        var name = manifest.field("name");
        return source.origin() == Origin.GIT || source.origin() == Origin.FOLDER || name.isEmpty()
                ? Optional.empty()
                : manifest.field("version")
                        .map(version -> new Installed(
                                Installed.ecosystem(manifest.ecosystem()),
                                name.get(),
                                version,
                                "",
                                true,
                                Scope.RUNTIME,
                                List.of(),
                                manifest.license().orElse(null),
                                manifest.file().path(),
                                manifest.lineOf("version")));
    }

    static Installed of(Source source, Manifest manifest, Dependency dependency) {
        var asked = Versions.asked(dependency, manifest.ecosystem());
        var overriding = overriding(source, manifest, dependency);
        return new Installed(
                Installed.ecosystem(manifest.ecosystem()),
                dependency.packageName(),
                overriding.orElse(asked),
                overriding.orElse(asked),
                false,
                dependency.scope(),
                List.of(),
                null,
                manifest.file().path(),
                dependency.line());
    }

    /** Yarn and pnpm have the outermost manifest say what is installed in the place of what is asked for; npm only repeats it. */
    private static Optional<String> overriding(Source source, Manifest manifest, Dependency dependency) {
        if (manifest.ecosystem() != Ecosystem.NPM || source.origin() == Origin.NPM) {
            return Optional.empty();
        }
        return source.manifest()
                .map(Manifest::root)
                .flatMap(root -> List.of(
                                root.path("resolutions"), root.path("pnpm").path("overrides"))
                        .stream()
                        .map(place -> place.path(dependency.name()).asText(""))
                        .filter(range -> !range.isBlank() && !range.contains(":"))
                        .findFirst());
    }
}
