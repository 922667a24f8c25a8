import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { z } from "zod";
import { run } from "./run.js";

const DESCRIPTION = `# query_logs

Runs a query over logs.

## Syntax
<!-- prettier-ignore -->
| form | meaning |
| --- | --- |
| \`level:error\` | by level |
| \`"exact words"\` | by words |
| \`since:2h\` | by time |

## Advice
1. **Always** begin with a small \`since\`.
2. *Never* use a leading wildcard: it reads everything.

\`\`\`
level:error service:mail since:30m
\`\`\`
`;

export const server = new McpServer({ name: "query-language", version: "5.2.0" });

server.registerTool("query_logs", { description: DESCRIPTION, inputSchema: { query: z.string() } }, async ({ query }) => ({
  content: [{ type: "text", text: await run(query) }],
}));
