import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import mcphub.scanner.Scanner;
import org.treesitter.TSLanguage;
import org.treesitter.TSParser;
import org.treesitter.TreeSitterJavascript;
import org.treesitter.TreeSitterPython;
import org.treesitter.TreeSitterTsx;
import org.treesitter.TreeSitterTypescript;

/** What a scan costs beside parsing the same files once with the same parser; run by {@code scripts/bench-scan}. */
final class ScanBench {
    private static final int MOST_BYTES = 2 * 1024 * 1024;

    private ScanBench() {}

    private record Row(String name, int files, long bytes, double parsed, double scanned) {}

    /** Takes folders, each a package. */
    public static void main(String[] args) throws IOException, InterruptedException {
        var scanner = new Scanner();
        scanner.scan(Map.of("a.js", "1;", "a.ts", "1;", "a.py", "1"));
        var rows = new ArrayList<Row>();
        System.out.printf("%-60s %6s %10s %9s %9s %6s%n", "package", "files", "bytes", "parse s", "scan s", "ratio");
        for (String arg : args) {
            var files = files(Path.of(arg));
            long began = System.nanoTime();
            files.forEach(ScanBench::parse);
            long parsed = System.nanoTime();
            scanner.scan(files);
            long scanned = System.nanoTime();
            long bytes = files.values().stream().mapToLong(String::length).sum();
            var row = new Row(
                    Path.of(arg).getFileName().toString(),
                    files.size(),
                    bytes,
                    (parsed - began) / 1e9,
                    (scanned - parsed) / 1e9);
            rows.add(row);
            print(row);
        }
        print(new Row(
                "all " + rows.size(),
                rows.stream().mapToInt(Row::files).sum(),
                rows.stream().mapToLong(Row::bytes).sum(),
                rows.stream().mapToDouble(Row::parsed).sum(),
                rows.stream().mapToDouble(Row::scanned).sum()));
        var times = rows.stream().map(Row::scanned).sorted().toList();
        if (!times.isEmpty()) {
            System.out.printf(
                    "a package takes %.2f s at the median, %.2f s at p95, %.2f s at most%n",
                    times.get(times.size() / 2), times.get((int) Math.ceil(times.size() * 0.95) - 1), times.getLast());
        }
        try (var status = Files.lines(Path.of("/proc/self/status"))) {
            status.filter(line -> line.startsWith("VmHWM")).forEach(line -> System.out.println("peak memory " + line));
        }
    }

    private static void print(Row row) {
        System.out.printf(
                "%-60s %6d %10d %9.2f %9.2f %6.1f%n",
                row.name(), row.files(), row.bytes(), row.parsed(), row.scanned(), row.scanned() / row.parsed());
    }

    private static void parse(String path, String text) {
        try (var parser = new TSParser()) {
            parser.setLanguage(language(path));
            parser.parseString(null, text).close();
        }
    }

    private static TSLanguage language(String path) {
        return path.endsWith(".py")
                ? new TreeSitterPython()
                : path.endsWith(".tsx")
                        ? new TreeSitterTsx()
                        : path.matches(".*\\.[mc]?ts") ? new TreeSitterTypescript() : new TreeSitterJavascript();
    }

    private static Map<String, String> files(Path root) throws IOException {
        var files = new TreeMap<String, String>();
        try (Stream<Path> all = Files.walk(root)) {
            List<Path> code = all.filter(Files::isRegularFile)
                    .filter(path -> path.toString().matches(".*\\.([mc]?[jt]s|[jt]sx|py)"))
                    .filter(path -> !root.relativize(path).toString().matches(".*(\\.d\\.[mc]?ts|node_modules/.*|tests?/.*)"))
                    .toList();
            for (Path path : code) {
                if (Files.size(path) <= MOST_BYTES) {
                    files.put(
                            root.relativize(path).toString(),
                            new String(Files.readAllBytes(path), StandardCharsets.UTF_8));
                }
            }
        }
        return files;
    }
}
