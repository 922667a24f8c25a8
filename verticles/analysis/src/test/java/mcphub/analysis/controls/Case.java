package mcphub.analysis.controls;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import mcphub.analysis.source.Origin;
import mcphub.analysis.source.SourceFile;
import mcphub.analysis.source.SourceTree;

/** One row of a table: what a control says of some files. Paths and texts take turns. */
record Case(String control, Outcome expected, Origin origin, List<String> pathsAndTexts) {

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

    static SourceTree tree(List<String> pathsAndTexts) {
        var files = new ArrayList<SourceFile>();
        for (int i = 0; i < pathsAndTexts.size(); i += 2) {
            files.add(file(pathsAndTexts.get(i), pathsAndTexts.get(i + 1).getBytes(StandardCharsets.UTF_8)));
        }
        return new SourceTree(files);
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
