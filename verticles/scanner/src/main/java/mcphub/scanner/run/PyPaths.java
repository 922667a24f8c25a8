package mcphub.scanner.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import mcphub.scanner.values.Safe;
import mcphub.scanner.values.Value;
import org.jspecify.annotations.Nullable;

/** What Python's paths have: parts, and methods that open files. */
final class PyPaths {
    static final String METHODS = Python.PREFIX + "Path.";

    private static final String FOLDED = "#folded";
    private static final Set<String> NAMES = Set.of("name", "stem", "suffix", "suffixes");
    private static final Set<String> SAME = Words.of(
            "parent parents parts anchor resolve absolute expanduser as_posix with_suffix relative_to readlink as_uri "
                    + "glob rglob iterdir __str__ rename replace");

    private PyPaths() {}

    static boolean is(Value value) {
        return value.refs().contains(Sinks.PATH);
    }

    /** A path without dots that lead upwards, so that its beginning says where it is. */
    static Value folded(Value path) {
        var refs = new java.util.TreeSet<>(path.refs());
        refs.add(FOLDED);
        return new Value(path.labels(), path.safe(), path.shapes(), refs, path.closures(), path.boxes(), path.step());
    }

    static boolean isFolded(Value path) {
        return path.labels() == 0 || path.refs().contains(FOLDED);
    }

    /** A part of it; null for what is none. */
    static @Nullable Value part(Value of, String name) {
        return NAMES.contains(name) ? of.with(Safe.PATH) : SAME.contains(name) ? of : null;
    }

    /** What a method of it gives; null for what is none. */
    static @Nullable Value call(String name, Value receiver, List<Value> arguments) {
        return switch (name) {
            case "resolve", "absolute" -> folded(receiver).with(Safe.OPTION);
            case "joinpath" -> join(receiver, arguments);
            case "with_name", "with_stem" -> arguments.isEmpty() ? receiver : join(receiver, arguments);
            case "read_text",
                    "read_bytes",
                    "open",
                    "exists",
                    "is_file",
                    "is_dir",
                    "stat",
                    "is_symlink",
                    "is_relative_to" -> Value.UNKNOWN;
            default -> part(receiver, name);
        };
    }

    static Value join(Value first, List<Value> others) {
        var all = new ArrayList<Value>();
        all.add(first);
        all.addAll(others);
        return Packages.path("path.join", all).without(Safe.OPTION);
    }
}
