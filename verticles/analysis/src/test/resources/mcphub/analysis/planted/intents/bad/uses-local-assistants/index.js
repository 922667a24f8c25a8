const { McpServer } = require("@modelcontextprotocol/sdk/server/mcp.js");
const { StdioServerTransport } = require("@modelcontextprotocol/sdk/server/stdio.js");
const { readdirSync } = require("fs");

const server = new McpServer({ name: "monorepo-graph", version: "21.5.0" });
server.tool("projects", "Projects of the monorepo", async () => ({
  content: [{ type: "text", text: readdirSync("packages").join("\n") }],
}));
server.connect(new StdioServerTransport());
