package mcphub.analysis.controls;

import java.util.List;
import mcphub.analysis.reading.Source;
import mcphub.analysis.reading.Suppression;

/** Judges whether code asks not to be judged; what it asks for is not done. */
final class Suppressions {
    private Suppressions() {}

    /** One finding a file, at the first of them; what others brought along is theirs. */
    static Verdict judge(Source source, Control control) {
        var findings = new Findings();
        for (var file : source.texts()) {
            var asked = file.isVendored() ? List.<Suppression>of() : Suppression.in(file);
            if (!asked.isEmpty()) {
                int position = asked.getFirst().position();
                findings.at(
                        file,
                        position,
                        control.severity(),
                        file.evidence(position),
                        "The code asks to hide findings" + (asked.size() == 1 ? "" : " (" + asked.size() + " times)")
                                + ", which hides none");
            }
        }
        return findings.verdict("No file asks to hide findings", control.name());
    }
}
