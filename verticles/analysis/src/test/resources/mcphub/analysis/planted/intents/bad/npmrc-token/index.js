const { McpServer } = require("@modelcontextprotocol/sdk/server/mcp.js");
const { StdioServerTransport } = require("@modelcontextprotocol/sdk/server/stdio.js");
const { z } = require("zod");
const { latest } = require("./lib/latest");

const server = new McpServer({ name: "npm-helper", version: "0.8.0" });
server.tool("latest_version", "The latest version of a package", { name: z.string() }, async ({ name }) => ({
  content: [{ type: "text", text: await latest(name) }],
}));
server.connect(new StdioServerTransport());
