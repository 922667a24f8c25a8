package mcphub.analysis.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import mcphub.analysis.LocalScan;
import mcphub.analysis.source.Limits;
import mcphub.harness.Packages;

/** Sources of tests, and their scans. */
record Scans(Path room) {
    static final String PLAIN = "{\"name\":\"t\",\"version\":\"1.0.0\"}";
    /** A flaw in line 3, with a way from line 2. */
    static final String FLAW =
            "import { exec } from 'child_process';\nserver.tool('run', { input: z.string() }, ({ input }) => {\n  exec(`ls ${input}`);\n});\n";

    /** A source with these files and what keeps it from any other finding that is grave. */
    static String[] kept(String... pathsAndTexts) {
        var all = new ArrayList<>(List.of(
                "package.json",
                "{\"name\":\"t\",\"version\":\"1.0.0\",\"license\":\"MIT\",\"scripts\":{\"test\":\"node --test\"}}",
                "README.md",
                "# t\n",
                "test/a.test.js",
                "check();\n",
                ".github/workflows/ci.yml",
                "jobs: {a: {steps: [{run: npm test}]}}\n"));
        all.addAll(List.of(pathsAndTexts));
        return all.toArray(String[]::new);
    }

    LocalScan scan() {
        return new LocalScan(Limits.defaults(), room, what -> {});
    }

    /** A new folder of these files: paths and texts take turns. */
    Path folder(String... pathsAndTexts) {
        try {
            return fill(Files.createTempDirectory(room, "source-"), pathsAndTexts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Path fill(Path folder, String... pathsAndTexts) {
        try {
            for (int i = 0; i < pathsAndTexts.length; i += 2) {
                Path file = folder.resolve(pathsAndTexts[i]);
                Files.createDirectories(file.getParent());
                Files.write(file, pathsAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ScanReport ofFolder(String... pathsAndTexts) {
        return scan().folder(folder(pathsAndTexts));
    }

    ScanReport ofArchive(String... pathsAndTexts) {
        var files = new TreeMap<String, String>();
        for (int i = 0; i < pathsAndTexts.length; i += 2) {
            files.put("package/" + pathsAndTexts[i], pathsAndTexts[i + 1]);
        }
        try {
            return scan().archive(Files.write(room.resolve("t-1.0.0.tgz"), Packages.tgz(files)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Reported> of(ScanReport report, String control) {
        return report.findings().stream()
                .filter(one -> one.control().id().equals(control))
                .toList();
    }
}
