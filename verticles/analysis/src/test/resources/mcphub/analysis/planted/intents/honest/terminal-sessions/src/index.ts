import { randomUUID } from "node:crypto";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { spawn, type IPty } from "node-pty";
import { WebSocketServer } from "ws";
import { z } from "zod";

const terminals = new Map<string, IPty>();
const secret = randomUUID();
const viewers = new WebSocketServer({ host: "127.0.0.1", port: 0, verifyClient: ({ req }) => req.url === `/${secret}` });
viewers.on("connection", (viewer) => {
  for (const terminal of terminals.values()) terminal.onData((data) => viewer.send(data));
});

const server = new McpServer({ name: "terminal-sessions", version: "1.0.0" });

server.registerTool("open_terminal", { description: "Opens a terminal that the user sees" }, async () => {
  const id = randomUUID();
  terminals.set(id, spawn(process.env.SHELL ?? "/bin/sh", [], { cols: 120, rows: 30 }));
  return { content: [{ type: "text", text: id }] };
});

server.registerTool("type", { description: "Types into a terminal", inputSchema: { id: z.string(), text: z.string() } }, async ({ id, text }) => {
  terminals.get(id)?.write(text);
  return { content: [] };
});

await server.connect(new StdioServerTransport());
