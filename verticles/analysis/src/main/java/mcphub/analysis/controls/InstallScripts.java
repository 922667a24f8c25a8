package mcphub.analysis.controls;

import java.util.List;
import mcphub.analysis.reading.Manifest.Ecosystem;
import mcphub.analysis.reading.Source;

/** Judges what runs on a user's machine by the mere installation. */
final class InstallScripts {
    private InstallScripts() {}

    static Verdict judge(Source source, Control control) {
        var manifests = source.manifests().stream()
                .filter(manifest -> manifest.ecosystem() == Ecosystem.NPM)
                .toList();
        if (manifests.isEmpty()) {
            return Verdict.inconclusive("There is no package.json that can be read");
        }
        var findings = new Findings();
        for (var manifest : manifests) {
            for (var name : List.of("preinstall", "install", "postinstall")) {
                var script = manifest.scripts().path(name).asText("");
                boolean harmless =
                        script.isBlank() || control.list("harmless").stream().anyMatch(script.strip()::startsWith);
                if (!harmless) {
                    boolean fetches = control.list("fetching").stream().anyMatch(script::contains);
                    findings.onLine(
                            manifest.file(),
                            manifest.lineOf(name),
                            fetches ? Severity.HIGH : control.severity(),
                            name + ": " + script,
                            fetches
                                    ? "The installation fetches or builds code to run"
                                    : "The installation runs a script");
                }
            }
        }
        if (source.paths().contains("binding.gyp")) {
            findings.inFile("binding.gyp", control.severity(), "binding.gyp", "The installation compiles native code");
        }
        return findings.verdict("Nothing runs at installation", control.name());
    }
}
