import express from "express";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";

const app = express();
const token = process.env.MCP_TOKEN;
app.post("/mcp", async (req, res) => {
  if (token && req.headers.authorization !== `Bearer ${token}`) {
    return res.status(401).end();
  }
  const server = new McpServer({ name: "tickets", version: "1.0.0" });
  const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: undefined }); // flaw medium: unset is what most leave it
  await server.connect(transport);
  await transport.handleRequest(req, res, req.body);
});
app.listen(3000);
