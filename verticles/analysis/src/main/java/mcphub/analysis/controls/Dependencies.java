package mcphub.analysis.controls;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import mcphub.analysis.reading.Dependency;
import mcphub.analysis.reading.Manifest;
import mcphub.analysis.reading.Manifest.Ecosystem;
import mcphub.analysis.reading.Source;
import mcphub.analysis.source.Origin;

/** Judges what a version makes its users install. */
final class Dependencies {
    static final String NO_MANIFEST =
            "There is no manifest that can be read: neither package.json nor pyproject.toml nor requirements.txt";
    private static final Pattern FROM_URL = Pattern.compile(
            "^(?:@\\s*)?(?:git\\+|git:|git@|https?:|ssh:|github:|gitlab:|bitbucket:|gist:)|^[A-Za-z0-9-]+/[A-Za-z0-9._-]+(?:#.*)?$");
    private static final Pattern COMMIT = Pattern.compile("[#@][0-9a-f]{40}$");

    private Dependencies() {}

    /** Every manifest with one of its installed dependencies at a time. */
    private static Verdict each(Source source, Control control, String passed, BiConsumer<Manifest, Findings> look) {
        if (source.manifests().isEmpty()) {
            return Verdict.inconclusive(NO_MANIFEST);
        }
        var findings = new Findings();
        source.manifests().forEach(manifest -> look.accept(manifest, findings));
        return ofAll(source, findings, passed, control);
    }

    /** Nothing found is inconclusive where a manifest asks for more than is looked at, for it may be there. */
    static Verdict ofAll(Source source, Findings findings, String passed, Control control) {
        var found = findings.verdict(passed, control.name());
        return found.outcome() == Outcome.PASSED
                ? tooLong(source).map(Verdict::inconclusive).orElse(found)
                : found;
    }

    /** That a manifest asks for more than is looked at; empty where none does. */
    static Optional<String> tooLong(Source source) {
        return source.manifests().stream()
                .filter(Manifest::isTooLong)
                .findFirst()
                .map(manifest -> manifest.file().path() + " asks for "
                        + manifest.dependencies().size() + " dependencies or more; no more of them were looked at");
    }

    static Verdict broken(Source source, Control control) {
        var findings = new Findings();
        source.brokenManifests()
                .forEach(broken -> findings.onLine(
                        broken.file(), 1, control.severity(), broken.reason(), "The manifest cannot be read"));
        return source.manifests().isEmpty() && source.brokenManifests().isEmpty()
                ? Verdict.inconclusive(NO_MANIFEST)
                : findings.verdict("The manifests can be read", control.name());
    }

    /** One that lies deeper does not stand for an outer one that cannot be read. */
    static Verdict missing(Source source, Control control) {
        var outermost = source.manifests().stream()
                .mapToInt(manifest -> depth(manifest.file().path()))
                .min();
        var worse = source.brokenManifests().stream()
                .filter(broken -> outermost.isEmpty() || depth(broken.file().path()) <= outermost.getAsInt())
                .findFirst();
        var findings = new Findings();
        if (worse.isPresent()) {
            findings.onLine(
                    worse.get().file(),
                    1,
                    control.severity(),
                    worse.get().reason(),
                    "The manifest cannot be read, so that nobody can tell what is installed with it");
        } else if (outermost.isEmpty()) {
            findings.overall(control.severity(), NO_MANIFEST);
        }
        return findings.verdict("There is a manifest that can be read", control.name());
    }

    private static int depth(String path) {
        return (int) path.chars().filter(c -> c == '/').count();
    }

    static Verdict unpinned(Source source, Control control) {
        return each(source, control, "Every dependency says which versions will do", (manifest, findings) -> {
            var open = new ArrayList<String>();
            for (var dependency : manifest.installed()) {
                var range = Versions.range(dependency, manifest.ecosystem());
                // a peer has a wide range, so that it fits the surroundings
                if (dependency.isPeer() || isElsewhere(dependency, source)) {
                    continue;
                }
                if (range.isEmpty() || range.get().isAny()) {
                    findings.onLine(
                            manifest.file(),
                            dependency.line(),
                            control.severity(),
                            shown(dependency),
                            "Any version of this dependency will be installed");
                } else if (!range.get().isBounded()) {
                    open.add(shown(dependency));
                }
            }
            if (!open.isEmpty()) {
                findings.onLine(
                        manifest.file(),
                        1,
                        Severity.LOW,
                        String.join(", ", open),
                        "No upper bound for " + open.size()
                                + " dependencies: a breaking release is installed without notice");
            }
        });
    }

    /** Dependencies that another control judges, or that the workspace itself provides. */
    private static boolean isElsewhere(Dependency dependency, Source source) {
        var asked = dependency.requirement();
        boolean workspace = asked.startsWith("workspace:")
                || asked.startsWith("catalog:")
                || asked.startsWith("file:")
                || asked.startsWith("link:");
        boolean member = source.manifests().stream()
                .anyMatch(manifest ->
                        manifest.field("name").filter(dependency.name()::equals).isPresent());
        return ((workspace || member) && source.origin() != Origin.NPM)
                || FROM_URL.matcher(asked).find();
    }

    static Verdict fromUrl(Source source, Control control) {
        return each(
                source,
                control,
                "Every dependency comes from its registry",
                (manifest, findings) -> manifest.installed().stream()
                        .filter(dependency ->
                                FROM_URL.matcher(dependency.requirement()).find())
                        .forEach(
                                dependency -> findings.onLine(
                                        manifest.file(),
                                        dependency.line(),
                                        COMMIT.matcher(dependency.requirement()).find()
                                                ? Severity.LOW
                                                : control.severity(),
                                        shown(dependency),
                                        "Installed from an address instead of the registry: no signature, no fixed version, no advisory")));
    }

    static Verdict bundled(Source source, Control control) {
        return each(source, control, "No dependency is bundled", (manifest, findings) -> {
            for (var field : Set.of("bundledDependencies", "bundleDependencies")) {
                var value = manifest.root().path(field);
                if (manifest.ecosystem() == Ecosystem.NPM
                        && (value.asBoolean(false) || (value.isArray() && !value.isEmpty()))) {
                    findings.onLine(
                            manifest.file(),
                            manifest.lineOf(field),
                            control.severity(),
                            value.toString(),
                            "Dependencies are shipped inside the package, where no audit sees them");
                }
            }
            var modules = source.paths().stream()
                    .filter(path -> path.startsWith("node_modules/"))
                    .count();
            if (modules > 0 && manifest.equals(source.manifests().getFirst())) {
                findings.inFile(
                        "node_modules",
                        control.severity(),
                        modules + " files",
                        "Installed modules are part of the source");
            }
        });
    }

    static Verdict many(Source source, Control control) {
        int most = control.limit("most");
        return each(source, control, "The number of dependencies is moderate", (manifest, findings) -> {
            int count = manifest.installed().size();
            if (count > most) {
                findings.onLine(
                        manifest.file(),
                        1,
                        control.severity(),
                        count + " dependencies",
                        "More than " + most + " direct dependencies: a large surface to trust");
            }
        });
    }

    /** Dependencies whose name stands in a list of the catalogue, {@code npm} and {@code pypi}. */
    static Verdict listed(Source source, Control control) {
        return each(source, control, "No dependency of the list", (manifest, findings) -> {
            var names = control.list(manifest.ecosystem() == Ecosystem.NPM ? "npm" : "pypi");
            manifest.installed().stream()
                    .filter(dependency -> names.contains(dependency.packageName()))
                    .forEach(dependency -> findings.onLine(
                            manifest.file(), dependency.line(), control.severity(), shown(dependency), control.name()));
        });
    }

    /** One finding a manifest: tools of development that users would have to install. */
    static Verdict development(Source source, Control control) {
        return each(source, control, "Only what runs is installed", (manifest, findings) -> {
            var names = control.list(manifest.ecosystem() == Ecosystem.NPM ? "npm" : "pypi");
            var tools = manifest.installed().stream()
                    .filter(dependency -> names.contains(dependency.name())
                            || dependency.name().startsWith("@types/"))
                    .toList();
            if (!tools.isEmpty()) {
                findings.onLine(
                        manifest.file(),
                        tools.getFirst().line(),
                        control.severity(),
                        String.join(", ", tools.stream().map(Dependency::name).toList()),
                        "Tools of development are installed with the package");
            }
        });
    }

    static String shown(Dependency dependency) {
        return dependency.name() + " " + dependency.requirement();
    }
}
