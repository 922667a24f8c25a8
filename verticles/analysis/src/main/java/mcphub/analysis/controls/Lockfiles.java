package mcphub.analysis.controls;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import mcphub.analysis.reading.Manifest;
import mcphub.analysis.reading.Manifest.Ecosystem;
import mcphub.analysis.reading.Source;
import mcphub.analysis.reading.TextFile;

/** Judges whether an installation can be repeated: the lock file is there, in step, and verifies what it fetches. */
final class Lockfiles {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String NO_MANIFEST = "There is no manifest with dependencies to lock";

    private Lockfiles() {}

    static Verdict missing(Source source, Control control) {
        var outermost = source.manifests().stream().findFirst();
        boolean other = source.paths().contains("go.mod") || source.paths().contains("Cargo.toml");
        if (outermost.isEmpty() && !other) {
            return Verdict.inconclusive(NO_MANIFEST);
        }
        boolean nothing = source.manifests().stream()
                .allMatch(manifest -> manifest.dependencies().isEmpty());
        if (nothing && !other) {
            return Verdict.passed("There are no dependencies to lock");
        }
        if (control.list("names").stream().anyMatch(source.paths()::contains) || allExact(source)) {
            return Installation.of(source)
                    .unreadLock()
                    .map(why -> Verdict.inconclusive(TextFile.message(why)))
                    .orElseGet(() -> Verdict.passed("The dependencies are locked"));
        }
        var findings = new Findings();
        findings.overall(control.severity(), "No lock file: two installations may get different code");
        return findings.verdict("", control.name());
    }

    /** A list of requirements that are all exact is a lock file in all but name. */
    private static boolean allExact(Source source) {
        return source.manifests().stream()
                .filter(manifest ->
                        !manifest.isDescription() && !manifest.dependencies().isEmpty())
                .anyMatch(manifest -> manifest.dependencies().stream()
                        .allMatch(dependency -> dependency.requirement().startsWith("==")));
    }

    static Verdict outOfStep(Source source, Control control) {
        var outermost = source.description();
        if (outermost.isEmpty() || outermost.get().dependencies().isEmpty()) {
            return Verdict.inconclusive(NO_MANIFEST);
        }
        var manifest = outermost.get();
        var findings = new Findings();
        boolean compared = switch (manifest.ecosystem()) {
            case NPM -> npm(source, manifest, control, findings) || yarn(source, manifest, control, findings);
            case PYPI -> python(source, manifest, control, findings);
        };
        return compared
                ? findings.verdict("The lock file is in step with the manifest", control.name())
                : Verdict.inconclusive(Installation.of(source).gaps().stream()
                        .findFirst()
                        .map(TextFile::message)
                        .orElse("There is no lock file of a kind that can be compared with the manifest"));
    }

    private static boolean npm(Source source, Manifest manifest, Control control, Findings findings) {
        var root = lock(source, manifest).path("packages").path("");
        if (root.isMissingNode()) {
            return false;
        }
        for (var field : List.of("dependencies", "optionalDependencies", "devDependencies")) {
            for (var entry : manifest.root().path(field).properties()) {
                var locked = root.path(field).path(entry.getKey()).asText("");
                if (!locked.equals(entry.getValue().asText(""))) {
                    report(manifest, entry.getKey(), locked, control, findings);
                }
            }
        }
        return true;
    }

    private static boolean yarn(Source source, Manifest manifest, Control control, Findings findings) {
        var lock = source.text("yarn.lock").map(TextFile::text);
        lock.ifPresent(text -> manifest.dependencies().stream()
                .filter(dependency -> !dependency.isPeer())
                .filter(dependency -> !text.contains(dependency.name() + "@" + dependency.requirement())
                        && !text.contains(dependency.name() + "@npm:" + dependency.requirement()))
                .forEach(dependency -> report(manifest, dependency.name(), "", control, findings)));
        return lock.isPresent();
    }

    private static boolean python(Source source, Manifest manifest, Control control, Findings findings) {
        var installation = Installation.of(source);
        if (!installation.isSettled(manifest)) {
            return false;
        }
        manifest.installed().stream()
                .filter(dependency -> installation.settled(manifest, dependency).isEmpty())
                .forEach(dependency -> report(manifest, dependency.name(), "", control, findings));
        return true;
    }

    /** The package-lock.json beside a manifest; missing where it is absent or broken. */
    private static JsonNode lock(Source source, Manifest manifest) {
        var path = manifest.file().path();
        var beside = path.substring(0, path.lastIndexOf('/') + 1) + "package-lock.json";
        try {
            return source.text(beside).isPresent()
                    ? JSON.readTree(source.text(beside).get().text())
                    : MissingNode.getInstance();
        } catch (JacksonException broken) {
            return MissingNode.getInstance();
        }
    }

    private static void report(Manifest manifest, String name, String locked, Control control, Findings findings) {
        findings.onLine(
                manifest.file(),
                manifest.lineOf(name),
                control.severity(),
                name + (locked.isEmpty() ? "" : ", locked for " + locked),
                locked.isEmpty()
                        ? "The lock file does not know this dependency"
                        : "The lock file was made for another range");
    }

    static Verdict unverified(Source source, Control control) {
        var outermost = source.description().filter(manifest -> manifest.ecosystem() == Ecosystem.NPM);
        var packages = outermost.map(manifest -> lock(source, manifest).path("packages"));
        if (packages.isEmpty() || packages.get().isEmpty()) {
            return Verdict.inconclusive("There is no package-lock.json that lists packages");
        }
        var lock = source.text("package-lock.json");
        var findings = new Findings();
        int at = 0;
        for (var entry : packages.get().properties()) {
            var resolved = entry.getValue().path("resolved").asText("");
            var problem = problem(entry.getValue(), resolved);
            if (lock.isPresent() && !problem.isEmpty()) {
                var file = lock.get();
                at = Math.max(at, file.text().indexOf('"' + entry.getKey() + '"', at));
                findings.onLine(file, file.lineOf(at), control.severity(), entry.getKey() + " " + resolved, problem);
            }
        }
        return findings.verdict("Every locked package is fetched over TLS and verified by a digest", control.name());
    }

    private static String problem(JsonNode entry, String resolved) {
        if (resolved.startsWith("http://")) {
            return "Fetched without TLS";
        }
        boolean fetched = resolved.startsWith("https://") && !entry.path("link").asBoolean(false);
        return fetched && entry.path("integrity").asText("").isEmpty() ? "No digest to verify the download with" : "";
    }
}
