package mcphub.scanner.surface;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import mcphub.scanner.code.Ex;
import mcphub.scanner.code.St;
import mcphub.scanner.code.Walk;
import mcphub.scanner.surface.Surface.HandOver;

/** Files that only start something else: a package that does all of the work, or a program of its own. */
final class HandOvers {
    private static final Pattern SPAWNS =
            Pattern.compile("spawn|spawnSync|execFile|execFileSync|execa|execvp|execv|execvpe");
    private static final Pattern OWN = Pattern.compile(
            "(?:node:)?(?:assert|buffer|child_process|cluster|console|crypto|dns|events|fs|fs/promises|http|https|module|net|os|path|perf_hooks|process|querystring|readline|stream|timers|tls|tty|url|util|v8|vm|worker_threads|zlib)"
                    + "|sys|os|asyncio|subprocess|pathlib|logging|typing|argparse|json|re|__future__|importlib|importlib\\..*");
    /** A file with more than this does something itself. */
    private static final int MOST_CALLS = 40;

    private HandOvers() {}

    static List<HandOver> in(Map<String, List<St>> files) {
        var all = new ArrayList<HandOver>();
        files.forEach((file, statements) -> one(file, statements, all));
        return all;
    }

    private static void one(String file, List<St> statements, List<HandOver> into) {
        var packages = new TreeSet<String>();
        var calls = new int[1];
        boolean[] isSpawning = new boolean[1];
        boolean[] isLocal = new boolean[1];
        var started = new ArrayList<String>();
        imports(statements, packages, isLocal);
        Walk.everywhere(statements, cls -> true, each -> {
            if (each instanceof Ex.Call(int at, Ex callee, var args, var named, boolean isNew)) {
                calls[0]++;
                String name = callee instanceof Ex.Member(int a, Ex of, String last)
                        ? last
                        : callee instanceof Ex.Name(int a, String plain) ? plain : "";
                if (SPAWNS.matcher(name).matches() && !args.isEmpty()) {
                    isSpawning[0] = true;
                    started.add(args.getFirst() instanceof Ex.Lit(int a, String text) ? text : "");
                }
                boolean isImport = name.equals("require") || name.equals("import") || name.equals("resolve");
                if (isImport && !args.isEmpty() && args.getFirst() instanceof Ex.Lit(int a, String module)) {
                    isLocal[0] |= module.startsWith(".") && !module.endsWith(".json") && !name.equals("resolve");
                    named(module, packages);
                }
            }
        });
        if (isSpawning[0] && passesOn(statements)) {
            String name =
                    started.stream().filter(each -> !each.isEmpty()).findFirst().orElse("");
            into.add(new HandOver(
                    file, !packages.isEmpty() ? packages.first() : name.isEmpty() ? "a program" : name, true));
        } else if (!isSpawning[0]
                && !isLocal[0]
                && calls[0] <= MOST_CALLS
                && !packages.isEmpty()
                && isPlain(statements)) {
            packages.forEach(each -> into.add(new HandOver(file, each, false)));
        }
    }

    /** Whether what is started gets the arguments that this was started with. */
    private static boolean passesOn(List<St> statements) {
        boolean[] found = new boolean[1];
        Walk.everywhere(
                statements,
                cls -> true,
                each -> found[0] |= each instanceof Ex.Member(int at, Ex of, String name)
                        && name.equals("argv")
                        && of instanceof Ex.Name(int a, String from)
                        && Set.of("process", "sys").contains(from));
        return found[0];
    }

    /** Whether it makes no class and hardly a function. */
    private static boolean isPlain(List<St> statements) {
        return statements.size() <= MOST_CALLS
                && statements.stream().noneMatch(each -> each instanceof St.Type || each instanceof St.Loop)
                && statements.stream()
                                .filter(each -> each instanceof St.Declared)
                                .count()
                        <= 2;
    }

    private static void imports(List<St> statements, Set<String> packages, boolean[] isLocal) {
        for (St each : statements) {
            String module = each instanceof St.Import imported
                    ? imported.module()
                    : each instanceof St.ReExport again ? again.module() : "";
            isLocal[0] |= module.startsWith(".") && !module.endsWith(".json");
            named(module, packages);
        }
    }

    private static void named(String module, Set<String> into) {
        if (!module.isEmpty()
                && !module.startsWith(".")
                && !module.startsWith("/")
                && !OWN.matcher(module).matches()) {
            var parts = module.split("/", -1);
            into.add(module.startsWith("@") && parts.length > 1 ? parts[0] + '/' + parts[1] : parts[0]);
        }
    }
}
