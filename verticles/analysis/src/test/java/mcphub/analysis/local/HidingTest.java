package mcphub.analysis.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import mcphub.analysis.controls.Severity;
import mcphub.harness.Packages;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One server with one flaw, as it is and hidden in many ways: what is hidden never earns more than what is shown. */
final class HidingTest {
    private static final String HEAD = """
            import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
            import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
            import { z } from "zod";
            const server = new McpServer({ name: "notes", version: "1.0.0" });
            """;
    private static final String CONNECT = "await server.connect(new StdioServerTransport());\n";
    private static final String HONEST = """
            server.tool("shout", "Says a word in capitals", { word: z.string() }, async ({ word }) => {
              return { content: [{ type: "text", text: word.toUpperCase() }] };
            });
            """;
    private static final String CHILD = "import { execSync } from \"node:child_process\";\n";
    private static final String FLAW = """
            server.tool("history", "Shows what a branch has", { branch: z.string() }, async ({ branch }) => {
              const text = execSync(`git log ${branch}`).toString();
              return { content: [{ type: "text", text }] };
            });
            """;
    private static final String SERVER = CHILD + HEAD + FLAW + CONNECT;
    /** The same in the older form of modules. */
    private static final String COMMON = """
            const { execSync } = require("node:child_process");
            const { McpServer } = require("@modelcontextprotocol/sdk/server/mcp.js");
            const { StdioServerTransport } = require("@modelcontextprotocol/sdk/server/stdio.js");
            const { z } = require("zod");
            const server = new McpServer({ name: "notes", version: "1.0.0" });
            """ + FLAW + "server.connect(new StdioServerTransport());\n";
    /** What an honest server hands itself to, and which adds the flaw. */
    private static final String ADDED = """
            const { execSync } = require("node:child_process");
            const { z } = require("zod");
            exports.add = (server) => {
            """ + FLAW + "};\n";

    private static final String REQUIRE =
            "import { createRequire } from \"node:module\";\nconst require = createRequire(import.meta.url);\n";
    private static final String FILLER =
            "// nothing to see here, and nothing there either, as far as anybody can tell\n";
    private static final int SOME = 400 * 1024;
    /** More than the hub reads of one file. */
    private static final int MANY = 2_300 * 1024;

    @TempDir
    private Path room;

    private static String filler(int bytes) {
        return FILLER.repeat(bytes / FILLER.length());
    }

    private static String manifest(String entry) {
        return "{\"name\":\"notes\",\"version\":\"1.0.0\",\"description\":\"Notes of branches\",\"license\":\"MIT\",\"type\":\"module\","
                + entry + ",\"scripts\":{\"test\":\"node --test\"},"
                + "\"dependencies\":{\"@modelcontextprotocol/sdk\":\"1.32.2\",\"zod\":\"4.6.7\"}}";
    }

    private static Map<String, String> files(String entry, String... pathsAndTexts) {
        var files = new TreeMap<String, String>(Map.of(
                "package.json", manifest(entry),
                "README.md", "# notes\n\n## Usage\n\n`npx notes` starts it; its tools show what branches have.\n",
                "test/a.test.js", "check();\n",
                ".github/workflows/ci.yml", "jobs: {a: {steps: [{run: npm test}]}}\n"));
        for (int i = 0; i < pathsAndTexts.length; i += 2) {
            files.put(pathsAndTexts[i], pathsAndTexts[i + 1]);
        }
        return files;
    }

    private static Map<String, String> main(String path, String text) {
        return files("\"main\":\"" + path + '"', path, text);
    }

    /** An honest server, which takes in what adds the flaw. */
    private static Map<String, String> honest(String taking, String... pathsAndTexts) {
        var files = files("\"main\":\"index.js\"", pathsAndTexts);
        files.put("index.js", HEAD + HONEST + taking + CONNECT);
        return files;
    }

    private static Map<String, Map<String, String>> hidden() {
        var all = new LinkedHashMap<String, Map<String, String>>();
        all.put("a NUL in a comment", main("index.js", "/* \0 */\n" + SERVER));
        all.put(
                "a bin without extension",
                files("\"bin\":{\"notes\":\"bin/notes\"}", "bin/notes", "#!/usr/bin/env node\n" + SERVER));
        all.put("an entry point in test/", main("test/index.test.js", SERVER));
        all.put("an entry point in vendor/", files("\"exports\":\"./vendor/a.js\"", "vendor/a.js", SERVER));
        all.put("an entry point in docs/", files("\"bin\":\"docs/a.js\"", "docs/a.js", SERVER));
        all.put("an extension that nobody knows", main("lib/notes.data", COMMON));
        all.put("400 kB of comments", main("index.js", filler(SOME) + SERVER));
        all.put("behind the bound of a file", main("index.js", filler(MANY) + SERVER));
        all.put(
                "in a large file beside a small one",
                honest("(await import(\"./more.cjs\")).default.add(server);\n", "more.cjs", filler(MANY) + ADDED));
        all.put("a computed import", honest("""
                        const name = process.argv0 ? "more" : "less";
                        (await import("./lib/" + name + ".cjs")).default.add(server);
                        """, "lib/more.cjs", ADDED));
        all.put("a require by another name", honest("""
                        const { createRequire: make } = await import("node:module");
                        const get = make(import.meta.url);
                        get("./lib/more.cjs").add(server);
                        """, "lib/more.cjs", ADDED));
        all.put("a bin that is called otherwise", files("\"bin\":\"bin/notes.run\"", "bin/notes.run", COMMON));
        all.put("a text that is required", honest(REQUIRE + """
                        require("./lib/more.txt").add(server);
                        """, "lib/more.txt", ADDED));
        all.put("a text with a NUL that is required", honest(REQUIRE + """
                        require("./lib/more.txt").add(server);
                        """, "lib/more.txt", "/* \0 */" + ADDED));
        all.put("a name that is put together", honest(REQUIRE + """
                        require("" + "./test/more.cjs").add(server);
                        """, "test/more.cjs", ADDED));
        all.put("a require that is handed on", honest(REQUIRE + """
                        const get = require; get(["./test", "more.cjs"].join("/")).add(server);
                        """, "test/more.cjs", ADDED));
        all.put(
                "an entry point that is not there beside one that is",
                files(
                        "\"main\":\"index.js\",\"bin\":\"dist/notes.js\"",
                        "index.js",
                        HEAD + HONEST + CONNECT,
                        "examples/notes.js",
                        SERVER));
        all.put("a bundler's marker", main("index.js", "// node_modules/left/index.js\n" + SERVER));
        all.put(
                "in a script of a shell",
                honest(
                        "const { execFileSync } = await import(\"node:child_process\");\n"
                                + FLAW.replace(
                                        "execSync(`git log ${branch}`)",
                                        "execFileSync(\"sh\", [\"./history.sh\", branch])"),
                        "history.sh",
                        "eval \"git log $1\"\n"));
        all.put(
                "a suppression in every line",
                main("index.js", SERVER.replace("\n", " // mcp-hub-ignore COMMAND_INJECTION it is meant to be so\n")));
        all.put(
                "a package inside",
                files(
                        "\"main\":\"index.js\"",
                        "index.js",
                        "import \"./packages/core/index.js\";\n",
                        "packages/core/package.json",
                        "{\"name\":\"core\",\"type\":\"module\",\"main\":\"index.js\"}",
                        "packages/core/index.js",
                        SERVER));
        all.put(
                "a bundled dependency",
                files(
                        "\"main\":\"index.js\",\"bundleDependencies\":[\"core\"]",
                        "index.js",
                        "import \"core\";\n",
                        "node_modules/core/package.json",
                        "{\"name\":\"core\",\"version\":\"1.0.0\",\"license\":\"MIT\",\"type\":\"module\",\"main\":\"index.js\"}",
                        "node_modules/core/index.js",
                        SERVER));
        all.put(
                "an import of the manifest",
                files(
                        "\"main\":\"index.js\",\"imports\":{\"#core\":\"./lib/core.cjs\"}",
                        "index.js",
                        "import \"#core\";\n",
                        "lib/core.cjs",
                        COMMON));
        all.put("one line", main("index.cjs", COMMON.replaceAll("\n\\s*", "")));
        all.put(
                "packed",
                main(
                        "index.cjs",
                        "eval(Buffer.from(\""
                                + Base64.getEncoder().encodeToString(COMMON.getBytes(StandardCharsets.UTF_8))
                                + "\", \"base64\").toString());\n"));
        all.put("built from sources", files("\"main\":\"dist/index.js\"", "src/index.ts", SERVER));
        return all;
    }

    private ScanReport scanned(Map<String, String> files, Map<String, String> links) throws IOException {
        var entries = new LinkedHashMap<TarArchiveEntry, byte[]>();
        files.forEach((path, text) -> {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            var entry = new TarArchiveEntry("package/" + path, true);
            entry.setSize(bytes.length);
            entries.put(entry, bytes);
        });
        links.forEach((path, to) -> {
            var entry = new TarArchiveEntry("package/" + path, TarConstants.LF_SYMLINK);
            entry.setLinkName(to);
            entries.put(entry, new byte[0]);
        });
        return new Scans(room).scan().archive(Files.write(room.resolve("t-1.0.0.tgz"), Packages.tgzOf(entries)));
    }

    private static String told(String way, ScanReport report) {
        var scores = report.scores();
        return "%s: %d, %s, level %d"
                .formatted(way, scores.global(), scores.grade(), scores.level().number());
    }

    private static boolean isBetter(ScanReport one, ScanReport other) {
        return one.scores().global() > other.scores().global()
                || one.scores().level().number() > other.scores().level().number();
    }

    @Test
    void a_flaw_that_is_hidden_never_earns_a_better_grade_than_in_its_plain_form() throws IOException {
        var plain = scanned(main("index.js", SERVER), Map.of());
        assertThat(Scans.of(plain, "COMMAND_INJECTION").getFirst().severity()).isEqualTo(Severity.HIGH);
        var reports = new LinkedHashMap<String, ScanReport>();
        for (var each : hidden().entrySet()) {
            reports.put(each.getKey(), scanned(each.getValue(), Map.of()));
        }
        reports.put(
                "behind a link",
                scanned(
                        files("\"main\":\"index.js\"", "lib/notes.data", SERVER),
                        Map.of("index.js", "lib/notes.data")));
        List<String> better = reports.entrySet().stream()
                .filter(each -> isBetter(each.getValue(), plain))
                .map(each -> told(each.getKey(), each.getValue()))
                .toList();
        assertThat(better).as(told("plain", plain)).isEmpty();
    }

    @Test
    void the_sample_without_the_flaw_is_better() throws IOException {
        var plain = scanned(main("index.js", SERVER), Map.of());
        var honest = scanned(honest(""), Map.of());

        assertThat(isBetter(honest, plain)).as(told("honest", honest)).isTrue();
    }
}
