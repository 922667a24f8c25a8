package mcphub.analysis.controls;

import static mcphub.analysis.controls.Case.fails;
import static mcphub.analysis.controls.Case.passes;
import static mcphub.analysis.controls.Case.unclear;
import static mcphub.analysis.controls.Case.unclearOnNpm;

import java.util.List;

/** What the controls of the dimension supply chain say. */
final class SupplyChainCases {
    private static final String MIT = LicenseTextCases.text("MIT");

    private SupplyChainCases() {}

    private static String needing(String name, String range) {
        return "{\"dependencies\": {\"" + name + "\": \"" + range + "\"}}";
    }

    private static String licensed(String license) {
        return "{\"name\": \"a\", \"license\": \"" + license + "\"}";
    }

    static List<Case> all() {
        return List.of(
                fails("MANIFEST_BROKEN", "package.json", "{\"name\": "),
                fails("MANIFEST_BROKEN", "package.json", "[]"),
                fails("MANIFEST_BROKEN", "pyproject.toml", "[project\nname ="),
                passes("MANIFEST_BROKEN", "package.json", "{}"),
                unclear("MANIFEST_BROKEN", "main.go", "package main"),
                fails("INSTALL_SCRIPT", "package.json", "{\"scripts\": {\"postinstall\": \"node setup.js\"}}"),
                fails("INSTALL_SCRIPT", "package.json", "\uFEFF{\"scripts\": {\"postinstall\": \"node setup.js\"}}"),
                passes("MANIFEST_BROKEN", "package.json", "\uFEFF{}"),
                passes(
                        "INSTALL_SCRIPT",
                        "package.json",
                        "{\"scripts\": {\"prepare\": \"husky\", \"postinstall\": \"exit 0\"}}"),
                unclear("INSTALL_SCRIPT", "package.json", "{"),
                fails("DEPENDENCY_UNPINNED", "package.json", needing("zod", "*")),
                fails("DEPENDENCY_UNPINNED", "package.json", needing("zod", "latest")),
                fails("DEPENDENCY_UNPINNED", "package.json", needing("zod", ">=1.0.0")),
                fails("DEPENDENCY_UNPINNED", "requirements.txt", "httpx\n"),
                fails("DEPENDENCY_UNPINNED", "package.json", needing("zod", "x")),
                fails("DEPENDENCY_UNPINNED", "requirements.txt", "httpx!=0.27\n"),
                passes("DEPENDENCY_UNPINNED", "package.json", needing("zod", "^3.1.0")),
                passes("DEPENDENCY_UNPINNED", "package.json", needing("zod", "^0")),
                passes("DEPENDENCY_UNPINNED", "requirements.txt", "httpx==0.27.* --hash=sha256:0000\n"),
                passes("DEPENDENCY_UNPINNED", "package.json", needing("shared", "workspace:*")),
                passes("DEPENDENCY_UNPINNED", "requirements.txt", "httpx>=0.27,<1\nmcp~=1.26.0\n"),
                passes(
                        "DEPENDENCY_UNPINNED",
                        "package.json",
                        needing("shared", "*"),
                        "shared/package.json",
                        "{\"name\": \"shared\"}"),
                unclear("DEPENDENCY_UNPINNED", "main.go", "package main"),
                fails("DEPENDENCY_FROM_URL", "package.json", needing("x", "github:a/b")),
                fails("DEPENDENCY_FROM_URL", "package.json", needing("x", "a/b#main")),
                fails(
                        "DEPENDENCY_FROM_URL",
                        "pyproject.toml",
                        "[project]\ndependencies = ['x @ git+https://acme.io/x']"),
                passes("DEPENDENCY_FROM_URL", "package.json", needing("@a/b", "npm:@c/d@^1.0.0")),
                fails("DEPENDENCY_BUNDLED", "package.json", "{\"bundledDependencies\": [\"a\"]}"),
                fails("DEPENDENCY_BUNDLED", "package.json", "{}", "node_modules/a/index.js", "1"),
                passes("DEPENDENCY_BUNDLED", "package.json", "{\"bundledDependencies\": []}"),
                fails("DEPENDENCY_DEPRECATED", "package.json", needing("request", "^2.88.0")),
                passes("DEPENDENCY_DEPRECATED", "package.json", needing("undici", "^7.0.0")),
                fails("DEPENDENCY_LOOKALIKE", "package.json", needing("expresss", "^1.0.0")),
                fails("DEPENDENCY_LOOKALIKE", "package.json", needing("lodahs", "^1.0.0")),
                fails("DEPENDENCY_LOOKALIKE", "requirements.txt", "colourama==1.0\n"),
                passes("DEPENDENCY_LOOKALIKE", "package.json", needing("preact", "^10.0.0")),
                fails("DEPENDENCY_FOR_DEVELOPMENT", "package.json", needing("typescript", "^5.0.0")),
                passes(
                        "DEPENDENCY_FOR_DEVELOPMENT",
                        "package.json",
                        "{\"devDependencies\": {\"typescript\": \"^5.0.0\"}}"),
                fails("DEPENDENCIES_TOO_MANY", "requirements.txt", many()),
                passes("DEPENDENCIES_TOO_MANY", "requirements.txt", "a==1\n"),
                fails("LICENSE_MISSING", "package.json", "{\"name\": \"a\"}"),
                fails("LICENSE_MISSING", "package.json", "{\"name\": \"a\"}", "LICENSE", MIT),
                passes("LICENSE_MISSING", "package.json", licensed("MIT")),
                passes("LICENSE_MISSING", "main.go", "package main", "LICENSE", MIT),
                fails("LICENSE_NOT_SPDX", "package.json", licensed("Apache 2")),
                passes("LICENSE_NOT_SPDX", "package.json", licensed("(MIT OR Apache-2.0)")),
                passes("LICENSE_NOT_SPDX", "package.json", licensed("GPL-2.0+")),
                passes("LICENSE_NOT_SPDX", "package.json", licensed("apache-2.0 with LLVM-exception")),
                passes("LICENSE_NOT_SPDX", "package.json", licensed("LicenseRef-acme")),
                fails("LICENSE_NOT_SPDX", "package.json", licensed("UNLICENSED")),
                fails("LICENSE_NOT_SPDX", "package.json", licensed("MIT OR")),
                unclear("LICENSE_NOT_SPDX", "package.json", "{\"name\": \"a\"}"),
                fails("LICENSE_TEXT_MISSING", "package.json", licensed("MIT")),
                passes("LICENSE_TEXT_MISSING", "LICENSE.md", MIT),
                fails("LICENSE_TEXT_DISAGREES", "package.json", licensed("Apache-2.0"), "LICENSE", MIT),
                passes("LICENSE_TEXT_DISAGREES", "package.json", licensed("MIT"), "LICENSE", MIT),
                unclear("LICENSE_TEXT_DISAGREES", "package.json", licensed("SEE LICENSE IN LICENSE"), "LICENSE", MIT),
                fails("LICENSE_COPYLEFT", "package.json", licensed("AGPL-3.0-only")),
                fails("LICENSE_COPYLEFT", "pyproject.toml", "[project]\nname = 'a'\nlicense = {text = 'GPL-3.0-only'}"),
                fails("LICENSE_COPYLEFT", "package.json", licensed("GPL-2.0+")),
                fails("LICENSE_COPYLEFT", "package.json", licensed("LGPL-2.0-or-later AND MIT")),
                fails("LICENSE_COPYLEFT", "package.json", licensed("(MIT OR ISC) AND AGPL-3.0-only")),
                fails("LICENSE_COPYLEFT", "package.json", licensed("UNLICENSED")),
                fails("LICENSE_COPYLEFT", "package.json", licensed("proprietary")),
                passes("LICENSE_COPYLEFT", "package.json", licensed("GPL-3.0-only OR MIT")),
                passes("LICENSE_COPYLEFT", "package.json", licensed("Unlicense")),
                unclear("LICENSE_COPYLEFT", "package.json", "{\"name\": \"a\"}"),
                fails("LOCKFILE_MISSING", "package.json", needing("zod", "^3.0.0")),
                unclear("LOCKFILE_MISSING", "package.json", needing("zod", "^3.0.0"), "pnpm-lock.yaml", "x"),
                passes(
                        "LOCKFILE_MISSING",
                        "package.json",
                        needing("zod", "^3.0.0"),
                        "pnpm-lock.yaml",
                        "lockfileVersion: '9.0'\nimporters:\n  .: {}\n"),
                passes("LOCKFILE_MISSING", "requirements.txt", "a==1.0\nb==2.0\n"),
                passes("LOCKFILE_MISSING", "package.json", "{}"),
                unclear("LOCKFILE_MISSING", "README.md", "x"),
                unclearOnNpm("LOCKFILE_MISSING"),
                fails(
                        "LOCKFILE_OUT_OF_STEP",
                        "package.json",
                        needing("zod", "^3.0.0"),
                        "package-lock.json",
                        "{\"packages\": {\"\": {\"dependencies\": {\"zod\": \"^2.0.0\"}}}}"),
                fails(
                        "LOCKFILE_OUT_OF_STEP",
                        "package.json",
                        needing("zod", "^3.0.0"),
                        "yarn.lock",
                        "zod@^2.0.0:\n  version 2.0.0"),
                fails(
                        "LOCKFILE_OUT_OF_STEP",
                        "pyproject.toml",
                        "[project]\ndependencies = ['mcp>=1']",
                        "uv.lock",
                        "[[package]]\nname = 'httpx'\nversion = '1.0'"),
                passes(
                        "LOCKFILE_OUT_OF_STEP",
                        "package.json",
                        needing("zod", "^3.0.0"),
                        "package-lock.json",
                        "{\"packages\": {\"\": {\"dependencies\": {\"zod\": \"^3.0.0\"}}}}"),
                passes(
                        "LOCKFILE_OUT_OF_STEP",
                        "package.json",
                        needing("zod", "^3.0.0"),
                        "yarn.lock",
                        "\"zod@npm:^3.0.0\":\n  version: 3.0.0"),
                unclear("LOCKFILE_OUT_OF_STEP", "package.json", needing("zod", "^3.0.0"), "package-lock.json", "{"),
                unclearOnNpm("LOCKFILE_OUT_OF_STEP"),
                fails(
                        "LOCKFILE_UNVERIFIED",
                        "package.json",
                        "{\"name\": \"a\"}",
                        "package-lock.json",
                        "{\"packages\": {\"node_modules/a\": {\"resolved\": \"http://acme.io/a.tgz\"}}}"),
                fails(
                        "LOCKFILE_UNVERIFIED",
                        "package.json",
                        "{\"name\": \"a\"}",
                        "package-lock.json",
                        "{\"packages\": {\"node_modules/a\": {\"resolved\": \"https://acme.io/a.tgz\"}}}"),
                passes(
                        "LOCKFILE_UNVERIFIED",
                        "package.json",
                        "{\"name\": \"a\"}",
                        "package-lock.json",
                        "{\"packages\": {\"node_modules/a\": {\"resolved\": \"https://acme.io/a.tgz\", \"integrity\": \"sha512-x\"}}}"),
                unclear("LOCKFILE_UNVERIFIED", "package.json", "{\"name\": \"a\"}"),
                unclearOnNpm("LOCKFILE_UNVERIFIED"));
    }

    private static String many() {
        var lines = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            lines.append("package").append(i).append("==1.0\n");
        }
        return lines.toString();
    }
}
