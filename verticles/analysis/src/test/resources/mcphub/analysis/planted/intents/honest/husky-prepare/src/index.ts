import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { z } from "zod";

const run = promisify(execFile);
const server = new McpServer({ name: "changelog", version: "0.7.0" });

server.registerTool(
  "changes_since",
  { description: "Subjects of commits since a tag", inputSchema: { tag: z.string().regex(/^v\d[\w.-]*$/) } },
  async ({ tag }) => {
    const { stdout } = await run("git", ["log", "--format=%s", `${tag}..HEAD`]);
    return { content: [{ type: "text", text: stdout }] };
  },
);

await server.connect(new StdioServerTransport());
