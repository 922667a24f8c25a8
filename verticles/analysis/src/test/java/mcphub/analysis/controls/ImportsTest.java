package mcphub.analysis.controls;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import mcphub.analysis.reading.Imports;
import mcphub.analysis.reading.Source;
import mcphub.analysis.source.Origin;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is seen of a file's imports, and where nobody can tell them. */
class ImportsTest {
    private static Set<String> importsOf(String path, String code) {
        return new Source(
                        Case.tree(List.of(
                                "package.json",
                                "{\"main\": \"src/index.js\"}",
                                path,
                                code.replace("\\n", "\n").replace("\\r", "\r"),
                                "src/b.js",
                                "run()",
                                "src/data.json",
                                "{}",
                                "src/logo.svg",
                                "<svg/>",
                                "src/addon.node",
                                "",
                                "src/both.mjs",
                                "run()",
                                "src/both/package.json",
                                "{\"main\": \"w.dat\"}",
                                "src/w.dat",
                                "require('x')",
                                "test/other.js",
                                "run()",
                                "lib/w.wasm.txt",
                                "import 'x'")),
                        Origin.NPM)
                .imports();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                // another name for what makes what imports
                "import { createRequire as c } from 'node:module'; const r = c(import.meta.url); r('x')",
                "import { createRequire as c } from 'node:module'; const require = c(u); const r = c(u)",
                "const { createRequire: c } = await import('node:module'); c(u)('x')",
                "import { createRequire } from 'node:module'; const r = createRequire(u); r('x')",
                "import { createRequire } from 'node:module'; const c = createRequire; c(u)('x')",
                "import m from 'node:module'; const r = m.createRequire(u)",
                "import m from 'node:module'; const r = m['createRequire'](u)",
                // escapes in names
                "r\\u0065quire('x')",
                "requir\\u{65}('x')",
                "const f = \\u0065val; f('x')",
                "m.\\u005fload('x')",
                "create\\u0052equire(u)('x')",
                // members by computed names
                "module['req' + 'uire']('x')",
                "module['require']('x')",
                "module[name]('x')",
                "globalThis['ev' + 'al']('x')",
                "globalThis?.[`eval`]('x')",
                "global[name]('x')",
                "process[name]('x')",
                "process['binding']('x')",
                "const m = module; m[name]('x')",
                "const m = { module }.module; m['req' + 'uire']('x')",
                "m['require']('x')",
                // code that is made while it runs
                "(0, eval)('x')",
                "(0,eval)(`x`)",
                "const e = eval; e('x')",
                "const { eval: e } = globalThis; e('x')",
                "eval?.('x')",
                "eval.call(null, 'x')",
                "globalThis.eval('x')",
                "Function('return imp' + 'ort(\"x\")')()",
                "(0, Function)('x')()",
                "const F = Function; F('x')()",
                "(() => {}).constructor('return import(\"x\")')()",
                "[].map.constructor.constructor(code)()",
                "Object.getPrototypeOf(async function () {}).constructor(code)()",
                "import vm from 'node:vm'; vm.runInThisContext(code)",
                // what Node has inside
                "module.constructor._load('x')",
                "new Module('a')._compile('x', 'y')",
                "process.binding('natives')",
                "process.dlopen(module, './a.node')",
                "process.getBuiltinModule('module').createRequire(u)('x')",
                "require.extensions['.json'] = require.extensions['.js']",
                // files that are not among the code
                "require('../../sdk/dist/server/sse.js')",
                "import '../node_modules/sdk/server/sse.js'",
                "export * from '../../../sdk'",
                "await import('../../sdk/a.js')",
                "import '/opt/a.js'",
                "import 'data:text/javascript,x'",
                "import 'file:///opt/a.js'",
                "import '../lib/w.wasm.txt'",
                "require('../lib')",
                "require('./%77.dat')",
                "import './w.dat?b.js'",
                "require('./addon')",
                "require('./both')",
                "import { fork } from 'node:child_process'; fork('./w.dat')",
                "import { fork } from 'node:child_process'; fork(file)",
                "import { Worker } from 'node:worker_threads'; new Worker(new URL('./w.dat', import.meta.url))",
                "import { Worker } from 'node:worker_threads'; new Worker('require(\"x\")', { eval: true })",
                "import * as cp from 'child_process'; cp.spawn(process.execPath, ['w.dat'])",
                "import { spawn } from 'child_process'; spawn('node', ['w.dat'])",
                "import { execSync } from 'child_process'; execSync('/usr/bin/node w.dat')",
                // no plain text
                "require(name)",
                "require('a' + b)",
                "await import(`${a}`)",
                "import.defer('x')",
                "const r = require // c\\nr('x')",
                "const r = require as any; r('x')",
                "const r = a && require; r('x')",
                "const o = { require }; o.x('x')",
                "const f = () => { return require }; f()('x')",
            })
    void what_may_import_anything_is_told(String code) {
        assertThat(importsOf("src/index.js", code.replace("\\n", "\n"))).contains(Imports.ANYTHING);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '^', textBlock = """
            import { createRequire } from 'module'; const require = createRequire(import.meta.url); require('x') | module x
            import { join, createRequire } from 'module'; var require = createRequire(u); require("x")           | module x
            import m from 'module'; const require = m.createRequire(import.meta.url); require('x')                | module x
            import { createRequire as c } from 'module'; const require = c(import.meta.url); require('x')         | module x
            import{createRequire as $c}from"module";const require=$c(import.meta.url);require("x");               | module x
            require/* " */('x')                                                                                  | x
            require//\\r('x')                                                                                     | x
            import a from './b.js'; import './b?v=1'                                                                 | ./b?v=1 ./b.js
            import a from '../src/data.json'; require('./data.json')                                             | ../src/data.json ./data.json
            require('./w.dat')                                                                                   | ./w.dat x
            require('./logo.svg')                                                                                | ./logo.svg
            import logo from './logo.svg'                                                                        | ./logo.svg
            import a from './built-later.js'                                                                     | ./built-later.js
            if (require.main === module) run(); module.exports = { a: 1 }                                        |
            module['exports'] = 1; globalThis[Symbol.for('a')] = 1; process.env['A']; process.env[name]          |
            const root = self || Function('return this')(); class A extends Function {}                          |
            const a = "caf\\u00e9 \\u0061nd more required\\u0041"; const s = 'require, and eval: both'                             |
            import { fork } from 'child_process'; fork('./b.js'); import { Worker } from 'worker_threads'; new Worker(new URL('./b.js', import.meta.url)) | child_process worker_threads
            import { spawn } from 'child_process'; spawn('kubectl', ['get', 'pods'])                             | child_process
            import { fork } from 'effect'; fork(task)                                                            | effect
            path.resolve('../../..')                                                                             | ../../..
            typeof require === 'function'; // we require, and eval                                               |
            """)
    void what_is_written_in_full_is_all(String code, String imports) {
        assertThat(importsOf("src/index.js", code))
                .containsExactlyInAnyOrderElementsOf(imports == null ? List.of() : List.of(imports.split(" ")));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "/* from ' */require('x')/* ' */",
                "const a = \"from 'b\"; const c = require('x')",
                "require\u00a0('x')",
                "require\u2028(\ufeff'x')",
                "require//\u2028('x')",
            })
    void what_stands_before_an_import_does_not_hide_it(String code) {
        assertThat(importsOf("src/index.js", code)).contains("x");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "from mcp . server import sse",
                "from mcp.server\\\n.sse import X",
                "from\\\nmcp.server.sse import X",
                "from mcp.server.sse \\\n  import X",
                "import\\\nmcp.server.sse",
                "import importlib; getattr(importlib, 'import_' + 'module')('x')",
                "import importlib; importlib.\uff49mport_module('x')",
                "\uff45xec('import x')",
                "import builtins; vars(builtins)['ex' + 'ec']('x')",
                "import pkgutil; pkgutil.resolve_name('x:y')",
                "import sys, subprocess; subprocess.run([sys.executable, 'w.dat'])",
            })
    void python_that_may_import_anything_is_told(String code) {
        assertThat(importsOf("src/server.py", code)).contains(Imports.ANYTHING);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            import os\\rfrom mcp.server.sse import X           | os mcp.server.sse.X
            if a: from mcp.server import Server               | mcp.server.Server
            from . import tools; from .tools import run       |
            import importlib.metadata                         | importlib.metadata
            # from the docs. We import it                     |
            """)
    void python_that_is_written_in_full_is_all(String code, String imports) {
        assertThat(importsOf("src/server.py", code))
                .containsExactlyInAnyOrderElementsOf(imports == null ? List.of() : List.of(imports.split(" ")));
    }
}
