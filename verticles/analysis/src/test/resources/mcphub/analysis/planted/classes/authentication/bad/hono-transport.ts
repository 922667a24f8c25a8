import { serve } from "@hono/node-server";
import { StreamableHTTPTransport } from "@hono/mcp";
import { Hono } from "hono";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";

const server = new McpServer({ name: "dice", version: "1.0.0" });
const app = new Hono();
app.all("/mcp", async (c) => {
  const transport = new StreamableHTTPTransport(); // flaw medium: every interface is the default
  await server.connect(transport);
  return transport.handleRequest(c);
});
serve({ fetch: app.fetch, port: 3000 });
