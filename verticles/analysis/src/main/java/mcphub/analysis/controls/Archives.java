package mcphub.analysis.controls;

import java.util.List;
import mcphub.analysis.reading.Source;
import mcphub.analysis.reading.TextFile;
import mcphub.analysis.source.LeftOut;

/** Judges what an archive holds that does not arrive everywhere as it stands there: links, names that are one elsewhere, files that are too large. */
final class Archives {
    private Archives() {}

    /** npm leaves links out when it installs. Other tools make them. */
    static Verdict links(Source source, Control control) {
        var findings = new Findings();
        source.leftOut(left -> left.reason().isLink())
                .forEach(left -> findings.inFile(
                        left.path(),
                        control.severity(),
                        left.target(),
                        (left.reason() == LeftOut.Reason.HARD_LINK ? "A hard link" : "A symbolic link")
                                + ": it was not followed, and npm does not install it"));
        return findings.verdict("The archive holds no links", control.name());
    }

    /** Both are judged; which of them runs depends on the machine. That is worse for code than for a text. */
    static Verdict casePairs(Source source, Control control) {
        var findings = new Findings();
        for (List<String> pair : source.casePairs()) {
            boolean code = pair.stream().anyMatch(path -> new TextFile(path, "").isProductCode());
            findings.inFile(
                    pair.getFirst(),
                    code ? Severity.HIGH : control.severity(),
                    String.join(", ", pair),
                    "Names that differ only by case or accents: on some systems one file takes the other's place");
        }
        return findings.verdict("No two names differ only by case", control.name());
    }

    static Verdict notRead(Source source, Control control) {
        var findings = new Findings();
        source.leftOut(left -> left.reason() == LeftOut.Reason.TOO_LARGE)
                .forEach(left -> findings.inFile(
                        left.path(),
                        control.severity(),
                        left.size() + " bytes",
                        "Too large to be unpacked: nobody looked at it"));
        return findings.verdict("Every file was unpacked", control.name());
    }
}
