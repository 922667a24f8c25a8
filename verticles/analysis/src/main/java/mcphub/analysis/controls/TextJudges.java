package mcphub.analysis.controls;

import com.google.re2j.Matcher;
import java.util.HexFormat;
import mcphub.analysis.controls.Control.NamedPattern;
import mcphub.analysis.source.SourceFile;

/** Judges of what the files say and are, apart from what the code does. */
final class TextJudges {
    private static final int MAGIC_BYTES = 4;

    private TextJudges() {}

    /** Texts that address the model behind the user's back: in code, where tools are described, and in the README. */
    static Verdict hiddenInstructions(Source source, Control control) {
        var places = new Places(control);
        for (TextFile file : source.texts()) {
            if (Source.isVendored(file.path()) || file.isTest() || file.path().endsWith(".map")) {
                continue;
            }
            for (NamedPattern pattern : control.patterns()) {
                Matcher matcher = pattern.pattern().matcher(file.text());
                while (matcher.find()) {
                    boolean comment = file.language() != null && isInComment(file, matcher.start());
                    if (!comment) {
                        places.add(file, matcher.start(), file.evidence(matcher.start()), pattern.message());
                    }
                }
            }
        }
        return places.verdict("No text was found that addresses the model behind the user's back.");
    }

    /** Programs in machine code, by their first bytes. */
    static Verdict nativeBinaries(Source source, Control control) {
        var places = new Places(control);
        for (SourceFile file : source.binaries()) {
            byte[] bytes = file.content().get();
            String magic = HexFormat.of().formatHex(bytes, 0, Math.min(MAGIC_BYTES, bytes.length));
            if (control.values().contains(magic) && !file.path().endsWith(".class")) {
                places.add(file.path(), null, "begins with " + magic, "This is machine code, which cannot be read.");
            }
        }
        return places.verdict("No machine code was found.");
    }

    /** Addresses that are no names, apart from private and documentation networks. */
    static Verdict addresses(Source source, Control control) {
        var places = new Places(control);
        for (TextFile file : source.code()) {
            Matcher matcher = control.patterns().getFirst().pattern().matcher(file.text());
            while (matcher.find()) {
                String host = matcher.group().substring(matcher.group().indexOf("//") + 2);
                if (control.values().stream().noneMatch(host::startsWith) && !isInComment(file, matcher.start())) {
                    places.add(
                            file,
                            matcher.start(),
                            file.evidence(matcher.start()),
                            control.patterns().getFirst().message());
                }
            }
        }
        return places.verdict("No bare address is called.");
    }

    /** A position whose line has nothing left in the code view up to it, not even a quote, is a comment. */
    private static boolean isInComment(TextFile file, int position) {
        int start = file.text().lastIndexOf('\n', Math.max(0, position - 1)) + 1;
        String before = file.text().substring(start, position);
        return before.strip().startsWith("//")
                || before.strip().startsWith("*")
                || before.strip().startsWith("#")
                || (before.contains("//") && !before.contains("://"));
    }
}
