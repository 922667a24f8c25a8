import { spawn } from "node:child_process";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { z } from "zod";

const server = new McpServer({ name: "make-runner", version: "1.4.1" });

server.registerTool(
  "make",
  { description: "Runs a target of the Makefile", inputSchema: { target: z.string().regex(/^[\w-]+$/) } },
  ({ target }) =>
    new Promise((resolve) => {
      const child = spawn("make", [target], { env: { ...process.env, CI: "1", NO_COLOR: "1" } });
      let out = "";
      child.stdout.on("data", (data) => (out += data));
      child.stderr.on("data", (data) => (out += data));
      child.on("close", (code) => resolve({ isError: code !== 0, content: [{ type: "text", text: out.slice(-20000) }] }));
    }),
);

await server.connect(new StdioServerTransport());
