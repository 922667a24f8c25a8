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
    private static final Pattern MARK = Pattern.compile("(?://|#) (flaw|fine) (\\w+)(?: (high|medium|low))?: (.*)$");
    private static final Map<String, Set<String>> KINDS = Map.ofEntries(
            Map.entry("COMMAND_INJECTION", Set.of("command", "command-any")),
            Map.entry("PATH_TRAVERSAL", Set.of("path", "path-any")),
            Map.entry("SQL_INJECTION", Set.of("sql", "statement", "statement-one", "statement-kept")),
            Map.entry("CODE_INJECTION", Set.of("code", "code-any")),
            Map.entry("SSRF", Set.of("url")),
            Map.entry("OPEN_UNTRUSTED", Set.of("open")),
            Map.entry("ARGUMENT_INJECTION", Set.of("option", "option-poor")),
            Map.entry("UNSAFE_DESERIALIZATION", Set.of("deserialise")),
            Map.entry("TEMPLATE_INJECTION", Set.of("template", "format")),
            Map.entry("REGEX_INJECTION", Set.of("regex")),
            Map.entry("CROSS_SITE_SCRIPTING", Set.of("html")),
            Map.entry("NETWORK_EXPOSURE", Set.of("listen")),
            Map.entry("UNPROTECTED_TRANSPORT", Set.of("transport", "transport-open", "transport-runs")),
            Map.entry("PERMISSIVE_CORS", Set.of("cors", "cors-credentials")),
            Map.entry("TLS_VERIFICATION", Set.of("tls")),
            Map.entry("WEAK_RANDOM", Set.of("random")),
            Map.entry("SECRET_LOGGING", Set.of("log")),
            Map.entry("WHOLE_ENVIRONMENT", Set.of("environment")));

    /** What is low has a kind of its own, which has to be the one that is found. */
    private static final Map<String, String> LOW = Map.of(
            "TLS_VERIFICATION", "tls-option", "WEAK_RANDOM", "", "SECRET_LOGGING", "log-name", "WHOLE_ENVIRONMENT", "");

    /** What is nobody's value: how a server is set up. */
    private static final Set<String> SET_UP = Set.of("NETWORK_EXPOSURE", "UNPROTECTED_TRANSPORT", "PERMISSIVE_CORS");

    private static Path folder(String kind) {
        return Path.of("src", "test", "resources", "planted", kind);
    }

    /** The programs of a folder: each file one, each folder one of several files, all of Python one, for its modules find each other by their names. */
    private static List<Map<String, String>> programs(String kind) throws IOException {
        var all = new ArrayList<Map<String, String>>();
        var python = new TreeMap<String, String>();
        try (var paths = Files.list(folder(kind))) {
            for (Path each : paths.sorted().toList()) {
                var files = files(each, folder(kind));
                if (each.toString().endsWith(".py")) {
                    python.putAll(files);
                } else if (!files.isEmpty()) {
                    all.add(files);
                }
            }
        }
        all.add(python);
        return all;
    }

    private static Map<String, String> files(Path program, Path base) throws IOException {
        var files = new TreeMap<String, String>();
        try (var all = Files.walk(program)) {
            for (Path each : all.filter(Files::isRegularFile).toList()) {
                if (each.toString().matches(".*\\.(js|mjs|cjs|ts|py)")) {
                    files.put(base.relativize(each).toString().replace('\\', '/'), Files.readString(each));
                }
            }
        }
        return files;
    }

    /** What the engine does not see, or takes for a flaw, stands beside the samples, so that nobody takes it for seen. */
    private static Set<String> known(String which) throws IOException {
        return Set.copyOf(Files.readAllLines(folder(which + ".txt")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "command",
                "path",
                "sql",
                "code",
                "ssrf",
                "desktop",
                "options",
                "deserialise",
                "template",
                "regex",
                "html",
                "listen",
                "tls",
                "random",
                "logging",
                "environment"
            })
    void what_is_planted_is_found_and_what_looks_like_it_is_not(String kind) throws IOException, InterruptedException {
        var scanner = new Scanner();
        var missed = new TreeSet<String>();
        var wrong = new TreeSet<String>();
        int flaws = 0;
        int fine = 0;
        for (var files : programs(kind)) {
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
                    var kinds = KINDS.getOrDefault(mark.group(2), Set.of());
                    boolean isSetUp = SET_UP.contains(mark.group(2));
                    String low = LOW.get(mark.group(2));
                    boolean isLow = low != null && "low".equals(mark.group(3));
                    var here = evidence.findings().stream()
                            .filter(each -> each.file().equals(file.getKey()) && each.line() == line)
                            .toList();
                    boolean isFound = isLow
                            ? here.stream().anyMatch(each -> each.kind().equals(low))
                                    && here.stream().noneMatch(each -> kinds.contains(each.kind()))
                            : here.stream()
                                    .filter(each -> kinds.contains(each.kind())
                                            || (mark.group(1).equals("fine")
                                                    && each.kind().equals(low)))
                                    .anyMatch(each -> isSetUp || low != null || isForeign(each));
                    boolean isFlaw = mark.group(1).equals("flaw") && (isSetUp || isLow || !"low".equals(mark.group(3)));
                    flaws += isFlaw ? 1 : 0;
                    fine += isFlaw ? 0 : 1;
                    String what = kind + '/' + file.getKey() + ": " + mark.group(4);
                    if (isFlaw && !isFound) {
                        missed.add(what);
                    } else if (!isFlaw && isFound) {
                        wrong.add(what);
                    }
                }
            }
        }
        System.out.printf(
                "%s: %d of %d flaws found, %d of %d look-alikes reported%n",
                kind, flaws - missed.size(), flaws, wrong.size(), fine);
        assertThat(wrong).isSubsetOf(known("reported"));
        assertThat(missed)
                .isEqualTo(known("missed").stream()
                        .filter(each -> each.startsWith(kind + "/"))
                        .collect(java.util.stream.Collectors.toSet()));
        assertThat(flaws).isGreaterThanOrEqualTo(20);
        assertThat(fine).isGreaterThanOrEqualTo(20);
    }

    private static boolean isForeign(Finding finding) {
        return (finding.labels() & Label.FOREIGN) != 0;
    }
}
