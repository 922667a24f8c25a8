package mcphub.scanner.surface;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import mcphub.scanner.Specifiers;
import mcphub.scanner.code.Ex;
import mcphub.scanner.code.St;
import mcphub.scanner.run.PyModules;
import mcphub.scanner.surface.Term.Later;
import mcphub.scanner.surface.Term.Obj;
import mcphub.scanner.surface.Term.Ref;
import mcphub.scanner.surface.Term.Unknown;

/** The files of a program as modules, each run once, when it is first asked for. What is imported is looked at when it is used, for modules may import each other. */
final class Modules {
    private final Interpreter interpreter;
    private final Map<String, List<St>> files;
    private final Map<String, Obj> modules = new HashMap<>();

    Modules(Interpreter interpreter, Map<String, List<St>> files) {
        this.interpreter = interpreter;
        this.files = files;
    }

    void run(Set<String> paths) {
        files.keySet().stream().filter(paths::contains).forEach(this::module);
    }

    private void module(String file) {
        if (modules.containsKey(file)) {
            return;
        }
        var env = new Env(null, 0);
        var module = new Obj(0);
        modules.put(file, module);
        var exports = new Obj(0);
        module.fields.put("exports", exports);
        if (!isPython(file)) {
            env.declare("module", module);
            env.declare("exports", exports);
        }
        int before = interpreter.maybe;
        interpreter.maybe = 0;
        try {
            interpreter.statements.run(files.getOrDefault(file, List.of()), Frame.of(env, file));
        } finally {
            interpreter.maybe = before;
        }
        if (isPython(file)) {
            env.all().forEach(exports.fields::put);
        }
    }

    /** A module by the name that a file gives it: another file, or a package. */
    Term named(String name, String from) {
        boolean isPython = isPython(from);
        boolean isFile = name.startsWith(".") || name.startsWith("/");
        String file = isPython
                ? PyModules.file(name, from, files)
                : isFile ? Specifiers.file(from, name, files.keySet()) : Specifiers.aliased(from, name, files.keySet());
        if (file == null || (isPython && file.equals(from))) {
            return isFile ? Unknown.UNKNOWN : new Ref(name.startsWith("node:") ? name.substring(5) : name);
        }
        module(file);
        return exports(file);
    }

    private Term exports(String file) {
        var module = modules.get(file);
        return module == null ? Unknown.UNKNOWN : Terms.now(module.fields.getOrDefault("exports", Unknown.UNKNOWN));
    }

    void bind(St.Import imported, Frame frame) {
        Term module = named(imported.module(), frame.file());
        if (imported.local().isEmpty()) {
            return;
        }
        if (imported.local().equals("*")) {
            if (module instanceof Obj obj) {
                obj.fields.forEach(frame.env()::declare);
            }
            return;
        }
        String what = imported.what();
        if (what.equals("*")) {
            frame.env().declare(imported.local(), module);
        } else if (module instanceof Obj obj && frame.isPython() && !obj.fields.containsKey(what)) {
            String dot = imported.module().endsWith(".") ? "" : ".";
            Term inner = named(imported.module() + dot + what, frame.file());
            frame.env().declare(imported.local(), inner instanceof Ref ? later(module, what) : inner);
        } else {
            frame.env().declare(imported.local(), module instanceof Obj ? later(module, what) : part(module, what));
        }
    }

    private Term later(Term module, String what) {
        return new Later(() -> part(module, what));
    }

    private Term part(Term module, String what) {
        Term found = interpreter.values.member(module, what);
        return found.equals(Term.NOTHING) && what.equals("default") ? module : found;
    }

    void export(Frame frame, String name, Ex value) {
        if (exports(frame.file()) instanceof Obj obj) {
            Term given = interpreter.evaluator.eval(value, frame);
            obj.fields.put(
                    name,
                    value instanceof Ex.Name(int at, String local)
                            ? new Later(() -> java.util.Objects.requireNonNullElse(
                                    frame.env().get(local), given))
                            : given);
        }
    }

    void exportAgain(St.ReExport again, Frame frame) {
        Term module = named(again.module(), frame.file());
        if (exports(frame.file()) instanceof Obj exports) {
            if (again.what().equals("*") && again.name().equals("*")) {
                if (module instanceof Obj obj) {
                    obj.fields.forEach(exports.fields::putIfAbsent);
                }
            } else {
                exports.fields.put(again.name(), again.what().equals("*") ? module : later(module, again.what()));
            }
        }
    }

    private static boolean isPython(String file) {
        return file.endsWith(".py") || file.endsWith(".pyw");
    }
}
