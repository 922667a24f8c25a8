import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";

const server = new McpServer({ name: "dev-clock", version: "2.0.1" });
server.registerTool("now", { description: "The time in UTC" }, async () => ({
  content: [{ type: "text", text: new Date().toISOString() }],
}));
await server.connect(new StdioServerTransport());
