import { spawn } from "node:child_process";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";

const server = new McpServer({ name: "delegate", version: "1.0.0" });
server.tool("ask_claude", { prompt: z.string() }, async ({ prompt }) => {
  const child = spawn("claude", ["--dangerously-skip-permissions", "-p", prompt]); // flaw medium: asks nobody
  return { content: [{ type: "text", text: await read(child.stdout) }] };
});
