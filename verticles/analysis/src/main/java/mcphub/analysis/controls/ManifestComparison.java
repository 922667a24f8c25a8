package mcphub.analysis.controls;

import mcphub.analysis.reading.RegistryManifest;
import mcphub.analysis.reading.RegistryManifest.Difference;
import mcphub.analysis.reading.Source;

/** Judges what a registry says of a release: whether its archive says the same, and whether anything is said against it. */
final class ManifestComparison {
    private static final String NOTHING = "nothing";

    private ManifestComparison() {}

    static Verdict judge(Source source, Control control) {
        var compared = source.registryManifest();
        var manifest = source.manifest();
        if (compared.isEmpty() || manifest.isEmpty()) {
            return Verdict.inconclusive("The registry's manifest of this release is not at hand");
        }
        var findings = new Findings();
        for (var difference : compared.get().differences()) {
            var key = difference.key().substring(difference.key().indexOf('.') + 1);
            findings.onLine(
                    manifest.get().file(),
                    difference.archive().isEmpty() ? 1 : manifest.get().lineOf(key),
                    severity(difference, control),
                    difference.key() + ": " + shown(difference.registry()) + " in the registry, "
                            + shown(difference.archive()) + " in the archive",
                    says(difference.kind()));
        }
        return findings.verdict("The registry and the archive say the same", control.name());
    }

    static Verdict deprecated(Source source, Control control) {
        var registry = source.registryManifest();
        if (registry.isEmpty()) {
            return Verdict.inconclusive("The registry's manifest of this release is not at hand");
        }
        var findings = new Findings();
        registry.get()
                .deprecated()
                .ifPresent(said -> findings.inFile(
                        RegistryManifest.PATH,
                        control.severity(),
                        said,
                        "Its authors say in the registry that this release should not be used any more"));
        return findings.verdict("The registry says nothing against this release", control.name());
    }

    private static Severity severity(Difference difference, Control control) {
        return switch (difference.kind()) {
            case IDENTITY, DEPENDENCIES, PROGRAMS, SCRIPTS -> control.severity();
            case LICENSE -> Severity.MEDIUM;
            case ENGINES -> Severity.LOW;
        };
    }

    private static String shown(String said) {
        return said.isEmpty() ? NOTHING : said;
    }

    private static String says(RegistryManifest.Kind kind) {
        return switch (kind) {
            case IDENTITY -> "The archive is of another package or version than the registry says";
            case DEPENDENCIES -> "What is installed with it is not what its own manifest says";
            case PROGRAMS -> "The programs that it installs are not those that its own manifest names";
            case SCRIPTS -> "What runs at its installation is not what its own manifest says";
            case LICENSE -> "The registry and the archive name different licences";
            case ENGINES -> "The registry and the archive name different versions of the runtime";
        };
    }
}
