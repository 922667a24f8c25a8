import express from "express";
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { z } from "zod";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";

const run = promisify(execFile);
const server = new McpServer({ name: "builds", version: "0.3.0" });
server.registerTool("run_task", { description: "Runs a task of the project", inputSchema: { task: z.string() } }, async ({ task }) => {
  const { stdout } = await run("make", ["--", task]);
  return { content: [{ type: "text", text: stdout }] };
});

const app = express();
app.all("/mcp", async (req, res) => {
  const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined }); // flaw high: open to the network, and a tool starts programs
  await server.connect(transport);
  await transport.handleRequest(req, res, req.body);
});
app.listen(8080, "0.0.0.0");
