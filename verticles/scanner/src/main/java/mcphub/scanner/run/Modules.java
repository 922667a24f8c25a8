package mcphub.scanner.run;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import mcphub.scanner.Specifiers;
import mcphub.scanner.code.St;
import mcphub.scanner.values.Box;
import mcphub.scanner.values.Scope;
import mcphub.scanner.values.Value;
import org.jspecify.annotations.Nullable;

/** The files of a program as modules, each run once, when it is first asked for. */
final class Modules {
    private final Engine engine;
    private final Program program;
    private final Map<String, Box> exports = new HashMap<>();
    private final Map<String, Value> whole = new HashMap<>();

    Modules(Engine engine, Program program) {
        this.engine = engine;
        this.program = program;
    }

    void runAll() {
        program.files().keySet().forEach(this::module);
    }

    private Value module(String file) {
        var had = exports.get(file);
        if (had == null) {
            var box = new Box();
            exports.put(file, box);
            var scope = new Scope(null, file, true);
            scope.declare("module", Value.ref("module"));
            scope.declare("exports", Value.ref("exports"));
            scope.declare("__filename", Value.UNKNOWN);
            scope.declare("__dirname", Value.UNKNOWN);
            engine.statements()
                    .run(program.files().getOrDefault(file, List.of()), new Frame(scope, Value.UNKNOWN, file));
            if (Python.is(file)) {
                scope.kept().getOrDefault(scope, Map.of()).forEach((name, value) -> {
                    box.fields.put(name, value);
                    box.exact.add(name);
                });
            }
            had = box;
        }
        var all = whole.get(file);
        return all == null ? Value.of(had) : had.fields.isEmpty() ? all : all.or(Value.of(had));
    }

    /** A module by the name that a file gives it: another file, or a package. */
    Value named(String name, String from) {
        if (Python.is(from)) {
            String file = PyModules.file(name, from, program.files());
            imported(from, file);
            return file != null && !file.equals(from)
                    ? module(file)
                    : name.startsWith(".") ? Value.UNKNOWN : Value.ref(Python.PREFIX + name);
        }
        if (name.startsWith(".") || name.startsWith("/")) {
            String file = Specifiers.file(from, name, program.files().keySet());
            imported(from, file);
            return file == null ? Value.UNKNOWN : module(file);
        }
        String aliased = Specifiers.aliased(from, name, program.files().keySet());
        if (aliased != null) {
            imported(from, aliased);
            return module(aliased);
        }
        String plain = (name.startsWith("node:") ? name.substring(5) : name)
                .replaceFirst("(?<=/.{1,100})\\.(js|mjs|cjs)$", "");
        if (plain.startsWith("lodash/") || plain.startsWith("lodash-es")) {
            plain = plain.replaceFirst("^lodash(-es)?/?", "lodash.").replaceFirst("\\.$", "");
        }
        return Value.ref(
                switch (plain) {
                    case "fs/promises", "fs-extra", "graceful-fs" -> "fs";
                    case "path/posix", "path/win32" -> "path";
                    case "timers/promises" -> "timers";
                    // the engine's own names begin so, and nobody else's may
                    default -> plain.startsWith("#") ? "imports:" + plain.substring(1) : plain;
                });
    }

    private void imported(String from, @Nullable String file) {
        if (file != null) {
            engine.sinks().listeners().transports().imports(from, file);
        }
    }

    void bind(St.Import imported, Frame frame) {
        Value module = named(imported.module(), frame.file);
        if (imported.local().isEmpty()) {
            return;
        }
        if (imported.local().equals("*")) {
            module.boxes().forEach(box -> box.fields.forEach(frame.scope::declare));
            return;
        }
        Value part = part(module, imported.what(), imported.at(), frame);
        if (part.isUnknown() && Python.is(frame)) {
            // a module within a module need not be named there
            String dot = imported.module().endsWith(".") ? "" : ".";
            part = named(imported.module() + dot + imported.what(), frame.file);
        }
        frame.scope.declare(imported.local(), part);
    }

    private Value part(Value module, String what, int at, Frame frame) {
        if (what.equals("*")) {
            return module;
        }
        Value found = engine.calls().member(module, what, at, frame);
        return found.isUnknown() && what.equals("default") ? module : found;
    }

    void export(Frame frame, String name, Value value) {
        var box = exports.computeIfAbsent(frame.file, file -> new Box());
        if (name.equals("=")) {
            whole.merge(frame.file, value, Value::or);
        } else {
            box.put(name, value);
        }
    }

    void exportAgain(St.ReExport again, Frame frame) {
        Value module = named(again.module(), frame.file);
        if (again.what().equals("*") && again.name().equals("*")) {
            module.boxes().forEach(box -> box.fields.forEach((name, value) -> export(frame, name, value)));
        } else {
            export(frame, again.name(), part(module, again.what(), 0, frame));
        }
    }
}
