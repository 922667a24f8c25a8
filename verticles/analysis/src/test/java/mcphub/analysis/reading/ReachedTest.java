package mcphub.analysis.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import mcphub.analysis.source.Origin;
import org.junit.jupiter.api.Test;

/** Which files the entry points of a package lead to, and what of it counts as read. */
final class ReachedTest {
    private static final String MAIN = "{\"name\": \"a\", \"main\": \"index.js\"}";
    private static final String CODE = "exports.add = function (n) { return n + 1; };\n";

    private static Source release(String... pathsAndTexts) {
        return KindTest.source(Origin.NPM, pathsAndTexts);
    }

    private static Source main(String index, String... pathsAndTexts) {
        var all = new ArrayList<>(List.of("package.json", MAIN, "index.js", index));
        all.addAll(List.of(pathsAndTexts));
        return release(all.toArray(String[]::new));
    }

    private static List<String> code(Source source) {
        return source.productCode().stream().map(TextFile::path).toList();
    }

    @Test
    void what_runs_is_code_whatever_its_ending() {
        var started = release(
                "package.json",
                "{\"name\": \"a\", \"bin\": {\"a\": \"bin/notes.run\", \"b\": \"bin/b.txt\", \"c\": \"bin/c\"}, \"main\": \"main.md\"}",
                "bin/notes.run",
                "#!/usr/bin/env node\nrequire('../lib/more.txt');\nimport './style.css';\n",
                "bin/b.txt",
                "#!/usr/bin/env node\n" + CODE,
                "bin/c",
                "#!/usr/bin/env -S node --no-warnings\n" + CODE,
                "main.md",
                CODE,
                "lib/more.txt",
                "import 'node:fs';\n" + CODE,
                "bin/style.css",
                "a { color: red }\n",
                "other.txt",
                CODE);
        assertThat(code(started)).containsExactly("bin/b.txt", "bin/c", "bin/notes.run", "lib/more.txt", "main.md");
        assertThat(started.unreadCode()).isEmpty();
        assertThat(started.imports()).contains("node:fs");
        assertThat(code(main("require('./data.json');\n", "data.json", "{}"))).containsExactly("index.js");
    }

    @Test
    void what_runs_and_cannot_be_read_as_what_it_is_counts_as_unread() {
        assertThat(main("require('./more.txt');\n", "more.txt", "/* \0 */" + CODE)
                        .unreadCode())
                .containsExactly("more.txt");
        assertThat(main("require('./more.py');\n", "more.py", CODE).unreadCode())
                .containsExactly("more.py");
        String half = "// 10 here\n".repeat(10_000);
        assertThat(main("require('./more.txt');\n" + half, "more.txt", "/* \0 */" + half)
                        .parsedPercent())
                .isEqualTo(50);
        for (String bin : new String[] {"bin/a", "bin/a.sh", "bin/a.txt"}) {
            var started = release("package.json", "{\"name\": \"a\", \"bin\": \"" + bin + "\"}", bin, CODE);
            assertThat(started.unreadCode()).as("by a shell").containsExactly(bin);
        }
        var prose = main("require('./more.txt');\n", "more.txt", "This is: no code ((( at all.\n");
        assertThat(prose.unreadCode()).containsExactly("more.txt");
        assertThat(prose.parsedPercent()).isLessThan(100);
    }

    @Test
    void what_is_named_when_it_runs_may_be_any_file_of_the_package() {
        for (String index : new String[] {
            "require('' + './test/x.cjs');\n",
            "require('./lib/' + '../test/x.cjs');\n",
            "module.require(n);\n",
            "const get = require; get(n);\n",
            "const get = module.require; get(n);\n",
            "require('/./test/x.cjs'.slice(1));\n",
            "require(('./test/x.cjs'));\n",
            "require?.(n);\n",
            "require.call(null, n);\n",
            "require['call'](null, n);\n",
            "load({ require });\n",
            "require.resolve(n);\n",
            "require('./te\\x73t/x.cjs');\n",
            "import(/* here */ n);\n",
            "import(`${n}`);\n",
            "import { createRequire as make } from 'node:module'; make(import.meta.url)(n);\n",
            "import { createRequire } from 'node:module'; const get = createRequire(import.meta.url); get(n);\n",
            "import { createRequire } from 'node:module'; createRequire(import.meta.url)('./test/x.cjs');\n",
            "var __require = (x) => typeof require !== 'undefined' ? require : x; __require(n);\n"
        }) {
            var source = main(index, "test/x.cjs", CODE, "node_modules/b/c.js", CODE);
            assertThat(source.reached()).as(index).containsExactly("index.js", "test/x.cjs");
            assertThat(source.ways().open()).as(index).startsWith("index.js");
        }
    }

    @Test
    void what_is_named_is_followed_alone() {
        for (String index : new String[] {
            "require('./lib/y.cjs');\n",
            "require(/* here */ './lib/y.cjs');\n",
            "import y from /* here */ './lib/y.cjs';\n",
            "module.require('./lib/y.cjs');\n",
            "import('./lib/y.cjs', { with: {} });\n",
            "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);\nrequire('./lib/y.cjs');\n",
            "if (typeof require !== 'undefined' && require.main === module) { require(`./lib/y.cjs`); }\n",
            "const options = { require: 1, from: 2 }; options.require; Buffer.from('x'); require('./lib/y.cjs');\n",
            "run(require.resolve('./lib/y.cjs'), require.resolve('b'), import.meta.url);\n",
            "// require(n)\nconst help = 'require(n)'; require('./lib/y.cjs');\n"
        }) {
            var source = main(index, "test/x.cjs", CODE, "lib/y.cjs", CODE);
            assertThat(source.reached()).as(index).containsExactly("index.js", "lib/y.cjs");
            assertThat(source.ways().open()).as(index).isNull();
        }
    }

    @Test
    void what_a_manifest_says_is_published_means_nothing() {
        var source = release(
                "package.json",
                "{\"name\": \"a\", \"main\": \"index.js\", \"files\": [\"index.js\", \"%s\"]}"
                        .formatted("/".repeat(100_000)),
                "index.js",
                "require(process.argv[2]);\n",
                "test/x.cjs",
                CODE);
        assertThat(source.reached()).containsExactly("index.js", "test/x.cjs");
    }

    @Test
    void sources_stand_for_each_entry_that_is_missing() {
        String manifest = "{\"name\": \"a\", \"main\": \"index.js\", \"bin\": \"dist/notes.js\"}";
        var source = release("package.json", manifest, "index.js", CODE, "app/notes.js", CODE, "test/x.js", CODE);
        assertThat(source.reached()).containsExactly("app/notes.js", "index.js");
        assertThat(source.ways().started()).contains("app/notes.js");
    }

    @Test
    void examples_stand_for_nothing_that_is_imported_beside_what_is_there() {
        String manifest = "{\"name\": \"a\", \"main\": \"index.js\", \"module\": \"dist/index.mjs\"}";
        var source = release("package.json", manifest, "index.js", CODE, "app/a.js", CODE, "examples/x.js", CODE);
        assertThat(source.reached()).containsExactly("app/a.js", "index.js");
    }

    @Test
    void a_kind_says_why_all_of_a_package_is_reached() {
        String server =
                "const { McpServer } = require('@modelcontextprotocol/sdk/server/mcp.js');\nconst server = new McpServer({ name: 'a', version: '1' });\nserver.tool('look', 'Looks.', {}, async () => ({ content: [] }));\nserver.connect(t);\n";
        assertThat(main("require(process.argv[2]);\n", "test/x.cjs", server)
                        .kind()
                        .why())
                .isEqualTo(
                        "It makes a server with McpServer (test/x.cjs:2). index.js:1 imports what is named when it runs");
        assertThat(main(server + "require(process.argv[2]);\n").kind().why())
                .isEqualTo("It makes a server with McpServer (index.js:2)");
        assertThat(main("require(process.argv[2]);\n", "test/x.cjs", "const a = ((((;\n")
                        .kind()
                        .why())
                .isEqualTo("Not all of its code was read: test/x.cjs. index.js:1 imports what is named when it runs");
    }

    @Test
    void more_entries_than_are_followed_reach_all() {
        String many = IntStream.range(0, 2_001)
                .mapToObj(i -> "\"b%04d\": \"b/%04d.js\"".formatted(i, i))
                .collect(Collectors.joining(", "));
        var source = release(
                "package.json", "{\"name\": \"a\", \"bin\": {" + many + "}}", "b/0000.js", CODE, "test/x.js", CODE);
        assertThat(source.reached()).contains("b/0000.js", "test/x.js");
        assertThat(source.ways().open()).startsWith("Its manifest names more entry points");
    }

    @Test
    void a_pattern_of_many_stars_is_not_filled_in() {
        String manifest =
                "{\"name\": \"a\", \"main\": \"index.js\", \"exports\": {\".\": \"./index.js\", \"./*\": \"%s\"}}";
        for (String target : List.of("*".repeat(100_000), "./*/*/*/*/*.js")) {
            var source = release(
                    "package.json", manifest.formatted(target), "index.js", "import 'a/x';\n", "test/x.js", CODE);
            assertThat(source.reached()).containsExactly("index.js", "test/x.js");
        }
        assertThat(release(
                                "package.json",
                                manifest.formatted("./l/*/*.js"),
                                "index.js",
                                "import 'a/x';\n",
                                "l/x/x.js",
                                CODE)
                        .reached())
                .containsExactly("index.js", "l/x/x.js");
    }

    @Test
    void settings_of_a_compiler_may_be_odd() {
        String manifest = "{\"name\": \"a\", \"main\": \"out/index.js\"}";
        for (String out : List.of("./out//", "a" + "/".repeat(100_000) + "b", "./".repeat(100_000))) {
            var source = release(
                    "package.json",
                    manifest,
                    "tsconfig.json",
                    "{\"compilerOptions\": {\"outDir\": \"" + out + "\", \"rootDir\": \".\"}}",
                    "index.ts",
                    CODE);
            assertThat(source.reached()).containsExactly("index.ts");
        }
    }

    @Test
    void what_is_too_large_counts_as_not_parsed_where_something_may_lead_to_it() {
        String large = "// filler\n".repeat(230 * 1024);

        assertThat(main(CODE, "app/large.js", large).parsedPercent())
                .as("nothing leads to it")
                .isEqualTo(100);
        assertThat(main("require('./app/large');\n", "app/large.js", large).parsedPercent())
                .isZero();
        assertThat(main("require(process.env.WHAT);\n", "app/large.js", large).parsedPercent())
                .as("nobody can name what is led to")
                .isZero();
    }

    @Test
    void code_that_nothing_reaches_is_no_measure_for_how_most_is_read() {
        String go = "package main\n".repeat(100);
        String filler = "const filler = 1;\n".repeat(1_000);
        assertThat(main(CODE, "cmd/main.go", go, "more/filler.js", filler).isReadByRules())
                .isTrue();
        assertThat(main("require('./more/filler');\n", "cmd/main.go", go, "more/filler.js", filler)
                        .isReadByRules())
                .isFalse();
    }
}
