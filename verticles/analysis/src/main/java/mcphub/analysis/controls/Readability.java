package mcphub.analysis.controls;

import java.util.List;
import mcphub.analysis.controls.Search.Hit;
import mcphub.analysis.reading.Source;

/** Judges whether a person could read what runs: not obfuscated, not only minified, not binary, not too large. */
final class Readability {
    private static final int HEX_NAMES = 20;

    private Readability() {}

    static Verdict obfuscated(Source source, Control control) {
        var files = source.productCode();
        if (files.isEmpty()) {
            return Verdict.inconclusive("There is no program code in a language that this control reads");
        }
        var findings = new Findings();
        for (var file : files) {
            for (var rule : control.rules()) {
                var hits = Search.hits(file, rule);
                if (hits.size() >= (rule.find().contains("_0x") ? HEX_NAMES : 1)) {
                    Hit first = hits.getFirst();
                    findings.at(file, first.position(), rule.severity(), file.evidence(first.position()), rule.says());
                }
            }
        }
        return findings.verdict(source, "The code is not obfuscated", control.name());
    }

    static Verdict minified(Source source, Control control) {
        var scripts = source.productCode();
        if (scripts.isEmpty()) {
            return Verdict.inconclusive("There is no program code");
        }
        long minified = scripts.stream()
                .filter(file -> file.isMinified())
                .mapToLong(file -> file.text().length())
                .sum();
        long all = scripts.stream().mapToLong(file -> file.text().length()).sum();
        if (minified * 100 <= all * control.limit("most_percent")) {
            return Verdict.passed("The code can be read");
        }
        var findings = new Findings();
        findings.overall(
                control.severity(), minified * 100 / all + " % of the code is minified, and its source is not here");
        return findings.verdict("", control.name());
    }

    static Verdict unread(Source source, Control control) {
        var unread = source.unreadCode();
        var findings = new Findings();
        source.oversized().stream()
                .filter(file -> unread.contains(file.path()))
                .forEach(file -> findings.inFile(
                        file.path(),
                        control.severity(),
                        file.size() + " bytes",
                        "Too large to be analysed: what it does is unknown"));
        source.leftOut(left -> left.reason().isLink() && unread.contains(left.path()))
                .forEach(left -> findings.inFile(
                        left.path(), control.severity(), left.target(), "A link: what it leads to was not read"));
        source.shells()
                .forEach(path -> findings.inFile(
                        path,
                        control.severity(),
                        "",
                        "Part of the program in a language that is not read: what it does is unknown"));
        source.unjudged()
                .forEach((path, why) -> findings.inFile(
                        path, control.severity(), "", "Not judged, so that what it does is unknown: " + why));
        String elsewhere = findings.sorted().isEmpty() ? elsewhere(source, control) : "";
        return elsewhere.isEmpty()
                ? findings.verdict("Every file of code was read", control.name())
                : Verdict.inconclusive(elsewhere);
    }

    /** What belongs to the source and is kept somewhere else: nobody here can say what it holds. */
    private static String elsewhere(Source source, Control control) {
        long modules = source.texts().stream()
                .filter(file -> file.path().equals(".gitmodules"))
                .flatMap(file -> file.text().lines())
                .filter(line -> line.strip().startsWith("[submodule"))
                .count();
        String pointer = control.list("large_file_pointer").getFirst();
        long pointers = source.texts().stream()
                .filter(file -> file.text().startsWith(pointer))
                .count();
        return modules + pointers == 0
                ? ""
                : "Not everything is in this archive: " + modules + " submodules and " + pointers
                        + " files in Git LFS are kept elsewhere";
    }

    static Verdict binaries(Source source, Control control) {
        var findings = new Findings();
        List<String> magics = control.list("magic");
        List<String> extensions = control.list("extensions");
        for (var file : source.binaries()) {
            boolean runs = magics.stream().anyMatch(file.magic()::startsWith)
                    || extensions.stream().anyMatch(file.path()::endsWith);
            if (runs) {
                findings.inFile(
                        file.path(),
                        control.severity(),
                        file.size() + " bytes",
                        "Machine code whose source cannot be checked here");
            }
        }
        source.oversized().stream()
                .filter(file ->
                        source.binaries().stream().noneMatch(each -> each.path().equals(file.path())))
                .filter(file -> extensions.stream().anyMatch(file.path()::endsWith))
                .forEach(file -> findings.inFile(
                        file.path(),
                        control.severity(),
                        file.size() + " bytes",
                        "Machine code whose source cannot be checked here"));
        return findings.verdict("No machine code", control.name());
    }
}
