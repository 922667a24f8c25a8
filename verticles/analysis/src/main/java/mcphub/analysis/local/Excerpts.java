package mcphub.analysis.local;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mcphub.analysis.controls.Catalogue;
import mcphub.analysis.controls.Control;
import mcphub.analysis.controls.Finding;
import mcphub.analysis.controls.SubCategory;
import mcphub.analysis.reading.Source;

/** Pieces of files around findings, without what the controls know as a secret. */
final class Excerpts {
    private static final int AROUND = 2;
    /** What is looked at for secrets that begin or end outside of what is shown. */
    private static final int CONTEXT = 8;

    private static final int LONGEST = 300;
    private static final int LONGEST_KEY = 400;
    private static final String KEY = "PRIVATE KEY-----";
    private static final String KEY_ENDS = "-----END";

    private final Source source;
    private final Catalogue catalogue;
    private final Map<String, String[]> lines = new HashMap<>();
    private final Map<String, BitSet> keys = new HashMap<>();

    Excerpts(Source source, Catalogue catalogue) {
        this.source = source;
        this.catalogue = catalogue;
    }

    /**
     * The line of a finding and those around it; only the line itself, as evidence, where the finding is a secret; none where it is about a whole file.
     *
     * @param evidence of the finding, redacted
     */
    List<Line> of(Control control, Finding finding, String evidence) {
        Integer line = finding.line();
        var file = finding.file() == null ? null : source.text(finding.file()).orElse(null);
        if (line == null || file == null) {
            return List.of();
        }
        var all = lines.computeIfAbsent(file.path(), path -> file.text().split("\n", -1));
        var alone = List.of(new Line(line, Plain.of(evidence)));
        if (line > all.length || control.subCategory() == SubCategory.SECRETS) {
            return evidence.isEmpty() ? List.of() : alone;
        }
        var key = keys.computeIfAbsent(file.path(), path -> keys(all));
        int from = Math.max(0, line - 1 - CONTEXT);
        int to = Math.min(all.length, line + CONTEXT);
        var block = new ArrayList<String>();
        for (int i = from; i < to; i++) {
            block.add(key.get(i) ? "…" : all[i].length() > LONGEST ? cut(all[i], i == line - 1, evidence) : all[i]);
        }
        String[] redacted =
                catalogue.redacted(String.join("\n", block), file.path()).split("\n", -1);
        if (redacted.length != block.size()) {
            return alone; // a secret of several lines is one now
        }
        var shown = new ArrayList<Line>();
        for (int i = Math.max(0, line - 1 - AROUND); i < Math.min(all.length, line + AROUND); i++) {
            shown.add(new Line(i + 1, Plain.of(redacted[i - from]).stripTrailing()));
        }
        return shown;
    }

    private static String cut(String text, boolean isFinding, String evidence) {
        return isFinding ? evidence : "… (" + text.length() + " characters)";
    }

    /** The lines of private keys, which begin and end further away than anybody looks. */
    private static BitSet keys(String[] lines) {
        var keys = new BitSet();
        for (int i = 0; i < lines.length; i++) {
            int begins = lines[i].indexOf(KEY);
            if (begins >= 0 && !lines[i].contains(KEY_ENDS)) {
                int last = i;
                while (last + 1 < lines.length && last - i < LONGEST_KEY && !lines[last].contains(KEY_ENDS)) {
                    last++;
                }
                keys.set(i, last + 1);
                i = last;
            }
        }
        return keys;
    }
}
