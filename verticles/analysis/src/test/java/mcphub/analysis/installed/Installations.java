package mcphub.analysis.installed;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import mcphub.analysis.controls.Installation;
import mcphub.analysis.controls.Installed;
import mcphub.analysis.reading.Dependency.Scope;
import mcphub.analysis.reading.Source;
import mcphub.analysis.source.Origin;
import mcphub.analysis.source.SourceFile;
import mcphub.analysis.source.SourceTree;

/** Installations of made-up files, and what they are as lines. Paths and texts take turns. */
final class Installations {
    private Installations() {}

    static Installation git(String... pathsAndTexts) {
        return of(Origin.GIT, pathsAndTexts);
    }

    /** What stands behind the path {@code registry:} is what the registry says. */
    static Installation npm(String... pathsAndTexts) {
        return of(Origin.NPM, pathsAndTexts);
    }

    private static Installation of(Origin origin, String... pathsAndTexts) {
        var files = new ArrayList<SourceFile>();
        String registered = null;
        for (int i = 0; i < pathsAndTexts.length; i += 2) {
            byte[] bytes = pathsAndTexts[i + 1].getBytes(StandardCharsets.UTF_8);
            if (pathsAndTexts[i].equals("registry:")) {
                registered = pathsAndTexts[i + 1];
            } else {
                files.add(new SourceFile(pathsAndTexts[i], bytes.length, () -> bytes));
            }
        }
        return Installation.of(new Source(new SourceTree(files), origin, registered));
    }

    /** One line each: name, version or what is asked for, licence, scope, and by way of whom. */
    static List<String> shown(Installation installation) {
        return installation.all().stream().map(Installations::shown).toList();
    }

    private static String shown(Installed one) {
        var line = new StringBuilder(one.name()).append(' ').append(one.version());
        line.append(!one.itself() && one.requirement().equals(one.version()) ? " asked" : "");
        line.append(one.license() == null ? "" : " " + one.license());
        line.append(one.scope() == Scope.RUNTIME ? "" : " " + one.scope().name().toLowerCase(Locale.ROOT));
        return line.append(one.via().isEmpty() ? "" : " via " + String.join(" > ", one.via()))
                .toString();
    }
}
