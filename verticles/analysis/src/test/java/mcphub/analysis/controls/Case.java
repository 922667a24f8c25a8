package mcphub.analysis.controls;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import mcphub.analysis.reading.Source;
import mcphub.analysis.source.LeftOut;
import mcphub.analysis.source.Origin;
import mcphub.analysis.source.SourceFile;
import mcphub.analysis.source.SourceTree;

/** One row of a table: what a control says of some files. Paths and texts take turns; {@link #REGISTRY} stands for a path, the others for a text. */
record Case(String control, Outcome expected, Origin origin, List<String> pathsAndTexts) {
    /** What the registry says of the release. */
    static final String REGISTRY = "registry:";

    /** A symbolic link. */
    static final String LINK = "link:";

    /** A file that is too large to be unpacked. */
    static final String LARGE = "large:";

    static Case fails(String control, String... pathsAndTexts) {
        return new Case(control, Outcome.FAILED, Origin.GIT, List.of(pathsAndTexts));
    }

    static Case passes(String control, String... pathsAndTexts) {
        return new Case(control, Outcome.PASSED, Origin.GIT, List.of(pathsAndTexts));
    }

    static Case unclear(String control, String... pathsAndTexts) {
        return new Case(control, Outcome.INCONCLUSIVE, Origin.GIT, List.of(pathsAndTexts));
    }

    static Case unclearOnNpm(String control) {
        return new Case(control, Outcome.INCONCLUSIVE, Origin.NPM, List.of("package.json", "{}"));
    }

    static Case onNpm(String control, Outcome expected, String... pathsAndTexts) {
        return new Case(control, expected, Origin.NPM, List.of(pathsAndTexts));
    }

    Source source() {
        int at = pathsAndTexts.indexOf(REGISTRY);
        return new Source(tree(pathsAndTexts), origin, at < 0 ? null : pathsAndTexts.get(at + 1));
    }

    static SourceTree tree(List<String> pathsAndTexts) {
        var files = new ArrayList<SourceFile>();
        var leftOut = new ArrayList<LeftOut>();
        for (int i = 0; i < pathsAndTexts.size(); i += 2) {
            var path = pathsAndTexts.get(i);
            var text = pathsAndTexts.get(i + 1);
            if (text.startsWith(LINK)) {
                leftOut.add(new LeftOut(path, LeftOut.Reason.SYMBOLIC_LINK, 0, text.substring(LINK.length())));
            } else if (text.equals(LARGE)) {
                leftOut.add(new LeftOut(path, LeftOut.Reason.TOO_LARGE, 100_000_000, ""));
            } else if (!path.equals(REGISTRY)) {
                files.add(file(path, text.getBytes(StandardCharsets.UTF_8)));
            }
        }
        return new SourceTree(files, leftOut);
    }

    static SourceFile file(String path, byte[] bytes) {
        return new SourceFile(path, bytes.length, () -> bytes);
    }

    @Override
    public String toString() {
        return control + " is " + expected + " on "
                + String.join(" ", pathsAndTexts).replace('\n', ' ');
    }
}
