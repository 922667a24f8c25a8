package mcphub.analysis.controls;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import mcphub.scanner.Scanner.Finding;

/** Flaws in source files and in what was built of them: the same flaw is one finding, where it runs. */
final class Twins {
    private static final Pattern SOURCE = Pattern.compile("^(?:src|source|lib)/");
    private static final Pattern BUILT = Pattern.compile("^(?:dist|build|lib|out|esm|cjs|es)/(?:src/|esm/|cjs/)?");
    private static final Pattern ENDING = Pattern.compile("\\.(?:[mc]?[jt]s|[jt]sx)$");

    private Twins() {}

    /**
     * The flaws, each once.
     *
     * @param reached the files that run; where it is empty nobody knows which do, and all stay
     * @return the flaws in their order, and beside each the other place where it stands, empty for none
     */
    static Map<Finding, String> once(List<Finding> flaws, Set<String> reached) {
        var byFile = new LinkedHashMap<String, List<Finding>>();
        flaws.forEach(flaw -> byFile.computeIfAbsent(flaw.file() + '|' + flaw.kind(), f -> new ArrayList<>())
                .add(flaw));
        var sources = new HashMap<String, String>();
        for (Finding flaw : flaws) {
            boolean isSource = SOURCE.matcher(flaw.file()).find() && !reached.contains(flaw.file());
            if (isSource && !reached.isEmpty()) {
                sources.putIfAbsent(stem(SOURCE, flaw.file()) + '|' + flaw.kind(), flaw.file());
            }
        }
        var all = new LinkedHashMap<Finding, String>();
        flaws.forEach(flaw -> all.put(flaw, ""));
        byFile.values().forEach(here -> {
            Finding first = here.getFirst();
            boolean isBuilt = BUILT.matcher(first.file()).find() && reached.contains(first.file());
            String source = isBuilt ? sources.get(stem(BUILT, first.file()) + '|' + first.kind()) : null;
            var there =
                    source == null ? List.<Finding>of() : byFile.getOrDefault(source + '|' + first.kind(), List.of());
            // as many of a kind in both, in the same order: each is the same flaw
            for (int i = 0; here.size() == there.size() && i < here.size(); i++) {
                Finding twin = there.get(i);
                all.put(here.get(i), twin.file() + ':' + twin.line());
                all.remove(twin);
            }
        });
        return all;
    }

    private static String stem(Pattern folder, String path) {
        return ENDING.matcher(folder.matcher(path).replaceFirst("")).replaceFirst("");
    }
}
