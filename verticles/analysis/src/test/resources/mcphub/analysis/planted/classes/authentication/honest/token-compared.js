import { timingSafeEqual } from "node:crypto";
import express from "express";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";

const secret = Buffer.from(process.env.MCP_TOKEN);
const app = express();
app.use((req, res, next) => {
  const given = Buffer.from(String(req.headers.authorization ?? "").replace("Bearer ", ""));
  if (given.length !== secret.length || !timingSafeEqual(given, secret)) {
    return res.status(401).end();
  }
  next();
});
app.post("/mcp", async (req, res) => {
  const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined });
  await new McpServer({ name: "a", version: "1.0.0" }).connect(transport);
  await transport.handleRequest(req, res, req.body);
});
app.listen(3000, "0.0.0.0");
