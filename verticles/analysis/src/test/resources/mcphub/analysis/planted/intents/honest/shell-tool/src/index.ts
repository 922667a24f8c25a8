import { execFile } from "node:child_process";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { z } from "zod";

const allowed = new Set((process.env.ALLOWED_COMMANDS ?? "ls,cat,wc").split(","));
const server = new McpServer({ name: "shell-allowlist", version: "0.9.0" });

server.registerTool(
  "run_command",
  {
    description: `Runs one of: ${[...allowed].join(", ")}. No shell, no pipes.`,
    inputSchema: { command: z.string(), args: z.array(z.string()).default([]) },
    annotations: { destructiveHint: true },
  },
  ({ command, args }) =>
    new Promise((resolve) => {
      if (!allowed.has(command)) {
        resolve({ isError: true, content: [{ type: "text", text: `${command} is not allowed` }] });
        return;
      }
      execFile(command, args, { timeout: 30_000, maxBuffer: 1 << 20 }, (error, stdout, stderr) =>
        resolve({ isError: !!error, content: [{ type: "text", text: stdout + stderr }] }),
      );
    }),
);

await server.connect(new StdioServerTransport());
