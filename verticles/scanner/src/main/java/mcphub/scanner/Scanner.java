package mcphub.scanner;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import mcphub.scanner.code.St;
import mcphub.scanner.parse.Sources;
import mcphub.scanner.run.Engine;
import mcphub.scanner.run.Flaw;
import mcphub.scanner.run.Models;
import mcphub.scanner.run.Program;
import mcphub.scanner.surface.Surface;
import mcphub.scanner.surface.Surfaces;
import mcphub.scanner.values.Step;

/** Finds what foreign values do in a program: source text in, evidence out. The same files give the same evidence; nothing else is looked at. */
public final class Scanner {
    private static final int MOST_STACK = 512 * 1024 * 1024;
    private final Models models = Models.shipped();
    private final Sources sources = new Sources();

    /**
     * What was found.
     *
     * @param unread files that could not be judged, with the reason
     * @param told what the program tells about its tools
     * @param surface what it offers
     */
    public record Evidence(List<Finding> findings, Map<String, String> unread, List<Told> told, Surface surface) {
        /** Of a program that nothing else is known of. */
        public static Evidence unread(Map<String, String> why) {
            return new Evidence(List.of(), why, List.of(), Surface.unread(List.copyOf(why.values())));
        }
    }

    /**
     * What a program tells the model about a tool.
     *
     * @param tool null where it is not known
     * @param position in characters of the file: of the tool's declaration
     */
    public record Told(
            String file,
            int position,
            @org.jspecify.annotations.Nullable String tool,
            String text) {}

    /**
     * One flaw.
     *
     * @param kind as the models name it, such as command; command-any and code-any where all that is run is somebody's choice
     * @param labels bits of {@link mcphub.scanner.values.Label}
     * @param line 1-based
     * @param position in characters of the file
     * @param tool null where it is not known
     * @param trace from the source to here: {@code file:line what}
     */
    public record Finding(
            String kind,
            String file,
            int line,
            int position,
            int labels,
            @org.jspecify.annotations.Nullable String tool,
            String says,
            List<String> trace) {}

    /** Scans the files, by path, each of which somebody starts. Takes a thread of its own with a deep stack. */
    public Evidence scan(Map<String, String> files) throws InterruptedException {
        return scan(files, files.keySet());
    }

    /**
     * The same of a program of which not all is started.
     *
     * @param started the files that entry points lead to
     */
    public Evidence scan(Map<String, String> files, Set<String> started) throws InterruptedException {
        var result = new Evidence[1];
        var thrown = new Throwable[1];
        var thread = new Thread(null, () -> result[0] = here(files, started), "scan", MOST_STACK);
        thread.setUncaughtExceptionHandler((t, e) -> thrown[0] = e);
        thread.start();
        thread.join();
        if (thrown[0] != null) {
            throw new IllegalStateException("The scan broke", thrown[0]);
        }
        return result[0];
    }

    private Evidence here(Map<String, String> files, Set<String> started) {
        var unread = new TreeMap<String, String>();
        var program = new TreeMap<String, List<St>>();
        var places = new TreeMap<String, Places>();
        new TreeMap<>(files).forEach((path, text) -> {
            try {
                var read = sources.read(path, text);
                program.put(path, read.statements());
                if (read.doubt() != null) {
                    unread.put(path, read.doubt());
                }
                places.put(path, new Places(text));
            } catch (RuntimeException | StackOverflowError e) {
                unread.put(path, String.valueOf(e.getMessage()));
            }
        });
        var findings = new ArrayList<Finding>();
        var engine = new Engine(models, new Program(program));
        for (Flaw flaw : engine.run()) {
            var at = places.get(flaw.file());
            if (at == null) {
                unread.put("", flaw.says());
                continue;
            }
            var trace = new ArrayList<String>();
            for (Step step = flaw.step(); step != null; step = step.before()) {
                var where = places.get(step.file());
                trace.addFirst(step.file() + ':' + (where == null ? 0 : where.line(step.at())) + ' ' + step.what());
            }
            findings.add(new Finding(
                    flaw.kind(),
                    flaw.file(),
                    at.line(flaw.at()),
                    at.position(flaw.at()),
                    flaw.labels(),
                    flaw.tool(),
                    flaw.says(),
                    trace));
        }
        var told = new ArrayList<Told>();
        for (var each : engine.told()) {
            var at = places.get(each.file());
            told.add(new Told(each.file(), at == null ? 0 : at.position(each.at()), each.tool(), each.says()));
        }
        return new Evidence(findings, unread, told, surface(files, started, program, places, engine.uses(), unread));
    }

    private static Surface surface(
            Map<String, String> files,
            Set<String> started,
            Map<String, List<St>> program,
            Map<String, Places> places,
            Set<String> uses,
            Map<String, String> unread) {
        boolean mayOffer = files.values().stream().anyMatch(Surfaces::mayOffer);
        return Surfaces.read(
                program,
                started,
                mayOffer,
                (file, at) -> {
                    var place = places.get(file);
                    return place == null ? 0 : place.line(at);
                },
                uses,
                unread.keySet());
    }
}
