package mcphub.analysis.local;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import mcphub.analysis.controls.Finding;
import mcphub.analysis.reading.Source;
import mcphub.analysis.reading.Suppression;

/** Applies the suppressions of a folder that its owner scans, and tells which of them do nothing. */
final class Suppressing {
    private final TreeMap<String, List<Suppression>> marks = new TreeMap<>();
    private final Set<Suppression> used = new HashSet<>();
    private final List<String> notes = new ArrayList<>();

    /**
     * Those that count: with a control that there is, and with a reason, in files of the source's own.
     *
     * @param controls the ids of all controls
     */
    static Suppressing in(Source source, Set<String> controls) {
        var all = new Suppressing();
        for (var file : source.texts()) {
            for (var mark : Suppression.in(file)) {
                if (file.isVendored() || file.isBundled(mark.position())) {
                    all.note(mark, "stands in code of others");
                } else if (!controls.contains(mark.control())) {
                    all.note(mark, mark.control().isEmpty() ? "names no control" : "names no control that there is");
                } else if (mark.reason().isEmpty()) {
                    all.note(mark, "gives no reason");
                } else {
                    all.marks
                            .computeIfAbsent(mark.file(), path -> new ArrayList<>())
                            .add(mark);
                }
            }
        }
        return all;
    }

    /** The reason why a finding is hidden; absent where it is not. What is about a whole file or source cannot be. */
    Optional<String> of(String control, Finding finding) {
        String file = finding.file();
        Integer line = finding.line();
        if (file == null || line == null) {
            return Optional.empty();
        }
        var found = marks.getOrDefault(file, List.of()).stream()
                .filter(mark -> mark.control().equals(control) && mark.isAbout(line))
                .findFirst();
        found.ifPresent(used::add);
        return found.map(mark -> mark.reason() + " (" + mark.file() + ":" + mark.line() + ")");
    }

    /** What suppressions do nothing, and why; to be asked when all findings were. */
    List<String> notes() {
        var all = new ArrayList<>(notes);
        marks.values().stream()
                .flatMap(List::stream)
                .filter(mark -> !used.contains(mark))
                .forEach(mark -> all.add(told(mark, "hides nothing: there is no such finding")));
        return all;
    }

    private void note(Suppression mark, String why) {
        notes.add(told(mark, "does nothing: it " + why));
    }

    private static String told(Suppression mark, String what) {
        return "The suppression " + (mark.control().isEmpty() ? "" : "of " + mark.control() + ' ') + "in " + mark.file()
                + ':' + mark.line() + ' ' + what;
    }
}
