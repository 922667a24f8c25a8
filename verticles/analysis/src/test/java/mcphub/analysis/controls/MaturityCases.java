package mcphub.analysis.controls;

import static mcphub.analysis.controls.Case.fails;
import static mcphub.analysis.controls.Case.passes;
import static mcphub.analysis.controls.Case.unclear;
import static mcphub.analysis.controls.Case.unclearOnNpm;

import java.util.List;

/** What the controls of the dimension maturity say. */
final class MaturityCases {
    private static final String CI = ".github/workflows/ci.yml";
    private static final String COMMIT = "0123456789abcdef0123456789abcdef01234567";

    private MaturityCases() {}

    static List<Case> all() {
        return List.of(
                fails("README_MISSING", "a.js", "1"),
                passes("README_MISSING", "readme.md", "x"),
                fails("README_THIN", "README.md", "# A server"),
                passes(
                        "README_THIN",
                        "README.md",
                        "Install with npx. Configuration by environment. Tools: add. ".repeat(20)),
                unclear("README_THIN", "a.js", "1"),
                fails("TOOL_UNDOCUMENTED", "a.py", "@mcp.tool()\nasync def add(a: int) -> int:\n    return a\n"),
                fails("TOOL_UNDOCUMENTED", "a.ts", "server.tool('add', { a: z.number() }, async () => {})"),
                passes(
                        "TOOL_UNDOCUMENTED",
                        "a.py",
                        "@mcp.tool()\nasync def add(a: int) -> int:\n    \"\"\"Adds.\"\"\"\n    return a\n"),
                passes(
                        "TOOL_UNDOCUMENTED",
                        "a.ts",
                        "server.tool('add', 'Adds', {}, f); server.registerTool('sub', { description: 'Subtracts' }, f)"),
                unclear("TOOL_UNDOCUMENTED", "a.ts", "const person = { name: 'Ann' };"),
                fails("CHANGELOG_MISSING", "a.js", "1"),
                passes("CHANGELOG_MISSING", "CHANGELOG.md", "x"),
                unclearOnNpm("CHANGELOG_MISSING"),
                fails("SECURITY_POLICY_MISSING", "a.js", "1"),
                passes("SECURITY_POLICY_MISSING", ".github/SECURITY.md", "x"),
                unclearOnNpm("SECURITY_POLICY_MISSING"),
                fails("DESCRIPTION_MISSING", "package.json", "{\"name\": \"a\", \"description\": \" \"}"),
                passes("DESCRIPTION_MISSING", "package.json", "{\"description\": \"A server\"}"),
                unclear("DESCRIPTION_MISSING", "main.go", "package main"),
                fails("REPOSITORY_MISSING", "package.json", "{\"name\": \"a\"}"),
                passes("REPOSITORY_MISSING", "package.json", "{\"repository\": {\"url\": \"x\"}}"),
                passes("REPOSITORY_MISSING", "pyproject.toml", "[project]\nname = 'a'\n[project.urls]\nSource = 'x'"),
                fails("AUTHOR_MISSING", "package.json", "{\"name\": \"a\"}"),
                passes("AUTHOR_MISSING", "package.json", "{\"author\": \"Ann\"}"),
                fails("RUNTIME_VERSION_MISSING", "pyproject.toml", "[project]\nname = 'a'"),
                passes(
                        "RUNTIME_VERSION_MISSING",
                        "pyproject.toml",
                        "[project]\nname = 'a'\nrequires-python = '>=3.11'"),
                fails("TYPES_MISSING", "package.json", "{\"main\": \"a.js\"}", "a.js", "1"),
                passes("TYPES_MISSING", "package.json", "{\"main\": \"a.js\", \"types\": \"a.d.ts\"}"),
                passes("TYPES_MISSING", "package.json", "{\"bin\": {\"a\": \"a.js\"}}"),
                fails("TESTS_MISSING", "a.js", "1"),
                passes("TESTS_MISSING", "a.js", "1", "tests/a.js", "1"),
                unclear("TESTS_MISSING", "README.md", "x"),
                unclearOnNpm("TESTS_MISSING"),
                fails("TESTS_THIN", "a.js", "a();\n".repeat(100), "a.test.js", "b();"),
                passes("TESTS_THIN", "a.js", "a();\n", "a.test.js", "b();"),
                unclearOnNpm("TESTS_THIN"),
                fails(
                        "TEST_SCRIPT_MISSING",
                        "package.json",
                        "{\"scripts\": {\"test\": \"echo 'Error: no test specified' && exit 1\"}}"),
                passes("TEST_SCRIPT_MISSING", "package.json", "{\"scripts\": {\"test\": \"vitest\"}}"),
                passes(
                        "TEST_SCRIPT_MISSING",
                        "pyproject.toml",
                        "[project]\nname = 'a'\n[tool.pytest.ini_options]\nx = 1"),
                unclearOnNpm("TEST_SCRIPT_MISSING"),
                fails("CI_MISSING", "a.js", "1"),
                passes("CI_MISSING", CI, "on: push"),
                unclearOnNpm("CI_MISSING"),
                fails("CI_TESTS_NOT_RUN", CI, "run: npm run build"),
                passes("CI_TESTS_NOT_RUN", CI, "run: npm test"),
                unclear("CI_TESTS_NOT_RUN", "a.js", "1"),
                unclearOnNpm("CI_TESTS_NOT_RUN"),
                fails("CI_ACTION_UNPINNED", CI, "  - uses: acme/deploy@v1"),
                fails("CI_ACTION_UNPINNED", CI, "  - uses: actions/checkout@main"),
                passes("CI_ACTION_UNPINNED", CI, "  - uses: actions/checkout@v4\n  - uses: acme/deploy@" + COMMIT),
                unclear("CI_ACTION_UNPINNED", "a.js", "1"),
                unclearOnNpm("CI_ACTION_UNPINNED"),
                fails("CI_UNTRUSTED_INPUT", CI, "steps:\n  - run: |\n      echo ${{ github.event.issue.title }}\n"),
                fails(
                        "CI_UNTRUSTED_INPUT",
                        CI,
                        "on: pull_request_target\nsteps:\n  - with:\n      ref: ${{ github.event.pull_request.head.sha }}"),
                passes(
                        "CI_UNTRUSTED_INPUT",
                        CI,
                        "steps:\n  - env:\n      TITLE: ${{ github.event.issue.title }}\n    run: echo \"$TITLE\"\n"),
                unclear("CI_UNTRUSTED_INPUT", "a.js", "1"),
                unclearOnNpm("CI_UNTRUSTED_INPUT"));
    }
}
