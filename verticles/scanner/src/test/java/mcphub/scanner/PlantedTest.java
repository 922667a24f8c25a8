package mcphub.scanner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import mcphub.scanner.Scanner.Finding;
import mcphub.scanner.values.Label;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Programs with planted flaws and with what only looks like one; each line says itself which it is, and was written by somebody who had not seen the engine. What the
 * engine does not see yet is listed here, so that nobody takes it for seen.
 */
final class PlantedTest {
    private static final Pattern MARK = Pattern.compile("// (flaw|fine) (\\w+)(?: (high|medium|low))?: (.*)$");
    private static final Map<String, Set<String>> KINDS = Map.of(
            "COMMAND_INJECTION", Set.of("command"),
            "PATH_TRAVERSAL", Set.of("path"),
            "SQL_INJECTION", Set.of("sql", "statement"),
            "CODE_INJECTION", Set.of("code"),
            "SSRF", Set.of("url"),
            "OPEN_UNTRUSTED", Set.of("open"));

    /** File, and why it is a flaw. */
    private static final Set<String> NOT_SEEN = Set.of(
            "esm-import.mjs: createRequire",
            "esm-import.mjs: constructor of async functions",
            "libs.mjs: zx starts a second interpreter",
            "cjs-notes.js: contained by name, a link inside leads out",
            "esm-files.mjs: stat",
            "esm-files.mjs: normalize contains nothing",
            "fast.ts: no links resolved before the read",
            "fast.ts: an absolute path replaces the base",
            "guard-case/src/index.js: the refusal of the guard is swallowed",
            "cjs-pg.js: %s does not quote",
            "cjs-web.js: the caller's host as base",
            "client-case/dist/http.js: called from another file with an argument",
            "client-case/dist/http.js: one instance has the caller's base",
            "esm-clients.mjs: without a slash the host may go on",
            "esm-clients.mjs: host assigned",
            "esm-clients.mjs: address from a remote answer",
            "fast.ts: base given by the caller");

    private static Path folder(String kind) {
        return Path.of("src", "test", "resources", "planted", kind);
    }

    /** The programs of a folder: each file one, each folder one of several files. */
    private static List<Path> programs(String kind) throws IOException {
        try (var all = Files.list(folder(kind))) {
            return all.sorted().toList();
        }
    }

    private static Map<String, String> files(Path program, Path base) throws IOException {
        var files = new TreeMap<String, String>();
        try (var all = Files.walk(program)) {
            for (Path each : all.filter(Files::isRegularFile).toList()) {
                if (each.toString().matches(".*\\.(js|mjs|cjs|ts)")) {
                    files.put(base.relativize(each).toString().replace('\\', '/'), Files.readString(each));
                }
            }
        }
        return files;
    }

    @ParameterizedTest
    @ValueSource(strings = {"command", "path", "sql", "code", "ssrf", "desktop"})
    void what_is_planted_is_found_and_what_looks_like_it_is_not(String kind) throws IOException, InterruptedException {
        var scanner = new Scanner();
        var missed = new TreeSet<String>();
        var wrong = new ArrayList<String>();
        int flaws = 0;
        int fine = 0;
        for (Path program : programs(kind)) {
            var files = files(program, folder(kind));
            var evidence = scanner.scan(files);
            assertThat(evidence.unread()).isEmpty();
            for (var file : files.entrySet()) {
                var lines = file.getValue().lines().toList();
                for (int i = 0; i < lines.size(); i++) {
                    var mark = MARK.matcher(lines.get(i));
                    if (!mark.find() || !KINDS.containsKey(mark.group(2))) {
                        continue;
                    }
                    int line = i + 1;
                    boolean isFound = evidence.findings().stream()
                            .filter(each -> each.file().equals(file.getKey()) && each.line() == line)
                            .filter(each ->
                                    KINDS.getOrDefault(mark.group(2), Set.of()).contains(each.kind()))
                            .anyMatch(PlantedTest::isForeign);
                    boolean isFlaw = mark.group(1).equals("flaw") && !"low".equals(mark.group(3));
                    flaws += isFlaw ? 1 : 0;
                    fine += isFlaw ? 0 : 1;
                    if (isFlaw && !isFound) {
                        missed.add(file.getKey() + ": " + mark.group(4));
                    } else if (!isFlaw && isFound) {
                        wrong.add(
                                file.getKey() + ':' + line + ' ' + lines.get(i).strip());
                    }
                }
            }
        }
        System.out.printf(
                "%s: %d of %d flaws found, %d of %d look-alikes reported%n",
                kind, flaws - missed.size(), flaws, wrong.size(), fine);
        assertThat(wrong).isEmpty();
        assertThat(missed).isSubsetOf(NOT_SEEN);
        assertThat(flaws).isGreaterThanOrEqualTo(20);
        assertThat(fine).isGreaterThanOrEqualTo(20);
    }

    private static boolean isForeign(Finding finding) {
        return (finding.labels() & Label.FOREIGN) != 0;
    }
}
