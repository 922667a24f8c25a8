package mcphub.analysis.controls;

import com.google.re2j.Pattern;
import java.util.Map;
import java.util.stream.Stream;
import mcphub.analysis.reading.AtInstallation;
import mcphub.analysis.reading.Manifest;
import mcphub.analysis.reading.Manifest.Ecosystem;
import mcphub.analysis.reading.Source;
import mcphub.analysis.reading.TextFile;

/** Judges what runs on a user's machine by the mere installation. */
final class InstallScripts {
    /** What does not have to be bad where a server does it when it is used, and is where nobody has used it yet. */
    private static final Map<String, Severity> WORSE = Map.of(
            "who", Severity.HIGH,
            "clients", Severity.HIGH,
            "starting", Severity.HIGH,
            "detached", Severity.HIGH,
            "fetched-run", Severity.HIGH,
            "command-fetch", Severity.HIGH,
            "copied", Severity.HIGH,
            "sight-asked", Severity.HIGH);

    private InstallScripts() {}

    static Verdict judge(Source source, Control control) {
        var manifests = source.manifests().stream()
                .filter(manifest -> manifest.ecosystem() == Ecosystem.NPM)
                .toList();
        var findings = new Findings();
        files(source, findings);
        pth(source, control, findings);
        if (manifests.isEmpty()) {
            return findings.sorted().isEmpty()
                    ? Verdict.inconclusive("There is no package.json that can be read")
                    : findings.verdict("", control.name());
        }
        var all = Stream.concat(manifests.stream(), source.behind().manifests().stream())
                .toList();
        for (var manifest : all) {
            for (var name : AtInstallation.SCRIPTS) {
                script(manifest, name, manifest.scripts().path(name).asText(""), control, findings);
            }
        }
        if (source.paths().contains("binding.gyp")) {
            findings.inFile("binding.gyp", control.severity(), "binding.gyp", "The installation compiles native code");
        }
        return findings.verdict("Nothing runs at installation", control.name());
    }

    private static void script(Manifest manifest, String name, String script, Control control, Findings findings) {
        boolean isHarmless =
                script.isBlank() || control.list("harmless").stream().anyMatch(script.strip()::startsWith);
        boolean isHostile = matches(control, "hostile", script);
        // who installs a release does not run it
        boolean isOfReleases = !name.equals("prepare");
        if (isHostile) {
            findings.onLine(
                    manifest.file(),
                    manifest.lineOf(name),
                    Severity.CRITICAL,
                    name + ": " + script,
                    "The script hands the machine to an address, or runs whatever that gives");
        } else if (isOfReleases && !isHarmless) {
            boolean fetches = control.list("fetching").stream().anyMatch(script::contains);
            findings.onLine(
                    manifest.file(),
                    manifest.lineOf(name),
                    fetches ? Severity.HIGH : control.severity(),
                    name + ": " + script,
                    fetches ? "The installation fetches or builds code to run" : "The installation runs a script");
        }
    }

    private static boolean matches(Control control, String list, String text) {
        return control.list(list).stream()
                .anyMatch(like -> Pattern.compile(like).matcher(text).find());
    }

    /** What the scanner saw in files that run then. */
    private static void files(Source source, Findings findings) {
        var files = AtInstallation.files(source);
        if (files.isEmpty()) {
            return;
        }
        for (var flaw : source.evidence().findings()) {
            var severity = WORSE.get(flaw.kind());
            if (severity != null && files.contains(flaw.file())) {
                source.text(flaw.file())
                        .ifPresent(file -> findings.at(
                                file,
                                flaw.position(),
                                severity,
                                file.evidence(flaw.position()),
                                TextFile.message("By the mere installation: " + flaw.says())));
            }
        }
    }

    private static void pth(Source source, Control control, Findings findings) {
        for (var file : source.texts()) {
            if (file.path().endsWith(".pth")) {
                AtInstallation.linesRun(file).forEach((line, text) -> {
                    boolean isHostile = matches(control, "hostile_lines", text);
                    findings.onLine(
                            file,
                            line,
                            isHostile ? Severity.CRITICAL : control.severity(),
                            text,
                            "Each start of the interpreter runs this"
                                    + (isHostile ? ", which is hidden or of the network" : ""));
                });
            }
        }
    }
}
