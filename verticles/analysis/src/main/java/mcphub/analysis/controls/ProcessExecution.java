package mcphub.analysis.controls;

import com.google.re2j.Pattern;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import mcphub.analysis.controls.Search.Hit;
import mcphub.analysis.reading.Language;
import mcphub.analysis.reading.Source;
import mcphub.analysis.reading.TextFile;

/** Finds commands that a shell runs and that are not constant; knows which names in a script mean a process. */
final class ProcessExecution {
    private static final Pattern NAMED = Pattern.compile(
            "(?:import\\s*|(?:const|let|var)\\s*)\\{([^}]{1,300})\\}\\s*(?:from\\s*|=\\s*(?:await\\s+import\\s*\\(\\s*|require\\s*\\(\\s*))['\"](?:node:)?child_process['\"]");
    private static final Pattern WHOLE = Pattern.compile(
            "(?:import\\s*(?:\\*\\s*as\\s+)?([\\w$]+)\\s*from\\s*|(?:const|let|var|,)\\s*([\\w$]+)\\s*=\\s*(?:[\\w$.]+\\(\\s*)?(?:await\\s+import\\s*\\(\\s*|require\\s*\\(\\s*))['\"](?:node:)?child_process['\"]");
    private static final Pattern PROMISED =
            Pattern.compile("([\\w$]+)\\s*=\\s*(?:[\\w$]+\\.)?promisify\\(\\s*(?:([\\w$]+)\\.)?([\\w$]+)\\s*\\)");
    private static final int ARGUMENTS = 600;
    private static final int MOST_CALLS = 500;

    private ProcessExecution() {}

    static Verdict judge(Source source, Control control) {
        var files = source.productCode();
        if (files.isEmpty()) {
            return Verdict.inconclusive("There is no program code in a language that this control reads");
        }
        var findings = new Findings();
        var shells = Set.copyOf(control.list("shell_functions"));
        var spawns = Set.copyOf(control.list("spawn_functions"));
        for (var file : files) {
            control.rules().forEach(rule -> CodeRules.report(file, rule, Search.hits(file, rule), findings));
            if (file.language() == Language.JAVASCRIPT && file.text().contains("child_process")) {
                script(file, control, shells, spawns, findings);
            }
        }
        return findings.verdict(source, "No shell command is made from input", control.name());
    }

    private static void script(
            TextFile file, Control control, Set<String> shells, Set<String> spawns, Findings findings) {
        var shellCalls = new TreeSet<String>();
        var spawnCalls = new TreeSet<String>();
        var modules = new TreeSet<String>();
        names(file, shells, spawns, shellCalls, spawnCalls, modules);
        var hits = new ArrayList<Hit>();
        var harmless = Set.copyOf(control.list("harmless_values"));
        shellCalls.forEach(name -> calls(file, name, false, harmless, hits));
        spawnCalls.forEach(name -> calls(file, name, true, harmless, hits));
        var says = "A shell runs a command that is not constant: whoever controls a part of it runs any command";
        var any = control.rules().getFirst();
        var rule = new Rule(
                List.of("("), false, any.pattern(), any.in(), Set.of(), List.of(), null, 0, control.severity(), says);
        CodeRules.report(file, rule, hits, findings);
    }

    /** What the script calls the functions of child_process: imported, renamed, through a module, wrapped as a promise. */
    private static void names(
            TextFile file,
            Set<String> shells,
            Set<String> spawns,
            Set<String> shellCalls,
            Set<String> spawnCalls,
            Set<String> modules) {
        var whole = WHOLE.matcher(file.spoken());
        while (whole.find() && modules.size() < 50) {
            modules.add(whole.group(1) != null ? whole.group(1) : whole.group(2));
        }
        for (var module : modules) {
            shells.forEach(name -> shellCalls.add(module + "." + name));
            spawns.forEach(name -> spawnCalls.add(module + "." + name));
        }
        var named = NAMED.matcher(file.spoken());
        while (named.find() && shellCalls.size() < 500) {
            for (var item : named.group(1).split(",", -1)) {
                var parts = item.strip().split("\\s+as\\s+|\\s*:\\s*", 2);
                var local = parts[parts.length - 1];
                if (shells.contains(parts[0])) {
                    shellCalls.add(local);
                } else if (spawns.contains(parts[0])) {
                    spawnCalls.add(local);
                }
            }
        }
        var promised = PROMISED.matcher(file.code());
        while (promised.find() && shellCalls.size() < 500) {
            var wrapped = promised.group(2) == null ? promised.group(3) : promised.group(2) + "." + promised.group(3);
            if (shellCalls.contains(wrapped)) {
                shellCalls.add(promised.group(1));
            } else if (spawnCalls.contains(wrapped)) {
                spawnCalls.add(promised.group(1));
            }
        }
    }

    private static void calls(TextFile file, String name, boolean onlyWithShell, Set<String> harmless, List<Hit> hits) {
        var code = file.code();
        int looked = 0;
        for (int at = code.indexOf(name); at >= 0 && looked++ < MOST_CALLS; at = code.indexOf(name, at + 1)) {
            int open = at + name.length();
            while (open < code.length()
                    && (code.charAt(open) == ')' || code.charAt(open) == ' ')
                    && open < at + name.length() + 2) {
                open++;
            }
            boolean isCall = open < code.length()
                    && code.charAt(open) == '('
                    && startsName(code, at)
                    && !code.substring(Math.max(0, at - 10), at).stripTrailing().endsWith("function");
            if (isCall) {
                var arguments = Arguments.of(code, open, ARGUMENTS);
                boolean byShell =
                        !onlyWithShell || arguments.rest().replace(" ", "").contains("shell:true");
                if (byShell && !arguments.isDeclaration() && !arguments.firstIsConstant(code, harmless)) {
                    hits.add(new Hit(at, name, name));
                }
            }
        }
    }

    private static boolean startsName(String code, int at) {
        return at == 0 || (!Character.isJavaIdentifierPart(code.charAt(at - 1)) && code.charAt(at - 1) != '.');
    }
}
