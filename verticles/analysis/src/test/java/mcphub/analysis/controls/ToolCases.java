package mcphub.analysis.controls;

import static mcphub.analysis.controls.Case.fails;
import static mcphub.analysis.controls.Case.passes;
import static mcphub.analysis.controls.Case.unclear;

import java.util.List;

/** What the controls say that are about how tools are offered, with which rights they run, and what they do together. */
final class ToolCases {
    private static final String TRANSPORT = """
            import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js';
            app.post('/mcp', async (req, res) => {
            %s  const transport = new StreamableHTTPServerTransport({});
            });
            """;
    private static final String READ =
            "import fs from 'fs';\nserver.tool('read', { path: z.string() }, async ({ path }) => ({ content: [{ type: 'text', text: fs.readFileSync(path, 'utf8') }] }));\n";
    private static final String FETCH =
            "server.tool('get', { url: z.string() }, async ({ url }) => { const page = await (await fetch(url)).text(); return { content: [{ type: 'text', text: page%s }] }; });\n";

    private ToolCases() {}

    static List<Case> all() {
        return List.of(
                fails("HTTP_AUTHENTICATION_MISSING", "a.js", TRANSPORT.formatted("")),
                passes(
                        "HTTP_AUTHENTICATION_MISSING",
                        "a.js",
                        TRANSPORT.formatted(
                                "  if (req.headers.authorization !== key) {\n    return res.status(401).end();\n  }\n")),
                unclear("HTTP_AUTHENTICATION_MISSING", "a.go", "package main\nfunc main() {}\n"),
                fails("EXCESSIVE_PRIVILEGE", "a.py", "import os\nos.chmod('data', 0o777)\n"),
                fails(
                        "EXCESSIVE_PRIVILEGE",
                        "a.js",
                        "require('child_process').execSync('sudo systemctl restart x');\n"),
                passes("EXCESSIVE_PRIVILEGE", "a.py", "import os\nos.chmod('data', 0o700)\n"),
                fails("RESULT_INJECTION", "a.js", FETCH.formatted("")),
                passes("RESULT_INJECTION", "a.js", FETCH.formatted(".slice(0, 4000)")),
                fails("CROSS_TOOL_FLOW", "a.js", READ + FETCH.formatted("")),
                passes("CROSS_TOOL_FLOW", "a.js", READ));
    }
}
